#include "sync/protocol/Cbor.h"

#include "sync/protocol/CborHead.h"

#include <QStringDecoder>

#include <limits>

namespace luotsi::sync::protocol {

using namespace cbor;

void CborWriter::head(std::uint8_t major, std::uint64_t argument)
{
    const auto first = static_cast<std::uint8_t>(major << 5);
    if (argument < 24) {
        m_out.append(static_cast<char>(first | argument));
        return;
    }
    const int sizeBits = argument < 0x100 ? 0 : argument < 0x1'0000 ? 1 : argument < 0x1'0000'0000 ? 2 : 3;
    m_out.append(static_cast<char>(first | (24 + sizeBits)));
    for (int shift = 8 * ((1 << sizeBits) - 1); shift >= 0; shift -= 8)
        m_out.append(static_cast<char>(argument >> shift));
}

CborWriter &CborWriter::number(std::uint64_t value)
{
    head(Number, value);
    return *this;
}

CborWriter &CborWriter::integer(std::int64_t value)
{
    if (value >= 0)
        head(Number, static_cast<std::uint64_t>(value));
    else
        head(Negative, ~static_cast<std::uint64_t>(value));
    return *this;
}

CborWriter &CborWriter::bytes(QByteArrayView value)
{
    head(Bytes, static_cast<std::uint64_t>(value.size()));
    m_out.append(value);
    return *this;
}

CborWriter &CborWriter::text(QStringView value)
{
    const QByteArray utf8 = value.toUtf8();
    head(Text, static_cast<std::uint64_t>(utf8.size()));
    m_out.append(utf8);
    return *this;
}

CborWriter &CborWriter::boolean(bool value)
{
    head(Simple, value ? simpleTrue : simpleFalse);
    return *this;
}

CborWriter &CborWriter::null()
{
    head(Simple, simpleNull);
    return *this;
}

CborWriter &CborWriter::array(std::size_t count)
{
    head(Array, count);
    return *this;
}

CborWriter &CborWriter::map(std::size_t count)
{
    head(Map, count);
    return *this;
}

base::Result<CborReader> CborReader::open(QByteArrayView bytes, std::size_t maximumBytes)
{
    if (const auto checked = checkCanonical(bytes, maximumBytes); !checked)
        return checked.error();
    return CborReader(bytes);
}

bool CborReader::take(std::uint8_t major, std::uint64_t &argument)
{
    if (failed())
        return false;
    qsizetype at = m_at;
    Head head;
    if (!readHead(m_bytes, at, head) || head.major != major) {
        fail("type");
        return false;
    }
    m_at = at;
    argument = head.argument;
    return true;
}

QByteArrayView CborReader::run(std::uint64_t length)
{
    if (length > static_cast<std::uint64_t>(m_bytes.size() - m_at)) {
        fail("cut");
        return {};
    }
    const QByteArrayView result = m_bytes.sliced(m_at, static_cast<qsizetype>(length));
    m_at += result.size();
    return result;
}

std::uint64_t CborReader::number()
{
    std::uint64_t value = 0;
    take(Number, value);
    return failed() ? 0 : value;
}

std::int64_t CborReader::integer()
{
    qsizetype at = m_at;
    Head head;
    const bool isNegative = !failed() && readHead(m_bytes, at, head) && head.major == Negative;
    std::uint64_t value = 0;
    if (!take(isNegative ? Negative : Number, value))
        return 0;
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        fail("number out of range");
        return 0;
    }
    const auto positive = static_cast<std::int64_t>(value);
    return isNegative ? -1 - positive : positive;
}

QByteArray CborReader::bytes()
{
    std::uint64_t length = 0;
    if (!take(Bytes, length))
        return {};
    return run(length).toByteArray();
}

QString CborReader::text()
{
    std::uint64_t length = 0;
    if (!take(Text, length))
        return {};
    // fromUtf8 would swallow a leading byte order mark, and the bytes would not come back the same.
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    return decoder(run(length));
}

bool CborReader::boolean()
{
    std::uint64_t value = 0;
    if (!take(Simple, value))
        return false;
    if (value != simpleFalse && value != simpleTrue)
        fail("boolean");
    return value == simpleTrue;
}

bool CborReader::null()
{
    constexpr char encodedNull = static_cast<char>(0xf6);
    if (failed() || m_at >= m_bytes.size() || m_bytes[m_at] != encodedNull)
        return false;
    ++m_at;
    return true;
}

std::size_t CborReader::array()
{
    std::uint64_t count = 0;
    take(Array, count);
    return failed() ? 0 : static_cast<std::size_t>(count);
}

std::size_t CborReader::map()
{
    std::uint64_t count = 0;
    take(Map, count);
    return failed() ? 0 : static_cast<std::size_t>(count);
}

void CborReader::arrayOf(std::size_t count)
{
    if (array() != count)
        fail("array length");
}

QByteArray CborReader::skip()
{
    if (failed())
        return {};
    const qsizetype begin = m_at;
    std::uint64_t open = 1;
    while (open > 0) {
        Head head;
        if (!readHead(m_bytes, m_at, head)) {
            fail("cut");
            return {};
        }
        --open;
        if (head.major == Bytes || head.major == Text)
            run(head.argument);
        else if (head.major == Array)
            open += head.argument;
        else if (head.major == Map)
            open += 2 * head.argument;
    }
    return m_bytes.sliced(begin, m_at - begin).toByteArray();
}

bool CborReader::key(std::size_t &left, std::uint64_t wanted)
{
    if (failed() || left == 0)
        return false;
    qsizetype at = m_at;
    Head head;
    if (!readHead(m_bytes, at, head) || head.major != Number || head.argument != wanted)
        return false;
    m_at = at;
    --left;
    return true;
}

void CborReader::needKey(std::size_t &left, std::uint64_t wanted)
{
    if (!key(left, wanted))
        fail("missing key");
}

void CborReader::fail(const char *what)
{
    if (failed())
        return;
    m_failed = what;
    m_failedAt = m_at;
}

base::Result<void> CborReader::finish()
{
    if (!failed() && m_at != m_bytes.size())
        fail("something left over");
    if (!failed())
        return {};
    return {base::ErrorCode::MalformedInput,
            QStringLiteral("CBOR at byte %1: %2").arg(m_failedAt).arg(QLatin1String(m_failed))};
}

} // namespace luotsi::sync::protocol
