#include "store/tests/FaultVfs.h"

#include <sqlcipher/sqlite3.h>

#include <QFile>

namespace luotsi::store::testing {

namespace {

// SQLite's VFS is a C interface without room for state but pAppData, which every file reaches through its
// VFS.
FaultVfs *current = nullptr;

struct File
{
    sqlite3_file base;
    sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

File *fileOf(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file);
}

#define REAL(file) fileOf(file)->real()->pMethods

int closeFile(sqlite3_file *file)
{
    return REAL(file)->xClose(fileOf(file)->real());
}
int readFile(sqlite3_file *file, void *to, int size, sqlite3_int64 at)
{
    return REAL(file)->xRead(fileOf(file)->real(), to, size, at);
}
int writeFile(sqlite3_file *file, const void *from, int size, sqlite3_int64 at)
{
    if (const int code = current->onWrite(); code != SQLITE_OK)
        return code;
    return REAL(file)->xWrite(fileOf(file)->real(), from, size, at);
}
int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    return REAL(file)->xTruncate(fileOf(file)->real(), size);
}
int syncFile(sqlite3_file *file, int flags)
{
    if (const int code = current->onSync(); code != SQLITE_OK)
        return code;
    return REAL(file)->xSync(fileOf(file)->real(), flags);
}
int sizeOfFile(sqlite3_file *file, sqlite3_int64 *size)
{
    return REAL(file)->xFileSize(fileOf(file)->real(), size);
}
int lockFile(sqlite3_file *file, int level)
{
    return REAL(file)->xLock(fileOf(file)->real(), level);
}
int unlockFile(sqlite3_file *file, int level)
{
    return REAL(file)->xUnlock(fileOf(file)->real(), level);
}
int checkLock(sqlite3_file *file, int *locked)
{
    return REAL(file)->xCheckReservedLock(fileOf(file)->real(), locked);
}
int controlFile(sqlite3_file *file, int operation, void *argument)
{
    return REAL(file)->xFileControl(fileOf(file)->real(), operation, argument);
}
int sectorSize(sqlite3_file *file)
{
    return REAL(file)->xSectorSize(fileOf(file)->real());
}
int characteristics(sqlite3_file *file)
{
    return REAL(file)->xDeviceCharacteristics(fileOf(file)->real());
}

#undef REAL

constexpr sqlite3_io_methods fileMethods{1,           closeFile,  readFile,        writeFile,  truncateFile,
                                         syncFile,    sizeOfFile, lockFile,        unlockFile, checkLock,
                                         controlFile, sectorSize, characteristics, nullptr,    nullptr,
                                         nullptr,     nullptr,    nullptr,         nullptr};

int openFile(sqlite3_vfs *, sqlite3_filename path, sqlite3_file *file, int flags, int *outFlags)
{
    File *shim = fileOf(file);
    shim->base.pMethods = nullptr;
    const int code = current->real()->xOpen(current->real(), path, shim->real(), flags, outFlags);
    if (code == SQLITE_OK)
        shim->base.pMethods = &fileMethods;
    return code;
}

sqlite3_vfs shim{};

} // namespace

FaultVfs::FaultVfs() : m_real(sqlite3_vfs_find(nullptr))
{
    current = this;
    shim = *m_real;
    shim.zName = name;
    shim.szOsFile = static_cast<int>(sizeof(File)) + m_real->szOsFile;
    shim.xOpen = openFile;
    sqlite3_vfs_register(&shim, 0);
}

FaultVfs::~FaultVfs()
{
    sqlite3_vfs_unregister(&shim);
    current = nullptr;
}

void FaultVfs::failFrom(Fault fault, int countdown)
{
    m_fault = fault;
    m_countdown = countdown;
}

bool FaultVfs::due()
{
    if (m_countdown > 1) {
        --m_countdown;
        return false;
    }
    return true;
}

int FaultVfs::onWrite()
{
    ++writes;
    if (!fullWhileThereIs.isEmpty() && QFile::exists(fullWhileThereIs))
        return SQLITE_FULL;
    if (m_fault == Fault::DiskFull && due())
        return SQLITE_FULL;
    if (m_fault == Fault::WriteError && due())
        return SQLITE_IOERR_WRITE;
    return SQLITE_OK;
}

int FaultVfs::onSync()
{
    ++syncs;
    return m_fault == Fault::SyncError && due() ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

} // namespace luotsi::store::testing
