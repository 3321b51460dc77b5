#include "packs/Bundle.h"
#include "crypto/SystemRandom.h"
#include "packs/BundleFolder.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::packs;
using base::ErrorCode;

namespace {

constexpr std::int64_t day = 86'400'000;
constexpr std::int64_t now = 1'790'000'000'000;

template<typename Value> bool refusedWith(const base::Result<Value> &result, ErrorCode code)
{
    return !result && result.error().code == code;
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

RootSet rootsOf(const std::vector<const crypto::SigningKey *> &keys, std::uint32_t threshold)
{
    RootSet roots;
    for (const auto *key : keys)
        roots.keys.push_back(rootKeyOf(key->publicKey));
    std::sort(roots.keys.begin(), roots.keys.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    roots.threshold = threshold;
    return roots;
}

} // namespace

class BundleTest : public QObject
{
    Q_OBJECT

    crypto::SystemRandom m_random;
    crypto::SigningKey m_key;
    crypto::SigningKey m_second;
    RootSet m_roots;

    Manifest manifest(std::uint64_t version = 3) const
    {
        Manifest manifest;
        manifest.name = QStringLiteral("fi");
        manifest.version = version;
        manifest.issued = now - day;
        manifest.expires = now + day;
        manifest.roots = m_roots;
        return manifest;
    }

    static QByteArray signedBy(const QByteArray &bytes, const std::vector<const crypto::SigningKey *> &keys)
    {
        std::vector<ManifestSignature> signatures;
        for (const auto *key : keys)
            signatures.push_back(*signManifest(bytes, *key));
        return encodeSignatures(signatures);
    }

    base::Result<Bundle> verified(const Manifest &manifest, std::uint64_t lastVersion = 0,
                                  ExpiryRule rule = ExpiryRule::RefuseExpired)
    {
        const QByteArray bytes = encodeManifest(manifest);
        return verify(bytes, signedBy(bytes, {&m_key}), m_roots, lastVersion, now, rule);
    }

    InstalledBundle signedFolder(const QString &folder, std::uint64_t version, const QByteArray &content)
    {
        writeFile(folder + QStringLiteral("/forms/a/form.xml"), content);
        writeFile(folder + QStringLiteral("/texts.json"), "{}");
        const auto bundle = signFolder(folder, manifest(version), {&m_key});
        if (!bundle)
            qFatal("%s", qPrintable(bundle.error().detail));
        return *InstalledBundle::open(folder, m_roots, 0, now, ExpiryRule::RefuseExpired);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_key = *crypto::SigningKey::generate(m_random);
        m_second = *crypto::SigningKey::generate(m_random);
        m_roots = rootsOf({&m_key}, 1);
    }

    void manifest_hasOneCanonicalForm()
    {
        Manifest written = manifest();
        written.files = {{QStringLiteral("a.xml"), QByteArray(32, 'h'), 5}};
        const QByteArray bytes = encodeManifest(written);
        QVERIFY(*decodeManifest(bytes) == written);
        QVERIFY(bytes.startsWith("{\"expires\":\"2026-"));
        QVERIFY(!decodeManifest(bytes + '\n'));
        QVERIFY(!decodeManifest(QByteArray(bytes).replace(",\"version\"", ", \"version\"")));
        QVERIFY(!decodeManifest(QByteArray(bytes).replace("\"version\":3", "\"version\":3.0")));
        QVERIFY(!decodeManifest(QByteArray(bytes).replace("\"version\":3", "\"extra\":1,\"version\":3")));
        QVERIFY(!decodeManifest(QByteArray(bytes).replace("\"version\":3", "\"version\":2,\"version\":3")));
    }

    void manifest_badPartsAreRefusedByName_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("climbing path") << QByteArray("a.xml") << QByteArray("../a.xml");
        QTest::newRow("absolute path") << QByteArray("a.xml") << QByteArray("/a.xml");
        QTest::newRow("hidden file") << QByteArray("a.xml") << QByteArray(".a.xml");
        QTest::newRow("short hash") << QByteArray("6868\"") << QByteArray("68\"");
        QTest::newRow("negative size") << QByteArray("\"size\":5") << QByteArray("\"size\":-5");
        QTest::newRow("version 0") << QByteArray("\"version\":3") << QByteArray("\"version\":0");
        QTest::newRow("size beyond any number") << QByteArray("\"size\":5") << QByteArray("\"size\":5e80");
        QTest::newRow("unknown kind") << QByteArray("\"pack\"") << QByteArray("\"packet\"");
        QTest::newRow("newer format") << QByteArray("\"format\":1") << QByteArray("\"format\":2");
        QTest::newRow("name") << QByteArray("\"fi\"") << QByteArray("\"f/i\"");
        QTest::newRow("unreachable threshold")
            << QByteArray("\"threshold\":1") << QByteArray("\"threshold\":2");
        QTest::newRow("no threshold") << QByteArray("\"threshold\":1") << QByteArray("\"threshold\":0");
        QTest::newRow("local time") << QByteArray("Z\"") << QByteArray("+00:00\"");
    }

    void manifest_badPartsAreRefusedByName()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        Manifest written = manifest();
        written.files = {{QStringLiteral("a.xml"), QByteArray(32, 'h'), 5}};
        const QByteArray bytes = encodeManifest(written);
        QVERIFY(bytes.contains(from));
        QVERIFY(refusedWith(decodeManifest(QByteArray(bytes).replace(from, to)), ErrorCode::MalformedInput));
    }

