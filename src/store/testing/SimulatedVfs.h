#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "store/testing/SimulatedDisk.h"

#include <QString>

namespace luotsi::store::testing {

/// SQLite's way to simulated disks, below the encryption: while it lives it is the process's default VFS, so
/// that whatever opens a database below a mounted folder works on that folder's disk. A file outside every
/// mounted folder cannot be opened. Time and chance come from what it is given. Declares what the system's
/// own VFS declares of a disk (sectors of 4 KiB, no harm to bytes beside a write). Threading: one thread; one
/// VFS at a time.
class SimulatedVfs
{
public:
    static constexpr char name[] = "luotsi-simulated";

    SimulatedVfs(const base::Clock &clock, base::Random &random);
    ~SimulatedVfs();
    SimulatedVfs(const SimulatedVfs &) = delete;
    SimulatedVfs &operator=(const SimulatedVfs &) = delete;

    /// `disk` outlives the mount.
    void mount(const QString &folder, SimulatedDisk &disk);
    void unmount(const QString &folder);
};

} // namespace luotsi::store::testing
