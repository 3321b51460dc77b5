#include "centre/keydesk-socket/DeskMessages.h"

#include "sync/protocol/Cbor.h"
#include "sync/protocol/ChangeCodec.h"

#include <limits>

namespace luotsi::centre::keydesk_socket {

using base::ErrorCode;
using protocol::CborReader;
using protocol::CborWriter;

namespace {

constexpr std::uint64_t version = 1;
constexpr std::size_t maximumWraps = 256;
constexpr std::uint64_t done = 0;
constexpr std::uint64_t failed = 1;

enum class Kind : std::uint64_t { Accept = 1, Rewrap = 2, Erase = 3, Ready = 4 };

void writeWraps(CborWriter &writer, const std::vector<protocol::Wrap> &wraps)
{
    writer.array(wraps.size());
    for (const protocol::Wrap &wrap : wraps)
        writer.bytes(protocol::encodeWrap(wrap));
}

std::vector<protocol::Wrap> readWraps(CborReader &reader)
{
    const std::size_t count = reader.array();
    if (count > maximumWraps)
        reader.fail("too many wraps");
    std::vector<protocol::Wrap> wraps;
    for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
        auto wrap = protocol::decodeWrap(reader.bytes());
        if (wrap)
            wraps.push_back(std::move(*wrap));
        else
            reader.fail("wrap");
    }
    return wraps;
}

CborWriter begin(std::size_t parts, std::uint64_t kind)
{
    CborWriter writer;
    writer.array(parts).number(version).number(kind);
    return writer;
}

QByteArray encode(const ports::Delivery &delivery)
{
    CborWriter writer = begin(7, static_cast<std::uint64_t>(Kind::Accept));
    writer.fixed(delivery.submission).fixed(delivery.draft).number(delivery.round);
    writer.bytes(delivery.change.bytes);
    writeWraps(writer, delivery.wraps);
    return writer.take();
}

QByteArray encode(const ports::Rewrap &rewrap)
{
    CborWriter writer = begin(4, static_cast<std::uint64_t>(Kind::Rewrap));
    writer.bytes(protocol::encodeRewrapRequest(rewrap.request));
    writeWraps(writer, rewrap.wraps);
    return writer.take();
}

QByteArray encode(const EraseDraft &erase)
{
    return begin(3, static_cast<std::uint64_t>(Kind::Erase)).fixed(erase.draft).take();
}

QByteArray encode(const AskReady &)
{
    return begin(2, static_cast<std::uint64_t>(Kind::Ready)).take();
}

/// The parts behind version and kind.
std::size_t partsOf(Kind kind)
{
    switch (kind) {
    case Kind::Accept:
        return 5;
    case Kind::Rewrap:
        return 2;
    case Kind::Erase:
        return 1;
    case Kind::Ready:
        break;
    }
    return 0;
}

DeskQuestion readDelivery(CborReader &reader)
{
    ports::Delivery delivery;
    delivery.submission = reader.fixed<protocol::SubmissionId>();
    delivery.draft = reader.fixed<protocol::DraftId>();
    const std::uint64_t round = reader.number();
    if (round > std::numeric_limits<std::uint32_t>::max())
        reader.fail("round");
    delivery.round = static_cast<std::uint32_t>(round);
    auto change = protocol::decodeChange(reader.bytes());
    if (change)
        delivery.change = std::move(*change);
    else
        reader.fail("change");
    delivery.wraps = readWraps(reader);
    return delivery;
}

DeskQuestion readRewrap(CborReader &reader)
{
    ports::Rewrap rewrap;
    auto request = protocol::decodeRewrapRequest(reader.bytes());
    if (request)
        rewrap.request = std::move(*request);
    else
        reader.fail("request");
    rewrap.wraps = readWraps(reader);
    return rewrap;
}

DeskQuestion readQuestion(CborReader &reader, Kind kind)
{
    switch (kind) {
    case Kind::Accept:
        return readDelivery(reader);
    case Kind::Rewrap:
        return readRewrap(reader);
    case Kind::Erase:
        return EraseDraft{reader.fixed<protocol::DraftId>()};
    case Kind::Ready:
        break;
    }
    return AskReady{};
}

QByteArray encodeError(const base::Error &error)
{
    CborWriter writer = begin(4, failed);
    writer.text(QString(base::name(error.code))).text(error.detail);
    return writer.take();
}

/// Opens an answer of `parts` parts behind version and outcome, or gives the desk's error.
Result<CborReader> openAnswer(QByteArrayView bytes, std::size_t parts)
{
    auto reader = CborReader::open(bytes, maximumDeskMessage);
    if (!reader)
        return reader;
    const std::size_t found = reader->array();
    if (reader->number() != version)
        return base::Error{ErrorCode::ProtocolTooOld, QStringLiteral("the desk speaks another version"), {}};
    const std::uint64_t outcome = reader->number();
    if (outcome == failed && found == 4) {
        base::Error error{base::codeFromName(reader->text()), {}, {}};
        error.detail = reader->text();
        if (const auto end = reader->finish(); !end)
            return end.error();
        return error;
    }
    if (outcome != done || found != parts + 2)
        return base::Error{ErrorCode::MalformedInput, QStringLiteral("the desk's answer makes no sense"), {}};
    return reader;
}

} // namespace

