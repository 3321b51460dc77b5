#pragma once

#include "Chance.h"
#include "CrowdedStorage.h"
#include "FaultyTransaction.h"
#include "Ledger.h"
#include "Prototype.h"
#include "VirtualTime.h"
#include "centre/handlers/Router.h"
#include "centre/storage-sqlite/SqliteStorage.h"
#include "store/testing/SimulatedDisk.h"
#include "store/testing/SimulatedVfs.h"

#include <map>
#include <memory>
#include <optional>

namespace luotsi::sim {

namespace handlers = centre::handlers;
using store::testing::PowerCut;
using store::testing::SimulatedDisk;

/// Attachments' bytes at the simulated centre: durable when written, with rubbish behind what was
/// acknowledged after a cut.
class CentreBlobs final : public storage::BlobStore
{
public:
    Result<void> write(const protocol::BlobId &id, std::uint64_t offset, const QByteArray &bytes) override;
    Result<QByteArray> read(const protocol::BlobId &id, std::uint64_t offset, std::uint64_t size) override;
    Result<protocol::BlobId> hash(const protocol::BlobId &id, std::uint64_t size) override;
    Result<void> remove(const protocol::BlobId &id) override;

    std::map<protocol::BlobId, QByteArray> bytes;
};

/// The real centre on a simulated disk: router, handlers and SQLite storage, which may die at any step and
/// start again. Checks what only it can see: feed numbers, chains, receipts.
class Centre
{
public:
    using FeedLog = std::map<QString, std::map<std::uint64_t, protocol::ChangeId>>;
    struct Backup
    {
        SimulatedDisk::Image image;
        std::map<protocol::BlobId, QByteArray> blobs;
        FeedLog feedLog;
    };
    using Places =
        std::map<std::tuple<protocol::DraftId, protocol::DeviceId, protocol::EpochId, std::uint64_t>,
                 protocol::EnvelopeHash>;

    Centre(const Prototype &prototype, const Agenda &agenda, Chance &chance, Ledger &ledger, SeededBug bug,
           bool isCrowded, store::testing::SimulatedVfs &vfs);

    void boot();
    void die(PowerCut cut);
    [[nodiscard]] bool isUp() const { return m_router != nullptr; }
    /// Nothing when it died before it could answer.
    [[nodiscard]] std::optional<handlers::Response> serve(const handlers::Request &request);
    /// For the defect that numbers before it commits; nothing otherwise.
    [[nodiscard]] RequestFacts allocate(const handlers::Request &request, const QString &scope);
    [[nodiscard]] std::optional<handlers::Response> serve(const handlers::Request &request,
                                                          RequestFacts facts);

    /// From the `step`-th step of its disk on everything stops; `callOff` when that has not come to pass.
    void planCut(std::uint64_t step);
    void callOff();
    /// False when it died over it.
    [[nodiscard]] bool revoke(const protocol::DeviceId &device);
    [[nodiscard]] Backup backup() const { return {m_disk.image(), m_blobs.bytes, m_feedLog}; }
    void restore(const Backup &backup);

    [[nodiscard]] SimulatedDisk &disk() { return m_disk; }
    [[nodiscard]] storage::Storage &storage() { return *m_storage; }
    [[nodiscard]] CentreBlobs &blobs() { return m_blobs; }
    /// Every line of a scope's feed there ever was since the last restore.
    [[nodiscard]] const FeedLog &feedLog() const { return m_feedLog; }

    /// Reads rows of the real storage; the centre has to be up.
    template<typename Function> auto rows(Function function)
    {
        std::optional<decltype(function(std::declval<storage::Transaction &>()))> result;
        (void)m_storage->read([&](storage::Transaction &transaction) -> Result<void> {
            result = function(transaction);
            return {};
        });
        return result;
    }

private:
    [[nodiscard]] handlers::Response stoppingAtBad(const handlers::Request &request);
    void spoil(handlers::Response &response);
    void watchPush(const handlers::Request &request, const handlers::Response &response);
    void watchFeed();

    const Prototype &m_prototype;
    Chance &m_chance;
    Ledger &m_ledger;
    SeededBug m_bug;
    const bool m_isCrowded;
    MachineClock m_clock;
    SimulatedDisk m_disk;
    CentreBlobs m_blobs;
    handlers::Metrics m_metrics;
    RequestFacts m_facts;
    std::unique_ptr<centre::storage_sqlite::SqliteStorage> m_storage;
    std::unique_ptr<storage::Storage> m_before; ///< the defect, or the crowd, in front of the storage
    std::unique_ptr<handlers::Router> m_router;
    FeedLog m_feedLog;
    Places m_places;
};

} // namespace luotsi::sim
