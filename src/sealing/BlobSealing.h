#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "crypto/SegmentStream.h"
#include "sync/protocol/Ids.h"

#include <QByteArray>
#include <QByteArrayView>

namespace luotsi::sealing {

namespace protocol = sync::protocol;

/// A sealed attachment. Invariant: `id` is the SHA-256 of `sealed`.
struct SealedBlob
{
    protocol::BlobId id;
    protocol::BlobKey key; ///< secret: goes into the attach body and nowhere else
    QByteArray sealed;
};

/// Seals under a fresh random key in segments. For files that should not be in memory whole use
/// crypto::SegmentSealer and a SHA-256 beside it. Threading: pure but for `random`.
[[nodiscard]] base::Result<SealedBlob> sealBlob(QByteArrayView plain, base::Random &random);
/// CryptoRejected when the bytes are not those of `id` or do not open under `key`.
[[nodiscard]] base::Result<QByteArray> openBlob(QByteArrayView sealed, const protocol::BlobId &id,
                                                const protocol::BlobKey &key);
[[nodiscard]] protocol::BlobId blobIdOf(QByteArrayView sealed);

/// Name of an attachment in the instance XML: "<first 12 hex digits of the blob>.<ext>"; `extension` is
/// lower-case letters and digits, anything else is left out. Says nothing of the person's own file name.
[[nodiscard]] QString attachmentName(const protocol::BlobId &id, QStringView extension);

} // namespace luotsi::sealing
