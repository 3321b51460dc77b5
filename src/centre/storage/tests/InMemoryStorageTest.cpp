#include "centre/storage/tests/InMemoryStorage.h"
#include "centre/storage/tests/StorageContract.h"

#include <QtTest>

using namespace luotsi::centre::storage;

class InMemoryStorageTest : public StorageContract
{
    Q_OBJECT

protected:
    std::unique_ptr<Storage> makeStorage() override { return std::make_unique<InMemoryStorage>(); }

private Q_SLOTS:
    void aRepeatedRunLeavesOneEffect()
    {
        InMemoryStorage storage;
        storage.repeatNextWrite();
        int runs = 0;
        QVERIFY(storage
                    .write([&](Transaction &rows) -> Result<void> {
                        ++runs;
                        const auto raised = rows.raiseCounter("c", 1, 1);
                        return raised ? Result<void>() : Result<void>(raised.error());
                    })
                    .ok());
        QCOMPARE(runs, 2);
        QVERIFY(storage
                    .read([](Transaction &rows) -> Result<void> {
                        return *rows.raiseCounter("c", 1, 0) == 1
                                   ? Result<void>()
                                   : Result<void>(luotsi::base::ErrorCode::Internal);
                    })
                    .ok());
    }
};

QTEST_APPLESS_MAIN(InMemoryStorageTest)
#include "InMemoryStorageTest.moc"