    void verify_acceptsWhatTheTrustedKeySigned()
    {
        const auto bundle = verified(manifest());
        QVERIFY2(bundle.ok(), bundle ? "" : qPrintable(bundle.error().detail));
        QCOMPARE(bundle->manifest.version, 3U);
    }

    void verify_refusesOtherKeysAndChangedBytes()
    {
        const QByteArray bytes = encodeManifest(manifest());
        QVERIFY(refusedWith(verify(bytes, signedBy(bytes, {&m_second}), m_roots, 0, now),
                            ErrorCode::BundleUnknownKey));
        QVERIFY(
            refusedWith(verify(bytes, encodeSignatures({}), m_roots, 0, now), ErrorCode::SignatureInvalid));
        const QByteArray newer = encodeManifest(manifest(4));
        QVERIFY(refusedWith(verify(newer, signedBy(bytes, {&m_key}), m_roots, 0, now),
                            ErrorCode::SignatureInvalid));
        auto forged = *signManifest(bytes, m_second);
        forged.keyId = m_roots.keys.front().id;
        QVERIFY(refusedWith(verify(bytes, encodeSignatures({forged}), m_roots, 0, now),
                            ErrorCode::SignatureInvalid));
        QVERIFY(refusedWith(verify(bytes, "[]", m_roots, 0, now), ErrorCode::MalformedInput));
    }

    void verify_signatureOverOtherBytesIsNotABundles()
    {
        const QByteArray bytes = encodeManifest(manifest());
        const ManifestSignature bare{m_roots.keys.front().id, *crypto::sign(bytes, m_key)};
        QVERIFY(refusedWith(verify(bytes, encodeSignatures({bare}), m_roots, 0, now),
                            ErrorCode::SignatureInvalid));
    }

    void verify_sameVersionIsFineAnOlderOneIsRollback()
    {
        QVERIFY(verified(manifest(3), 3).ok());
        QVERIFY(refusedWith(verified(manifest(3), 4), ErrorCode::BundleRollback));
    }

    void verify_expiredIsRefusedUnlessItIsTheInstalledOne()
    {
        Manifest old = manifest();
        old.expires = now;
        QVERIFY(refusedWith(verified(old), ErrorCode::BundleExpired));
        QVERIFY(verified(old, 0, ExpiryRule::KeepExpired).ok());
    }

    void threshold_countsDifferentKeysOnly()
    {
        const RootSet both = rootsOf({&m_key, &m_second}, 2);
        Manifest wanted = manifest();
        wanted.roots = both;
        const QByteArray bytes = encodeManifest(wanted);
        QVERIFY(verify(bytes, signedBy(bytes, {&m_key, &m_second}), both, 0, now).ok());
        QVERIFY(
            refusedWith(verify(bytes, signedBy(bytes, {&m_key}), both, 0, now), ErrorCode::SignatureInvalid));
        QVERIFY(refusedWith(verify(bytes, signedBy(bytes, {&m_key, &m_key}), both, 0, now),
                            ErrorCode::SignatureInvalid));
    }

