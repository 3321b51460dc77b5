#include "store/SqlCipherStore.h"
#include "store/StoreParts.h"

namespace luotsi::store {

using base::Result;

Result<ports::FeedPosition> SqlCipherStore::feedPosition(const QString &scope)
{
    return m_parts->database->read([&] {
        // Whoever may open nothing here any more has nothing to read either.
        if (m_parts->device.lostReaders())
            throw Failure(base::ErrorCode::Revoked);
        return m_parts->feeds.position(scope);
    });
}

Result<void> SqlCipherStore::applyFeed(const ports::FeedPart &part)
{
    auto applied = m_parts->database->write([&] {
        // A page that was on its way when the order came.
        if (m_parts->device.lostReaders())
            throw Failure(base::ErrorCode::Revoked);
        if (part.position.epoch)
            m_parts->outbox.noteFeedEpoch(*part.position.epoch);
        // Tombstones first: what they erase is not taken in by the same page.
        for (const protocol::DraftId &draft : part.erased)
            m_parts->outbox.applyTombstone(draft);
        m_parts->drafts.follow(part.changes);
        m_parts->feeds.setPosition(part.scope, part.position);
        m_parts->outbox.settle(m_parts->codesCanGo());
    });
    // Keys of what was erased must not stay readable in the log.
    return applied && !part.erased.empty() ? m_parts->database->checkpoint() : applied;
}

Result<void> SqlCipherStore::restartFeed(const QString &scope)
{
    return m_parts->database->write([&] {
        m_parts->feeds.restart(scope);
        // The restored centre may not know that a draft was the scope's: what its feed does not bring again
        // is asked for.
        m_parts->drafts.followNothing();
        m_parts->outbox.offerAgain();
    });
}

Result<void> SqlCipherStore::noteFeedEpoch(const protocol::FeedEpochId &epoch)
{
    return m_parts->database->write([&] { m_parts->outbox.noteFeedEpoch(epoch); });
}

Result<std::vector<protocol::DraftId>>
SqlCipherStore::heldDrafts(const std::optional<protocol::DraftId> &after, std::size_t limit)
{
    return m_parts->database->read([&] { return m_parts->feeds.heldDrafts(after, limit); });
}

Result<void> SqlCipherStore::applyStatus(const protocol::DraftsStatusReply &reply)
{
    auto applied = m_parts->database->write([&] {
        m_parts->outbox.applyStatus(reply);
        m_parts->outbox.settle(m_parts->codesCanGo());
    });
    return applied && !reply.erased.empty() ? m_parts->database->checkpoint() : applied;
}

Result<void> SqlCipherStore::execute(const protocol::Command &command)
{
    const auto destroyed = m_parts->database->write([&] { return m_parts->orders.execute(command); });
    if (!destroyed)
        return destroyed.error();
    // What went must not stay readable in the log.
    return *destroyed ? m_parts->database->checkpoint() : Result<void>();
}

Result<void> SqlCipherStore::record(const QString &event, const QByteArray &subject)
{
    return m_parts->database->write([&] { m_parts->audit.add(event, subject); });
}

Result<std::vector<protocol::AuditEntry>> SqlCipherStore::nextAudit()
{
    // Giving out places writes, and what was offered has to stay the same after a crash.
    return m_parts->database->write([&] { return m_parts->audit.next(); });
}

Result<void> SqlCipherStore::applyAudit(std::uint64_t last)
{
    return m_parts->database->write([&] { m_parts->audit.arrived(last); });
}

Result<void> SqlCipherStore::replaceAudit(std::uint64_t last, const protocol::AuditHash &hash)
{
    return m_parts->database->write([&] { m_parts->audit.replace(last, hash); });
}

} // namespace luotsi::store
