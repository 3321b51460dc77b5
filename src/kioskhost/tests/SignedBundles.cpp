#include "SignedBundles.h"

#include "packs/BundleFolder.h"
#include "packs/Profile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace luotsi::kioskhost::tests {

namespace {

constexpr std::int64_t second = 1000;

const QByteArray profileText(R"({
  "name": "test-library", "siteName": "Kirjasto", "siteId": "library-1", "deviceName": "Pääte 1",
  "roles": ["client"], "languages": ["fi", "sv", "en"], "pack": "pack-fi", "forms": ["totu-1.0"],
  "urgentCard": "urgent.json", "helpCard": "", "captureFolder": "",
  "switches": { "speech": false, "printer": false, "camera": false, "position": false, "sound": false, "lastSaved": false },
  "idleSeconds": 90, "idleWarningSeconds": 60, "unsentDraftDays": 14, "codeTries": 5, "codePauseSeconds": 300,
  "reserveBytes": 1048576
})");

QString sourcePath(const QString &path)
{
    return QStringLiteral(LUOTSI_SOURCE_DIR "/assets/pack-fi/") + path;
}

} // namespace

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!QDir().mkpath(QFileInfo(path).path()) || !file.open(QIODevice::WriteOnly) ||
        file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(path));
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return file.readAll();
}

SignedBundles::SignedBundles(base::Random &random, Validity validity)
    : m_key(std::move(*crypto::SigningKey::generate(random))), m_roots{{packs::rootKeyOf(m_key.publicKey)},
                                                                       1},
      m_validity{validity.issued / second * second, validity.expires / second * second}
{
    writeFile(rootsFile(), packs::encodeRootSet(m_roots));
}

QByteArray SignedBundles::form()
{
    return readFile(sourcePath(QString::fromLatin1(formPath)));
}

QString SignedBundles::pack(std::uint64_t version, const QByteArray &form, const QByteArray &about,
                            const QByteArray &migrations)
{
    return signedPack(version, form, m_validity, about, migrations);
}

QString SignedBundles::expiredPack(std::uint64_t version)
{
    return signedPack(version, {}, {m_validity.issued, m_validity.issued + second});
}

QString SignedBundles::profile(std::uint64_t version)
{
    const QString folder = freshFolder();
    writeFile(folder + u'/' + QString::fromLatin1(packs::profileFileName), profileText);
    sign(folder, packs::BundleKind::Profile, "profile", version, m_validity);
    return folder;
}

QString SignedBundles::signedPack(std::uint64_t version, const QByteArray &form, Validity validity,
                                  const QByteArray &about, const QByteArray &migrations)
{
    const QString folder = freshFolder();
    if (!about.isEmpty())
        writeFile(folder + QStringLiteral("/pack.json"), about);
    const QDir forms(sourcePath(QStringLiteral("forms/totu-1.0")));
    for (const QString &name : forms.entryList(QDir::Files))
        writeFile(folder + QStringLiteral("/forms/totu-1.0/") + name, readFile(forms.filePath(name)));
    if (!form.isEmpty())
        writeFile(folder + u'/' + QString::fromLatin1(formPath), form);
    if (!migrations.isEmpty())
        writeFile(folder + QStringLiteral("/forms/totu-1.0/migrations.json"), migrations);
    sign(folder, packs::BundleKind::Pack, packName, version, validity);
    return folder;
}

QString SignedBundles::freshFolder()
{
    return m_folder.filePath(QStringLiteral("bundle-%1").arg(++m_folders));
}

void SignedBundles::sign(const QString &folder, packs::BundleKind kind, const char *name,
                         std::uint64_t version, Validity validity)
{
    packs::Manifest manifest;
    manifest.kind = kind;
    manifest.name = QString::fromLatin1(name);
    manifest.version = version;
    manifest.issued = validity.issued;
    manifest.expires = validity.expires;
    manifest.roots = m_roots;
    if (const auto made = packs::signFolder(folder, manifest, {&m_key}); !made)
        qFatal("%s", qPrintable(made.error().detail));
}

} // namespace luotsi::kioskhost::tests
