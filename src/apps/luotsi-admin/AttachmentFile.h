#pragma once

#include "base/Result.h"
#include "centre/storage/BlobStore.h"
#include "centre/storage/Values.h"
#include "sync/protocol/Body.h"

#include <QString>

namespace luotsi::apps {

/// Writes an attachment in clear to `path` (mode 0600), a piece at a time whatever its size. The file is
/// there only when all of it opened under the key and was the attachment of that id: CryptoRejected
/// otherwise.
[[nodiscard]] base::Result<void> writeAttachment(centre::storage::BlobStore &blobs,
                                                 const centre::storage::Blob &blob,
                                                 const sync::protocol::BlobKey &key, const QString &path);

} // namespace luotsi::apps
