#include "platform/LastSavedFiles.h"
#include "crypto/Sodium.h"
#include "crypto/SystemRandom.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace luotsi;
using base::ErrorCode;
using platform::LastSavedFiles;

namespace {

const QString form = QStringLiteral("visit");
const QByteArray instance("<data id='visit'><town>Oulu</town></data>");

} // namespace

/// What was saved last is there for the next form of the same device, and for nobody else.
class LastSavedFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise().ok()); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_key = std::move(*crypto::SecretBytes::random(32, m_random));
    }

    void whatWasKept_isReadAgain_theLastOfEachForm()
    {
        auto files = opened();
        QCOMPARE(files->read(form).error().code, ErrorCode::NotFound);
        QVERIFY(files->keep(form, "<data/>").ok());
        QVERIFY(files->keep(form, instance).ok());
        QVERIFY(files->keep(QStringLiteral("other"), "<other/>").ok());
        QCOMPARE(*opened()->read(form), instance);
    }

    void nothingOfItStandsOnTheDisk()
    {
        QVERIFY(opened()->keep(form, instance).ok());
        const QDir folder(path());
        QCOMPARE(folder.entryList(QDir::Files).size(), 1);
        QVERIFY(!folder.entryList(QDir::Files).constFirst().contains(form));
        QFile file(folder.filePath(folder.entryList(QDir::Files).constFirst()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("Oulu"));
        QCOMPARE(file.permissions() & (QFileDevice::ReadOther | QFileDevice::ReadGroup),
                 QFileDevice::Permissions());
    }

    void anotherDevicesKey_opensNothing()
    {
        QVERIFY(opened()->keep(form, instance).ok());
        const QString file = QDir(path()).entryList(QDir::Files).constFirst();
        m_key = std::move(*crypto::SecretBytes::random(32, m_random));
        auto other = opened();
        QCOMPARE(other->read(form).error().code, ErrorCode::NotFound);
        // Also under the name the other device would look for.
        QVERIFY(other->keep(form, "<data/>").ok());
        for (const QString &name : QDir(path()).entryList(QDir::Files)) {
            if (name != file) {
                QVERIFY(QFile::remove(path() + u'/' + name));
                QVERIFY(QFile::rename(path() + u'/' + file, path() + u'/' + name));
            }
        }
        QCOMPARE(other->read(form).error().code, ErrorCode::CryptoRejected);
    }

    void whatIsForgotten_isGone()
    {
        auto files = opened();
        QVERIFY(files->forget(form).ok());
        QVERIFY(files->keep(form, instance).ok());
        QVERIFY(files->forget(form).ok());
        QVERIFY(QDir(path()).isEmpty());
    }

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("last-saved")); }
    [[nodiscard]] std::unique_ptr<LastSavedFiles> opened()
    {
        return std::move(*LastSavedFiles::open(path(), m_key, m_random));
    }

    crypto::SystemRandom m_random;
    crypto::SecretBytes m_key;
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(LastSavedFilesTest)
#include "LastSavedFilesTest.moc"
