#include "centre/storage-files/DirectoryBlobs.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>
#include <QtTest>

using namespace luotsi;
using centre::storage::protocol::BlobId;
using centre::storage_files::DirectoryBlobs;

namespace {

BlobId idOf(const QByteArray &bytes)
{
    return *BlobId::fromBytes(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
}

} // namespace

class DirectoryBlobsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void piecesMakeTheWholeAndItsHashProvesIt()
    {
        const QTemporaryDir folder;
        DirectoryBlobs blobs(folder.path());
        const QByteArray whole(600'000, 'w');
        const BlobId id = idOf(whole);
        QVERIFY(blobs.write(id, 0, whole.left(100'000)).ok());
        QVERIFY(blobs.write(id, 100'000, whole.mid(100'000)).ok());
        QVERIFY(*blobs.hash(id, 600'000) == id);
        QVERIFY(*blobs.hash(id, 599'999) != id);
        QCOMPARE(*blobs.read(id, 99'990, 20), whole.mid(99'990, 20));
    }

    void bytesBeyondTheOffsetAreOverwritten()
    {
        const QTemporaryDir folder;
        DirectoryBlobs blobs(folder.path());
        const BlobId id = idOf("abcdef");
        QVERIFY(blobs.write(id, 0, "abcXYZ").ok());
        QVERIFY(blobs.write(id, 3, "def").ok());
        QVERIFY(*blobs.hash(id, 6) == id);
    }

    void readingPastTheEndIsCorruptNotShort()
    {
        const QTemporaryDir folder;
        DirectoryBlobs blobs(folder.path());
        const BlobId id = idOf("abc");
        QVERIFY(blobs.write(id, 0, "abc").ok());
        QCOMPARE(blobs.read(id, 2, 2).error().code, base::ErrorCode::StoreCorrupt);
        QCOMPARE(blobs.read(idOf("none"), 0, 1).error().code, base::ErrorCode::StoreCorrupt);
    }

    void removingLeavesNoFileAndMayBeRepeated()
    {
        const QTemporaryDir folder;
        DirectoryBlobs blobs(folder.path());
        const BlobId id = idOf("abc");
        QVERIFY(blobs.write(id, 0, "abc").ok());
        QVERIFY(blobs.remove(id).ok());
        QVERIFY(blobs.remove(id).ok());
        QDirIterator files(folder.path(), QDir::Files, QDirIterator::Subdirectories);
        QVERIFY(!files.hasNext());
    }

    void aFolderThatCannotBeWrittenIsAFailureNotASilence()
    {
        DirectoryBlobs blobs(QStringLiteral("/proc/no-such-folder"));
        QVERIFY(!blobs.write(idOf("abc"), 0, "abc").ok());
    }
};

QTEST_APPLESS_MAIN(DirectoryBlobsTest)
#include "DirectoryBlobsTest.moc"
