#pragma once

#include "base/Result.h"
#include "ports/SyncStore.h"
#include "sync/client/CentreConnection.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <functional>

namespace luotsi::sync::client {

/// Makes an identity for a device that has none, and a fresh one before the old expires.
/// The only trust at the beginning is `rootFingerprint`, which came with the device's package or enrolment
/// slip: the centre's root is fetched over an unchecked connection, compared with it, and only then is the
/// one-time code sent, over a connection checked by that root.
namespace enrolment {

using Done = std::function<void(const base::Result<ports::DeviceIdentity> &)>;

/// Errors: CertificateRefused when the root is another; EnrolmentRefused for a wrong, used or expired code;
/// NetworkUnreachable, CaptivePortal, ServerBusy. The private key is made here and never sent; the same code
/// may be tried again after a lost reply as long as the same key is offered, so the key is made once per call
/// and the request is repeated once. Blocks with its own event loop: for the enrolment program and tests, not
/// for a thread with a screen.
[[nodiscard]] base::Result<ports::DeviceIdentity> enrol(const QUrl &centre, const QString &oneTimeCode,
                                                        const QByteArray &rootFingerprint,
                                                        CentreConnection::Limits limits = {});

/// New key and certificate for the same device, over the device's own connection, and the centre's newest
/// root beside those the device knows when one of them vouches for it (TrustedRoots.h).
void renew(CentreConnection &connection, const ports::DeviceIdentity &identity, Done done);

} // namespace enrolment

} // namespace luotsi::sync::client
