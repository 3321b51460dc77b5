#include "ports/testing/InMemoryDraftStore.h"
#include "ports/testing/DraftStoreContract.h"

#include <QTest>

#include <memory>

using namespace luotsi;
using ports::testing::InMemoryDraftStore;

/// The contract, and what the stand-in adds for tests.
class InMemoryDraftStoreTest : public ports::testing::DraftStoreContract
{
    Q_OBJECT

    ports::DraftStore &freshStore() override
    {
        m_store = std::make_unique<InMemoryDraftStore>(clock);
        return *m_store;
    }
    void refuseNewest(const sync::protocol::DraftId &draft, base::ErrorCode reason) override
    {
        m_store->putAside(draft, reason);
    }
    void refuseBlob(const sync::protocol::BlobId &blob, base::ErrorCode reason) override
    {
        m_store->putAside(blob, reason);
    }

private Q_SLOTS:
    void arrangedFailure_happensOnceAndChangesNothing()
    {
        freshStore();
        const ports::NewDraft draft = records.draft();
        m_store->failNextWrite(base::ErrorCode::StoreFull);
        QCOMPARE(m_store->createDraft(draft).error().code, base::ErrorCode::StoreFull);
        QVERIFY(m_store->drafts().empty());
        QVERIFY(m_store->createDraft(draft).ok());
        QCOMPARE(m_store->commitCount(), 1);
    }

    void heldBackDraft_isReleasedBySubmit()
    {
        freshStore();
        const ports::NewDraft draft = records.draft(ports::CentreCopy::WhenSent);
        QVERIFY(m_store->createDraft(draft).ok());
        QVERIFY(m_store->released(draft.first.draft).empty());
        const auto submit = records.submit(draft.first.draft);
        QVERIFY(m_store->commit(ports::testing::TestRecords::commitOf(submit, true)).ok());
        QCOMPARE(m_store->released(draft.first.draft).size(), std::size_t{2});
        m_store->acknowledge(draft.first.draft, records.receipt(draft.first.draft));
        QCOMPARE(m_store->status(draft.first.draft)->unsentChanges, 0U);
        QVERIFY(m_store->status(draft.first.draft)->receipt.has_value());
    }

    void belowTheReserve_noDraftBegins()
    {
        freshStore();
        m_store->setDraftReserve(1000);
        m_store->setFreeBytes(999);
        QCOMPARE(m_store->createDraft(records.draft()).error().code, base::ErrorCode::StoreFull);
    }

private:
    std::unique_ptr<InMemoryDraftStore> m_store;
};

QTEST_GUILESS_MAIN(InMemoryDraftStoreTest)
#include "InMemoryDraftStoreTest.moc"
