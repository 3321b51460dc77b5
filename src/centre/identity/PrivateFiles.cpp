#include "centre/identity/PrivateFiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace luotsi::centre::identity {

using base::ErrorCode;

namespace {

base::Error failed(const QString &what, const QString &path)
{
    return {ErrorCode::StoreFailed, QStringLiteral("%1 %2").arg(what, path), {}};
}

bool writeAll(int file, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t written =
            ::write(file, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (written < 0)
            return false;
        done += written;
    }
    return ::fsync(file) == 0;
}

void syncFolder(const QString &path)
{
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY);
    if (folder < 0)
        return;
    ::fsync(folder);
    ::close(folder);
}

/// Zeros, then the name: whoever reads the disk later must not find a key in it.
bool destroyFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return false;
    const QByteArray zeros(file.size(), '\0');
    const bool written = file.write(zeros) == zeros.size() && file.flush() && ::fsync(file.handle()) == 0;
    file.close();
    return written && QFile::remove(path);
}

base::Result<void> destroyFolder(const QString &path)
{
    const QDir folder(path);
    if (!folder.exists())
        return {};
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden)) {
        if (!destroyFile(folder.filePath(name)))
            return failed(QStringLiteral("cannot destroy"), folder.filePath(name));
    }
    if (!QDir().rmdir(path))
        return failed(QStringLiteral("cannot remove"), path);
    return {};
}

} // namespace

base::Result<void> makePrivateFolder(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return {};
    const QString parent = info.absolutePath();
    if (parent != path) {
        if (auto made = makePrivateFolder(parent); !made)
            return made;
    }
    if (::mkdir(QFile::encodeName(path).constData(), 0700) != 0)
        return failed(QStringLiteral("cannot create folder"), path);
    return {};
}

base::Result<void> writePrivateFile(const QString &path, const QByteArray &bytes)
{
    const QString temporary = path + QStringLiteral(".new");
    const int file = ::open(QFile::encodeName(temporary).constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0)
        return failed(QStringLiteral("cannot write"), path);
    const bool written = writeAll(file, bytes);
    ::close(file);
    if (!written ||
        ::rename(QFile::encodeName(temporary).constData(), QFile::encodeName(path).constData()) != 0) {
        ::unlink(QFile::encodeName(temporary).constData());
        return failed(QStringLiteral("cannot write"), path);
    }
    syncFolder(QFileInfo(path).absolutePath());
    return {};
}

base::Result<void> replacePrivateFolder(const QString &path,
                                        const std::function<base::Result<void>(const QString &)> &write)
{
    const QString other = path + QStringLiteral(".next");
    if (auto cleared = destroyFolder(other); !cleared)
        return cleared;
    if (auto made = makePrivateFolder(other); !made)
        return made;
    if (auto written = write(other); !written)
        return written;
    if (::renameat2(AT_FDCWD, QFile::encodeName(other).constData(), AT_FDCWD,
                    QFile::encodeName(path).constData(), RENAME_EXCHANGE) != 0)
        return failed(QStringLiteral("cannot replace"), path);
    syncFolder(QFileInfo(path).absolutePath());
    return destroyFolder(other);
}

base::Result<QByteArray> readPrivateFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::Error{ErrorCode::StoreKeyUnavailable, QStringLiteral("cannot read %1").arg(path), {}};
    return file.readAll();
}

} // namespace luotsi::centre::identity
