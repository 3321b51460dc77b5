#pragma once

#include "base/Result.h"
#include "crypto/BoxKeys.h"
#include "crypto/Signature.h"
#include "sealing/DraftKeys.h"
#include "sync/protocol/Rewrap.h"

namespace luotsi::sealing {

// A worker's certificate, a worker's signed request, and the wrap that answers it. The wrap is sealed to the
// worker's key and around that to the device's: neither a stolen device nor a copied worker key opens it
// alone. Pure; any thread.

/// What the signing root certifies.
[[nodiscard]] base::Result<protocol::WorkerCertificate> certifyWorker(protocol::WorkerGrant grant,
                                                                      const crypto::SigningKey &root);
/// SignatureInvalid unless that root certified it; CertificateExpired outside its time at `now`.
[[nodiscard]] base::Result<void> checkWorker(const protocol::WorkerCertificate &certificate,
                                             QByteArrayView rootPublicKey, std::int64_t now);

[[nodiscard]] base::Result<protocol::RewrapRequest> signRewrap(protocol::RewrapOrder order,
                                                               protocol::WorkerCertificate certificate,
                                                               const crypto::SigningKey &worker);
/// SignatureInvalid unless the worker of the certificate signed the order. Says nothing about the
/// certificate.
[[nodiscard]] base::Result<void> checkRewrap(const protocol::RewrapRequest &request);

/// The reader id of a worker's key.
[[nodiscard]] protocol::KeyId readerOf(QByteArrayView boxKey);
[[nodiscard]] base::Result<protocol::Wrap>
sealWorkerWrap(const protocol::DraftId &draft, const DraftKeys &keys, const protocol::WorkerGrant &grant);
/// WrapMismatch and CryptoRejected as for every wrap; needs both secret keys.
[[nodiscard]] base::Result<DraftKeys> openWorkerWrap(const protocol::Wrap &wrap,
                                                     const protocol::DraftId &draft,
                                                     const crypto::BoxKeyPair &worker,
                                                     const crypto::BoxKeyPair &device);

} // namespace luotsi::sealing
