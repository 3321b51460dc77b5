#include "sync/protocol/Control.h"

#include "sync/protocol/Cbor.h"
#include "sync/protocol/Rewrap.h"
#include "sync/protocol/WireParts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <limits>

namespace luotsi::sync::protocol {

namespace {

using base::ErrorCode;
using base::Result;

constexpr std::size_t maximumEntryBytes = 512;
constexpr qsizetype maximumSubject = 32;
constexpr qsizetype maximumCommandsBytes = 65'536;

struct KindName
{
    CommandKind kind;
    const char *name;
};
constexpr std::array kinds{KindName{CommandKind::Revoke, "revoke"}, KindName{CommandKind::Wipe, "wipe"},
                           KindName{CommandKind::Rotate, "rotate"}};

std::uint64_t readCounter(CborReader &reader)
{
    const std::uint64_t value = reader.number();
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        reader.fail("number out of range");
    return value;
}

} // namespace

QLatin1String name(CommandKind kind)
{
    for (const KindName &known : kinds) {
        if (known.kind == kind)
            return QLatin1String(known.name);
    }
    return QLatin1String("unknown");
}

CommandKind commandKindOf(QStringView wanted)
{
    for (const KindName &known : kinds) {
        if (wanted == QLatin1String(known.name))
            return known.kind;
    }
    return CommandKind::Unknown;
}

QByteArray encodeCommands(const std::vector<Command> &commands)
{
    QJsonArray list;
    for (const Command &command : commands)
        list.append(QJsonObject{{QStringLiteral("id"), QString::fromLatin1(command.id.toHex())},
                                {QStringLiteral("kind"), QString(name(command.kind))},
                                {QStringLiteral("at"), static_cast<qint64>(command.at)}});
    return QJsonDocument(QJsonObject{{QStringLiteral("commands"), list}}).toJson(QJsonDocument::Compact);
}

Result<std::vector<Command>> decodeCommands(QByteArrayView json)
{
    const auto bad = [](const char *what) {
        return base::Error{
            ErrorCode::MalformedInput, QStringLiteral("commands: %1").arg(QLatin1String(what)), {}};
    };
    if (json.size() > maximumCommandsBytes)
        return bad("too large");
    const QJsonValue list =
        QJsonDocument::fromJson(json.toByteArray()).object().value(QLatin1String("commands"));
    const QJsonArray lines = list.toArray();
    if (!list.isArray() || static_cast<std::size_t>(lines.size()) > maximumCommands)
        return bad("no list, or too long");
    std::vector<Command> commands;
    for (const QJsonValue &line : lines) {
        const QJsonObject object = line.toObject();
        const auto id = CommandId::fromHex(object.value(QLatin1String("id")).toString().toLatin1());
        const QJsonValue at = object.value(QLatin1String("at"));
        const QJsonValue kind = object.value(QLatin1String("kind"));
        if (!id || !at.isDouble() || !kind.isString())
            return bad("a line");
        commands.push_back({*id, commandKindOf(kind.toString()), at.toInteger()});
    }
    return commands;
}

QByteArray encodeAuditEntry(const AuditEntry &entry)
{
    CborWriter writer;
    writer.array(7).number(wireVersion).fixed(entry.device).number(entry.number).fixed(entry.previous);
    writer.integer(entry.at).text(entry.event).bytes(entry.subject);
    return writer.take();
}

Result<AuditEntry> decodeAuditEntry(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumEntryBytes, 7);
    if (!reader)
        return reader.error();
    AuditEntry entry;
    entry.device = reader->fixed<DeviceId>();
    entry.number = readCounter(*reader);
    entry.previous = reader->fixed<AuditHash>();
    entry.at = reader->integer();
    entry.event = reader->text();
    entry.subject = reader->bytes();
    if (!isWord(entry.event))
        reader->fail("the event is not a word");
    if (entry.subject.size() > maximumSubject)
        reader->fail("subject too long");
    if (entry.number == 0 || (entry.number == 1) != (entry.previous == AuditHash()))
        reader->fail("number and previous");
    if (const auto end = reader->finish(); !end)
        return end.error();
    return entry;
}

AuditHash hashOf(const AuditEntry &entry)
{
    return sha256As<AuditHash>(encodeAuditEntry(entry));
}

QByteArray encodeAuditPush(const std::vector<AuditEntry> &entries)
{
    CborWriter writer;
    writer.array(2).number(wireVersion).array(entries.size());
    for (const AuditEntry &entry : entries)
        writer.bytes(encodeAuditEntry(entry));
    return writer.take();
}

Result<std::vector<AuditEntry>> decodeAuditPush(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumAuditBytes, 2);
    if (!reader)
        return reader.error();
    const std::size_t count = reader->array();
    if (count > maximumAuditEntries)
        reader->fail("too many entries");
    std::vector<AuditEntry> entries;
    for (std::size_t i = 0; i < count && !reader->failed(); ++i) {
        auto entry = decodeAuditEntry(reader->bytes());
        if (entry)
            entries.push_back(std::move(*entry));
        else
            reader->fail("entry");
    }
    if (const auto end = reader->finish(); !end)
        return end.error();
    return entries;
}

QByteArray encodeAuditReply(std::uint64_t last)
{
    CborWriter writer;
    return writer.array(2).number(wireVersion).number(last).take();
}

Result<std::uint64_t> decodeAuditReply(QByteArrayView bytes)
{
    auto reader = openVersioned(bytes, maximumEntryBytes, 2);
    if (!reader)
        return reader.error();
    const std::uint64_t last = readCounter(*reader);
    if (const auto end = reader->finish(); !end)
        return end.error();
    return last;
}

} // namespace luotsi::sync::protocol
