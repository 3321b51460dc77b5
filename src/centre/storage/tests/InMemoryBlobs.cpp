#include "centre/storage/tests/InMemoryBlobs.h"

#include <QCryptographicHash>

namespace luotsi::centre::storage {

base::Result<void> InMemoryBlobs::write(const protocol::BlobId &id, std::uint64_t offset,
                                        const QByteArray &bytes)
{
    const std::scoped_lock lock(m_mutex);
    QByteArray &all = m_bytes[id];
    if (all.size() < static_cast<qsizetype>(offset))
        return base::ErrorCode::StoreCorrupt;
    all.truncate(static_cast<qsizetype>(offset));
    all.append(bytes);
    return {};
}

base::Result<QByteArray> InMemoryBlobs::read(const protocol::BlobId &id, std::uint64_t offset,
                                             std::uint64_t size)
{
    const std::scoped_lock lock(m_mutex);
    const QByteArray part = m_bytes[id].mid(static_cast<qsizetype>(offset), static_cast<qsizetype>(size));
    if (part.size() != static_cast<qsizetype>(size))
        return base::ErrorCode::StoreCorrupt;
    return part;
}

base::Result<protocol::BlobId> InMemoryBlobs::hash(const protocol::BlobId &id, std::uint64_t size)
{
    const auto bytes = read(id, 0, size);
    if (!bytes)
        return bytes.error();
    return *protocol::BlobId::fromBytes(QCryptographicHash::hash(*bytes, QCryptographicHash::Sha256));
}

base::Result<void> InMemoryBlobs::remove(const protocol::BlobId &id)
{
    const std::scoped_lock lock(m_mutex);
    m_bytes.erase(id);
    return {};
}

} // namespace luotsi::centre::storage
