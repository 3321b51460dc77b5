#include "kioskhost/ServicePack.h"

#include "base/Log.h"
#include "kioskhost/KioskOptions.h"
#include "packs/BundleFolder.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace luotsi::kioskhost {

namespace {

using base::ErrorCode;
using base::Result;
using sync::protocol::FormHash;

constexpr char profileBundle[] = "profile";

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {ErrorCode::NotFound, file.errorString()};
    return file.readAll();
}

Result<packs::RootSet> readRoots(const QString &path)
{
    const auto bytes = readFile(path);
    return bytes ? packs::decodeRootSet(*bytes) : Result<packs::RootSet>(bytes.error());
}

Result<packs::InstalledBundle> openBundle(const QString &bundles, const QString &name,
                                          const packs::RootSet &roots, std::uint64_t accepted,
                                          std::int64_t now)
{
    auto bundle = packs::openCurrent(bundles, name, roots, accepted, now);
    if (!bundle && bundle.error().code == ErrorCode::BundleRollback) {
        // Somebody put an older one in its place; the one accepted last may still lie beside it.
        base::logEvent("bundle.rollback", {{"accepted", static_cast<std::int64_t>(accepted)}});
        if (auto last = packs::openVersion(bundles, name, accepted, roots, now))
            bundle = std::move(last);
    }
    if (bundle && bundle->manifest().expires <= now)
        base::logEvent("bundle.expired",
                       {{"version", static_cast<std::int64_t>(bundle->manifest().version)}});
    return bundle;
}

Result<packs::Profile> readInstalledProfile(const KioskFolders &folders, const packs::RootSet &roots,
                                            std::uint64_t accepted, std::int64_t now)
{
    const auto files = openBundle(folders.bundles, QString::fromLatin1(profileBundle), roots, accepted, now);
    return files ? packs::readProfile(*files) : Result<packs::Profile>(files.error());
}

/// A form that cannot be run would strand whoever chose it.
Result<void> checkForms(const packs::InstalledBundle &bundle)
{
    if (bundle.manifest().kind != packs::BundleKind::Pack)
        return {};
    auto pack = packs::Pack::open(bundle);
    if (!pack)
        return pack.error();
    if (const auto withdrawn = withdrawnForms(*pack); !withdrawn)
        return withdrawn.error();
    for (const QString &name : pack->formNames()) {
        const auto form = pack->form(name);
        if (!form)
            return form.error();
        const auto known = usecases::readForm(*form);
        if (!known) {
            base::Error error = known.error();
            error.detail = name + QStringLiteral(": ") + error.detail;
            return error;
        }
    }
    return {};
}

Result<void> keepRoots(const QString &given, const QString &kept)
{
    const auto bytes = readFile(given);
    if (!bytes)
        return bytes.error();
    if (const auto before = readFile(kept)) {
        if (*before != *bytes)
            return {ErrorCode::BundleUnknownKey,
                    QStringLiteral("this device already trusts another root set")};
        return {};
    }
    QDir().mkpath(QFileInfo(kept).path());
    QSaveFile file(kept);
    if (!file.open(QIODevice::WriteOnly) || file.write(*bytes) != bytes->size() || !file.commit())
        return {ErrorCode::StoreFailed, file.errorString()};
    return {};
}

} // namespace

Result<packs::Profile> openProfile(const QString &dataFolder, const base::Clock &clock)
{
    const KioskFolders folders(dataFolder);
    const auto roots = readRoots(folders.roots);
    return roots ? readInstalledProfile(folders, *roots, 0, clock.wallMilliseconds())
                 : Result<packs::Profile>(roots.error());
}

Result<AcceptedVersions> acceptedVersions(ports::DeviceStore &device, const packs::Profile &profile)
{
    const auto ofProfile = device.acceptedBundleVersion(profileBundle);
    if (!ofProfile)
        return ofProfile.error();
    const auto ofPack = device.acceptedBundleVersion(profile.pack.toLatin1());
    if (!ofPack)
        return ofPack.error();
    return AcceptedVersions{*ofProfile, *ofPack};
}

