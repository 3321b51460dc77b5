#include "ports/testing/DraftStoreContract.h"
#include "store/tests/StoreFixture.h"

#include <QTest>

using namespace luotsi;
namespace protocol = sync::protocol;

/// The contract every DraftStore keeps, on the real one.
class SqlCipherDraftStoreTest : public ports::testing::DraftStoreContract
{
    Q_OBJECT

    ports::DraftStore &freshStore() override
    {
        m_fixture = std::make_unique<store::testing::StoreFixture>(clock);
        auto *opened = m_fixture->open();
        Q_ASSERT(opened != nullptr);
        ports::DeviceIdentity identity;
        identity.device = random.make<protocol::DeviceId>();
        identity.privateKeyPem = "key";
        (void)opened->saveIdentity(identity).ok();
        return *opened;
    }
    void refuseNewest(const protocol::DraftId &draft, base::ErrorCode reason) override
    {
        const auto batch = *m_fixture->store->nextBatch();
        QVERIFY(!batch.empty());
        QVERIFY(batch.back().envelope.draft == draft);
        protocol::PushReply reply;
        reply.results.resize(batch.size());
        for (protocol::PushResult &result : reply.results)
            result.outcome = protocol::PushOutcome::Stored;
        reply.results.back().outcome = protocol::PushOutcome::Quarantined;
        reply.results.back().reason = reason;
        QVERIFY(m_fixture->store->applyPush(batch, reply).ok());
    }
    void refuseBlob(const protocol::BlobId &blob, base::ErrorCode reason) override
    {
        QVERIFY(m_fixture->store->applyBlobRefused(blob, reason).ok());
    }

    std::unique_ptr<store::testing::StoreFixture> m_fixture;
};

QTEST_GUILESS_MAIN(SqlCipherDraftStoreTest)
#include "SqlCipherDraftStoreTest.moc"
