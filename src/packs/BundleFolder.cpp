#include "packs/BundleFolder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace luotsi::packs {

using base::ErrorCode;
using base::Result;

namespace {

constexpr char currentFileName[] = "current";
constexpr qsizetype longestVersionText = 20;

QString childPath(const QString &folder, const QString &name)
{
    return folder + QLatin1Char('/') + name;
}

base::Error diskError(const char *what)
{
    return {ErrorCode::StoreFailed, QStringLiteral("bundle folder: %1").arg(QLatin1String(what)), {}};
}

Result<QByteArray> readWhole(const QString &path, quint64 maximumBytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {ErrorCode::NotFound, QStringLiteral("bundle file cannot be opened")};
    if (static_cast<quint64>(file.size()) > maximumBytes)
        return {ErrorCode::MalformedInput, QStringLiteral("bundle file too large")};
    return file.readAll();
}

bool syncFolder(const QString &folder)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

bool writeSynced(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) &&
           file.write(bytes) == bytes.size() && file.commit() && syncFolder(QFileInfo(path).path());
}

Result<void> copyInto(const InstalledBundle &source, const QString &folder)
{
    for (const ManifestFile &file : source.manifest().files) {
        const auto bytes = source.read(file.path);
        if (!bytes)
            return bytes.error();
        if (!writeSynced(childPath(folder, file.path), *bytes))
            return diskError("a file could not be written");
    }
    const bool signedAll =
        writeSynced(childPath(folder, QLatin1String(signaturesFileName)),
                    encodeSignatures(source.bundle().signatures)) &&
        writeSynced(childPath(folder, QLatin1String(manifestFileName)), source.bundle().manifestBytes);
    if (!signedAll)
        return diskError("the manifest could not be written");
    return {};
}

} // namespace

InstalledBundle::InstalledBundle(QString folder, Bundle bundle)
    : m_folder(std::move(folder)), m_bundle(std::move(bundle))
{
    for (std::size_t i = 0; i < m_bundle.manifest.files.size(); ++i)
        m_fileIndex.insert(m_bundle.manifest.files[i].path, static_cast<qsizetype>(i));
}

Result<InstalledBundle> InstalledBundle::open(const QString &folder, const RootSet &trusted,
                                              std::uint64_t lastAcceptedVersion, std::int64_t now,
                                              ExpiryRule rule)
{
    const auto manifest = readWhole(childPath(folder, QLatin1String(manifestFileName)), maximumManifestBytes);
    if (!manifest)
        return manifest.error();
    const auto signatures =
        readWhole(childPath(folder, QLatin1String(signaturesFileName)), maximumManifestBytes);
    if (!signatures)
        return signatures.error();
    auto bundle = verify(*manifest, *signatures, trusted, lastAcceptedVersion, now, rule);
    if (!bundle)
        return bundle.error();
    return InstalledBundle(folder, *std::move(bundle));
}

bool InstalledBundle::contains(const QString &path) const
{
    return m_fileIndex.contains(path);
}

Result<QByteArray> InstalledBundle::read(const QString &path) const
{
    const auto index = m_fileIndex.constFind(path);
    if (index == m_fileIndex.constEnd())
        return {ErrorCode::NotFound, QStringLiteral("bundle does not list such a file")};
    const ManifestFile &listed = manifest().files[static_cast<std::size_t>(*index)];
    auto bytes = readWhole(childPath(m_folder, path), maximumBundleFileBytes);
    if (!bytes || static_cast<std::uint64_t>(bytes->size()) != listed.size ||
        QCryptographicHash::hash(*bytes, QCryptographicHash::Sha256) != listed.sha256)
        return {ErrorCode::SignatureInvalid, QStringLiteral("file '%1' is not the signed one").arg(path)};
    return bytes;
}

Result<void> InstalledBundle::checkAllFiles() const
{
    for (const ManifestFile &file : manifest().files) {
        if (const auto bytes = read(file.path); !bytes)
            return bytes.error();
    }
    return {};
}

Result<InstalledBundle> install(const InstalledBundle &source, const QString &root, base::Random &random)
{
    const QString home = childPath(root, source.manifest().name);
    const QString version = QString::number(source.manifest().version);
    const QString target = childPath(home, version);
    std::array<std::uint8_t, 8> suffix{};
    random.fill(suffix.data(), suffix.size());
    const QString incoming =
        childPath(home, QStringLiteral(".incoming-") +
                            QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(suffix.data()),
                                                           static_cast<qsizetype>(suffix.size()))
                                                    .toHex()));
    if (!QDir().mkpath(incoming))
        return diskError("no folder could be made");
    if (const auto copied = copyInto(source, incoming); !copied) {
        QDir(incoming).removeRecursively();
        return copied.error();
    }
    // The same version again repairs what was damaged on disk: the old folder steps aside first.
    const QString aside = incoming + QStringLiteral("-old");
    const bool replaces = QFileInfo::exists(target);
    const bool moved = (!replaces || QDir().rename(target, aside)) && QDir().rename(incoming, target);
    if (!moved || !syncFolder(home)) {
        QDir(incoming).removeRecursively();
        return diskError("the bundle could not be moved into place");
    }
    if (replaces)
        QDir(aside).removeRecursively();
    if (!writeSynced(childPath(home, QLatin1String(currentFileName)), version.toLatin1()))
        return diskError("the version in use could not be written");
    return InstalledBundle::open(target, source.manifest().roots, source.manifest().version,
                                 source.manifest().issued, ExpiryRule::KeepExpired);
}

std::vector<std::uint64_t> installedVersions(const QString &root, const QString &name)
{
    std::vector<std::uint64_t> versions;
    for (const QString &entry : QDir(childPath(root, name)).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        bool isNumber = false;
        const std::uint64_t version = entry.toULongLong(&isNumber);
        if (isNumber && QString::number(version) == entry)
            versions.push_back(version);
    }
    std::sort(versions.begin(), versions.end());
    return versions;
}

Result<InstalledBundle> openVersion(const QString &root, const QString &name, std::uint64_t version,
                                    const RootSet &trusted, std::int64_t now)
{
    return InstalledBundle::open(childPath(childPath(root, name), QString::number(version)), trusted, 0, now,
                                 ExpiryRule::KeepExpired);
}

Result<InstalledBundle> openCurrent(const QString &root, const QString &name, const RootSet &trusted,
                                    std::uint64_t lastAcceptedVersion, std::int64_t now)
{
    const QString home = childPath(root, name);
    const auto written = readWhole(childPath(home, QLatin1String(currentFileName)), longestVersionText);
    if (!written)
        return {ErrorCode::NotFound, QStringLiteral("no bundle of that name was ever installed")};
    bool isNumber = false;
    const std::uint64_t version = written->toULongLong(&isNumber);
    if (!isNumber)
        return {ErrorCode::StoreCorrupt, QStringLiteral("version in use is not a number")};
    auto bundle = InstalledBundle::open(childPath(home, QString::number(version)), trusted,
                                        lastAcceptedVersion, now, ExpiryRule::KeepExpired);
    if (bundle && (bundle->manifest().name != name || bundle->manifest().version != version))
        return {ErrorCode::StoreCorrupt, QStringLiteral("bundle in a folder that is not its own")};
    return bundle;
}

} // namespace luotsi::packs
