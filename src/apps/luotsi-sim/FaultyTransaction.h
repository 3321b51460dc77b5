#pragma once

#include "ForwardingTransaction.h"
#include "SeededBug.h"
#include "centre/storage/Storage.h"
#include "sync/protocol/PushCodec.h"

#include <map>
#include <optional>

namespace luotsi::sim {

/// What a defect of the centre has to know of the request under way.
struct RequestFacts
{
    std::vector<protocol::ReceivedRecord> records; ///< of a push
    std::size_t next = 0;                          ///< which of them is being judged
    std::optional<std::uint64_t> uploadOffset;
    std::map<QString, std::uint64_t> reserved; ///< last feed number given out before the commit, by scope
};

/// The real rows with one seeded defect in front of them; everything else goes through as it is.
class FaultyTransaction final : public ForwardingTransaction
{
public:
    FaultyTransaction(storage::Transaction &rows, SeededBug bug, RequestFacts &facts)
        : ForwardingTransaction(rows), m_bug(bug), m_facts(facts)
    {
    }

    Result<std::optional<storage::Device>> device(const protocol::DeviceId &id) override;
    Result<std::optional<storage::Device>> lockDevice(const protocol::DeviceId &id) override;
    Result<storage::ChainHead> chain(const storage::ChainName &name) override;
    Result<void> appendEnvelope(const storage::ChainName &name, const storage::EnvelopeEntry &entry) override;
    Result<bool> addChange(const storage::StoredChange &change) override;
    Result<std::optional<storage::StoredChange>> change(const protocol::ChangeId &id) override;
    Result<std::uint64_t> raiseScope(const QString &scope, std::uint64_t by) override;
    Result<std::optional<storage::Blob>> blob(const protocol::BlobId &id) override;

private:
    [[nodiscard]] Result<std::optional<storage::Device>>
    unrevoked(Result<std::optional<storage::Device>> device) const;

    SeededBug m_bug;
    RequestFacts &m_facts;
};

/// The real storage behind such transactions.
class FaultyStorage final : public storage::Storage
{
public:
    FaultyStorage(storage::Storage &real, SeededBug bug, RequestFacts &facts)
        : m_real(real), m_bug(bug), m_facts(facts)
    {
    }
    Result<void> write(const Work &work) override;
    Result<void> read(const Work &work) override;

private:
    storage::Storage &m_real;
    SeededBug m_bug;
    RequestFacts &m_facts;
};

} // namespace luotsi::sim
