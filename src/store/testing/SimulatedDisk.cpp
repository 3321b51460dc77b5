#include "store/testing/SimulatedDisk.h"

#include <algorithm>

namespace luotsi::store::testing {

namespace {

constexpr qint64 sectorBytes = 512;

bool flip(base::Random &random)
{
    std::uint8_t byte = 0;
    random.fill(&byte, 1);
    return (byte & 1U) != 0;
}

void put(QByteArray &content, qint64 at, QByteArrayView bytes)
{
    if (content.size() < at + bytes.size())
        content.append(QByteArray(at + bytes.size() - content.size(), '\0'));
    std::copy(bytes.begin(), bytes.end(), content.begin() + at);
}

/// Sectors by their place on the disk, not in the write: what one write touches may tear inside it.
void putTorn(QByteArray &content, qint64 at, const QByteArray &bytes, base::Random &random)
{
    qint64 done = 0;
    while (done < bytes.size()) {
        const qint64 inSector = (at + done) % sectorBytes;
        const qint64 count = std::min(sectorBytes - inSector, bytes.size() - done);
        if (flip(random))
            put(content, at + done, QByteArrayView(bytes).sliced(done, count));
        done += count;
    }
}

} // namespace

void SimulatedDisk::failFrom(DiskFault fault, std::uint64_t step)
{
    m_fault = fault;
    m_faultStep = (fault == DiskFault::ReadError ? m_reads : m_steps) + step;
}

void SimulatedDisk::heal()
{
    m_fault = DiskFault::None;
}

void SimulatedDisk::powerOff(PowerCut cut, base::Random &random)
{
    m_down = true;
    restore(imageAfter(cut, random));
    m_down = true;
}

void SimulatedDisk::powerOn()
{
    m_down = false;
    heal();
}

SimulatedDisk::Image SimulatedDisk::image() const
{
    Image image;
    for (auto file = m_files.begin(); file != m_files.end(); ++file)
        image.insert(file.key(), file.value()->seen);
    return image;
}

SimulatedDisk::Image SimulatedDisk::imageAfter(PowerCut cut, base::Random &random) const
{
    Image image;
    // In a fixed order: what is drawn for a file must not depend on the hash of its name.
    QStringList paths = m_files.keys();
    paths.sort();
    for (const QString &path : paths)
        image.insert(path, contentAfter(*m_files.value(path), cut, random));
    return image;
}

void SimulatedDisk::restore(const Image &image)
{
    ++m_generation;
    m_files.clear();
    for (auto file = image.begin(); file != image.end(); ++file)
        m_files.insert(file.key(), std::make_shared<File>(File{file.value(), file.value(), {}}));
    powerOn();
}

QByteArray SimulatedDisk::contentAfter(const File &file, PowerCut cut, base::Random &random)
{
    if (cut == PowerCut::KeepAll)
        return file.seen;
    QByteArray content = file.durable;
    if (cut == PowerCut::LoseAll)
        return content;
    for (const File::Step &step : file.unsynced) {
        if (step.truncates) {
            if (flip(random))
                content.resize(std::min<qsizetype>(content.size(), step.at));
        } else if (cut == PowerCut::TearSectors) {
            putTorn(content, step.at, step.bytes, random);
        } else if (flip(random)) {
            put(content, step.at, step.bytes);
        }
    }
    return content;
}

std::shared_ptr<SimulatedDisk::File> SimulatedDisk::open(const QString &path, bool create)
{
    if (m_down)
        return nullptr;
    auto &file = m_files[path];
    if (file == nullptr && create)
        file = std::make_shared<File>();
    auto found = file;
    if (found == nullptr)
        m_files.remove(path);
    return found;
}

SimulatedDisk::Outcome SimulatedDisk::remove(const QString &path)
{
    const Outcome outcome = step(false);
    if (outcome == Outcome::Ok)
        m_files.remove(path);
    return outcome;
}

SimulatedDisk::Outcome SimulatedDisk::step(bool syncs)
{
    if (m_down)
        return Outcome::Failed;
    ++m_steps;
    m_syncs += syncs ? 1 : 0;
    if (m_fault == DiskFault::None || m_steps < m_faultStep)
        return Outcome::Ok;
    switch (m_fault) {
    case DiskFault::Full:
        return syncs ? Outcome::Ok : Outcome::Full;
    case DiskFault::WriteError:
        return syncs ? Outcome::Ok : Outcome::Failed;
    case DiskFault::SyncError:
        return syncs ? Outcome::Failed : Outcome::Ok;
    case DiskFault::PowerOff:
        m_down = true;
        return Outcome::Failed;
    case DiskFault::None:
    case DiskFault::ReadError:
    case DiskFault::SyncIgnored:
        break;
    }
    return Outcome::Ok;
}

SimulatedDisk::Outcome SimulatedDisk::write(File &file, qint64 at, const QByteArray &bytes)
{
    // A disk that loses its power in the middle of a write has begun it.
    const bool wasUp = !m_down;
    const Outcome outcome = step(false);
    const bool cutShort = wasUp && m_down;
    if (outcome != Outcome::Ok && !cutShort)
        return outcome;
    put(file.seen, at, bytes);
    file.unsynced.push_back({at, bytes, false});
    m_bytesWritten += static_cast<std::uint64_t>(bytes.size());
    return outcome;
}

SimulatedDisk::Outcome SimulatedDisk::truncate(File &file, qint64 size)
{
    const Outcome outcome = step(false);
    if (outcome != Outcome::Ok)
        return outcome;
    file.seen.resize(std::min<qsizetype>(file.seen.size(), size));
    file.unsynced.push_back({size, {}, true});
    return outcome;
}

SimulatedDisk::Outcome SimulatedDisk::sync(File &file)
{
    const Outcome outcome = step(true);
    if (outcome != Outcome::Ok)
        return outcome;
    if (m_fault == DiskFault::SyncIgnored && m_steps >= m_faultStep)
        return outcome;
    for (const File::Step &step : file.unsynced) {
        if (step.truncates)
            file.durable.resize(std::min<qsizetype>(file.durable.size(), step.at));
        else
            put(file.durable, step.at, step.bytes);
    }
    file.unsynced.clear();
    return outcome;
}

SimulatedDisk::Outcome SimulatedDisk::read()
{
    if (m_down)
        return Outcome::Failed;
    ++m_reads;
    return m_fault == DiskFault::ReadError && m_reads >= m_faultStep ? Outcome::Failed : Outcome::Ok;
}

} // namespace luotsi::store::testing
