#pragma once

#include "centre/storage/BlobStore.h"

#include <QString>

namespace luotsi::centre::storage_files {

/// Attachments' bytes as files of a folder, two levels deep by their hash, mode 0600. Every write is fsynced
/// before it returns. Threading: any thread; two writers of one attachment write the same bytes.
class DirectoryBlobs final : public storage::BlobStore
{
public:
    explicit DirectoryBlobs(QString folder) : m_folder(std::move(folder)) {}

    base::Result<void> write(const storage::protocol::BlobId &id, std::uint64_t offset,
                             const QByteArray &bytes) override;
    base::Result<QByteArray> read(const storage::protocol::BlobId &id, std::uint64_t offset,
                                  std::uint64_t size) override;
    base::Result<storage::protocol::BlobId> hash(const storage::protocol::BlobId &id,
                                                 std::uint64_t size) override;
    base::Result<void> remove(const storage::protocol::BlobId &id) override;

private:
    [[nodiscard]] QString pathOf(const storage::protocol::BlobId &id) const;

    QString m_folder;
};

} // namespace luotsi::centre::storage_files
