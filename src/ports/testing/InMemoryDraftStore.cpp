#include "ports/testing/InMemoryDraftStore.h"

#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/Push.h"

#include <QCryptographicHash>

#include <algorithm>

namespace luotsi::ports::testing {

using base::ErrorCode;
using base::Result;

namespace {

bool travels(const protocol::Wrap &wrap)
{
    return wrap.purpose != protocol::WrapPurpose::ResumeCode;
}

} // namespace

std::optional<ErrorCode> InMemoryDraftStore::takeFailure()
{
    return std::exchange(m_nextFailure, std::nullopt);
}

CodeEntry *InMemoryDraftStore::code(const protocol::LookupId &lookup)
{
    const auto found = std::find_if(m_codes.begin(), m_codes.end(),
                                    [&](const CodeEntry &entry) { return entry.lookup == lookup; });
    return found != m_codes.end() ? &*found : nullptr;
}

bool InMemoryDraftStore::knows(const protocol::ChangeId &change) const
{
    return std::any_of(m_drafts.begin(), m_drafts.end(), [&](const auto &entry) {
        const auto &changes = entry.second.changes;
        return std::any_of(changes.begin(), changes.end(), [&](const auto &one) { return one.id == change; });
    });
}

Result<void> InMemoryDraftStore::check(const DraftCommit &commit) const
{
    std::set<protocol::ChangeId> ids;
    for (const protocol::Change &change : commit.changes) {
        if (change.header.draft != commit.draft || !ids.insert(change.id).second || knows(change.id))
            return ErrorCode::MalformedInput;
    }
    const auto missing = [&](const protocol::BlobId &blob) { return !m_blobs.contains(blob); };
    if (std::any_of(commit.blobs.begin(), commit.blobs.end(), missing))
        return ErrorCode::NotFound;
    return {};
}

void InMemoryDraftStore::append(Draft &draft, const protocol::Change &change)
{
    draft.changes.push_back(change);
    for (const protocol::BlobId &blob : change.header.attachments) {
        if (m_blobs.contains(blob))
            draft.blobs.try_emplace(blob, false);
    }
}

void InMemoryDraftStore::apply(Draft &draft, const DraftCommit &commit)
{
    for (const protocol::Change &change : commit.changes)
        append(draft, change);
    for (const protocol::SlotId &slot : commit.closedSlots)
        draft.open.erase(slot);
    for (const protocol::BlobId &blob : commit.blobs)
        draft.blobs.try_emplace(blob, false);
    if (commit.submits && !draft.status.submitted) {
        draft.status.submitted = true;
        draft.status.submittedAt = m_clock.wallMilliseconds();
    }
    ++m_commitCount;
}

Result<void> InMemoryDraftStore::appendWraps(Draft &draft, const protocol::DraftId &id,
                                             const std::vector<protocol::Wrap> &wraps)
{
    std::vector<protocol::Change> changes;
    for (const protocol::Wrap &wrap : wraps) {
        if (wrap.draft != id)
            return ErrorCode::WrapMismatch;
        if (!travels(wrap))
            continue;
        protocol::ChangeHeader header;
        header.draft = id;
        header.form = draft.form;
        header.key = wrap.key;
        header.deviceTime = m_clock.wallMilliseconds();
        auto change = protocol::makeWrapChange(header, wrap);
        if (!change)
            return change.error();
        changes.push_back(std::move(*change));
    }
    draft.changes.insert(draft.changes.end(), changes.begin(), changes.end());
    draft.wraps.insert(draft.wraps.end(), wraps.begin(), wraps.end());
    return {};
}

Result<void> InMemoryDraftStore::createDraft(const NewDraft &draft)
{
    if (const auto failure = takeFailure())
        return *failure;
    if (m_freeBytes < m_draftReserve)
        return ErrorCode::StoreFull;
    if (m_drafts.contains(draft.first.draft) || draft.first.changes.empty() ||
        draft.code.draft != draft.first.draft || code(draft.code.lookup) != nullptr)
        return ErrorCode::MalformedInput;
    if (auto checked = check(draft.first); !checked)
        return checked;
    Draft made;
    made.form = draft.form;
    made.copy = draft.copy;
    apply(made, draft.first);
    if (auto added = appendWraps(made, draft.first.draft, draft.wraps); !added)
        return added;
    m_drafts.emplace(draft.first.draft, std::move(made));
    m_codes.push_back(draft.code);
    return {};
}

Result<void> InMemoryDraftStore::commit(const DraftCommit &commit)
{
    if (const auto failure = takeFailure())
        return *failure;
    const auto draft = m_drafts.find(commit.draft);
    if (draft == m_drafts.end())
        return ErrorCode::NotFound;
    if (auto checked = check(commit); !checked)
        return checked;
    apply(draft->second, commit);
    return {};
}

Result<void> InMemoryDraftStore::putOpenChange(const OpenChange &open)
{
    if (const auto failure = takeFailure())
        return *failure;
    const auto draft = m_drafts.find(open.draft);
    if (draft == m_drafts.end())
        return ErrorCode::NotFound;
    if (open.change.header.draft != open.draft || open.change.header.slot != open.slot)
        return ErrorCode::MalformedInput;
    draft->second.open.insert_or_assign(open.slot, open.change);
    return {};
}

Result<void> InMemoryDraftStore::promoteOpenChanges(const protocol::DraftId &id)
{
    if (const auto failure = takeFailure())
        return *failure;
    const auto draft = m_drafts.find(id);
    if (draft == m_drafts.end())
        return ErrorCode::NotFound;
    for (const auto &[slot, change] : std::exchange(draft->second.open, {})) {
        if (!knows(change.id))
            append(draft->second, change);
    }
    return {};
}

Result<DraftRecords> InMemoryDraftStore::load(const protocol::DraftId &id)
{
    const auto draft = m_drafts.find(id);
    if (draft == m_drafts.end())
        return ErrorCode::NotFound;
    DraftRecords records{draft->second.form, {}, draft->second.wraps, draft->second.copy};
    for (const protocol::Change &change : draft->second.changes) {
        if (change.header.kind != protocol::ChangeKind::Wrap)
            records.changes.push_back(change);
    }
    return records;
}

Result<DraftStatus> InMemoryDraftStore::status(const protocol::DraftId &id)
{
    const auto draft = m_drafts.find(id);
    if (draft == m_drafts.end())
        return ErrorCode::NotFound;
    DraftStatus status = draft->second.status;
    status.unsentChanges =
        static_cast<std::uint32_t>(draft->second.changes.size() - draft->second.acknowledged);
    const auto &blobs = draft->second.blobs;
    status.unsentBlobs = static_cast<std::uint32_t>(
        std::count_if(blobs.begin(), blobs.end(), [](const auto &blob) { return !blob.second; }));
    for (const auto &[blob, sent] : blobs) {
        const auto size = static_cast<std::uint64_t>(m_blobs.at(blob).size());
        const auto told = m_arrived.find(blob);
        const std::uint64_t arrived = told == m_arrived.end() ? 0 : told->second;
        status.attachments.push_back({blob, size, sent ? size : arrived, m_refused.contains(blob)});
    }
    return status;
}

Result<std::optional<CodeEntry>> InMemoryDraftStore::findCode(const protocol::LookupId &lookup)
{
    const CodeEntry *found = code(lookup);
    return found != nullptr ? std::optional(*found) : std::nullopt;
}

Result<void> InMemoryDraftStore::addCode(const CodeEntry &added)
{
    if (const auto failure = takeFailure())
        return *failure;
    if (!m_drafts.contains(added.draft))
        return ErrorCode::NotFound;
    if (code(added.lookup) != nullptr)
        return ErrorCode::MalformedInput;
    m_codes.push_back(added);
    return {};
}

Result<void> InMemoryDraftStore::markCodeUsed(const protocol::LookupId &lookup)
{
    if (const auto failure = takeFailure())
        return *failure;
    const auto used = std::find_if(m_codes.begin(), m_codes.end(),
                                   [&](const CodeEntry &entry) { return entry.lookup == lookup; });
    if (used == m_codes.end())
        return ErrorCode::NotFound;
    m_tries.succeed();
    used->used = true;
    const protocol::DraftId draft = used->draft;
    const auto newer =
        std::remove_if(m_codes.begin(), used, [&](const CodeEntry &entry) { return entry.draft == draft; });
    m_codes.erase(newer, used);
    return {};
}

Result<std::int64_t> InMemoryDraftStore::countFailedTry()
{
    if (const auto failure = takeFailure())
        return *failure;
    m_tries.fail(m_clock.monotonicMilliseconds());
    return tryDelay();
}

Result<std::int64_t> InMemoryDraftStore::tryDelay()
{
    return m_tries.remaining(m_clock.monotonicMilliseconds());
}

Result<void> InMemoryDraftStore::addWraps(const protocol::DraftId &id,
                                          const std::vector<protocol::Wrap> &wraps)
{
    if (const auto failure = takeFailure())
        return *failure;
    const auto draft = m_drafts.find(id);
    if (draft == m_drafts.end())
        return ErrorCode::NotFound;
    return appendWraps(draft->second, id, wraps);
}

Result<void> InMemoryDraftStore::eraseDraft(const protocol::DraftId &id,
                                            const std::optional<protocol::Change> &erase)
{
    if (const auto failure = takeFailure())
        return *failure;
    const auto draft = m_drafts.find(id);
    if (draft == m_drafts.end())
        return ErrorCode::NotFound;
    if (draft->second.status.submitted)
        return ErrorCode::AlreadySubmitted;
    if (erase && erase->header.draft != id)
        return ErrorCode::MalformedInput;
    std::erase_if(m_codes, [&](const CodeEntry &entry) { return entry.draft == id; });
    for (const auto &[blob, sent] : draft->second.blobs)
        m_blobs.erase(blob);
    if (erase && (draft->second.copy == CentreCopy::AsWritten || draft->second.left))
        m_erasures.push_back(*erase);
    m_drafts.erase(draft);
    return {};
}

Result<BlobWriting> InMemoryDraftStore::beginBlob(const protocol::DraftId &id, std::uint64_t size)
{
    if (const auto failure = takeFailure())
        return *failure;
    if (!m_drafts.contains(id))
        return ErrorCode::NotFound;
    if (size == 0)
        return ErrorCode::MalformedInput;
    if (size > protocol::maximumBlobBytes)
        return ErrorCode::AttachmentTooLarge;
    if (size > m_freeBytes)
        return ErrorCode::StoreFull;
    const auto writing = static_cast<BlobWriting>(++m_lastWriting);
    m_writings[writing].size = size;
    return writing;
}

Result<void> InMemoryDraftStore::appendBlob(BlobWriting writing, const QByteArray &piece)
{
    const auto found = m_writings.find(writing);
    if (found == m_writings.end())
        return ErrorCode::NotFound;
    auto failure = takeFailure();
    found->second.bytes += piece;
    if (!failure && static_cast<std::uint64_t>(found->second.bytes.size()) > found->second.size)
        failure = ErrorCode::MalformedInput;
    if (!failure)
        return {};
    m_writings.erase(found);
    return *failure;
}

Result<protocol::BlobId> InMemoryDraftStore::finishBlob(BlobWriting writing)
{
    auto found = m_writings.extract(writing);
    if (found.empty())
        return ErrorCode::NotFound;
    if (const auto failure = takeFailure())
        return *failure;
    const QByteArray &sealed = found.mapped().bytes;
    if (static_cast<std::uint64_t>(sealed.size()) != found.mapped().size)
        return ErrorCode::MalformedInput;
    const auto blob =
        protocol::BlobId::fromBytes(QCryptographicHash::hash(sealed, QCryptographicHash::Sha256));
    m_blobs.insert_or_assign(*blob, sealed);
    return *blob;
}

Result<void> InMemoryDraftStore::abandonBlob(BlobWriting writing)
{
    m_writings.erase(writing);
    return {};
}

Result<QByteArray> InMemoryDraftStore::readBlob(const protocol::BlobId &id)
{
    const auto blob = m_blobs.find(id);
    if (blob == m_blobs.end())
        return ErrorCode::NotFound;
    return blob->second;
}

Result<std::uint64_t> InMemoryDraftStore::freeBytes()
{
    return m_freeBytes;
}

void InMemoryDraftStore::acknowledge(const protocol::DraftId &id,
                                     const std::optional<protocol::Receipt> &receipt)
{
    Draft &draft = m_drafts.at(id);
    if (draft.copy == CentreCopy::AsWritten || draft.status.submitted) {
        draft.acknowledged = draft.changes.size();
        draft.left = true;
        for (auto &[blob, sent] : draft.blobs)
            sent = true;
    }
    if (receipt)
        draft.status.receipt = receipt;
}

bool InMemoryDraftStore::withholdNamed(const protocol::DraftId &id)
{
    std::vector<protocol::Change> &changes = m_drafts.at(id).changes;
    for (const protocol::Change &change : changes) {
        if (change.header.parents.empty())
            continue;
        const protocol::ChangeId named = change.header.parents.front();
        std::erase_if(changes, [&named](const protocol::Change &one) { return one.id == named; });
        return true;
    }
    return false;
}

void InMemoryDraftStore::acknowledgeBytes(const protocol::BlobId &blob, std::uint64_t bytes)
{
    m_arrived[blob] = bytes;
}

void InMemoryDraftStore::dropCopy(const protocol::DraftId &id)
{
    Draft &draft = m_drafts.at(id);
    draft.changes.clear();
    draft.acknowledged = 0;
    draft.blobs.clear();
}

void InMemoryDraftStore::putAside(const protocol::DraftId &id, ErrorCode reason)
{
    std::optional<PutAside> &stuck = m_drafts.at(id).status.stuck;
    const PutAside now{reason, m_clock.wallMilliseconds()};
    if (!stuck || now.since < stuck->since)
        stuck = now;
}

void InMemoryDraftStore::putAside(const protocol::BlobId &blob, ErrorCode reason)
{
    for (const auto &[id, draft] : m_drafts) {
        if (draft.blobs.contains(blob))
            putAside(id, reason);
    }
    m_refused.insert(blob);
}

std::vector<protocol::DraftId> InMemoryDraftStore::drafts() const
{
    std::vector<protocol::DraftId> ids;
    for (const auto &[id, draft] : m_drafts)
        ids.push_back(id);
    return ids;
}

std::vector<OpenChange> InMemoryDraftStore::openChanges(const protocol::DraftId &id) const
{
    std::vector<OpenChange> open;
    if (const auto draft = m_drafts.find(id); draft != m_drafts.end()) {
        for (const auto &[slot, change] : draft->second.open)
            open.push_back({id, slot, change});
    }
    return open;
}

std::vector<protocol::Change> InMemoryDraftStore::released(const protocol::DraftId &id) const
{
    const auto draft = m_drafts.find(id);
    if (draft == m_drafts.end())
        return {};
    const bool held = draft->second.copy == CentreCopy::WhenSent && !draft->second.status.submitted;
    return held ? std::vector<protocol::Change>() : draft->second.changes;
}

std::vector<CodeEntry> InMemoryDraftStore::codes(const protocol::DraftId &id) const
{
    std::vector<CodeEntry> found;
    std::copy_if(m_codes.begin(), m_codes.end(), std::back_inserter(found),
                 [&](const CodeEntry &entry) { return entry.draft == id; });
    return found;
}

} // namespace luotsi::ports::testing
