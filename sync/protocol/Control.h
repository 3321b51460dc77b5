#pragma once

#include "base/Result.h"
#include "sync/protocol/Ids.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <vector>

namespace luotsi::sync::protocol {

// What the centre asks of a device, and the device's own record of what happened on it. Pure functions; any
// thread. Decoding is strict: MalformedInput, or ProtocolTooOld for a newer version.

/// Numbers are stored by the centre; names travel.
enum class CommandKind : std::uint8_t {
    Unknown = 0, ///< of a later protocol: left alone and not acknowledged
    Revoke = 1,  ///< readers' keys go; sealed work still leaves the device
    Wipe = 2,    ///< the same, and what has safely arrived goes too
    Rotate = 3,  ///< renew the certificate now
};

struct Command
{
    CommandId id;
    CommandKind kind = CommandKind::Unknown;
    std::int64_t at = 0; ///< wall milliseconds of the centre

    friend bool operator==(const Command &, const Command &) = default;
};

/// JSON of GET /v1/commands, oldest first; at most maximumCommands.
[[nodiscard]] QByteArray encodeCommands(const std::vector<Command> &commands);
[[nodiscard]] base::Result<std::vector<Command>> decodeCommands(QByteArrayView json);
[[nodiscard]] QLatin1String name(CommandKind kind);
[[nodiscard]] CommandKind commandKindOf(QStringView name);

/// One line of a device's audit chain: numbers from 1 without a gap, each naming the hash of the one before.
/// `event` is a word of the program, `subject` an id or empty: nothing of a person.
struct AuditEntry
{
    DeviceId device;
    std::uint64_t number = 0;
    AuditHash previous;  ///< all zero for the first
    std::int64_t at = 0; ///< wall milliseconds of the device
    QString event;
    QByteArray subject; ///< at most 32 bytes

    friend bool operator==(const AuditEntry &, const AuditEntry &) = default;
};

inline constexpr std::size_t maximumCommands = 100;
inline constexpr std::size_t maximumAuditEntries = 500;
inline constexpr std::size_t maximumAuditBytes = 262'144;

[[nodiscard]] QByteArray encodeAuditEntry(const AuditEntry &entry);
[[nodiscard]] base::Result<AuditEntry> decodeAuditEntry(QByteArrayView bytes);
/// SHA-256 of the encoded entry: what the next one names as `previous`.
[[nodiscard]] AuditHash hashOf(const AuditEntry &entry);

/// Body of POST /v1/audit, in order; at most maximumAuditEntries and maximumAuditBytes.
[[nodiscard]] QByteArray encodeAuditPush(const std::vector<AuditEntry> &entries);
[[nodiscard]] base::Result<std::vector<AuditEntry>> decodeAuditPush(QByteArrayView bytes);
/// The reply: the last number the centre has.
[[nodiscard]] QByteArray encodeAuditReply(std::uint64_t last);
[[nodiscard]] base::Result<std::uint64_t> decodeAuditReply(QByteArrayView bytes);

} // namespace luotsi::sync::protocol
