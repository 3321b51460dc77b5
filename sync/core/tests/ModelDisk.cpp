#include "ModelDisk.h"

#include <algorithm>

namespace luotsi::sync::core {

using protocol::PushOutcome;

void ModelDisk::commit(const protocol::Change &change)
{
    m_outbox.push_back({change, {}});
}

void ModelDisk::addAttachment(const protocol::BlobId &blob, const protocol::DraftId &draft,
                              std::uint64_t size)
{
    m_attachments.push_back({blob, draft, size, 0});
}

QueueCounts ModelDisk::counts() const
{
    const auto waiting =
        std::count_if(m_attachments.begin(), m_attachments.end(),
                      [](const AttachmentFacts &facts) { return facts.offset < facts.size; });
    return {static_cast<std::uint32_t>(m_outbox.size()), 0, static_cast<std::uint32_t>(waiting),
            static_cast<std::uint32_t>(incomplete().size())};
}

std::vector<protocol::Record> ModelDisk::nextBatch(std::size_t limit,
                                                   const std::vector<protocol::ChangeId> &underWay)
{
    std::vector<Waiting *> order;
    for (Waiting &waiting : m_outbox)
        order.push_back(&waiting);
    // A draft with something urgent goes first as a whole, because its chain has one order.
    std::map<protocol::DraftId, protocol::Urgency> urgency;
    for (const Waiting &waiting : m_outbox) {
        const auto known = urgency.emplace(waiting.change.header.draft, waiting.change.header.urgency).first;
        known->second = std::min(known->second, waiting.change.header.urgency);
    }
    std::stable_sort(order.begin(), order.end(), [&](const Waiting *left, const Waiting *right) {
        return urgency.at(left->change.header.draft) < urgency.at(right->change.header.draft);
    });
    std::vector<protocol::Record> batch;
    for (Waiting *waiting : order) {
        if (batch.size() == limit)
            break;
        if (std::find(underWay.begin(), underWay.end(), waiting->change.id) != underWay.end())
            continue;
        if (!waiting->envelope) {
            const protocol::DraftId &draft = waiting->change.header.draft;
            ChainEnd &end = m_chains[draft];
            waiting->envelope =
                protocol::Envelope{m_device, m_epoch, end.sequence + 1, end.hash, draft, waiting->change.id};
            end = {end.sequence + 1, protocol::hashOf(*waiting->envelope)};
        }
        batch.push_back({*waiting->envelope, waiting->change});
    }
    return batch;
}

void ModelDisk::drop(const protocol::ChangeId &change)
{
    std::erase_if(m_outbox, [&](const Waiting &waiting) { return waiting.change.id == change; });
}

void ModelDisk::forgetOutbox(const std::vector<protocol::Record> &sent)
{
    for (const protocol::Record &record : sent)
        drop(record.change.id);
}

void ModelDisk::applyPush(const std::vector<protocol::Record> &sent, const protocol::PushReply &reply,
                          SeededRandom &random)
{
    bool forked = false;
    for (std::size_t index = 0; index < sent.size(); ++index) {
        const protocol::PushResult &result = reply.results[index];
        switch (result.outcome) {
        case PushOutcome::Quarantined:
        case PushOutcome::Refused:
            refused.push_back(sent[index].change.id);
            [[fallthrough]];
        case PushOutcome::Stored:
        case PushOutcome::Duplicate:
            drop(sent[index].change.id);
            break;
        case PushOutcome::Fork:
        case PushOutcome::Gap:
            forked = true;
        }
        if (result.receipt)
            applyReceipt(*result.receipt);
    }
    if (!forked)
        return;
    // A new epoch begins every chain anew; what is unsent gets new envelopes, which needs no key.
    m_epoch = random.make<protocol::EpochId>();
    m_chains.clear();
    for (Waiting &waiting : m_outbox)
        waiting.envelope.reset();
}

void ModelDisk::applyReceipt(const protocol::Receipt &receipt)
{
    protocol::Receipt &kept = m_receipts[receipt.submission];
    if (!kept.complete)
        kept = receipt;
}

std::optional<AttachmentFacts> ModelDisk::nextAttachment() const
{
    for (const AttachmentFacts &facts : m_attachments) {
        if (facts.offset < facts.size)
            return facts;
    }
    return std::nullopt;
}

bool ModelDisk::isWaiting(const protocol::ChangeId &change) const
{
    return std::any_of(m_outbox.begin(), m_outbox.end(),
                       [&](const Waiting &waiting) { return waiting.change.id == change; });
}

bool ModelDisk::offers(const protocol::Record &record) const
{
    return std::any_of(m_outbox.begin(), m_outbox.end(), [&](const Waiting &waiting) {
        return waiting.change.id == record.change.id && waiting.envelope == record.envelope;
    });
}

bool ModelDisk::knows(const protocol::BlobId &blob) const
{
    return std::any_of(m_attachments.begin(), m_attachments.end(),
                       [&](const AttachmentFacts &facts) { return facts.blob == blob; });
}

void ModelDisk::applyOffset(const protocol::BlobId &blob, std::uint64_t offset)
{
    for (AttachmentFacts &facts : m_attachments) {
        if (facts.blob == blob)
            facts.offset = offset;
    }
}

std::vector<protocol::SubmissionId> ModelDisk::incomplete() const
{
    std::vector<protocol::SubmissionId> submissions;
    for (const auto &[id, receipt] : m_receipts) {
        if (!receipt.complete)
            submissions.push_back(id);
    }
    return submissions;
}

} // namespace luotsi::sync::core
