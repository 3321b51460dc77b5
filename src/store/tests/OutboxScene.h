#pragma once

#include "store/tests/StoreFixture.h"
#include "sync/protocol/ChangeCodec.h"

#include <QTest>

#include <memory>
#include <vector>

namespace luotsi::store::testing {

/// An enrolled device with its store, and what a person and a centre do to it, for tests of what leaves and
/// what stays.
class OutboxScene
{
public:
    static constexpr std::int64_t day = std::int64_t{24} * 3600 * 1000;
    static constexpr std::uint64_t pageBytes = 150'000;

    OutboxScene() : fixture(clock)
    {
        store = fixture.open();
        identity.device = random.make<protocol::DeviceId>();
        identity.privateKeyPem = "key";
        must(store->saveIdentity(identity));
    }

    void reopen() { store = fixture.open(); }

    protocol::DraftId begin(ports::CentreCopy copy)
    {
        lastDraft = records.draft(copy);
        must(store->createDraft(lastDraft));
        return lastDraft.first.draft;
    }
    void answer(const protocol::DraftId &draft)
    {
        must(store->commit(records::TestRecords::commitOf(records.change(draft))));
    }
    void send(const protocol::DraftId &draft)
    {
        must(store->commit(records::TestRecords::commitOf(records.submit(draft), true)));
    }
    protocol::BlobId attach(const protocol::DraftId &draft)
    {
        const auto blob = *store->writeBlob(draft, records.noise(pageBytes));
        records::TestRecords::Options options;
        options.kind = protocol::ChangeKind::Attach;
        options.attachments = {blob};
        auto commit = records::TestRecords::commitOf(records.change(draft, options));
        commit.blobs = {blob};
        must(store->commit(commit));
        return blob;
    }

    static protocol::PushReply replyTo(const std::vector<protocol::Record> &batch,
                                       protocol::PushOutcome outcome = protocol::PushOutcome::Stored)
    {
        protocol::PushReply reply;
        reply.results.resize(batch.size());
        for (auto &result : reply.results)
            result.outcome = outcome;
        return reply;
    }
    /// Everything that waits is stored; the centre speaks for `epoch`. What it was given.
    std::vector<protocol::Record> push(const std::optional<protocol::FeedEpochId> &epoch = {})
    {
        const auto batch = *store->nextBatch();
        auto reply = replyTo(batch);
        reply.feedEpoch = epoch;
        must(store->applyPush(batch, reply));
        return batch;
    }
    /// Everything given is safe for good: the centre says so when it is asked.
    void settle(const protocol::DraftId &draft, const std::vector<protocol::Record> &given)
    {
        protocol::DraftsStatusReply status;
        status.stable = {{draft, {}}};
        for (const auto &record : given)
            status.stable[0].changes.push_back(record.change.id);
        must(store->applyStatus(status));
    }

    static protocol::FeedEpochId epoch(char letter)
    {
        return *protocol::FeedEpochId::fromBytes(QByteArray(16, letter));
    }

    records::ManualClock clock;
    records::SeededRandom random{11};
    records::TestRecords records{random};
    StoreFixture fixture;
    SqlCipherStore *store = nullptr;
    ports::DeviceIdentity identity;
    ports::NewDraft lastDraft;

private:
    template<typename Value> static void must(const base::Result<Value> &result)
    {
        if (!result)
            qFatal("the scene failed: %s", qPrintable(result.error().detail));
    }
};

} // namespace luotsi::store::testing
