#include "packs/Bundle.h"

#include "packs/CanonicalJson.h"

#include <QSet>

#include <algorithm>

namespace luotsi::packs {

using base::ErrorCode;
using base::Result;

namespace {

constexpr qsizetype maximumSignaturesBytes = 65'536;

/// Keeps a bundle's signature from being taken for one over anything else.
QByteArray signedBytes(QByteArrayView manifest)
{
    return QByteArrayLiteral("luotsi bundle 1\n") + manifest.toByteArray();
}

Result<void> checkThreshold(const QByteArray &message, const std::vector<ManifestSignature> &signatures,
                            const RootSet &roots)
{
    QSet<QByteArray> good;
    bool sawUnknown = false;
    for (const ManifestSignature &signature : signatures) {
        const auto key = std::find_if(roots.keys.begin(), roots.keys.end(),
                                      [&](const RootKey &root) { return root.id == signature.keyId; });
        if (key == roots.keys.end()) {
            sawUnknown = true;
            continue;
        }
        if (auto held = crypto::verifySignature(message, signature.signature, key->publicKey); !held)
            return held;
        good.insert(key->id);
    }
    if (roots.threshold > 0 && good.size() >= static_cast<qsizetype>(roots.threshold))
        return {};
    if (sawUnknown)
        return {ErrorCode::BundleUnknownKey, QStringLiteral("signed by a key that is not trusted")};
    return {ErrorCode::SignatureInvalid, QStringLiteral("too few signatures")};
}

bool hasExpired(const Manifest &manifest, std::int64_t now)
{
    return now >= manifest.expires;
}

base::Error expired()
{
    return {ErrorCode::BundleExpired, QStringLiteral("bundle past its end"), {}};
}

} // namespace

Result<ManifestSignature> signManifest(QByteArrayView manifest, const crypto::SigningKey &key)
{
    auto signature = crypto::sign(signedBytes(manifest), key);
    if (!signature)
        return signature.error();
    return ManifestSignature{rootKeyOf(key.publicKey).id, *std::move(signature)};
}

QByteArray encodeSignatures(const std::vector<ManifestSignature> &signatures)
{
    QJsonArray array;
    for (const ManifestSignature &signature : signatures)
        array.append(
            QJsonObject{{QStringLiteral("key"), QString::fromLatin1(signature.keyId)},
                        {QStringLiteral("signature"), QString::fromLatin1(signature.signature.toBase64())}});
    return canonicalJson(QJsonObject{{QStringLiteral("signatures"), array}});
}

Result<std::vector<ManifestSignature>> decodeSignatures(QByteArrayView json)
{
    const auto parsed = parseObject(json, maximumSignaturesBytes);
    if (!parsed)
        return parsed.error();
    StrictObject object(*parsed, QStringLiteral("signatures"));
    std::vector<ManifestSignature> signatures;
    for (const auto &element : object.array("signatures")) {
        StrictObject entry(element.toObject(), QStringLiteral("signature"));
        signatures.push_back(
            {entry.text("key").toLatin1(), entry.base64("signature", crypto::signatureBytes)});
        if (const auto finished = entry.finish(); !finished)
            return finished.error();
    }
    if (const auto finished = object.finish(); !finished)
        return finished.error();
    return signatures;
}

Result<Bundle> verify(QByteArrayView manifest, QByteArrayView signatures, const RootSet &trusted,
                      std::uint64_t lastAcceptedVersion, std::int64_t now, ExpiryRule rule)
{
    auto decodedSignatures = decodeSignatures(signatures);
    if (!decodedSignatures)
        return decodedSignatures.error();
    const QByteArray message = signedBytes(manifest);
    if (const auto held = checkThreshold(message, *decodedSignatures, trusted); !held)
        return held.error();
    auto decoded = decodeManifest(manifest);
    if (!decoded)
        return decoded.error();
    if (decoded->roots != trusted) {
        if (const auto held = checkThreshold(message, *decodedSignatures, decoded->roots); !held)
            return held.error();
    }
    if (decoded->version < lastAcceptedVersion)
        return {ErrorCode::BundleRollback, QStringLiteral("bundle older than one accepted before")};
    if (rule == ExpiryRule::RefuseExpired && hasExpired(*decoded, now))
        return expired();
    return Bundle{*std::move(decoded), manifest.toByteArray(), *std::move(decodedSignatures)};
}

BundleChoice chooseBundle(const Result<Bundle> &candidate, const std::optional<Bundle> &lastGood,
                          std::int64_t now)
{
    BundleChoice choice{.use = lastGood, .isCandidate = false, .warning = std::nullopt};
    if (!candidate) {
        choice.warning = candidate.error();
        return choice;
    }
    const Manifest &offered = candidate->manifest;
    if (lastGood && (offered.name != lastGood->manifest.name || offered.kind != lastGood->manifest.kind)) {
        choice.warning =
            base::Error{ErrorCode::MalformedInput, QStringLiteral("bundle of another name or kind"), {}};
        return choice;
    }
    if (lastGood && offered.version < lastGood->manifest.version) {
        choice.warning =
            base::Error{ErrorCode::BundleRollback, QStringLiteral("bundle older than the one in use"), {}};
        return choice;
    }
    // An end that has passed only stops a bundle from replacing another one, never the last good one.
    if (lastGood && hasExpired(offered, now) && offered.version > lastGood->manifest.version) {
        choice.warning = expired();
        return choice;
    }
    choice.use = *candidate;
    choice.isCandidate = true;
    if (hasExpired(offered, now))
        choice.warning = expired();
    return choice;
}

} // namespace luotsi::packs
