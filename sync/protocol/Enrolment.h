#pragma once

#include "base/Result.h"
#include "sync/protocol/Ids.h"

#include <QByteArray>

namespace luotsi::sync::protocol {

/// Body of POST /.well-known/est/simpleenroll and …/simplereenroll: one JSON object (the shape of RFC 7030
/// with its two loose ends tied: the one-time code travels inside, and the reply tells all a device needs).
/// Idempotent by the request's public key: the same key and code again yield the same certificate.
struct EnrolmentRequest
{
    QByteArray requestPem;  ///< PKCS#10, PEM
    QByteArray oneTimeCode; ///< empty when renewing: the old client certificate speaks for the device

    friend bool operator==(const EnrolmentRequest &, const EnrolmentRequest &) = default;
};

/// Reply of both. What it says is as authentic as the TLS server certificate, whose root the device compared
/// with the fingerprint that came with its package before it sent the code.
struct EnrolmentReply
{
    DeviceId device;
    QByteArray certificatePem; ///< the device's certificate, leaf first, without the root
    QByteArray authorityPem;   ///< the root
    QByteArray receiptKey;     ///< Ed25519 public key, 32 bytes
    QByteArray intakeKey;      ///< X25519 public key, 32 bytes
    KeyId intakeKeyId;

    friend bool operator==(const EnrolmentReply &, const EnrolmentReply &) = default;
};

/// JSON with UTF-8 text members and base64 for bytes. Decoding refuses missing members, wrong lengths and
/// anything above 64 KiB with MalformedInput; unknown members are ignored. Threading: pure.
[[nodiscard]] QByteArray encode(const EnrolmentRequest &request);
[[nodiscard]] QByteArray encode(const EnrolmentReply &reply);
[[nodiscard]] base::Result<EnrolmentRequest> decodeEnrolmentRequest(const QByteArray &json);
[[nodiscard]] base::Result<EnrolmentReply> decodeEnrolmentReply(const QByteArray &json);

} // namespace luotsi::sync::protocol
