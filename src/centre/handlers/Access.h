#pragma once

#include "centre/handlers/Request.h"
#include "centre/handlers/Services.h"
#include "sync/protocol/Problem.h"

#include <optional>
#include <variant>

namespace luotsi::centre::handlers {

/// Who a route lets in.
enum class Access : std::uint8_t {
    Anyone,        ///< no certificate needed
    Device,        ///< a device with a valid certificate
    DeviceInGrace, ///< also for a while after its certificate has expired: sealed work must not be stranded
    AnyDevice      ///< in grace, and revoked too: what it brings goes to quarantine
};

/// Recognises the device by the certificate shown, or says why not.
[[nodiscard]] std::variant<Caller, sync::protocol::Problem> recognise(const Services &services,
                                                                      const Request &request, Access access);

/// May the device touch this draft? Ok also for a draft nobody has named yet. Erased when it is a tombstone,
/// NotFound when it is another scope's: a stranger is not told that it exists.
[[nodiscard]] Result<void> mayTouch(storage::Transaction &rows, const Caller &caller,
                                    const protocol::DraftId &draft);

/// The fixed bytes in hexadecimal behind `prefix`; nothing when the path does not have that shape.
template<typename Fixed>
[[nodiscard]] std::optional<Fixed> idBehind(const QByteArray &path, QByteArrayView prefix)
{
    if (!path.startsWith(prefix))
        return std::nullopt;
    return Fixed::fromHex(QByteArrayView(path).sliced(prefix.size()));
}

} // namespace luotsi::centre::handlers
