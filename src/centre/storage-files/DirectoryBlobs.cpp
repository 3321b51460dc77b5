#include "centre/storage-files/DirectoryBlobs.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace luotsi::centre::storage_files {

using base::ErrorCode;
using storage::protocol::BlobId;

namespace {

constexpr std::uint64_t hashPiece = 256 * 1024;

/// Closes at the end of its scope.
class File
{
public:
    File(const QString &path, int flags) : m_file(::open(QFile::encodeName(path).constData(), flags, 0600)) {}
    ~File()
    {
        if (m_file >= 0)
            ::close(m_file);
    }
    File(const File &) = delete;
    File &operator=(const File &) = delete;
    [[nodiscard]] int number() const { return m_file; }

private:
    int m_file;
};

ErrorCode lastError()
{
    return errno == ENOSPC || errno == EDQUOT ? ErrorCode::StoreFull : ErrorCode::StoreFailed;
}

base::Result<void> syncFolder(const QString &folder)
{
    const File file(folder, O_RDONLY | O_DIRECTORY);
    if (file.number() < 0 || ::fsync(file.number()) != 0)
        return lastError();
    return {};
}

base::Result<void> makeFolder(const QString &folder)
{
    if (::mkdir(QFile::encodeName(folder).constData(), 0700) == 0)
        return syncFolder(QFileInfo(folder).path());
    return errno == EEXIST ? base::Result<void>() : base::Result<void>(lastError());
}

base::Result<void> writeAll(int file, std::uint64_t offset, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t written =
            ::pwrite(file, bytes.constData() + done, static_cast<size_t>(bytes.size() - done),
                     static_cast<off_t>(offset) + done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return lastError();
        done += written;
    }
    return ::fdatasync(file) == 0 ? base::Result<void>() : base::Result<void>(lastError());
}

base::Result<QByteArray> readExactly(int file, std::uint64_t offset, std::uint64_t size)
{
    QByteArray bytes(static_cast<qsizetype>(size), Qt::Uninitialized);
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::pread(file, bytes.data() + done, static_cast<size_t>(bytes.size() - done),
                                    static_cast<off_t>(offset) + done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return ErrorCode::StoreCorrupt;
        done += got;
    }
    return bytes;
}

} // namespace

QString DirectoryBlobs::pathOf(const BlobId &id) const
{
    const QString hex = QString::fromLatin1(id.toHex());
    return m_folder + u'/' + hex.left(2) + u'/' + hex;
}

base::Result<void> DirectoryBlobs::write(const BlobId &id, std::uint64_t offset, const QByteArray &bytes)
{
    const QString path = pathOf(id);
    const QString folder = QFileInfo(path).path();
    if (auto made = makeFolder(folder); !made)
        return made;
    const bool fresh = !QFileInfo::exists(path);
    const File file(path, O_WRONLY | O_CREAT);
    if (file.number() < 0)
        return lastError();
    if (auto written = writeAll(file.number(), offset, bytes); !written)
        return written;
    return fresh ? syncFolder(folder) : base::Result<void>();
}

base::Result<QByteArray> DirectoryBlobs::read(const BlobId &id, std::uint64_t offset, std::uint64_t size)
{
    const File file(pathOf(id), O_RDONLY);
    if (file.number() < 0)
        return ErrorCode::StoreCorrupt;
    return readExactly(file.number(), offset, size);
}

base::Result<BlobId> DirectoryBlobs::hash(const BlobId &id, std::uint64_t size)
{
    const File file(pathOf(id), O_RDONLY);
    if (file.number() < 0)
        return ErrorCode::StoreCorrupt;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (std::uint64_t offset = 0; offset < size; offset += hashPiece) {
        const auto piece = readExactly(file.number(), offset, std::min(hashPiece, size - offset));
        if (!piece)
            return piece.error();
        hash.addData(*piece);
    }
    return *BlobId::fromBytes(hash.resultView());
}

base::Result<void> DirectoryBlobs::remove(const BlobId &id)
{
    const QString path = pathOf(id);
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
        return lastError();
    return {};
}

} // namespace luotsi::centre::storage_files
