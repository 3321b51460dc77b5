#pragma once

#include "centre/handlers/Request.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>

namespace luotsi::centre::handlers {

/// Whoever answers requests. Threading: any thread.
class RequestHandler
{
public:
    virtual ~RequestHandler() = default;
    /// Longest body of a request, known from its head alone; 0 where no body belongs.
    [[nodiscard]] virtual std::uint64_t bodyLimit(Method method, QByteArrayView path) const = 0;
    /// The same for all certificates of a device; empty when it is none of a device.
    [[nodiscard]] virtual QByteArray deviceOf(const QByteArray &certificatePem) const = 0;
    [[nodiscard]] virtual Response handle(const Request &request) const = 0;
};

} // namespace luotsi::centre::handlers
