#include "storelink/ThreadedUpkeepStore.h"

namespace luotsi::storelink {

namespace protocol = ports::protocol;
using base::Result;

Result<ports::FeedPosition> ThreadedUpkeepStore::feedPosition(const QString &scope)
{
    return m_thread.call([&] { return m_store.feedPosition(scope); }).get();
}

Result<void> ThreadedUpkeepStore::applyFeed(const ports::FeedPart &part)
{
    return m_thread.call([&] { return m_store.applyFeed(part); }).get();
}

Result<void> ThreadedUpkeepStore::restartFeed(const QString &scope)
{
    return m_thread.call([&] { return m_store.restartFeed(scope); }).get();
}

Result<void> ThreadedUpkeepStore::noteFeedEpoch(const protocol::FeedEpochId &epoch)
{
    return m_thread.call([&] { return m_store.noteFeedEpoch(epoch); }).get();
}

Result<std::vector<protocol::DraftId>>
ThreadedUpkeepStore::heldDrafts(const std::optional<protocol::DraftId> &after, std::size_t limit)
{
    return m_thread.call([&] { return m_store.heldDrafts(after, limit); }).get();
}

Result<void> ThreadedUpkeepStore::applyStatus(const protocol::DraftsStatusReply &reply)
{
    return m_thread.call([&] { return m_store.applyStatus(reply); }).get();
}

Result<void> ThreadedUpkeepStore::execute(const protocol::Command &command)
{
    return m_thread.call([&] { return m_store.execute(command); }).get();
}

Result<void> ThreadedUpkeepStore::record(const QString &event, const QByteArray &subject)
{
    return m_thread.call([&] { return m_store.record(event, subject); }).get();
}

Result<std::vector<protocol::AuditEntry>> ThreadedUpkeepStore::nextAudit()
{
    return m_thread.call([&] { return m_store.nextAudit(); }).get();
}

Result<void> ThreadedUpkeepStore::applyAudit(std::uint64_t last)
{
    return m_thread.call([&] { return m_store.applyAudit(last); }).get();
}

Result<void> ThreadedUpkeepStore::replaceAudit(std::uint64_t last, const protocol::AuditHash &hash)
{
    return m_thread.call([&] { return m_store.replaceAudit(last, hash); }).get();
}

} // namespace luotsi::storelink
