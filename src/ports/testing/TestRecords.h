#pragma once

#include "base/Random.h"
#include "ports/DraftStore.h"
#include "sync/protocol/Push.h"

#include <QByteArray>

namespace luotsi::ports::testing {

/// Random bytes that are the same in every run.
class SeededRandom final : public base::Random
{
public:
    explicit SeededRandom(std::uint64_t seed = 1) : m_state(seed) {}
    void fill(std::uint8_t *target, std::size_t size) override;

private:
    std::uint64_t m_state;
};

/// Makes records that are whole in shape; what is sealed in them is noise, as a store should see it.
class TestRecords
{
public:
    explicit TestRecords(base::Random &random) : m_random(random) {}

    struct Options
    {
        protocol::ChangeKind kind = protocol::ChangeKind::Answer;
        protocol::Urgency urgency = protocol::Urgency::Draft;
        protocol::SlotId slot;
        std::vector<protocol::BlobId> attachments;
        QByteArray content; ///< instead of noise
    };

    [[nodiscard]] protocol::Change change(const protocol::DraftId &draft, const Options &options);
    [[nodiscard]] protocol::Change change(const protocol::DraftId &draft);
    [[nodiscard]] protocol::Change submit(const protocol::DraftId &draft,
                                          protocol::Urgency urgency = protocol::Urgency::Submission);
    [[nodiscard]] CodeEntry code(const protocol::DraftId &draft, std::int64_t createdAt);
    [[nodiscard]] protocol::Wrap intakeWrap(const protocol::DraftId &draft);
    [[nodiscard]] NewDraft draft(CentreCopy copy = CentreCopy::WhenSent);
    [[nodiscard]] protocol::Receipt receipt(const protocol::DraftId &draft, bool complete = true);
    [[nodiscard]] QByteArray noise(qsizetype size);
    [[nodiscard]] protocol::SlotId slot() { return m_random.make<protocol::SlotId>(); }

    static DraftCommit commitOf(const protocol::Change &change, bool submits = false);

private:
    base::Random &m_random;
};

} // namespace luotsi::ports::testing
