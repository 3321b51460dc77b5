#include "LostDisk.h"

#include <algorithm>

namespace luotsi::tests {

using ports::testing::TestRecords;

namespace {

constexpr int draftsOfARun = 3;
constexpr int answersOfADraft = 5;

} // namespace

bool LostDisk::done(const base::Result<void> &result)
{
    if (!result)
        lastError = result.error().code;
    acknowledged += result.ok() ? 1 : 0;
    return result.ok();
}

bool LostDisk::fill(const ports::NewDraft &draft)
{
    TestRecords records(m_random);
    const auto &id = draft.first.draft;
    for (int answer = 0; answer < answersOfADraft; ++answer) {
        const auto change = records.change(id);
        if (!done(store->commit(TestRecords::commitOf(change))))
            return false;
        m_saved[id].insert(change.id);
    }
    const auto typed = records.change(id);
    if (!done(store->putOpenChange({id, typed.header.slot, typed})))
        return false;
    m_saved[id].insert(typed.id);
    const QByteArray sealed = records.noise(70'000);
    const auto blob = store->writeBlob(id, sealed);
    if (!blob) {
        lastError = blob.error().code;
        return false;
    }
    m_blobs[*blob] = sealed;
    const auto submit = records.submit(id);
    if (!done(store->promoteOpenChanges(id)) || !done(store->commit(TestRecords::commitOf(submit, true))))
        return false;
    m_saved[id].insert(submit.id);
    return true;
}

bool LostDisk::sendAll()
{
    for (;;) {
        const auto batch = store->nextBatch();
        if (!batch) {
            lastError = batch.error().code;
            return false;
        }
        if (batch->empty())
            return true;
        sync::protocol::PushReply reply;
        reply.results.resize(batch->size());
        if (!done(store->applyPush(*batch, reply)))
            return false;
    }
}

bool LostDisk::run(const std::function<void()> &arm)
{
    m_saved.clear();
    m_blobs.clear();
    m_erasing.clear();
    acknowledged = 0;
    store.reset();
    disk.restore(beginning);
    if (arm)
        arm();
    if (!open())
        return false;
    TestRecords records(m_random);
    for (int number = 0; number < draftsOfARun; ++number) {
        const auto draft = records.draft(ports::CentreCopy::AsWritten);
        if (!done(store->createDraft(draft)))
            return false;
        m_saved[draft.first.draft].insert(draft.first.changes.front().id);
        if (!fill(draft) || !sendAll())
            return false;
    }
    const auto unwanted = records.draft();
    if (!done(store->createDraft(unwanted)))
        return false;
    m_erasing.insert(unwanted.first.draft);
    return done(store->eraseDraft(unwanted.first.draft, std::nullopt)) && done(store->tidy());
}

bool LostDisk::keepsAll()
{
    if (!store->promoteAllOpenChanges())
        return false;
    for (const auto &[draft, changes] : m_saved) {
        const auto records = store->load(draft);
        if (!records)
            return false;
        std::set<sync::protocol::ChangeId> here;
        for (const auto &change : records->changes)
            here.insert(change.id);
        if (!std::includes(here.begin(), here.end(), changes.begin(), changes.end()))
            return false;
    }
    return std::all_of(m_blobs.begin(), m_blobs.end(), [this](const auto &blob) {
        const auto sealed = store->readBlob(blob.first);
        return sealed && *sealed == blob.second;
    });
}

} // namespace luotsi::tests
