#pragma once

#include "ports/testing/ManualClock.h"
#include "ports/testing/TestRecords.h"
#include "store/SqlCipherStore.h"
#include "store/testing/SimulatedVfs.h"

#include <QFile>
#include <QTemporaryDir>

#include <functional>
#include <map>
#include <memory>
#include <set>

namespace luotsi::tests {

/// A store on a disk that can be lost at any step, and a scenario that uses all it does: drafts, answers,
/// attachments, batches sent and answered, answers being typed, an erased draft, a log moved into the file.
/// Remembers what was acknowledged.
class LostDisk
{
public:
    LostDisk() : m_vfs(m_clock, m_random)
    {
        m_options.folder = m_folder.filePath(QStringLiteral("store"));
        m_options.key = QByteArray(32, 'k');
        m_options.draftReserve = 0;
        m_options.reserveFile = 0;
        m_options.checkpointAbove = std::int64_t{64} * 1024;
        m_vfs.mount(m_options.folder, disk);
    }

    ~LostDisk() { store.reset(); } // while its disk is still there
    LostDisk(const LostDisk &) = delete;
    LostDisk &operator=(const LostDisk &) = delete;

    /// The store's first file, with the identity envelopes need; what every run begins with.
    [[nodiscard]] bool prepare()
    {
        if (!open())
            return false;
        ports::DeviceIdentity identity;
        identity.device = m_random.make<sync::protocol::DeviceId>();
        if (!store->saveIdentity(identity))
            return false;
        store.reset();
        beginning = disk.image();
        // The store looks at the real folder before SQLite is let near.
        QFile stub(m_options.folder + QStringLiteral("/luotsi.db"));
        return stub.open(QIODevice::WriteOnly) && stub.write("simulated") > 0;
    }
    [[nodiscard]] bool open()
    {
        store.reset();
        auto opened = store::SqlCipherStore::open(m_options, m_clock, m_random);
        lastError = opened.ok() ? base::ErrorCode::Internal : opened.error().code;
        if (opened)
            store = std::move(*opened);
        return store != nullptr;
    }
    /// Goes on until something fails or all is done; true when all is done. The same steps every time; `arm`
    /// is called before the first.
    [[nodiscard]] bool run(const std::function<void()> &arm = {});
    /// Everything that was acknowledged, and nothing that was not begun.
    [[nodiscard]] bool keepsAll();

    store::testing::SimulatedDisk disk;
    store::testing::SimulatedDisk::Image beginning;
    std::unique_ptr<store::SqlCipherStore> store;
    std::size_t acknowledged = 0;
    base::ErrorCode lastError = base::ErrorCode::Internal;

    [[nodiscard]] ports::testing::SeededRandom &random() { return m_random; }

private:
    [[nodiscard]] bool done(const base::Result<void> &result);
    [[nodiscard]] bool fill(const ports::NewDraft &draft);
    [[nodiscard]] bool sendAll();

    QTemporaryDir m_folder;
    ports::testing::ManualClock m_clock;
    ports::testing::SeededRandom m_random{11};
    store::testing::SimulatedVfs m_vfs;
    store::StoreOptions m_options;
    std::map<sync::protocol::DraftId, std::set<sync::protocol::ChangeId>> m_saved;
    std::map<sync::protocol::BlobId, QByteArray> m_blobs;
    std::set<sync::protocol::DraftId> m_erasing;
};

} // namespace luotsi::tests
