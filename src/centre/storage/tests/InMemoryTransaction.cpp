#include "centre/storage/tests/InMemoryTransaction.h"

#include <algorithm>

namespace luotsi::centre::storage {

namespace {

template<typename Map, typename Key>
std::optional<typename Map::mapped_type> found(const Map &map, const Key &key)
{
    const auto it = map.find(key);
    return it == map.end() ? std::nullopt : std::optional(it->second);
}

template<typename Value, typename Test>
std::optional<Value> firstWhere(const std::vector<Value> &values, Test test)
{
    const auto it = std::find_if(values.begin(), values.end(), test);
    return it == values.end() ? std::nullopt : std::optional(*it);
}

template<typename Value, typename Test>
std::vector<Value> allWhere(const std::vector<Value> &values, Test test)
{
    std::vector<Value> result;
    std::copy_if(values.begin(), values.end(), std::back_inserter(result), test);
    return result;
}

base::Error missing(const char *what)
{
    return {base::ErrorCode::StoreFailed, QStringLiteral("no such row: %1").arg(QLatin1String(what)), {}};
}

} // namespace

Result<std::optional<Device>> InMemoryTransaction::device(const protocol::DeviceId &id)
{
    return found(m_state.devices, id);
}

Result<std::optional<Device>> InMemoryTransaction::lockDevice(const protocol::DeviceId &id)
{
    return found(m_state.devices, id);
}

Result<std::optional<Device>> InMemoryTransaction::deviceByRequestKey(const QByteArray &requestKey)
{
    for (const auto &[id, device] : m_state.devices) {
        if (device.requestKey == requestKey)
            return std::optional(device);
    }
    return std::optional<Device>();
}

Result<void> InMemoryTransaction::putDevice(const Device &device)
{
    m_state.devices[device.id] = device;
    return {};
}

Result<std::vector<Device>> InMemoryTransaction::devices()
{
    std::vector<Device> result;
    for (const auto &[id, device] : m_state.devices)
        result.push_back(device);
    return result;
}

Result<std::optional<EnrolmentCode>> InMemoryTransaction::enrolmentCode(const QByteArray &codeHash)
{
    return found(m_state.enrolmentCodes, codeHash);
}

Result<void> InMemoryTransaction::putEnrolmentCode(const EnrolmentCode &code)
{
    m_state.enrolmentCodes[code.codeHash] = code;
    return {};
}

Result<std::int64_t> InMemoryTransaction::raiseCounter(const QByteArray &name, std::int64_t window,
                                                       std::int64_t by)
{
    return m_state.counters[{name, window}] += by;
}

Result<void> InMemoryTransaction::dropCountersBefore(std::int64_t window)
{
    std::erase_if(m_state.counters, [&](const auto &entry) { return entry.first.second < window; });
    return {};
}

Result<std::optional<QByteArray>> InMemoryTransaction::setting(const QByteArray &name)
{
    return found(m_state.settings, name);
}

Result<void> InMemoryTransaction::putSetting(const QByteArray &name, const QByteArray &value)
{
    m_state.settings[name] = value;
    return {};
}

Result<void> InMemoryTransaction::addSetting(const QByteArray &name, const QByteArray &value)
{
    m_state.settings.emplace(name, value);
    return {};
}

Result<std::optional<Draft>> InMemoryTransaction::draft(const protocol::DraftId &id)
{
    return found(m_state.drafts, id);
}

Result<std::vector<protocol::DraftId>> InMemoryTransaction::drafts()
{
    std::vector<protocol::DraftId> all;
    for (const auto &[id, draft] : m_state.drafts) {
        if (draft.erasedAt == 0)
            all.push_back(id);
    }
    return all;
}

Result<void> InMemoryTransaction::addDraft(const Draft &draft)
{
    m_state.drafts.emplace(draft.id, draft);
    return {};
}

Result<void> InMemoryTransaction::addDraftScope(const protocol::DraftId &id, const QString &scope)
{
    const auto it = m_state.drafts.find(id);
    if (it == m_state.drafts.end())
        return missing("draft");
    auto &scopes = it->second.scopes;
    const auto place = std::lower_bound(scopes.begin(), scopes.end(), scope);
    if (place == scopes.end() || *place != scope)
        scopes.insert(place, scope);
    return {};
}

Result<std::vector<protocol::BlobId>> InMemoryTransaction::eraseDraft(const protocol::DraftId &id,
                                                                      std::int64_t at)
{
    const auto ofDraft = [&](const auto &row) { return row.draft == id; };
    std::erase_if(m_state.wraps, [&](const auto &entry) { return entry.second.draft == id; });
    for (auto &[lookup, code] : m_state.codes) {
        if (code.wrap.draft == id)
            code.wrap.sealed.clear();
    }
    std::erase_if(m_state.accesses, [&](const auto &entry) { return entry.first == id; });
    for (auto &[scope, entries] : m_state.feeds) {
        for (FeedEntry &entry : entries) {
            const auto gone = firstWhere(
                m_state.changes, [&](const auto &c) { return c.id == entry.change && c.draft == id; });
            if (gone)
                entry = {entry.number, {}, id};
        }
    }
    std::erase_if(m_state.changes, ofDraft);
    std::erase_if(m_state.quarantined, ofDraft);
    std::erase_if(m_state.submissions, ofDraft);
    std::erase_if(m_state.supplements, ofDraft);
    std::vector<protocol::BlobId> freed;
    for (const auto &[blobId, blob] : m_state.blobs) {
        if (blob.draft == id)
            freed.push_back(blobId);
    }
    std::erase_if(m_state.blobs, [&](const auto &entry) { return entry.second.draft == id; });
    Draft &row = m_state.drafts[id];
    row.id = id;
    row.erasedAt = at;
    return freed;
}

Result<ChainHead> InMemoryTransaction::chain(const ChainName &name)
{
    const auto it = m_state.chains.find(name);
    if (it == m_state.chains.end() || it->second.empty())
        return ChainHead{};
    return ChainHead{it->second.back().sequence, it->second.back().hash};
}

Result<void> InMemoryTransaction::appendEnvelope(const ChainName &name, const EnvelopeEntry &entry)
{
    m_state.chains[name].push_back(entry);
    return {};
}

Result<std::optional<EnvelopeEntry>> InMemoryTransaction::envelope(const ChainName &name,
                                                                   std::uint64_t sequence)
{
    const auto it = m_state.chains.find(name);
    if (it == m_state.chains.end())
        return std::optional<EnvelopeEntry>();
    return firstWhere(it->second, [&](const EnvelopeEntry &entry) { return entry.sequence == sequence; });
}

Result<bool> InMemoryTransaction::addChange(const StoredChange &change)
{
    if (firstWhere(m_state.changes, [&](const auto &row) { return row.id == change.id; }))
        return false;
    m_state.changes.push_back(change);
    return true;
}

Result<std::optional<StoredChange>> InMemoryTransaction::change(const protocol::ChangeId &id)
{
    return firstWhere(m_state.changes, [&](const auto &row) { return row.id == id; });
}

Result<std::vector<StoredChange>> InMemoryTransaction::changesOf(const protocol::DraftId &draft)
{
    return allWhere(m_state.changes, [&](const auto &row) { return row.draft == draft; });
}

Result<std::uint64_t> InMemoryTransaction::raiseScope(const QString &scope, std::uint64_t by)
{
    return m_state.scopes[scope] += by;
}

Result<void> InMemoryTransaction::addFeedEntry(const QString &scope, const FeedEntry &entry)
{
    m_state.feeds[scope].push_back(entry);
    return {};
}

Result<std::vector<FeedEntry>> InMemoryTransaction::feed(const QString &scope, std::uint64_t after,
                                                         std::uint32_t limit)
{
    auto entries =
        allWhere(m_state.feeds[scope], [&](const FeedEntry &entry) { return entry.number > after; });
    if (entries.size() > limit)
        entries.resize(limit);
    return entries;
}

Result<std::vector<FeedLine>> InMemoryTransaction::feedPage(const QString &scope, std::uint64_t after,
                                                            std::uint32_t limit, std::uint64_t bytes)
{
    const auto entries = feed(scope, after, limit);
    std::vector<FeedLine> lines;
    std::uint64_t taken = 0;
    for (const FeedEntry &entry : *entries) {
        const auto row = firstWhere(m_state.changes, [&](const auto &c) { return c.id == entry.change; });
        lines.push_back({entry, row && !entry.erased ? row->bytes : QByteArray()});
        taken += static_cast<std::uint64_t>(lines.back().change.size());
        if (taken >= bytes)
            break;
    }
    return lines;
}

Result<std::uint64_t> InMemoryTransaction::scopeHead(const QString &scope)
{
    return found(m_state.scopes, scope).value_or(0);
}

Result<void> InMemoryTransaction::putWrap(const protocol::Wrap &wrap)
{
    m_state.wraps[{wrap.draft, wrap.purpose, wrap.key, wrap.reader}] = wrap;
    return {};
}

Result<std::vector<protocol::Wrap>> InMemoryTransaction::wraps(const protocol::DraftId &draft)
{
    std::vector<protocol::Wrap> result;
    for (const auto &[name, wrap] : m_state.wraps) {
        if (wrap.draft == draft)
            result.push_back(wrap);
    }
    return result;
}

Result<void> InMemoryTransaction::putCode(const ResumeCode &code)
{
    m_state.codes[code.lookup] = code;
    return {};
}

Result<std::optional<ResumeCode>> InMemoryTransaction::code(const protocol::LookupId &lookup)
{
    return found(m_state.codes, lookup);
}

Result<void> InMemoryTransaction::retireCodesBefore(const protocol::DraftId &draft, std::int64_t createdAt)
{
    for (auto &[lookup, code] : m_state.codes) {
        if (code.wrap.draft == draft && code.createdAt < createdAt)
            code.wrap.sealed.clear();
    }
    return {};
}

Result<void> InMemoryTransaction::addAccess(const protocol::DraftId &draft, const DraftAccess &access)
{
    m_state.accesses.emplace_back(draft, access);
    return {};
}

Result<std::vector<DraftAccess>> InMemoryTransaction::accesses(const protocol::DraftId &draft,
                                                               std::uint32_t limit)
{
    std::vector<DraftAccess> newest;
    for (auto entry = m_state.accesses.rbegin(); entry != m_state.accesses.rend(); ++entry) {
        if (entry->first == draft && newest.size() < limit)
            newest.push_back(entry->second);
    }
    return newest;
}

Result<std::optional<Submission>> InMemoryTransaction::submission(const protocol::SubmissionId &id)
{
    return firstWhere(m_state.submissions, [&](const auto &row) { return row.id == id; });
}

Result<std::optional<Submission>> InMemoryTransaction::submissionOf(const protocol::DraftId &draft,
                                                                    std::uint32_t round)
{
    return firstWhere(m_state.submissions,
                      [&](const auto &row) { return row.draft == draft && row.round == round; });
}

Result<bool> InMemoryTransaction::hasSubmission(const protocol::DraftId &draft)
{
    return firstWhere(m_state.submissions, [&](const auto &row) { return row.draft == draft; }).has_value();
}

Result<bool> InMemoryTransaction::referenceTaken(const QString &reference)
{
    return firstWhere(m_state.submissions, [&](const auto &row) { return row.reference == reference; })
        .has_value();
}

Result<void> InMemoryTransaction::addSubmission(const Submission &submission)
{
    if (firstWhere(m_state.submissions, [&](const auto &row) {
            return row.id == submission.id || row.reference == submission.reference ||
                   (row.draft == submission.draft && row.round == submission.round);
        }))
        return base::ErrorCode::StoreFailed;
    m_state.submissions.push_back(submission);
    return {};
}

Result<void> InMemoryTransaction::updateSubmission(const Submission &submission)
{
    for (Submission &row : m_state.submissions) {
        if (row.id != submission.id)
            continue;
        row.receipt = submission.receipt;
        row.completedAt = submission.completedAt;
        row.check = submission.check;
        row.checkDetail = submission.checkDetail;
        row.nextDeliveryAt = submission.nextDeliveryAt;
        row.deliveryTries = submission.deliveryTries;
        return {};
    }
    return missing("submission");
}

Result<std::vector<Submission>> InMemoryTransaction::submissions()
{
    return m_state.submissions;
}

Result<std::vector<Submission>> InMemoryTransaction::incompleteWith(const protocol::BlobId &blob)
{
    return allWhere(m_state.submissions, [&](const Submission &row) {
        return row.completedAt == 0 &&
               std::find(row.attachments.begin(), row.attachments.end(), blob) != row.attachments.end();
    });
}

Result<std::vector<Submission>> InMemoryTransaction::deliveriesDue(std::int64_t now, std::uint32_t limit)
{
    auto due = allWhere(m_state.submissions, [&](const Submission &row) {
        return row.check == CheckState::Waiting && row.nextDeliveryAt <= now;
    });
    if (due.size() > limit)
        due.resize(limit);
    return due;
}

Result<void> InMemoryTransaction::addSupplement(const Supplement &supplement)
{
    const auto same = [&](const auto &row) { return row.change == supplement.change; };
    if (!firstWhere(m_state.supplements, same))
        m_state.supplements.push_back(supplement);
    return {};
}

Result<std::vector<Supplement>> InMemoryTransaction::supplements(const protocol::DraftId &draft)
{
    return allWhere(m_state.supplements, [&](const auto &row) { return row.draft == draft; });
}

Result<std::optional<Blob>> InMemoryTransaction::blob(const protocol::BlobId &id)
{
    return found(m_state.blobs, id);
}

Result<void> InMemoryTransaction::addBlob(const Blob &blob)
{
    m_state.blobs.emplace(blob.id, blob);
    return {};
}

Result<bool> InMemoryTransaction::moveBlob(const protocol::BlobId &id, std::uint64_t from, std::uint64_t to)
{
    const auto it = m_state.blobs.find(id);
    if (it == m_state.blobs.end() || it->second.offset != from || it->second.verified)
        return false;
    it->second.offset = to;
    return true;
}

Result<void> InMemoryTransaction::markBlobVerified(const protocol::BlobId &id)
{
    const auto it = m_state.blobs.find(id);
    if (it == m_state.blobs.end())
        return missing("blob");
    it->second.verified = true;
    return {};
}

Result<void> InMemoryTransaction::restartBlob(const protocol::BlobId &id)
{
    const auto it = m_state.blobs.find(id);
    if (it == m_state.blobs.end())
        return missing("blob");
    it->second.offset = 0;
    ++it->second.failures;
    return {};
}

} // namespace luotsi::centre::storage
