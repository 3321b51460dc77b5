#pragma once

#include "base/Result.h"
#include "centre/handlers/Services.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <cstdint>
#include <optional>

namespace luotsi::centre::host {

/// What the endpoint was told to do.
struct EndpointOptions
{
    QString centre;  ///< folder made by luotsi-admin init
    QString address; ///< where to listen
    std::uint16_t port = 0;
    QString storageKeyFile;                   ///< empty: plain file, as told by --plain-storage
    QTimeZone timeZone;                       ///< of the people who fill forms
    QString keyDeskSocket;                    ///< empty: the key desk runs in this process
    std::optional<std::uint16_t> metricsPort; ///< on the loopback address; none: no such listener
    handlers::Policy policy;
    QString helpText; ///< set: print it and leave
};

/// MalformedInput with a sentence for the person who typed it.
[[nodiscard]] base::Result<EndpointOptions> parseOptions(const QStringList &arguments);

} // namespace luotsi::centre::host