QByteArray encodeQuestion(const DeskQuestion &question)
{
    return std::visit([](const auto &asked) { return encode(asked); }, question);
}

Result<DeskQuestion> decodeQuestion(QByteArrayView bytes)
{
    auto reader = CborReader::open(bytes, maximumDeskMessage);
    if (!reader)
        return reader.error();
    const std::size_t found = reader->array();
    const std::uint64_t spoken = reader->number();
    if (!reader->failed() && spoken > version)
        return base::Error{
            ErrorCode::ProtocolTooOld, QStringLiteral("the endpoint speaks a newer version"), {}};
    const std::uint64_t number = reader->number();
    if (spoken != version || number < static_cast<std::uint64_t>(Kind::Accept) ||
        number > static_cast<std::uint64_t>(Kind::Ready))
        reader->fail("version or kind");
    const auto kind = static_cast<Kind>(number);
    if (!reader->failed() && found != partsOf(kind) + 2)
        reader->fail("length");
    DeskQuestion question = AskReady{};
    if (!reader->failed())
        question = readQuestion(*reader, kind);
    if (const auto end = reader->finish(); !end)
        return end.error();
    return question;
}

QByteArray encodeAcceptance(const Result<ports::Acceptance> &answer)
{
    if (!answer)
        return encodeError(answer.error());
    CborWriter writer = begin(4, done);
    writer.number(static_cast<std::uint64_t>(answer->verdict)).text(answer->detail);
    return writer.take();
}

QByteArray encodeRewrapAnswer(const Result<protocol::RewrapReply> &answer)
{
    if (!answer)
        return encodeError(answer.error());
    return begin(3, done).bytes(protocol::encodeRewrapReply(*answer)).take();
}

QByteArray encodeDone(const Result<void> &answer)
{
    return answer ? begin(2, done).take() : encodeError(answer.error());
}

Result<ports::Acceptance> decodeAcceptance(QByteArrayView bytes)
{
    auto reader = openAnswer(bytes, 2);
    if (!reader)
        return reader.error();
    ports::Acceptance acceptance;
    const std::uint64_t verdict = reader->number();
    if (verdict > static_cast<std::uint64_t>(ports::Verdict::Unreadable))
        reader->fail("verdict");
    acceptance.verdict = static_cast<ports::Verdict>(verdict);
    acceptance.detail = reader->text();
    if (const auto end = reader->finish(); !end)
        return end.error();
    return acceptance;
}

Result<protocol::RewrapReply> decodeRewrapAnswer(QByteArrayView bytes)
{
    auto reader = openAnswer(bytes, 1);
    if (!reader)
        return reader.error();
    const QByteArray reply = reader->bytes();
    if (const auto end = reader->finish(); !end)
        return end.error();
    return protocol::decodeRewrapReply(reply);
}

Result<void> decodeDone(QByteArrayView bytes)
{
    auto reader = openAnswer(bytes, 0);
    if (!reader)
        return reader.error();
    return reader->finish();
}

} // namespace luotsi::centre::keydesk_socket
