#include "packs/BundleFolder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace luotsi::packs {

using base::ErrorCode;
using base::Result;

namespace {

bool isOwnFile(const QString &path)
{
    return path == QLatin1String(manifestFileName) || path == QLatin1String(signaturesFileName);
}

bool isHidden(const QString &path)
{
    return path.startsWith(QLatin1Char('.')) || path.contains(QLatin1String("/."));
}

bool write(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

} // namespace

Result<std::vector<ManifestFile>> listFolder(const QString &folder)
{
    const QDir base(folder);
    if (!base.exists())
        return {ErrorCode::NotFound, QStringLiteral("no such folder")};
    std::vector<ManifestFile> files;
    QDirIterator walk(folder, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QString path = base.relativeFilePath(walk.next());
        if (isOwnFile(path) || isHidden(path))
            continue;
        QFile file(base.filePath(path));
        if (!file.open(QIODevice::ReadOnly) || static_cast<quint64>(file.size()) > maximumBundleFileBytes)
            return {ErrorCode::MalformedInput,
                    QStringLiteral("'%1' cannot be read or is too large").arg(path)};
        const QByteArray bytes = file.readAll();
        files.push_back({path, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256),
                         static_cast<std::uint64_t>(bytes.size())});
    }
    std::sort(files.begin(), files.end(),
              [](const ManifestFile &a, const ManifestFile &b) { return a.path < b.path; });
    return files;
}

Result<Bundle> signFolder(const QString &folder, Manifest description,
                          const std::vector<const crypto::SigningKey *> &keys)
{
    auto files = listFolder(folder);
    if (!files)
        return files.error();
    description.files = *std::move(files);
    const QByteArray manifest = encodeManifest(description);
    // Nothing is signed that a device would refuse to read.
    if (const auto decoded = decodeManifest(manifest); !decoded)
        return decoded.error();
    std::vector<ManifestSignature> signatures;
    for (const crypto::SigningKey *key : keys) {
        auto signature = signManifest(manifest, *key);
        if (!signature)
            return signature.error();
        signatures.push_back(*std::move(signature));
    }
    auto bundle = verify(manifest, encodeSignatures(signatures), description.roots, 0, description.issued);
    if (!bundle)
        return bundle;
    if (!write(QDir(folder).filePath(QLatin1String(signaturesFileName)), encodeSignatures(signatures)) ||
        !write(QDir(folder).filePath(QLatin1String(manifestFileName)), manifest))
        return {ErrorCode::StoreFailed, QStringLiteral("manifest could not be written")};
    return bundle;
}

} // namespace luotsi::packs