    void rotation_needsTheOldAndTheNewRoots()
    {
        Manifest turning = manifest();
        turning.roots = rootsOf({&m_second}, 1);
        const QByteArray bytes = encodeManifest(turning);
        QVERIFY(refusedWith(verify(bytes, signedBy(bytes, {&m_key}), m_roots, 0, now),
                            ErrorCode::BundleUnknownKey));
        const QByteArray byBoth = signedBy(bytes, {&m_key, &m_second});
        QVERIFY(verify(bytes, byBoth, m_roots, 0, now).ok());
        QVERIFY(verify(bytes, byBoth, turning.roots, 0, now).ok());
    }

    void rootSet_comesBackAndItsIdsMustBeItsKeys()
    {
        QVERIFY(*decodeRootSet(encodeRootSet(m_roots)) == m_roots);
        RootSet lying = m_roots;
        lying.keys[0].id = rootKeyOf(m_second.publicKey).id;
        QVERIFY(!decodeRootSet(encodeRootSet(lying)));
        QVERIFY(!decodeRootSet(encodeRootSet({})));
    }

    void choice_theLastGoodOneStaysUntilABetterOneComes()
    {
        const auto good = verified(manifest(3));
        const std::optional<Bundle> lastGood = *good;
        const auto newer = chooseBundle(verified(manifest(4)), lastGood, now);
        QVERIFY(newer.isCandidate);
        QCOMPARE(newer.use->manifest.version, 4U);
        QVERIFY(!newer.warning);

        const auto older = chooseBundle(verified(manifest(2)), lastGood, now);
        QVERIFY(!older.isCandidate);
        QCOMPARE(older.use->manifest.version, 3U);
        QCOMPARE(older.warning->code, ErrorCode::BundleRollback);

        const auto broken = chooseBundle({ErrorCode::SignatureInvalid}, lastGood, now);
        QCOMPARE(broken.use->manifest.version, 3U);
        QCOMPARE(broken.warning->code, ErrorCode::SignatureInvalid);

        Manifest late = manifest(5);
        late.expires = now;
        const auto expired = chooseBundle(verified(late, 0, ExpiryRule::KeepExpired), lastGood, now);
        QCOMPARE(expired.use->manifest.version, 3U);
        QCOMPARE(expired.warning->code, ErrorCode::BundleExpired);

        Manifest other = manifest(9);
        other.name = QStringLiteral("other");
        QCOMPARE(chooseBundle(verified(other), lastGood, now).use->manifest.version, 3U);

        const auto onlyExpired = chooseBundle(verified(late, 0, ExpiryRule::KeepExpired), std::nullopt, now);
        QVERIFY(onlyExpired.use.has_value());
        QCOMPARE(onlyExpired.warning->code, ErrorCode::BundleExpired);
        QVERIFY(!chooseBundle({ErrorCode::SignatureInvalid}, std::nullopt, now).use);
    }

    void folder_everyReadComparesWithTheSignedHash()
    {
        QTemporaryDir folder;
        const auto bundle = signedFolder(folder.path(), 3, "<form/>");
        QCOMPARE(*bundle.read(QStringLiteral("forms/a/form.xml")), QByteArray("<form/>"));
        QVERIFY(bundle.checkAllFiles().ok());
        QVERIFY(refusedWith(bundle.read(QStringLiteral("forms/a/other.xml")), ErrorCode::NotFound));
        QVERIFY(refusedWith(bundle.read(QStringLiteral("manifest.json")), ErrorCode::NotFound));
        writeFile(folder.filePath(QStringLiteral("forms/a/form.xml")), "<evil/>");
        QVERIFY(refusedWith(bundle.read(QStringLiteral("forms/a/form.xml")), ErrorCode::SignatureInvalid));
        QVERIFY(refusedWith(bundle.checkAllFiles(), ErrorCode::SignatureInvalid));
        QVERIFY(QFile::remove(folder.filePath(QStringLiteral("forms/a/form.xml"))));
        QVERIFY(refusedWith(bundle.read(QStringLiteral("forms/a/form.xml")), ErrorCode::SignatureInvalid));
    }

