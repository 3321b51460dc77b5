#pragma once

#include "centre/storage/BlobStore.h"

#include <map>
#include <mutex>

namespace luotsi::centre::storage {

/// Attachments' bytes in memory.
class InMemoryBlobs final : public BlobStore
{
public:
    base::Result<void> write(const protocol::BlobId &id, std::uint64_t offset,
                             const QByteArray &bytes) override;
    base::Result<QByteArray> read(const protocol::BlobId &id, std::uint64_t offset,
                                  std::uint64_t size) override;
    base::Result<protocol::BlobId> hash(const protocol::BlobId &id, std::uint64_t size) override;
    base::Result<void> remove(const protocol::BlobId &id) override;

private:
    std::mutex m_mutex;
    std::map<protocol::BlobId, QByteArray> m_bytes;
};

} // namespace luotsi::centre::storage
