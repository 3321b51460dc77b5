#include "packs/Manifest.h"

#include "crypto/Signature.h"
#include "packs/CanonicalJson.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>
#include <limits>

namespace luotsi::packs {

using base::ErrorCode;
using base::Result;

namespace {

constexpr qint64 formatVersion = 1;
constexpr qint64 largestWhole = (qint64(1) << 53) - 1;
constexpr qsizetype idBytes = 16;
constexpr qsizetype hashBytes = 32;
constexpr qsizetype longestPath = 200;

QString kindName(BundleKind kind)
{
    return kind == BundleKind::Pack ? QStringLiteral("pack") : QStringLiteral("profile");
}

bool isPath(const QString &path)
{
    static const QRegularExpression shape(
        QStringLiteral("\\A[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\\z"));
    return path.size() <= longestPath && shape.match(path).hasMatch();
}

bool isName(const QString &name)
{
    static const QRegularExpression shape(QStringLiteral("\\A[a-z0-9-]{1,64}\\z"));
    return shape.match(name).hasMatch();
}

template<typename Item, typename Field> bool isStrictlySorted(const std::vector<Item> &items, Field field)
{
    return std::adjacent_find(items.begin(), items.end(), [field](const Item &a, const Item &b) {
               return !(a.*field < b.*field);
           }) == items.end();
}

QJsonObject rootsToJson(const RootSet &roots)
{
    QJsonArray keys;
    for (const RootKey &key : roots.keys)
        keys.append(QJsonObject{{QStringLiteral("id"), QString::fromLatin1(key.id)},
                                {QStringLiteral("key"), QString::fromLatin1(key.publicKey.toBase64())}});
    return {{QStringLiteral("keys"), keys}, {QStringLiteral("threshold"), qint64(roots.threshold)}};
}

Result<RootSet> rootsFromJson(const QJsonObject &json)
{
    StrictObject object(json, QStringLiteral("roots"));
    RootSet roots;
    for (const auto &element : object.array("keys")) {
        StrictObject key(element.toObject(), QStringLiteral("root key"));
        const QByteArray id = key.text("id").toLatin1();
        RootKey root = rootKeyOf(key.base64("key", crypto::verifyKeyBytes));
        if (!key.failed() && root.id != id)
            key.fail("id", "is not the key's");
        if (const auto finished = key.finish(); !finished)
            return finished.error();
        roots.keys.push_back(std::move(root));
    }
    roots.threshold = static_cast<std::uint32_t>(
        object.number("threshold", 1, std::max<qint64>(1, qint64(roots.keys.size()))));
    if (!object.failed() && (roots.keys.empty() || !isStrictlySorted(roots.keys, &RootKey::id)))
        object.fail("keys", "are none, unsorted or twice");
    if (const auto finished = object.finish(); !finished)
        return finished.error();
    return roots;
}

Result<std::vector<ManifestFile>> filesFromJson(const QJsonArray &json)
{
    std::vector<ManifestFile> files;
    for (const auto &element : json) {
        StrictObject object(element.toObject(), QStringLiteral("file"));
        ManifestFile file;
        file.path = object.text("path");
        file.sha256 = object.hex("sha256", hashBytes);
        file.size = static_cast<std::uint64_t>(object.number("size", 0, largestWhole));
        if (!object.failed() && !isPath(file.path))
            object.fail("path", "may not be used");
        if (const auto finished = object.finish(); !finished)
            return finished.error();
        files.push_back(std::move(file));
    }
    if (!isStrictlySorted(files, &ManifestFile::path))
        return {ErrorCode::MalformedInput, QStringLiteral("files: unsorted or twice")};
    return files;
}

Result<BundleKind> kindFromName(const QString &name)
{
    for (const BundleKind kind : {BundleKind::Pack, BundleKind::Profile}) {
        if (name == kindName(kind))
            return kind;
    }
    return {ErrorCode::MalformedInput, QStringLiteral("manifest: 'kind' is unknown")};
}

} // namespace

RootKey rootKeyOf(const QByteArray &publicKey)
{
    return {QCryptographicHash::hash(publicKey, QCryptographicHash::Sha256).first(idBytes).toHex(),
            publicKey};
}

QByteArray encodeRootSet(const RootSet &roots)
{
    return canonicalJson(rootsToJson(roots));
}

Result<RootSet> decodeRootSet(QByteArrayView json)
{
    const auto object = parseObject(json, maximumManifestBytes);
    if (!object)
        return object.error();
    return rootsFromJson(*object);
}

QByteArray encodeManifest(const Manifest &manifest)
{
    QJsonArray files;
    for (const ManifestFile &file : manifest.files)
        files.append(QJsonObject{{QStringLiteral("path"), file.path},
                                 {QStringLiteral("sha256"), QString::fromLatin1(file.sha256.toHex())},
                                 {QStringLiteral("size"), qint64(file.size)}});
    return canonicalJson(QJsonObject{{QStringLiteral("format"), formatVersion},
                                     {QStringLiteral("kind"), kindName(manifest.kind)},
                                     {QStringLiteral("name"), manifest.name},
                                     {QStringLiteral("version"), qint64(manifest.version)},
                                     {QStringLiteral("issued"), timeText(manifest.issued)},
                                     {QStringLiteral("expires"), timeText(manifest.expires)},
                                     {QStringLiteral("roots"), rootsToJson(manifest.roots)},
                                     {QStringLiteral("files"), files}});
}

Result<Manifest> decodeManifest(QByteArrayView json)
{
    const auto parsed = parseObject(json, maximumManifestBytes);
    if (!parsed)
        return parsed.error();
    StrictObject object(*parsed, QStringLiteral("manifest"));
    Manifest manifest;
    object.number("format", formatVersion, formatVersion);
    const QString kind = object.text("kind");
    manifest.name = object.text("name");
    manifest.version = static_cast<std::uint64_t>(object.number("version", 1, largestWhole));
    manifest.issued = object.time("issued");
    manifest.expires = object.time("expires");
    const QJsonObject roots = object.object("roots");
    const QJsonArray files = object.array("files");
    if (!object.failed() && !isName(manifest.name))
        object.fail("name", "may hold a-z, 0-9 and - only");
    if (!object.failed() && manifest.expires <= manifest.issued)
        object.fail("expires", "is before 'issued'");
    if (const auto finished = object.finish(); !finished)
        return finished.error();
    const auto kindFound = kindFromName(kind);
    if (!kindFound)
        return kindFound.error();
    manifest.kind = *kindFound;
    auto rootsRead = rootsFromJson(roots);
    if (!rootsRead)
        return rootsRead.error();
    manifest.roots = *std::move(rootsRead);
    auto filesRead = filesFromJson(files);
    if (!filesRead)
        return filesRead.error();
    manifest.files = *std::move(filesRead);
    if (encodeManifest(manifest) != json)
        return {ErrorCode::MalformedInput, QStringLiteral("manifest is not canonical JSON")};
    return manifest;
}

} // namespace luotsi::packs
