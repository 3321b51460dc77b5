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

/// Seals an attachment under a fresh random key as its bytes come, in constant memory. One object, one
/// attachment. Threading: one thread at a time.
class BlobSealer
{
public:
    [[nodiscard]] static base::Result<BlobSealer> begin(base::Random &random);

    /// Secret: goes into the attach body and nowhere else.
    [[nodiscard]] const protocol::BlobKey &key() const { return m_key; }
    /// Sealed bytes that became ready; may be empty.
    [[nodiscard]] base::Result<QByteArray> add(QByteArrayView plain) { return m_segments.add(plain); }
    /// The rest. Nothing may be added afterwards.
    [[nodiscard]] base::Result<QByteArray> finish() { return m_segments.finish(); }

private:
    BlobSealer(const protocol::BlobKey &key, crypto::SegmentSealer segments)
        : m_key(key), m_segments(std::move(segments))
    {
    }

    protocol::BlobKey m_key;
    crypto::SegmentSealer m_segments;
};

/// The same for an attachment that is in memory already. Threading: pure but for `random`.
[[nodiscard]] base::Result<SealedBlob> sealBlob(QByteArrayView plain, base::Random &random);
/// CryptoRejected when the bytes are not those of `id` or do not open under `key`.
[[nodiscard]] base::Result<QByteArray> openBlob(QByteArrayView sealed, const protocol::BlobId &id,
                                                const protocol::BlobKey &key);
[[nodiscard]] protocol::BlobId blobIdOf(QByteArrayView sealed);

/// Name of an attachment in the instance XML: "<first 12 hex digits of the blob>.<ext>"; `extension` is
/// lower-case letters and digits, anything else is left out. Says nothing of the person's own file name.
[[nodiscard]] QString attachmentName(const protocol::BlobId &id, QStringView extension);

} // namespace luotsi::sealing
