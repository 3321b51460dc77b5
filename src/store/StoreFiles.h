#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace luotsi::store {

/// Holds the store's folder for this process: a second one gets StoreBusy, at once and without touching the
/// database. The lock goes with the process, however it ends.
class FolderLock
{
public:
    [[nodiscard]] static base::Result<FolderLock> take(const QString &path);
    ~FolderLock();
    FolderLock(FolderLock &&other) noexcept;
    FolderLock &operator=(FolderLock &&) = delete;
    FolderLock(const FolderLock &) = delete;

private:
    explicit FolderLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor;
};

/// A value only the right key yields, kept beside the database, so that a wrong key and a damaged file are
/// told apart. It gives nothing away: the key is 256 random bits, the value a keyed hash. Its presence also
/// says that a database has been here.
class KeyCheck
{
public:
    enum class Verdict : std::uint8_t { Absent, Matches, Differs, Unreadable };

    explicit KeyCheck(QString path) : m_path(std::move(path)) {}
    [[nodiscard]] Verdict compare(const QByteArray &key) const;
    /// Durable when it returns.
    base::Result<void> remember(const QByteArray &key) const;

private:
    QString m_path;
};

/// Disk space kept back by a file of that size. Released when the disk is full, so that a running draft can
/// be ended; made anew when there is room again.
class ReserveFile
{
public:
    ReserveFile(QString path, std::int64_t bytes) : m_path(std::move(path)), m_bytes(bytes) {}

    /// Makes the file whole; false when there is no room for it.
    bool make() const;
    /// False when there was nothing to release.
    bool release() const;

private:
    QString m_path;
    std::int64_t m_bytes;
};

/// Bytes this user may still write on the file system of `folder`.
[[nodiscard]] base::Result<std::uint64_t> freeBytesOf(const QString &folder);
/// Makes a new name in `folder` survive a power cut.
[[nodiscard]] bool syncFolder(const QString &folder);

} // namespace luotsi::store
