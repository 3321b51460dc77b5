#pragma once

#include "base/Result.h"
#include "ports/SyncStore.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>

#include <cstdint>

namespace luotsi::sync::client {

/// TLS 1.3 only, trusting exactly the roots in `authorityPem`; the machine's own authorities are never asked,
/// so that neither an administrator's nor a captive portal's root can stand in the middle. CertificateRefused
/// when a part is unreadable. Pure; any thread.
[[nodiscard]] base::Result<QSslConfiguration> serverOnlySettings(const QByteArray &authorityPem);
/// The same with the device's certificate and key for the centre to see.
[[nodiscard]] base::Result<QSslConfiguration> deviceSettings(const ports::DeviceIdentity &identity);

/// Are all errors only about dates, and do all certificates of the server hold at `now` (wall milliseconds)?
/// For a device whose clock is wrong: the centre's own time, or the day its certificate was issued, is the
/// better judge (faults, F8). A chain that does not end in our root is never forgiven.
[[nodiscard]] bool onlyClockIsWrong(const QList<QSslError> &errors, const QList<QSslCertificate> &chain,
                                    std::int64_t now);

} // namespace luotsi::sync::client
