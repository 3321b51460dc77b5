#include "centre/handlers/Access.h"
#include "centre/handlers/Commands.h"
#include "centre/handlers/Replies.h"
#include "sync/protocol/Control.h"
#include "sync/protocol/Paths.h"

namespace luotsi::centre::handlers {

namespace paths = sync::protocol::paths;
using base::ErrorCode;

Response giveCommands(const Services &services, const Caller &caller)
{
    std::vector<protocol::Command> commands;
    const auto read = services.storage.read([&](storage::Transaction &rows) -> Result<void> {
        const auto open = rows.openCommands(caller.device.id, protocol::maximumCommands);
        if (!open)
            return open.error();
        for (const storage::DeviceCommand &command : *open)
            commands.push_back(command.command);
        return {};
    });
    return read ? jsonReply(protocol::encodeCommands(commands)) : errorReply(read.error());
}

Response ackCommand(const Services &services, const Request &request, const Caller &caller)
{
    QByteArray path = request.path;
    const QByteArrayView end(paths::ack, qstrlen(paths::ack));
    if (!path.endsWith(end))
        return errorReply(ErrorCode::NotFound);
    path.chop(end.size());
    const auto id = idBehind<protocol::CommandId>(path, QByteArray(paths::commands) + '/');
    if (!id)
        return errorReply(ErrorCode::NotFound);
    const std::int64_t now = services.clock.wallMilliseconds();
    const auto written = services.storage.write([&](storage::Transaction &rows) -> Result<void> {
        const auto command = rows.command(*id);
        if (!command)
            return command.error();
        // Another device's command is as unknown as none.
        if (!command->has_value() || (*command)->device != caller.device.id)
            return ErrorCode::NotFound;
        return rows.ackCommand(*id, now);
    });
    if (!written)
        return errorReply(written.error());
    return {204, {}, {}, {}};
}

} // namespace luotsi::centre::handlers
