#pragma once

#include <QString>

#include <cstdint>

struct sqlite3_vfs;

namespace luotsi::store::testing {

/// A SQLite VFS below the encryption that counts and, when told, fails: registered while it lives. What is
/// counted and failed is writing and fsync of any file. One at a time.
class FaultVfs
{
public:
    enum class Fault : std::uint8_t { None, DiskFull, WriteError, SyncError };
    static constexpr char name[] = "luotsi-fault";

    FaultVfs();
    ~FaultVfs();
    FaultVfs(const FaultVfs &) = delete;
    FaultVfs &operator=(const FaultVfs &) = delete;

    /// The `countdown`-th write (or fsync) from now on fails, and all after it until `heal`.
    void failFrom(Fault fault, int countdown);
    void heal() { m_fault = Fault::None; }

    /// The disk is full as long as this file is there.
    QString fullWhileThereIs;
    int syncs = 0;
    int writes = 0;

    [[nodiscard]] int onWrite();
    [[nodiscard]] int onSync();
    [[nodiscard]] sqlite3_vfs *real() const { return m_real; }

private:
    [[nodiscard]] bool due();

    Fault m_fault = Fault::None;
    int m_countdown = 0;
    sqlite3_vfs *m_real;
};

} // namespace luotsi::store::testing
