#include "store/testing/SimulatedVfs.h"

#include "store/testing/SharedIndex.h"

#include <sqlcipher/sqlite3.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <new>

namespace luotsi::store::testing {

namespace {

constexpr int longestPath = 1024;
constexpr int sectorBytes = 4096;
constexpr std::int64_t julianEpoch = 210'866'760'000'000; ///< 1970 in SQLite's milliseconds

/// What SQLite's C interface has no room for: one at a time, like the registered VFS itself.
struct World
{
    const base::Clock *clock = nullptr;
    base::Random *random = nullptr;
    std::map<QString, SimulatedDisk *> disks;
    std::map<SimulatedDisk::File *, SharedIndex> indexes; ///< of files that are open now
};
World *world = nullptr;

struct Handle
{
    sqlite3_file base;
    SimulatedDisk *disk;
    std::shared_ptr<SimulatedDisk::File> file;
    std::uint64_t generation;
    QString deleteAtClose;
    SharedIndex::Locks locks; ///< of the log's index
    int level;

    [[nodiscard]] bool alive() const { return generation == disk->generation() && !disk->isDown(); }
    SharedIndex &index() { return world->indexes[file.get()]; }
};

Handle *handleOf(sqlite3_file *file)
{
    return reinterpret_cast<Handle *>(file);
}

SimulatedDisk *diskOf(const QString &path)
{
    for (const auto &[folder, disk] : world->disks) {
        if (path.startsWith(folder + QLatin1Char('/')))
            return disk;
    }
    return nullptr;
}

int codeOf(SimulatedDisk::Outcome outcome, int failed)
{
    switch (outcome) {
    case SimulatedDisk::Outcome::Ok:
        return SQLITE_OK;
    case SimulatedDisk::Outcome::Full:
        return SQLITE_FULL;
    case SimulatedDisk::Outcome::Failed:
        break;
    }
    return failed;
}

int closeFile(sqlite3_file *file)
{
    Handle *handle = handleOf(file);
    SharedIndex &index = handle->index();
    index.release(handle->locks);
    index.unlock(handle->level);
    if (handle->alive() && !handle->deleteAtClose.isEmpty())
        (void)handle->disk->remove(handle->deleteAtClose);
    // The index goes with the last who has the file open.
    if (--index.users == 0)
        world->indexes.erase(handle->file.get());
    handle->~Handle();
    return SQLITE_OK;
}

int readFile(sqlite3_file *file, void *to, int size, sqlite3_int64 at)
{
    Handle *handle = handleOf(file);
    if (!handle->alive() || handle->disk->read() != SimulatedDisk::Outcome::Ok)
        return SQLITE_IOERR_READ;
    const QByteArray &content = handle->file->seen;
    const auto count = static_cast<int>(std::clamp<qint64>(content.size() - at, 0, size));
    if (count > 0)
        std::memcpy(to, content.constData() + at, static_cast<std::size_t>(count));
    std::memset(static_cast<char *>(to) + count, 0, static_cast<std::size_t>(size - count));
    return count == size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int writeFile(sqlite3_file *file, const void *from, int size, sqlite3_int64 at)
{
    Handle *handle = handleOf(file);
    if (!handle->alive())
        return SQLITE_IOERR_WRITE;
    const QByteArray bytes(static_cast<const char *>(from), size);
    return codeOf(handle->disk->write(*handle->file, at, bytes), SQLITE_IOERR_WRITE);
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    Handle *handle = handleOf(file);
    if (!handle->alive())
        return SQLITE_IOERR_TRUNCATE;
    return codeOf(handle->disk->truncate(*handle->file, size), SQLITE_IOERR_TRUNCATE);
}

int syncFile(sqlite3_file *file, int)
{
    Handle *handle = handleOf(file);
    if (!handle->alive())
        return SQLITE_IOERR_FSYNC;
    return codeOf(handle->disk->sync(*handle->file), SQLITE_IOERR_FSYNC);
}

int sizeOfFile(sqlite3_file *file, sqlite3_int64 *size)
{
    Handle *handle = handleOf(file);
    *size = handle->file->seen.size();
    return handle->alive() ? SQLITE_OK : SQLITE_IOERR_FSTAT;
}

int lockFile(sqlite3_file *file, int level)
{
    Handle *handle = handleOf(file);
    return handle->index().lock(handle->level, level) ? SQLITE_OK : SQLITE_BUSY;
}

int unlockFile(sqlite3_file *file, int level)
{
    Handle *handle = handleOf(file);
    handle->index().unlock(handle->level, level);
    return SQLITE_OK;
}

int checkLock(sqlite3_file *file, int *locked)
{
    *locked = handleOf(file)->index().isReserved() ? 1 : 0;
    return SQLITE_OK;
}

int controlFile(sqlite3_file *, int, void *)
{
    return SQLITE_NOTFOUND;
}

int sectorSize(sqlite3_file *)
{
    return sectorBytes;
}

int characteristics(sqlite3_file *)
{
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int mapIndex(sqlite3_file *file, int region, int size, int extend, void volatile **to)
{
    *to = handleOf(file)->index().region(region, size, extend != 0);
    return SQLITE_OK;
}

int lockIndex(sqlite3_file *file, int first, int count, int flags)
{
    Handle *handle = handleOf(file);
    SharedIndex &index = handle->index();
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
        index.releaseSlots(handle->locks, first, count, exclusive);
        return SQLITE_OK;
    }
    return index.takeSlots(handle->locks, first, count, exclusive) ? SQLITE_OK : SQLITE_BUSY;
}

void barrier(sqlite3_file *) {}

int unmapIndex(sqlite3_file *file, int)
{
    Handle *handle = handleOf(file);
    handle->index().release(handle->locks);
    return SQLITE_OK;
}

constexpr sqlite3_io_methods fileMethods{2,           closeFile,  readFile,        writeFile,  truncateFile,
                                         syncFile,    sizeOfFile, lockFile,        unlockFile, checkLock,
                                         controlFile, sectorSize, characteristics, mapIndex,   lockIndex,
                                         barrier,     unmapIndex, nullptr,         nullptr};

int openFile(sqlite3_vfs *, sqlite3_filename path, sqlite3_file *file, int flags, int *outFlags)
{
    file->pMethods = nullptr;
    const QString name = QString::fromUtf8(path);
    SimulatedDisk *disk = diskOf(name);
    if (disk == nullptr)
        return SQLITE_CANTOPEN;
    auto content = disk->open(name, (flags & SQLITE_OPEN_CREATE) != 0);
    if (content == nullptr)
        return SQLITE_CANTOPEN;
    auto *handle = new (file) Handle{{&fileMethods}, disk, std::move(content), disk->generation(), {}, {}, 0};
    if ((flags & SQLITE_OPEN_DELETEONCLOSE) != 0)
        handle->deleteAtClose = name;
    ++handle->index().users;
    if (outFlags != nullptr)
        *outFlags = flags;
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs *, const char *path, int)
{
    const QString name = QString::fromUtf8(path);
    SimulatedDisk *disk = diskOf(name);
    if (disk == nullptr || !disk->exists(name))
        return SQLITE_IOERR_DELETE_NOENT;
    return codeOf(disk->remove(name), SQLITE_IOERR_DELETE);
}

int access(sqlite3_vfs *, const char *path, int, int *result)
{
    const QString name = QString::fromUtf8(path);
    const SimulatedDisk *disk = diskOf(name);
    *result = disk != nullptr && disk->exists(name) ? 1 : 0;
    return SQLITE_OK;
}

int fullPath(sqlite3_vfs *, const char *path, int size, char *to)
{
    sqlite3_snprintf(size, to, "%s", path);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs *, int size, char *to)
{
    world->random->fill(reinterpret_cast<std::uint8_t *>(to), static_cast<std::size_t>(size));
    return size;
}

int sleepFor(sqlite3_vfs *, int microseconds)
{
    return microseconds;
}

int currentTime64(sqlite3_vfs *, sqlite3_int64 *time)
{
    *time = world->clock->wallMilliseconds() + julianEpoch;
    return SQLITE_OK;
}

int currentTime(sqlite3_vfs *vfs, double *days)
{
    sqlite3_int64 time = 0;
    currentTime64(vfs, &time);
    *days = static_cast<double>(time) / 86'400'000.0;
    return SQLITE_OK;
}

int lastError(sqlite3_vfs *, int, char *)
{
    return 0;
}

sqlite3_vfs simulated{};
sqlite3_vfs *previous = nullptr;

} // namespace

SimulatedVfs::SimulatedVfs(const base::Clock &clock, base::Random &random)
{
    world = new World{&clock, &random, {}, {}};
    previous = sqlite3_vfs_find(nullptr);
    simulated.iVersion = 2;
    simulated.szOsFile = static_cast<int>(sizeof(Handle));
    simulated.mxPathname = longestPath;
    simulated.zName = name;
    simulated.xOpen = openFile;
    simulated.xDelete = deleteFile;
    simulated.xAccess = access;
    simulated.xFullPathname = fullPath;
    simulated.xRandomness = randomness;
    simulated.xSleep = sleepFor;
    simulated.xCurrentTime = currentTime;
    simulated.xGetLastError = lastError;
    simulated.xCurrentTimeInt64 = currentTime64;
    sqlite3_vfs_register(&simulated, 1);
}

SimulatedVfs::~SimulatedVfs()
{
    sqlite3_vfs_unregister(&simulated);
    sqlite3_vfs_register(previous, 1);
    delete world;
    world = nullptr;
}

void SimulatedVfs::mount(const QString &folder, SimulatedDisk &disk)
{
    world->disks[folder] = &disk;
}

void SimulatedVfs::unmount(const QString &folder)
{
    world->disks.erase(folder);
}

} // namespace luotsi::store::testing
