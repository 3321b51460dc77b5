#pragma once

#include "base/Result.h"
#include "sync/protocol/Ids.h"

#include <QByteArray>

#include <cstdint>

namespace luotsi::centre::storage {

namespace protocol = sync::protocol;

/// The bytes of attachments; how far each has come stands in Storage, which decides. Bytes beyond the stored
/// offset mean nothing and are overwritten. Threading: any thread.
class BlobStore
{
public:
    virtual ~BlobStore() = default;
    /// Durable when it returns. The same bytes at the same place twice are one effect.
    virtual base::Result<void> write(const protocol::BlobId &id, std::uint64_t offset,
                                     const QByteArray &bytes) = 0;
    /// Exactly `size` bytes, or StoreCorrupt.
    virtual base::Result<QByteArray> read(const protocol::BlobId &id, std::uint64_t offset,
                                          std::uint64_t size) = 0;
    /// SHA-256 of the first `size` bytes; constant memory.
    virtual base::Result<protocol::BlobId> hash(const protocol::BlobId &id, std::uint64_t size) = 0;
    virtual base::Result<void> remove(const protocol::BlobId &id) = 0;
};

} // namespace luotsi::centre::storage
