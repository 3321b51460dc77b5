#include "storelink/SessionControl.h"

#include "storelink/StoreMessages.h"

#include <limits>

namespace luotsi::storelink::control {

using base::ErrorCode;
using protocol::CborReader;
using protocol::CborWriter;

namespace {

// Kinds as they go over the wire: [kind, fields…].
enum class Kind : std::uint8_t {
    Begin = 1,
    Connection = 2,
    QueueChanged = 3,
    Shutdown = 4,
    Ready = 5,
    Ended = 6,
    Activity = 7,
    Submitted = 8,
    Setup = 9,
    FindDraft = 10,
    StopFinding = 11,
    DraftFound = 12,
};

constexpr std::uint32_t smallestScale = 50;
constexpr std::uint32_t largestScale = 400;
constexpr qsizetype longestLanguage = 35; // RFC 5646 section 4.4.1

CborWriter begin(Kind kind, std::size_t fields)
{
    CborWriter out;
    out.array(1 + fields).number(static_cast<std::uint64_t>(kind));
    return out;
}

constexpr qsizetype keyBytes = 32;
constexpr std::uint64_t largestContrast = 2;

struct Encoder
{
    QByteArray operator()(const Setup &message) const
    {
        return begin(Kind::Setup, 4)
            .bytes(message.vaultKey)
            .bytes(message.receiptKey)
            .bytes(message.intakeKey)
            .fixed(message.intakeKeyId)
            .take();
    }
    QByteArray operator()(const Begin &message) const
    {
        return begin(Kind::Begin, 4)
            .number(static_cast<std::uint64_t>(message.intent))
            .text(message.language)
            .number(message.textScale)
            .number(message.contrast)
            .take();
    }
    QByteArray operator()(const Connection &message) const
    {
        CborWriter out = begin(Kind::Connection, 2);
        out.boolean(message.online);
        put(out, message.reason);
        return out.take();
    }
    QByteArray operator()(const QueueChanged &message) const
    {
        CborWriter out = begin(Kind::QueueChanged, 2);
        out.fixed(message.draft);
        put(out, message.status);
        return out.take();
    }
    QByteArray operator()(const Shutdown &) const { return begin(Kind::Shutdown, 0).take(); }
    QByteArray operator()(const Ready &) const { return begin(Kind::Ready, 0).take(); }
    QByteArray operator()(const Ended &message) const
    {
        return begin(Kind::Ended, 1).number(static_cast<std::uint64_t>(message.how)).take();
    }
    QByteArray operator()(const Activity &) const { return begin(Kind::Activity, 0).take(); }
    QByteArray operator()(const Submitted &message) const
    {
        return begin(Kind::Submitted, 1).fixed(message.draft).take();
    }
    QByteArray operator()(const FindDraft &message) const
    {
        return begin(Kind::FindDraft, 1).fixed(message.lookup).take();
    }
    QByteArray operator()(const StopFinding &) const { return begin(Kind::StopFinding, 0).take(); }
    QByteArray operator()(const DraftFound &message) const
    {
        CborWriter out = begin(Kind::DraftFound, 3);
        out.fixed(message.lookup);
        put(out, message.error);
        out.array(message.accesses.size());
        for (const protocol::Access &access : message.accesses)
            out.array(3).integer(access.at).number(static_cast<std::uint64_t>(access.by)).text(access.site);
        return out.take();
    }
};

template<typename Enum> Enum takeEnum(CborReader &in, Enum last)
{
    const std::uint64_t value = in.number();
    if (value < 1 || value > static_cast<std::uint64_t>(last)) {
        in.fail("choice");
        return last;
    }
    return static_cast<Enum>(value);
}

Begin takeBegin(CborReader &in)
{
    Begin message;
    message.intent = takeEnum(in, Intent::Privacy);
    message.language = in.text();
    message.textScale = static_cast<std::uint32_t>(in.number());
    const std::uint64_t contrast = in.number();
    message.contrast = static_cast<std::uint8_t>(contrast);
    if (contrast > largestContrast)
        in.fail("contrast");
    if (message.language.isEmpty() || message.language.size() > longestLanguage)
        in.fail("language");
    if (message.textScale < smallestScale || message.textScale > largestScale)
        in.fail("text scale");
    return message;
}

Setup takeSetup(CborReader &in)
{
    Setup message;
    message.vaultKey = in.bytes();
    message.receiptKey = in.bytes();
    message.intakeKey = in.bytes();
    message.intakeKeyId = in.fixed<protocol::KeyId>();
    const auto keyOrNothing = [](const QByteArray &key) { return key.isEmpty() || key.size() == keyBytes; };
    if (message.vaultKey.size() != keyBytes || !keyOrNothing(message.receiptKey) ||
        !keyOrNothing(message.intakeKey))
        in.fail("key");
    return message;
}

DraftFound takeDraftFound(CborReader &in)
{
    DraftFound message;
    message.lookup = in.fixed<protocol::LookupId>();
    message.error = takeReason(in);
    const std::size_t count = in.array();
    if (count > protocol::maximumAccesses)
        in.fail("accesses");
    for (std::size_t left = count; left > 0 && !in.failed(); --left) {
        in.arrayOf(3);
        const std::int64_t at = in.integer();
        const std::uint64_t by = in.number();
        if (by == 0 || by > std::numeric_limits<std::uint8_t>::max())
            in.fail("kind of access");
        message.accesses.push_back({at, static_cast<protocol::Access::By>(by), in.text()});
    }
    return message;
}

std::optional<Message> take(CborReader &in, std::uint64_t kind, std::size_t fields)
{
    const auto is = [&](Kind wanted, std::size_t count) {
        return kind == static_cast<std::uint64_t>(wanted) && fields == count;
    };
    if (is(Kind::Setup, 4))
        return takeSetup(in);
    if (is(Kind::Begin, 4))
        return takeBegin(in);
    if (is(Kind::Connection, 2)) {
        const bool online = in.boolean();
        return Connection{online, takeReason(in)};
    }
    if (is(Kind::QueueChanged, 2)) {
        const auto draft = in.fixed<protocol::DraftId>();
        return QueueChanged{draft, takeStatus(in)};
    }
    if (is(Kind::Shutdown, 0))
        return Shutdown{};
    if (is(Kind::Ready, 0))
        return Ready{};
    if (is(Kind::Ended, 1))
        return Ended{takeEnum(in, Ending::Finished)};
    if (is(Kind::Activity, 0))
        return Activity{};
    if (is(Kind::Submitted, 1))
        return Submitted{in.fixed<protocol::DraftId>()};
    if (is(Kind::FindDraft, 1))
        return FindDraft{in.fixed<protocol::LookupId>()};
    if (is(Kind::StopFinding, 0))
        return StopFinding{};
    if (is(Kind::DraftFound, 3))
        return takeDraftFound(in);
    return std::nullopt;
}

} // namespace

QByteArray encode(const Message &message)
{
    return std::visit(Encoder(), message);
}

base::Result<Message> decode(QByteArrayView payload)
{
    auto in = CborReader::open(payload, static_cast<std::size_t>(maximumMessageBytes));
    if (!in)
        return in.error();
    const std::size_t items = in->array();
    const std::uint64_t kind = in->number();
    auto message = take(*in, kind, items == 0 ? 0 : items - 1);
    if (!message)
        return {ErrorCode::MalformedInput, QStringLiteral("an unknown control message")};
    if (auto finished = in->finish(); !finished)
        return finished.error();
    return std::move(*message);
}

} // namespace luotsi::storelink::control
