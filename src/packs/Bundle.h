#pragma once

#include "base/Result.h"
#include "crypto/Signature.h"
#include "packs/Manifest.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace luotsi::packs {

/// One detached signature over the manifest's exact bytes (after a fixed prefix).
struct ManifestSignature
{
    QByteArray keyId; ///< RootKey::id
    QByteArray signature;

    friend bool operator==(const ManifestSignature &, const ManifestSignature &) = default;
};

[[nodiscard]] base::Result<ManifestSignature> signManifest(QByteArrayView manifest,
                                                           const crypto::SigningKey &key);
[[nodiscard]] QByteArray encodeSignatures(const std::vector<ManifestSignature> &signatures);
[[nodiscard]] base::Result<std::vector<ManifestSignature>> decodeSignatures(QByteArrayView json);

/// A manifest that was signed as the root set wants. Invariant: made by verify only. Says nothing yet about
/// the files: InstalledBundle checks each when it is read.
struct Bundle
{
    Manifest manifest;
    QByteArray manifestBytes;
    std::vector<ManifestSignature> signatures;
};

/// A new bundle must not be expired; an installed one goes on past its end, with a warning (K33).
enum class ExpiryRule : std::uint8_t { RefuseExpired, KeepExpired };

/// SignatureInvalid when a known key's signature does not hold or too few signed, BundleUnknownKey when too
/// few known keys signed but unknown ones did, BundleRollback for a version below `lastAcceptedVersion` (0:
/// none yet), BundleExpired at or after `expires`. Pure; any thread. `now` is wall milliseconds.
[[nodiscard]] base::Result<Bundle> verify(QByteArrayView manifest, QByteArrayView signatures,
                                          const RootSet &trusted, std::uint64_t lastAcceptedVersion,
                                          std::int64_t now, ExpiryRule rule = ExpiryRule::RefuseExpired);

/// What to run with: the candidate when it is good and not older, else the last good one with the reason why.
struct BundleChoice
{
    std::optional<Bundle> use; ///< nothing only when neither is good
    bool isCandidate = false;
    std::optional<base::Error> warning; ///< why the candidate was left, or that what runs has expired
};

/// Pure. `lastGood` was verified with KeepExpired.
[[nodiscard]] BundleChoice chooseBundle(const base::Result<Bundle> &candidate,
                                        const std::optional<Bundle> &lastGood, std::int64_t now);

} // namespace luotsi::packs
