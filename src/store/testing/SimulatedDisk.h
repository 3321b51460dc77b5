#pragma once

#include "base/Random.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace luotsi::store::testing {

/// What becomes of bytes that were written and never synced when the power goes.
enum class PowerCut : std::uint8_t {
    KeepAll,     ///< as after a killed process: the page cache lives on
    LoseAll,     ///< nothing that was not synced is there
    LoseSome,    ///< each write is there or not, whatever came after it: reordered
    TearSectors, ///< each sector of 512 bytes is there or not
};

/// What a disk does wrong while the machine runs.
enum class DiskFault : std::uint8_t {
    None,
    Full,        ///< from the chosen step on nothing more fits
    WriteError,  ///< from the chosen step on every write fails
    SyncError,   ///< from the chosen step on every fsync fails
    ReadError,   ///< from the chosen step on every read fails
    PowerOff,    ///< at the chosen step everything stops: nothing works until `powerOn`
    SyncIgnored, ///< from the chosen step on fsync says yes and does nothing: what a disk must not do
};

/// The files below one folder as a disk keeps them: what the machine sees, and what would be there after a
/// power cut. Invariant: bytes that were synced survive every cut; names of files survive at once (directory
/// entries are not modelled). An image is a copy. Threading: one thread.
class SimulatedDisk
{
public:
    /// What is on the plate; copies share their bytes.
    using Image = QHash<QString, QByteArray>;

    /// Which step counts for a fault: reads are counted apart from writes, truncations and syncs.
    void failFrom(DiskFault fault, std::uint64_t step);
    void heal();
    [[nodiscard]] std::uint64_t steps() const { return m_steps; }
    [[nodiscard]] std::uint64_t syncs() const { return m_syncs; }
    [[nodiscard]] std::uint64_t bytesWritten() const { return m_bytesWritten; }
    [[nodiscard]] bool isDown() const { return m_down; }

    /// Every open file is dead from now on; what was not synced is treated as `cut` says.
    void powerOff(PowerCut cut, base::Random &random);
    void powerOn();

    /// As the machine sees it now, synced or not.
    [[nodiscard]] Image image() const;
    /// As it would be after a cut now; leaves the disk alone.
    [[nodiscard]] Image imageAfter(PowerCut cut, base::Random &random) const;
    /// Puts an image back; open files are dead. Ends with the power on.
    void restore(const Image &image);

    // For the VFS.
    enum class Outcome : std::uint8_t { Ok, Full, Failed };
    struct File
    {
        QByteArray seen;    ///< as the machine reads it
        QByteArray durable; ///< as it is after losing everything unsynced
        struct Step
        {
            qint64 at = 0;
            QByteArray bytes;
            bool truncates = false; ///< to the length `at`
        };
        std::vector<Step> unsynced;
    };
    [[nodiscard]] std::shared_ptr<File> open(const QString &path, bool create);
    [[nodiscard]] bool exists(const QString &path) const { return m_files.contains(path); }
    [[nodiscard]] Outcome remove(const QString &path);
    [[nodiscard]] Outcome write(File &file, qint64 at, const QByteArray &bytes);
    [[nodiscard]] Outcome truncate(File &file, qint64 size);
    [[nodiscard]] Outcome sync(File &file);
    [[nodiscard]] Outcome read();
    /// Changes whenever open files die.
    [[nodiscard]] std::uint64_t generation() const { return m_generation; }

private:
    [[nodiscard]] Outcome step(bool syncs);
    [[nodiscard]] static QByteArray contentAfter(const File &file, PowerCut cut, base::Random &random);

    QHash<QString, std::shared_ptr<File>> m_files;
    DiskFault m_fault = DiskFault::None;
    std::uint64_t m_faultStep = 0;
    std::uint64_t m_steps = 0;
    std::uint64_t m_reads = 0;
    std::uint64_t m_syncs = 0;
    std::uint64_t m_bytesWritten = 0;
    std::uint64_t m_generation = 1;
    bool m_down = false;
};

} // namespace luotsi::store::testing
