#include "platform/KeyFileVault.h"
#include "platform/SystemdCredentialVault.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace luotsi;
using base::ErrorCode;
using platform::KeyFileVault;
using platform::PlainKeyFilesForDemo;
using platform::SystemdCredentialVault;

namespace {

class CountingRandom final : public base::Random
{
public:
    void fill(std::uint8_t *target, std::size_t size) override
    {
        for (std::size_t index = 0; index < size; ++index)
            target[index] = m_next++;
    }

private:
    std::uint8_t m_next = 1;
};

} // namespace

/// Where keys may come from, and that nothing else is taken for one.
class KeyVaultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void keyFiles_areMadeOnceAndForTheOwnerOnly()
    {
        KeyFileVault vault(PlainKeyFilesForDemo{}, path("keys"), m_random);
        const auto key = vault.databaseKey();
        QVERIFY(key.ok());
        QCOMPARE(key->size(), 32);
        QVERIFY(*vault.vaultKey() != *key);
        QCOMPARE(QFile::permissions(path("keys/database.key")) & 0x0fff &
                     ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::Permissions());
        KeyFileVault again(PlainKeyFilesForDemo{}, path("keys"), m_random);
        QCOMPARE(*again.databaseKey(), *key);
        QCOMPARE(QDir(path("keys")).entryList(QDir::Files).size(), 2);
    }

    void keyFileOthersMayRead_isRefusedAndKept()
    {
        KeyFileVault vault(PlainKeyFilesForDemo{}, path("keys"), m_random);
        QVERIFY(vault.databaseKey().ok());
        const QByteArray before = content("keys/database.key");
        QVERIFY(QFile::setPermissions(path("keys/database.key"),
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
        QCOMPARE(vault.databaseKey().error().code, ErrorCode::StoreKeyUnavailable);
        QCOMPARE(content("keys/database.key"), before);
    }

    void keyFileOfAnotherUser_isRefused()
    {
        if (::geteuid() != 0)
            QSKIP("needs root to give a file away");
        KeyFileVault vault(PlainKeyFilesForDemo{}, path("keys"), m_random);
        QVERIFY(vault.databaseKey().ok());
        QCOMPARE(::chown(QFile::encodeName(path("keys/database.key")).constData(), 65534, 65534), 0);
        QCOMPARE(vault.databaseKey().error().code, ErrorCode::StoreKeyUnavailable);
    }

    void keyFileThatIsALink_isRefused()
    {
        QVERIFY(QDir().mkpath(path("keys")));
        KeyFileVault other(PlainKeyFilesForDemo{}, path("other"), m_random);
        QVERIFY(other.databaseKey().ok());
        QVERIFY(QFile::link(path("other/database.key"), path("keys/database.key")));
        KeyFileVault vault(PlainKeyFilesForDemo{}, path("keys"), m_random);
        QCOMPARE(vault.databaseKey().error().code, ErrorCode::StoreKeyUnavailable);
    }

    void damagedKeyFile_isNeverReplaced()
    {
        KeyFileVault vault(PlainKeyFilesForDemo{}, path("keys"), m_random);
        QVERIFY(vault.databaseKey().ok());
        QFile file(path("keys/database.key"));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.close();
        QCOMPARE(vault.databaseKey().error().code, ErrorCode::StoreKeyUnavailable);
        QCOMPARE(content("keys/database.key"), QByteArray());
    }

    void credentials_areReadRawAndAsDigits()
    {
        write(SystemdCredentialVault::databaseKeyName, QByteArray(32, '\xa5'));
        write(SystemdCredentialVault::vaultKeyName, QByteArray(32, '\x5a').toHex() + '\n');
        SystemdCredentialVault vault(m_folder->path());
        QCOMPARE(*vault.databaseKey(), QByteArray(32, '\xa5'));
        QCOMPARE(*vault.vaultKey(), QByteArray(32, '\x5a'));
    }

    void credentialsFromTheEnvironment_areFound()
    {
        write(SystemdCredentialVault::databaseKeyName, QByteArray(32, 'k'));
        qputenv("CREDENTIALS_DIRECTORY", QFile::encodeName(m_folder->path()));
        QVERIFY(SystemdCredentialVault().databaseKey().ok());
        qunsetenv("CREDENTIALS_DIRECTORY");
        QCOMPARE(SystemdCredentialVault().databaseKey().error().code, ErrorCode::StoreKeyUnavailable);
    }

    void wrongCredential_isNoKey_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short") << QByteArray(31, 'k');
        QTest::newRow("63 digits") << QByteArray(63, 'a');
        QTest::newRow("no digits") << QByteArray(64, 'x');
        QTest::newRow("long") << QByteArray(5000, 'a');
    }

    void wrongCredential_isNoKey()
    {
        QFETCH(QByteArray, text);
        write(SystemdCredentialVault::databaseKeyName, text);
        QCOMPARE(SystemdCredentialVault(m_folder->path()).databaseKey().error().code,
                 ErrorCode::StoreKeyUnavailable);
        QCOMPARE(SystemdCredentialVault(m_folder->path()).vaultKey().error().code,
                 ErrorCode::StoreKeyUnavailable);
    }

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    void write(const char *name, const QByteArray &text)
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    [[nodiscard]] QByteArray content(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    CountingRandom m_random;
};

QTEST_GUILESS_MAIN(KeyVaultTest)
#include "KeyVaultTest.moc"
