#pragma once

#include "base/Result.h"
#include "sync/protocol/Ids.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace luotsi::sync::protocol {

/// Body of POST /.well-known/est/simpleenroll, JSON: a certificate request and the one-time code that binds
/// role, site and scope. Idempotent by the request's public key: the same key and code again yield the same
/// certificate.
struct EnrolRequest
{
    QByteArray requestPem; ///< PKCS#10
    QString code;          ///< secret until used, never logged; empty when renewing
};

/// What a device keeps of its enrolment. Keys are raw bytes of 32.
struct EnrolReply
{
    DeviceId device;
    QByteArray certificatePem; ///< leaf first
    QByteArray authorityPem;   ///< the root the device was enrolled with
    QByteArray successionPem;  ///< the newest root, then cross certificates back from it; empty: older centre
    QByteArray receiptKey;     ///< Ed25519 public
    QByteArray intakeKey;      ///< X25519 public
    KeyId intakeKeyId;
    std::int64_t serverTime = 0;
};

/// Pure; any thread. Decoding refuses missing members, wrong lengths and more than 64 KiB with
/// MalformedInput; unknown members are ignored.
[[nodiscard]] QByteArray encodeEnrolRequest(const EnrolRequest &request);
[[nodiscard]] base::Result<EnrolRequest> decodeEnrolRequest(QByteArrayView bytes);
[[nodiscard]] QByteArray encodeEnrolReply(const EnrolReply &reply);
[[nodiscard]] base::Result<EnrolReply> decodeEnrolReply(QByteArrayView bytes);

} // namespace luotsi::sync::protocol