    void folder_withAFileNoDeviceWouldTakeIsNotSigned()
    {
        QTemporaryDir folder;
        writeFile(folder.filePath(QStringLiteral("with space.xml")), "x");
        QVERIFY(refusedWith(signFolder(folder.path(), manifest(), {&m_key}), ErrorCode::MalformedInput));
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("manifest.json"))));
        QTemporaryDir unsignedFolder;
        QVERIFY(refusedWith(signFolder(unsignedFolder.path(), manifest(), {}), ErrorCode::SignatureInvalid));
    }

    void install_bringsTheNewOneAndKeepsTheOldForms()
    {
        QTemporaryDir source;
        QTemporaryDir root;
        const auto first =
            install(signedFolder(source.filePath(QStringLiteral("1")), 1, "<one/>"), root.path(), m_random);
        QVERIFY2(first.ok(), first ? "" : qPrintable(first.error().detail));
        const auto second =
            install(signedFolder(source.filePath(QStringLiteral("2")), 2, "<two/>"), root.path(), m_random);
        QVERIFY(second.ok());
        const auto current = openCurrent(root.path(), QStringLiteral("fi"), m_roots, 2, now);
        QVERIFY(current.ok());
        QCOMPARE(*current->read(QStringLiteral("forms/a/form.xml")), QByteArray("<two/>"));
        QCOMPARE(installedVersions(root.path(), QStringLiteral("fi")), (std::vector<std::uint64_t>{1, 2}));
        const auto old = openVersion(root.path(), QStringLiteral("fi"), 1, m_roots, now);
        QCOMPARE(*old->read(QStringLiteral("forms/a/form.xml")), QByteArray("<one/>"));
        QCOMPARE(QDir(root.filePath(QStringLiteral("fi")))
                     .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 (QStringList{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("current")}));
        QVERIFY(refusedWith(openCurrent(root.path(), QStringLiteral("fi"), m_roots, 3, now),
                            ErrorCode::BundleRollback));
        QVERIFY(openCurrent(root.path(), QStringLiteral("fi"), m_roots, 2, now + 100 * day).ok());
        QVERIFY(refusedWith(openCurrent(root.path(), QStringLiteral("sv"), m_roots, 0, now),
                            ErrorCode::NotFound));
    }

    void install_ofADamagedBundleChangesNothing()
    {
        QTemporaryDir source;
        QTemporaryDir root;
        QVERIFY(
            install(signedFolder(source.filePath(QStringLiteral("1")), 1, "<one/>"), root.path(), m_random)
                .ok());
        const auto damaged = signedFolder(source.filePath(QStringLiteral("2")), 2, "<two/>");
        writeFile(source.filePath(QStringLiteral("2/texts.json")), "[]");
        QVERIFY(refusedWith(install(damaged, root.path(), m_random), ErrorCode::SignatureInvalid));
        QCOMPARE(openCurrent(root.path(), QStringLiteral("fi"), m_roots, 0, now)->manifest().version, 1U);
        QCOMPARE(installedVersions(root.path(), QStringLiteral("fi")), std::vector<std::uint64_t>{1});
    }

    void install_againRepairsAFileThatWentBad()
    {
        QTemporaryDir source;
        QTemporaryDir root;
        const auto bundle = signedFolder(source.path(), 1, "<one/>");
        QVERIFY(install(bundle, root.path(), m_random).ok());
        writeFile(root.filePath(QStringLiteral("fi/1/texts.json")), "[]");
        QVERIFY(!openCurrent(root.path(), QStringLiteral("fi"), m_roots, 0, now)->checkAllFiles());
        QVERIFY(install(bundle, root.path(), m_random).ok());
        QVERIFY(openCurrent(root.path(), QStringLiteral("fi"), m_roots, 0, now)->checkAllFiles().ok());
    }
};

QTEST_APPLESS_MAIN(BundleTest)
#include "BundleTest.moc"
