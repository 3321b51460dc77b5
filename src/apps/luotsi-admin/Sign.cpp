#include "CentreAccess.h"

#include "centre/identity/PrivateFiles.h"
#include "centre/keydesk/FormCheck.h"
#include "packs/BundleFolder.h"
#include "packs/Manifest.h"
#include "packs/Pack.h"
#include "packs/Profile.h"
#include "sync/protocol/FormManifest.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace luotsi::apps {

using centre::identity::CentreLayout;

namespace {

constexpr qint64 day = 24LL * 3600 * 1000;

base::Error failed(const QString &what)
{
    return {base::ErrorCode::StoreFailed, what, {}};
}

/// Copies a folder's files; hidden ones stay behind.
base::Result<void> copyFolder(const QString &from, const QString &to)
{
    if (!QDir(from).exists())
        return base::Error{base::ErrorCode::NotFound, QStringLiteral("no folder %1").arg(from), {}};
    QDirIterator walk(from, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QString source = walk.next();
        const QString target = to + u'/' + QDir(from).relativeFilePath(source);
        if (!QDir().mkpath(QFileInfo(target).path()))
            return failed(QStringLiteral("cannot create %1").arg(QFileInfo(target).path()));
        QFile::remove(target);
        if (!QFile::copy(source, target))
            return failed(QStringLiteral("cannot write %1").arg(target));
    }
    return {};
}

base::Error named(const QString &form, base::Error error)
{
    error.detail = form + QStringLiteral(": ") + error.detail;
    return error;
}

/// What is signed must be usable: a pack whose forms cannot be read would reach every device.
base::Result<void> checkContent(const QString &folder, const packs::Bundle &bundle, qint64 now)
{
    auto installed =
        packs::InstalledBundle::open(folder, bundle.manifest.roots, 0, now, packs::ExpiryRule::RefuseExpired);
    if (!installed)
        return installed.error();
    if (bundle.manifest.kind == packs::BundleKind::Profile) {
        const auto profile = packs::readProfile(*installed);
        return profile ? base::Result<void>() : base::Result<void>(profile.error());
    }
    const auto pack = packs::Pack::open(std::move(*installed));
    if (!pack)
        return pack.error();
    for (const QString &name : pack->formNames()) {
        const auto form = pack->form(name);
        if (!form)
            return named(name, form.error());
        if (const auto usable = centre::keydesk::checkForm(*form); !usable)
            return named(name, usable.error());
    }
    return {};
}

base::Result<QString> publishFile(const CentreLayout &layout, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failed(QStringLiteral("cannot read %1").arg(path));
    const QByteArray bytes = file.readAll();
    const QString hash = QString::fromLatin1(sync::protocol::hashOfFile(bytes).toHex());
    const QString target = layout.bundles() + QStringLiteral("/files/") + hash;
    if (!QFile::exists(target)) {
        if (auto written = centre::identity::writePrivateFile(target, bytes); !written)
            return written.error();
    }
    return hash;
}

/// Adds or replaces the bundle's line; the index is replaced whole.
base::Result<void> writeIndex(const CentreLayout &layout, const packs::Manifest &manifest,
                              const QString &manifestHash, const QString &signaturesHash)
{
    const QString path = layout.bundles() + QStringLiteral("/index.json");
    QJsonArray bundles;
    if (const auto old = centre::identity::readPrivateFile(path))
        bundles = QJsonDocument::fromJson(*old).object().value(QStringLiteral("bundles")).toArray();
    QJsonArray kept;
    for (const QJsonValue &line : std::as_const(bundles)) {
        if (line.toObject().value(QStringLiteral("name")).toString() != manifest.name)
            kept.append(line);
    }
    const bool isPack = manifest.kind == packs::BundleKind::Pack;
    kept.append(
        QJsonObject{{QStringLiteral("name"), manifest.name},
                    {QStringLiteral("kind"), isPack ? QStringLiteral("pack") : QStringLiteral("profile")},
                    {QStringLiteral("version"), qint64(manifest.version)},
                    {QStringLiteral("manifest"), manifestHash},
                    {QStringLiteral("signatures"), signaturesHash}});
    const QJsonObject index{{QStringLiteral("bundles"), kept}};
    return centre::identity::writePrivateFile(path, QJsonDocument(index).toJson());
}

/// Makes every file of the bundle available by its hash, and keeps packs whole for the key desk.
base::Result<void> publish(const CentreLayout &layout, const QString &folder, const packs::Manifest &manifest)
{
    if (auto made = centre::identity::makePrivateFolder(layout.bundles() + QStringLiteral("/files")); !made)
        return made;
    for (const packs::ManifestFile &file : manifest.files) {
        if (auto published = publishFile(layout, folder + u'/' + file.path); !published)
            return published.error();
    }
    const auto manifestHash = publishFile(layout, folder + u'/' + QLatin1String(packs::manifestFileName));
    if (!manifestHash)
        return manifestHash.error();
    const auto signaturesHash = publishFile(layout, folder + u'/' + QLatin1String(packs::signaturesFileName));
    if (!signaturesHash)
        return signaturesHash.error();
    if (manifest.kind == packs::BundleKind::Pack) {
        const QString kept =
            layout.bundles() + QStringLiteral("/packs/%1-%2").arg(manifest.name).arg(manifest.version);
        if (auto copied = copyFolder(folder, kept); !copied)
            return copied;
    }
    return writeIndex(layout, manifest, *manifestHash, *signaturesHash);
}

base::Result<packs::Bundle> makeBundle(const QString &source, const QString &out,
                                       const packs::Manifest &description, const crypto::SigningKey &root)
{
    if (const auto copied = copyFolder(source, out); !copied)
        return copied.error();
    auto bundle = packs::signFolder(out, description, {&root});
    if (!bundle)
        return bundle.error();
    if (const auto checked = checkContent(out, *bundle, description.issued); !checked)
        return checked.error();
    return bundle;
}

Exit sign(const QCommandLineParser &parser, const QStringList &arguments, packs::BundleKind kind)
{
    const auto version = positiveNumber(parser, QStringLiteral("version"));
    const auto days = positiveNumber(parser, QStringLiteral("days"));
    if (!version || !days)
        return fail(Exit::WrongUsage, (version ? days.error() : version.error()).detail);
    const auto layout = layoutOf(parser);
    const auto root = centre::identity::loadSigningRoot(layout);
    if (!root)
        return fail(root.error());
    const QString &out = arguments.at(1);
    if (QDir(out).exists() && !QDir(out).isEmpty())
        return fail(Exit::Failed, QStringLiteral("%1 is not empty; nothing was changed").arg(out));
    const qint64 now = base::SystemClock().wallMilliseconds() / 1000 * 1000;
    packs::Manifest description;
    description.kind = kind;
    description.name = parser.value(QStringLiteral("name"));
    description.version = static_cast<std::uint64_t>(*version);
    description.issued = now;
    description.expires = now + *days * day;
    description.roots = {{packs::rootKeyOf(root->publicKey)}, 1};
    const auto bundle = makeBundle(arguments.at(0), out, description, *root);
    if (!bundle) {
        // Nothing signed that is not usable may lie about.
        QDir(out).removeRecursively();
        return fail(bundle.error());
    }
    if (const auto published = publish(layout, out, bundle->manifest); !published)
        return fail(published.error());
    print(QStringLiteral("%1 %2: %3 files signed")
              .arg(description.name)
              .arg(*version)
              .arg(bundle->manifest.files.size()));
    return Exit::Done;
}

Command command(const QString &name, const QString &summary,
                Exit (*run)(const QCommandLineParser &, const QStringList &))
{
    auto options = centreOptions();
    options.push_back({QStringLiteral("name"), QStringLiteral("Name of the bundle, of a-z, 0-9 and -."),
                       QStringLiteral("word")});
    options.push_back({QStringLiteral("version"), QStringLiteral("Version, higher than any before (1)."),
                       QStringLiteral("number"), QStringLiteral("1")});
    options.push_back({QStringLiteral("days"), QStringLiteral("How long it may be installed (365)."),
                       QStringLiteral("number"), QStringLiteral("365")});
    return {name, summary, QStringLiteral("SOURCE OUT"), options, 2, run};
}

} // namespace

Command signPackCommand()
{
    return command(
        QStringLiteral("sign-pack"),
        QStringLiteral("Copies the pack SOURCE to OUT, checks it, signs it with the centre's root and "
                       "lets the endpoint serve it."),
        [](const QCommandLineParser &parser, const QStringList &arguments) {
            return sign(parser, arguments, packs::BundleKind::Pack);
        });
}

Command signProfileCommand()
{
    return command(QStringLiteral("sign-profile"),
                   QStringLiteral("The same for a device profile (a folder with profile.json)."),
                   [](const QCommandLineParser &parser, const QStringList &arguments) {
                       return sign(parser, arguments, packs::BundleKind::Profile);
                   });
}

} // namespace luotsi::apps
