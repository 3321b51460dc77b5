#include "centre/storage-choice/StorageChoice.h"

#include "centre/identity/PrivateFiles.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace luotsi;
using namespace luotsi::centre;
using namespace luotsi::centre::storage_choice;

class StorageChoiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(identity::makePrivateFolder(layout().keys()).ok());
    }

    void withoutAChoice_rowsLieInTheCentresFile()
    {
        QCOMPARE(*readStorageChoice(layout()), StorageChoice{});
        QVERIFY(identity::makePrivateFolder(m_folder->filePath(QStringLiteral("data"))).ok());
        QVERIFY(openStorage(layout(), {}).ok());
        QVERIFY(QFileInfo::exists(layout().database()));
    }

    void theChoice_isReadBackAndForItsOwnerOnly()
    {
        const StorageChoice choice{QStringLiteral("postgresql:///luotsi?host=/run/postgresql")};
        QVERIFY(writeStorageChoice(layout(), choice).ok());
        QCOMPARE(*readStorageChoice(layout()), choice);
        QCOMPARE(QFileInfo(layout().storageChoice()).permissions() & QFileDevice::Permissions(0x77),
                 QFileDevice::Permissions());
    }

    void anUnreachableServer_isNeverReplacedByAFile()
    {
        QVERIFY(writeStorageChoice(layout(), {QStringLiteral("host=/nonexistent dbname=none")}).ok());
        QCOMPARE(openStorage(layout(), {}).error().code, base::ErrorCode::StoreBusy);
        QVERIFY(!QFileInfo::exists(layout().database()));
    }

    void anUnknownEngine_isRefused()
    {
        QVERIFY(
            identity::writePrivateFile(layout().storageChoice(), R"({"engine":"paper","target":"x"})").ok());
        QCOMPARE(readStorageChoice(layout()).error().code, base::ErrorCode::MalformedInput);
        QVERIFY(!openStorage(layout(), {}).ok());
    }

private:
    [[nodiscard]] identity::CentreLayout layout() const { return {m_folder->path()}; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(StorageChoiceTest)
#include "StorageChoiceTest.moc"
