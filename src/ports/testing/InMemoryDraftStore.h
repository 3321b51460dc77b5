#pragma once

#include "base/Clock.h"
#include "ports/CodeTries.h"
#include "ports/DraftStore.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace luotsi::ports::testing {

/// A DraftStore that keeps everything in memory and passes the same contract suite as the real one.
/// Beyond the port a test can look inside, make calls fail, and play the centre.
/// Threading: one thread at a time.
class InMemoryDraftStore final : public DraftStore
{
public:
    explicit InMemoryDraftStore(const base::Clock &clock) : m_clock(clock) {}

    base::Result<void> createDraft(const NewDraft &draft) override;
    base::Result<void> commit(const DraftCommit &commit) override;
    base::Result<void> putOpenChange(const OpenChange &open) override;
    base::Result<void> promoteOpenChanges(const protocol::DraftId &draft) override;
    base::Result<DraftRecords> load(const protocol::DraftId &draft) override;
    base::Result<DraftStatus> status(const protocol::DraftId &draft) override;
    base::Result<std::optional<CodeEntry>> findCode(const protocol::LookupId &lookup) override;
    base::Result<void> addCode(const CodeEntry &code) override;
    base::Result<void> markCodeUsed(const protocol::LookupId &lookup) override;
    base::Result<std::int64_t> countFailedTry() override;
    base::Result<std::int64_t> tryDelay() override;
    base::Result<void> addWraps(const protocol::DraftId &draft,
                                const std::vector<protocol::Wrap> &wraps) override;
    base::Result<void> eraseDraft(const protocol::DraftId &draft,
                                  const std::optional<protocol::Change> &erase) override;
    base::Result<BlobWriting> beginBlob(const protocol::DraftId &draft, std::uint64_t size) override;
    base::Result<void> appendBlob(BlobWriting writing, const QByteArray &piece) override;
    base::Result<protocol::BlobId> finishBlob(BlobWriting writing) override;
    base::Result<void> abandonBlob(BlobWriting writing) override;
    base::Result<QByteArray> readBlob(const protocol::BlobId &blob) override;
    base::Result<std::uint64_t> freeBytes() override;

    // What a test arranges.
    /// The next call that writes fails once with `code` and changes nothing.
    void failNextWrite(base::ErrorCode code) { m_nextFailure = code; }
    void setFreeBytes(std::uint64_t bytes) { m_freeBytes = bytes; }
    /// createDraft says StoreFull below this.
    void setDraftReserve(std::uint64_t bytes) { m_draftReserve = bytes; }
    /// The centre has everything released of the draft, and its receipt when there is one.
    void acknowledge(const protocol::DraftId &draft, const std::optional<protocol::Receipt> &receipt = {});
    /// As if nobody had given this device one of the changes that others name. False: no change names
    /// another.
    [[nodiscard]] bool withholdNamed(const protocol::DraftId &draft);
    /// Part of an attachment has arrived.
    void acknowledgeBytes(const protocol::BlobId &blob, std::uint64_t bytes);
    /// Housekeeping: what has arrived for good has gone from here, its code and receipt stay.
    void dropCopy(const protocol::DraftId &draft);
    void putAside(const protocol::DraftId &draft, base::ErrorCode reason);
    void putAside(const protocol::BlobId &blob, base::ErrorCode reason);

    // What a test looks at.
    [[nodiscard]] std::vector<protocol::DraftId> drafts() const;
    [[nodiscard]] int commitCount() const { return m_commitCount; }
    [[nodiscard]] std::vector<OpenChange> openChanges(const protocol::DraftId &draft) const;
    /// Changes that may leave the device now, in order.
    [[nodiscard]] std::vector<protocol::Change> released(const protocol::DraftId &draft) const;
    [[nodiscard]] std::vector<protocol::Change> erasures() const { return m_erasures; }
    [[nodiscard]] std::vector<CodeEntry> codes(const protocol::DraftId &draft) const;
    /// Attachments begun and neither finished nor abandoned.
    [[nodiscard]] std::size_t writings() const { return m_writings.size(); }

private:
    struct Draft
    {
        protocol::FormHash form;
        CentreCopy copy = CentreCopy::WhenSent;
        std::vector<protocol::Change> changes;
        std::vector<protocol::Wrap> wraps;
        std::map<protocol::SlotId, protocol::Change> open;
        std::map<protocol::BlobId, bool> blobs; ///< true once the centre has it
        std::size_t acknowledged = 0;           ///< how many of `changes`, from the first
        bool left = false;                      ///< the centre has had something of it
        DraftStatus status;
    };

    [[nodiscard]] std::optional<base::ErrorCode> takeFailure();
    [[nodiscard]] base::Result<void> check(const DraftCommit &commit) const;
    [[nodiscard]] bool knows(const protocol::ChangeId &change) const;
    [[nodiscard]] CodeEntry *code(const protocol::LookupId &lookup);
    void apply(Draft &draft, const DraftCommit &commit);
    void append(Draft &draft, const protocol::Change &change);
    base::Result<void> appendWraps(Draft &draft, const protocol::DraftId &id,
                                   const std::vector<protocol::Wrap> &wraps);

    const base::Clock &m_clock;
    std::map<protocol::DraftId, Draft> m_drafts;
    std::vector<CodeEntry> m_codes; ///< in the order they were added
    std::map<protocol::BlobId, QByteArray> m_blobs;
    std::map<protocol::BlobId, std::uint64_t> m_arrived; ///< bytes of attachments that are on their way
    std::set<protocol::BlobId> m_refused;
    struct Writing
    {
        std::uint64_t size = 0;
        QByteArray bytes;
    };
    std::map<BlobWriting, Writing> m_writings;
    std::uint64_t m_lastWriting = 0;
    std::vector<protocol::Change> m_erasures;
    std::optional<base::ErrorCode> m_nextFailure;
    std::uint64_t m_freeBytes = std::uint64_t{8} << 30;
    std::uint64_t m_draftReserve = 0;
    int m_commitCount = 0;
    CodeTries m_tries;
};

} // namespace luotsi::ports::testing
