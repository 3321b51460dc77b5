#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "packs/Bundle.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <vector>

namespace luotsi::packs {

// A bundle on disk is a folder: manifest.json, manifest.sig.json and the listed files. Installed bundles live
// in <root>/<name>/<version>/, and <root>/<name>/current names the version in use.

inline constexpr char manifestFileName[] = "manifest.json";
inline constexpr char signaturesFileName[] = "manifest.sig.json";
inline constexpr quint64 maximumBundleFileBytes = 67'108'864;

/// A verified bundle with its folder. Every read checks size and hash, so a file changed later is refused.
/// Threading: a value; reading blocks.
class InstalledBundle
{
public:
    /// Verifies manifest and signatures of a folder; files are checked when read.
    [[nodiscard]] static base::Result<InstalledBundle> open(const QString &folder, const RootSet &trusted,
                                                            std::uint64_t lastAcceptedVersion,
                                                            std::int64_t now, ExpiryRule rule);

    [[nodiscard]] const Bundle &bundle() const { return m_bundle; }
    [[nodiscard]] const Manifest &manifest() const { return m_bundle.manifest; }
    [[nodiscard]] bool contains(const QString &path) const;
    /// NotFound when the manifest does not list it, SignatureInvalid when the bytes are not the signed ones.
    [[nodiscard]] base::Result<QByteArray> read(const QString &path) const;
    /// Reads everything once; the first error, if any.
    [[nodiscard]] base::Result<void> checkAllFiles() const;
    [[nodiscard]] const QString &folder() const { return m_folder; }

private:
    InstalledBundle(QString folder, Bundle bundle);
    QString m_folder;
    Bundle m_bundle;
    QHash<QString, qsizetype> m_fileIndex;
};

/// Copies a verified bundle into place: everything checked and fsynced under a temporary name, renamed, then
/// `current` replaced. A cut leaves the old one. StoreFailed when the disk does not do it.
[[nodiscard]] base::Result<InstalledBundle> install(const InstalledBundle &source, const QString &root,
                                                    base::Random &random);
/// The bundle in use; NotFound when none was ever installed. An expired one is still given.
[[nodiscard]] base::Result<InstalledBundle> openCurrent(const QString &root, const QString &name,
                                                        const RootSet &trusted,
                                                        std::uint64_t lastAcceptedVersion, std::int64_t now);

/// Versions on disk, ascending. Old ones stay: drafts are pinned to the form they were begun with.
[[nodiscard]] std::vector<std::uint64_t> installedVersions(const QString &root, const QString &name);
[[nodiscard]] base::Result<InstalledBundle> openVersion(const QString &root, const QString &name,
                                                        std::uint64_t version, const RootSet &trusted,
                                                        std::int64_t now);

/// What luotsi-admin signs: walks a folder into a manifest's file list (sorted; hidden files, manifest and
/// signatures left out). MalformedInput for a file name a manifest cannot hold.
[[nodiscard]] base::Result<std::vector<ManifestFile>> listFolder(const QString &folder);
/// Writes manifest.json and manifest.sig.json into the folder. `description.files` is filled from the folder.
[[nodiscard]] base::Result<Bundle> signFolder(const QString &folder, Manifest description,
                                              const std::vector<const crypto::SigningKey *> &keys);

} // namespace luotsi::packs
