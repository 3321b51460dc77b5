#include "store/StoreFiles.h"

#include <QFile>
#include <QFileInfo>
#include <QMessageAuthenticationCode>
#include <QSaveFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace luotsi::store {

using base::ErrorCode;
using base::Result;

namespace {

constexpr char checkPrefix[] = "luotsi-key-check-1 ";

QByteArray checkText(const QByteArray &key)
{
    const QByteArray value =
        QMessageAuthenticationCode::hash("luotsi database key check", key, QCryptographicHash::Sha256);
    return checkPrefix + value.toHex() + '\n';
}

int openFile(const QString &path, int flags)
{
    return ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC | O_NOFOLLOW, 0600);
}

} // namespace

Result<FolderLock> FolderLock::take(const QString &path)
{
    const int descriptor = openFile(path, O_RDWR | O_CREAT);
    if (descriptor < 0)
        return {ErrorCode::StoreFailed, QStringLiteral("the store's folder cannot be written")};
    FolderLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? ErrorCode::StoreBusy : ErrorCode::StoreFailed;
    return lock;
}

FolderLock::FolderLock(FolderLock &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

KeyCheck::Verdict KeyCheck::compare(const QByteArray &key) const
{
    QFile file(m_path);
    if (!file.exists())
        return Verdict::Absent;
    const QByteArray wanted = checkText(key);
    if (!file.open(QIODevice::ReadOnly))
        return Verdict::Unreadable;
    const QByteArray found = file.read(wanted.size() + 1);
    if (found == wanted)
        return Verdict::Matches;
    return found.size() == wanted.size() && found.startsWith(checkPrefix) ? Verdict::Differs
                                                                          : Verdict::Unreadable;
}

Result<void> KeyCheck::remember(const QByteArray &key) const
{
    // QSaveFile fsyncs the new file before it renames it.
    QSaveFile file(m_path);
    const QByteArray text = checkText(key);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit() ||
        !syncFolder(QFileInfo(m_path).path()))
        return {ErrorCode::StoreFailed, QStringLiteral("the key check cannot be written")};
    return {};
}

bool ReserveFile::make() const
{
    if (m_bytes <= 0)
        return true;
    const int descriptor = openFile(m_path, O_RDWR | O_CREAT);
    if (descriptor < 0)
        return false;
    const bool made = ::posix_fallocate(descriptor, 0, m_bytes) == 0;
    ::close(descriptor);
    if (!made)
        release();
    return made;
}

bool ReserveFile::release() const
{
    return ::unlink(QFile::encodeName(m_path).constData()) == 0;
}

Result<std::uint64_t> freeBytesOf(const QString &folder)
{
    struct statvfs facts = {};
    if (::statvfs(QFile::encodeName(folder).constData(), &facts) != 0)
        return {ErrorCode::StoreFailed, QStringLiteral("free space is unknown")};
    return static_cast<std::uint64_t>(facts.f_bavail) * facts.f_frsize;
}

bool syncFolder(const QString &folder)
{
    const int descriptor = openFile(folder, O_RDONLY | O_DIRECTORY);
    if (descriptor < 0)
        return false;
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

} // namespace luotsi::store
