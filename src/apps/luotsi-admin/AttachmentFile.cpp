#include "AttachmentFile.h"

#include "crypto/SecretBytes.h"
#include "crypto/SegmentStream.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace luotsi::apps {

using base::ErrorCode;

namespace {

constexpr std::uint64_t pieceBytes = 1024 * 1024;

base::Result<void> write(QSaveFile &file, QByteArray bytes)
{
    const bool written = file.write(bytes) == bytes.size();
    crypto::wipe(bytes);
    return written ? base::Result<void>()
                   : base::Result<void>({ErrorCode::StoreFailed, file.errorString(), {}});
}

} // namespace

base::Result<void> writeAttachment(centre::storage::BlobStore &blobs, const centre::storage::Blob &blob,
                                   const sync::protocol::BlobKey &key, const QString &path)
{
    const auto secret = crypto::SecretBytes::copyOf(key.view());
    if (!secret)
        return secret.error();
    auto opener = crypto::SegmentOpener::begin(*secret);
    if (!opener)
        return opener.error();
    // Given up, it leaves no file.
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return {ErrorCode::StoreFailed, file.errorString()};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (std::uint64_t at = 0; at < blob.size; at += pieceBytes) {
        const auto sealed = blobs.read(blob.id, at, std::min(pieceBytes, blob.size - at));
        if (!sealed)
            return sealed.error();
        hash.addData(*sealed);
        auto plain = opener->add(*sealed);
        if (!plain)
            return plain.error();
        if (auto written = write(file, std::move(*plain)); !written)
            return written;
    }
    auto rest = opener->finish();
    if (!rest)
        return rest.error();
    if (hash.result() != blob.id.toByteArray())
        return {ErrorCode::CryptoRejected, QStringLiteral("attachment bytes of another id")};
    if (auto written = write(file, std::move(*rest)); !written)
        return written;
    return file.commit() ? base::Result<void>()
                         : base::Result<void>({ErrorCode::StoreFailed, file.errorString(), {}});
}

} // namespace luotsi::apps
