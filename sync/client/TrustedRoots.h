#pragma once

#include "base/Result.h"
#include "sync/protocol/Enrol.h"

#include <QByteArray>

#include <cstdint>

namespace luotsi::sync::client {

// The roots by which a device knows its centre (ports::DeviceIdentity::authorityPem), newest first. There is
// one, but while the centre's authority changes: then the newest stands beside what was trusted before, until
// a connection was verified by it alone. Pure; any thread.

/// The roots after an enrolment or renewal. CertificateRefused when the reply names a root that none of
/// `roots` vouches for; CertificateExpired when those that vouched have ended at the centre's time.
[[nodiscard]] base::Result<QByteArray> rootsAfter(const protocol::EnrolReply &reply, const QByteArray &roots);

/// The newest root alone when the chain a server has shown reaches it at `now` (wall milliseconds); else all.
[[nodiscard]] QByteArray rootsProvenBy(const QByteArray &serverChainPem, const QByteArray &roots,
                                       std::int64_t now);

} // namespace luotsi::sync::client
