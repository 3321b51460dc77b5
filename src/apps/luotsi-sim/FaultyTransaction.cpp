#include "FaultyTransaction.h"

namespace luotsi::sim {

Result<std::optional<storage::Device>>
FaultyTransaction::unrevoked(Result<std::optional<storage::Device>> device) const
{
    if (m_bug == SeededBug::RevocationIgnored && device && device->has_value())
        (*device)->revoked = false;
    return device;
}

Result<std::optional<storage::Device>> FaultyTransaction::device(const protocol::DeviceId &id)
{
    return unrevoked(m_rows.device(id));
}

Result<std::optional<storage::Device>> FaultyTransaction::lockDevice(const protocol::DeviceId &id)
{
    return unrevoked(m_rows.lockDevice(id));
}

Result<storage::ChainHead> FaultyTransaction::chain(const storage::ChainName &name)
{
    auto head = m_rows.chain(name);
    if (m_bug != SeededBug::NoDuplicateCheck || !head || m_facts.next >= m_facts.records.size())
        return head;
    // Every envelope that was taken once looks like the next one.
    const auto &record = m_facts.records[m_facts.next++];
    if (record.envelope && record.envelope->sequence <= head->sequence)
        return storage::ChainHead{record.envelope->sequence - 1, record.envelope->previous};
    return head;
}

Result<void> FaultyTransaction::appendEnvelope(const storage::ChainName &name,
                                               const storage::EnvelopeEntry &entry)
{
    if (m_bug == SeededBug::NoDuplicateCheck) {
        const auto there = m_rows.envelope(name, entry.sequence);
        if (there && there->has_value())
            return {};
    }
    return m_rows.appendEnvelope(name, entry);
}

Result<bool> FaultyTransaction::addChange(const storage::StoredChange &change)
{
    auto added = m_rows.addChange(change);
    if (m_bug == SeededBug::NoDuplicateCheck && added)
        return true;
    return added;
}

Result<std::optional<storage::StoredChange>> FaultyTransaction::change(const protocol::ChangeId &id)
{
    if (m_bug == SeededBug::NoDuplicateCheck)
        return std::optional<storage::StoredChange>();
    return m_rows.change(id);
}

Result<std::uint64_t> FaultyTransaction::raiseScope(const QString &scope, std::uint64_t by)
{
    const auto reserved = m_facts.reserved.find(scope);
    if (m_bug == SeededBug::SequenceAtAllocation && reserved != m_facts.reserved.end())
        return reserved->second;
    return m_rows.raiseScope(scope, m_bug == SeededBug::FeedNumberSkipped ? by + 1 : by);
}

Result<std::optional<storage::Blob>> FaultyTransaction::blob(const protocol::BlobId &id)
{
    auto blob = m_rows.blob(id);
    if (!blob)
        return blob;
    if (m_bug == SeededBug::CompleteBeforeAttachments && !m_facts.uploadOffset) {
        if (!blob->has_value())
            blob->emplace().id = id;
        (*blob)->verified = true;
    }
    return blob;
}

Result<void> FaultyStorage::write(const Work &work)
{
    const auto done = m_real.write([&](storage::Transaction &rows) {
        m_facts.next = 0;
        FaultyTransaction faulty(rows, m_bug, m_facts);
        return work(faulty);
    });
    // The work itself was well: what failed is the commit, and nobody asked for it.
    if (m_bug == SeededBug::AckBeforeCommit && !done && done.error().code == base::ErrorCode::StoreFailed)
        return {};
    return done;
}

Result<void> FaultyStorage::read(const Work &work)
{
    return m_real.read([&](storage::Transaction &rows) {
        FaultyTransaction faulty(rows, m_bug, m_facts);
        return work(faulty);
    });
}

} // namespace luotsi::sim
