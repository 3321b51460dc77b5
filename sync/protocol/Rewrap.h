#pragma once

#include "base/Result.h"
#include "sync/protocol/Ids.h"
#include "sync/protocol/Wrap.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <vector>

namespace luotsi::sync::protocol {

// How a worker asks the key desk for a draft (architecture, Keys). All deterministic CBOR; pure functions,
// any thread. Decoding is strict: MalformedInput, or ProtocolTooOld for a newer version. Signing and checking
// are sealing's (WorkerSealing.h).

/// What a worker may do on one device: certified by the signing root, so that neither the endpoint nor a
/// device's certificate alone can make one. Words of `a-z0-9-`, 1 to 56 characters. Times are wall
/// milliseconds.
struct WorkerGrant
{
    ActorId worker; ///< pseudonymous
    QString role;
    QString scope;
    DeviceId device;         ///< the one device it works on
    QByteArray signingKey;   ///< Ed25519, 32 bytes: signs what the worker asks for
    QByteArray boxKey;       ///< X25519, 32 bytes: the worker's, behind a PIN
    QByteArray deviceBoxKey; ///< X25519, 32 bytes: the device's own
    std::int64_t notBefore = 0;
    std::int64_t notAfter = 0;

    friend bool operator==(const WorkerGrant &, const WorkerGrant &) = default;
};

/// A grant with the root's signature over it.
struct WorkerCertificate
{
    WorkerGrant grant;
    QByteArray signature;

    friend bool operator==(const WorkerCertificate &, const WorkerCertificate &) = default;
};

/// What the worker signs: which draft, for which device, and why. `reason` is a word of the service's list
/// and never a sentence: it is logged and shown to the client.
struct RewrapOrder
{
    RequestId request; ///< random; the same again is the same request
    DraftId draft;
    DeviceId device;
    QString reason;
    std::int64_t at = 0; ///< wall milliseconds of the device, for the log

    friend bool operator==(const RewrapOrder &, const RewrapOrder &) = default;
};

/// Body of POST /v1/keydesk/rewrap.
struct RewrapRequest
{
    RewrapOrder order;
    WorkerCertificate certificate;
    QByteArray signature; ///< the worker's, over rewrapSignedBytes(order)

    friend bool operator==(const RewrapRequest &, const RewrapRequest &) = default;
};

/// One wrap per key of the draft, sealed to the worker and around that to the device.
struct RewrapReply
{
    std::vector<Wrap> wraps;
};

inline constexpr std::size_t maximumRewraps = 64;

[[nodiscard]] bool isWord(QStringView text);

[[nodiscard]] QByteArray workerSignedBytes(const WorkerGrant &grant);
[[nodiscard]] QByteArray rewrapSignedBytes(const RewrapOrder &order);

[[nodiscard]] QByteArray encodeWorkerCertificate(const WorkerCertificate &certificate);
[[nodiscard]] base::Result<WorkerCertificate> decodeWorkerCertificate(QByteArrayView bytes);
[[nodiscard]] QByteArray encodeRewrapRequest(const RewrapRequest &request);
[[nodiscard]] base::Result<RewrapRequest> decodeRewrapRequest(QByteArrayView bytes);
[[nodiscard]] QByteArray encodeRewrapReply(const RewrapReply &reply);
[[nodiscard]] base::Result<RewrapReply> decodeRewrapReply(QByteArrayView bytes);

} // namespace luotsi::sync::protocol