Result<ServicePack> openServicePack(const QString &dataFolder, const base::Clock &clock,
                                    const AcceptedVersions &accepted)
{
    const KioskFolders folders(dataFolder);
    const auto roots = readRoots(folders.roots);
    if (!roots)
        return roots.error();
    const std::int64_t now = clock.wallMilliseconds();
    const auto profile = readInstalledProfile(folders, *roots, accepted.profile, now);
    if (!profile)
        return profile.error();
    auto packFiles = openBundle(folders.bundles, profile->pack, *roots, accepted.pack, now);
    if (!packFiles)
        return packFiles.error();
    auto pack = packs::Pack::open(std::move(*packFiles));
    if (!pack)
        return pack.error();
    return ServicePack{*profile, std::move(*pack)};
}

usecases::EarlierForm earlierForms(const QString &dataFolder, const ServicePack &servicePack,
                                   const base::Clock &clock)
{
    const packs::Manifest &current = servicePack.pack.manifest();
    return [folders = KioskFolders(dataFolder), name = current.name, version = current.version,
            now = clock.wallMilliseconds()](const FormHash &hash) -> Result<usecases::KnownForm> {
        const auto roots = readRoots(folders.roots);
        if (!roots)
            return roots.error();
        const auto versions = packs::installedVersions(folders.bundles, name);
        for (auto at = versions.rbegin(); at != versions.rend(); ++at) {
            if (*at == version)
                continue;
            auto bundle = packs::openVersion(folders.bundles, name, *at, *roots, now);
            auto pack = bundle ? packs::Pack::open(std::move(*bundle)) : Result<packs::Pack>(bundle.error());
            const auto form = pack ? pack->formByHash(hash) : Result<packs::PackForm>(pack.error());
            if (form)
                return usecases::readForm(*form);
            // One damaged version hides no other.
            if (form.error().code != ErrorCode::UnknownForm)
                base::logEvent("pack.earlier-not-read", {{"error", form.error().code}});
        }
        return {ErrorCode::UnknownForm, QStringLiteral("no installed pack has the draft's form")};
    };
}

Result<std::vector<FormHash>> withdrawnForms(const packs::Pack &pack)
{
    std::vector<FormHash> withdrawn;
    const auto json = pack.file(QStringLiteral("pack.json"));
    if (!json) {
        if (json.error().code == ErrorCode::NotFound)
            return withdrawn;
        return json.error();
    }
    const QJsonArray listed =
        QJsonDocument::fromJson(*json).object().value(QLatin1String("withdrawn")).toArray();
    for (const QJsonValue &value : listed) {
        const auto hash = FormHash::fromHex(value.toString().toLatin1());
        if (!hash)
            return {ErrorCode::MalformedInput, QStringLiteral("pack.json: withdrawn lists form hashes")};
        withdrawn.push_back(*hash);
    }
    return withdrawn;
}

Result<void> installBundle(const QString &bundleFolder, const QString &rootsFile, const QString &dataFolder,
                           ports::DeviceStore &device, const base::Clock &clock, base::Random &random)
{
    const KioskFolders folders(dataFolder);
    const auto roots = readRoots(rootsFile);
    if (!roots)
        return roots.error();
    // The name decides which rollback counter applies, and it is only known once the manifest was verified.
    const auto source = packs::InstalledBundle::open(bundleFolder, *roots, 0, clock.wallMilliseconds(),
                                                     packs::ExpiryRule::RefuseExpired);
    if (!source)
        return source.error();
    const QByteArray name = source->manifest().name.toLatin1();
    const auto accepted = device.acceptedBundleVersion(name);
    if (!accepted)
        return accepted.error();
    if (source->manifest().version < *accepted)
        return {ErrorCode::BundleRollback, QStringLiteral("version %1 is installed").arg(*accepted)};
    if (const auto checked = source->checkAllFiles(); !checked)
        return checked;
    if (const auto usable = checkForms(*source); !usable)
        return usable;
    if (const auto kept = keepRoots(rootsFile, folders.roots); !kept)
        return kept;
    if (const auto installed = packs::install(*source, folders.bundles, random); !installed)
        return installed.error();
    return device.acceptBundleVersion(name, source->manifest().version);
}

} // namespace luotsi::kioskhost
