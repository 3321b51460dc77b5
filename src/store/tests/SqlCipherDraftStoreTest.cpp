#include "ports/testing/DraftStoreContract.h"
#include "store/tests/StoreFixture.h"

#include <QTest>

using namespace luotsi;

/// The contract every DraftStore keeps, on the real one.
class SqlCipherDraftStoreTest : public ports::testing::DraftStoreContract
{
    Q_OBJECT

    ports::DraftStore &freshStore() override
    {
        m_fixture = std::make_unique<store::testing::StoreFixture>(clock);
        auto *opened = m_fixture->open();
        Q_ASSERT(opened != nullptr);
        return *opened;
    }

    std::unique_ptr<store::testing::StoreFixture> m_fixture;
};

QTEST_GUILESS_MAIN(SqlCipherDraftStoreTest)
#include "SqlCipherDraftStoreTest.moc"
