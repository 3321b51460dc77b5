#pragma once

#include "ports/UpkeepStore.h"
#include "storelink/StoreThread.h"

namespace luotsi::storelink {

/// An UpkeepStore for any thread: every call runs on the store's thread and waits for it.
/// Threading: as ThreadedSyncStore.
class ThreadedUpkeepStore final : public ports::UpkeepStore
{
public:
    /// Both outlive this.
    ThreadedUpkeepStore(StoreThread &thread, ports::UpkeepStore &store) : m_thread(thread), m_store(store) {}

    base::Result<ports::FeedPosition> feedPosition(const QString &scope) override;
    base::Result<void> applyFeed(const ports::FeedPart &part) override;
    base::Result<void> restartFeed(const QString &scope) override;
    base::Result<void> noteFeedEpoch(const ports::protocol::FeedEpochId &epoch) override;
    base::Result<std::vector<ports::protocol::DraftId>>
    heldDrafts(const std::optional<ports::protocol::DraftId> &after, std::size_t limit) override;
    base::Result<void> applyStatus(const ports::protocol::DraftsStatusReply &reply) override;
    base::Result<void> execute(const ports::protocol::Command &command) override;
    base::Result<void> record(const QString &event, const QByteArray &subject) override;
    base::Result<std::vector<ports::protocol::AuditEntry>> nextAudit() override;
    base::Result<void> applyAudit(std::uint64_t last) override;
    base::Result<void> replaceAudit(std::uint64_t last, const ports::protocol::AuditHash &hash) override;

private:
    StoreThread &m_thread;
    ports::UpkeepStore &m_store;
};

} // namespace luotsi::storelink
