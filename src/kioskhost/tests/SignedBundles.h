#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "crypto/Signature.h"
#include "packs/Manifest.h"
#include "ports/SyncStore.h"

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

#include <map>

namespace luotsi::kioskhost::tests {

/// The device's memory without a database.
class MemoryDeviceStore final : public ports::DeviceStore
{
public:
    base::Result<std::optional<ports::DeviceIdentity>> identity() override { return kept; }
    base::Result<void> saveIdentity(const ports::DeviceIdentity &identity) override
    {
        kept = identity;
        return {};
    }
    base::Result<std::uint64_t> acceptedBundleVersion(const QByteArray &name) override
    {
        return accepted[name];
    }
    base::Result<void> acceptBundleVersion(const QByteArray &name, std::uint64_t version) override
    {
        accepted[name] = version;
        return {};
    }

    std::optional<ports::DeviceIdentity> kept;
    std::map<QByteArray, std::uint64_t> accepted;
};

/// Signs packs and profiles of one authority into folders of its own, as the authority's tool does.
/// The pack holds the real form of assets/pack-fi.
class SignedBundles
{
public:
    static constexpr char packName[] = "pack-fi";
    static constexpr char formPath[] = "forms/totu-1.0/form.xml";
    static constexpr char listPath[] = "forms/totu-1.0/postal-codes.csv";

    struct Validity
    {
        std::int64_t issued = 0;
        std::int64_t expires = 0;
    };

    SignedBundles(base::Random &random, Validity validity);

    /// Folder of a signed pack; `form` replaces the text of its form when it is not empty, `about` is its
    /// pack.json, `migrations` the migrations.json beside the form.
    [[nodiscard]] QString pack(std::uint64_t version, const QByteArray &form = {},
                               const QByteArray &about = {}, const QByteArray &migrations = {});
    [[nodiscard]] QString expiredPack(std::uint64_t version);
    [[nodiscard]] QString profile(std::uint64_t version);
    /// File with the root set that signed them.
    [[nodiscard]] QString rootsFile() const { return m_folder.filePath(QStringLiteral("roots.json")); }
    [[nodiscard]] static QByteArray form();

private:
    [[nodiscard]] QString freshFolder();
    [[nodiscard]] QString signedPack(std::uint64_t version, const QByteArray &form, Validity validity,
                                     const QByteArray &about = {}, const QByteArray &migrations = {});
    void sign(const QString &folder, packs::BundleKind kind, const char *name, std::uint64_t version,
              Validity validity);

    QTemporaryDir m_folder;
    crypto::SigningKey m_key;
    packs::RootSet m_roots;
    Validity m_validity;
    int m_folders = 0;
};

/// Writes a whole file, making its folder; ends the test program when the disk does not do it.
void writeFile(const QString &path, const QByteArray &bytes);
[[nodiscard]] QByteArray readFile(const QString &path);

} // namespace luotsi::kioskhost::tests
