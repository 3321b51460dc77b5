#include "sync/protocol/Cbor.h"
#include "sync/protocol/CborHead.h"

namespace luotsi::sync::protocol {

using namespace cbor;

namespace {

/// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool isUtf8(QByteArrayView text)
{
    for (qsizetype at = 0; at < text.size();) {
        const auto lead = static_cast<std::uint8_t>(text[at++]);
        if (lead < 0x80)
            continue;
        const int rest = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
        if (lead < 0xc2 || lead > 0xf4 || text.size() - at < rest)
            return false;
        std::uint32_t point = lead & (0x3f >> rest);
        for (int i = 0; i < rest; ++i) {
            const auto next = static_cast<std::uint8_t>(text[at++]);
            if ((next & 0xc0) != 0x80)
                return false;
            point = (point << 6) | (next & 0x3f);
        }
        constexpr std::uint32_t smallest[] = {0, 0x80, 0x800, 0x1'0000};
        if (point < smallest[rest] || point > 0x10'ffff || (point >= 0xd800 && point <= 0xdfff))
            return false;
    }
    return true;
}

class CanonicalCheck
{
public:
    explicit CanonicalCheck(QByteArrayView bytes) : m_bytes(bytes) {}

    base::Result<void> run()
    {
        if (!item(1))
            return {base::ErrorCode::MalformedInput,
                    QStringLiteral("CBOR at byte %1: %2").arg(m_at).arg(m_why)};
        if (m_at != m_bytes.size())
            return {base::ErrorCode::MalformedInput,
                    QStringLiteral("CBOR at byte %1: trailing bytes").arg(m_at)};
        return {};
    }

private:
    bool refuse(QLatin1String why)
    {
        m_why = why;
        return false;
    }

    bool item(int depth)
    {
        Head head;
        if (!readHead(m_bytes, m_at, head))
            return refuse(QLatin1String("head is cut, indefinite or not the shortest"));
        switch (head.major) {
        case Number:
        case Negative:
            return true;
        case Bytes:
        case Text:
            return string(head);
        case Array:
        case Map:
            return container(head, depth);
        case Simple:
            if (head.argument < simpleFalse || head.argument > simpleNull)
                return refuse(QLatin1String("float or unknown simple value"));
            return true;
        default:
            return refuse(QLatin1String("tag"));
        }
    }

    bool string(const Head &head)
    {
        if (head.argument > static_cast<std::uint64_t>(m_bytes.size() - m_at))
            return refuse(QLatin1String("string is cut"));
        const auto length = static_cast<qsizetype>(head.argument);
        if (head.major == Text && !isUtf8(m_bytes.sliced(m_at, length)))
            return refuse(QLatin1String("text is not UTF-8"));
        m_at += length;
        return true;
    }

    bool container(const Head &head, int depth)
    {
        if (depth > maximumCborDepth)
            return refuse(QLatin1String("nested too deep"));
        // Every element takes a byte at least: a forged count ends here instead of in a loop.
        if (head.argument > static_cast<std::uint64_t>(m_bytes.size() - m_at))
            return refuse(QLatin1String("container is cut"));
        QByteArrayView lastKey;
        for (std::uint64_t i = 0; i < head.argument; ++i) {
            if (head.major == Map && !mapKey(lastKey, depth))
                return false;
            if (!item(depth + 1))
                return false;
        }
        return true;
    }

    bool mapKey(QByteArrayView &lastKey, int depth)
    {
        const qsizetype begin = m_at;
        if (!item(depth + 1))
            return false;
        const QByteArrayView key = m_bytes.sliced(begin, m_at - begin);
        // Bytewise order also rules out a key that comes twice.
        if (!lastKey.isEmpty() && !(lastKey.compare(key) < 0))
            return refuse(QLatin1String("map keys unsorted or twice"));
        lastKey = key;
        return true;
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    QLatin1String m_why;
};

} // namespace

base::Result<void> checkCanonical(QByteArrayView bytes, std::size_t maximumBytes)
{
    if (static_cast<std::size_t>(bytes.size()) > maximumBytes)
        return {base::ErrorCode::MalformedInput,
                QStringLiteral("CBOR larger than %1 bytes").arg(maximumBytes)};
    return CanonicalCheck(bytes).run();
}

} // namespace luotsi::sync::protocol
