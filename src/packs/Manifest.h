#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <vector>

namespace luotsi::packs {

enum class BundleKind : std::uint8_t { Pack, Profile };

/// One public key that may sign bundles. `id` is the first 16 bytes of the key's SHA-256 in hexadecimal.
struct RootKey
{
    QByteArray id;
    QByteArray publicKey; ///< Ed25519, 32 bytes

    friend bool operator==(const RootKey &, const RootKey &) = default;
};

/// Who may sign: at least `threshold` different keys of the list. The demo has one key and threshold 1.
struct RootSet
{
    std::vector<RootKey> keys; ///< sorted by id, no id twice
    std::uint32_t threshold = 1;

    friend bool operator==(const RootSet &, const RootSet &) = default;
};

[[nodiscard]] RootKey rootKeyOf(const QByteArray &publicKey);
/// JSON of a root set, canonical; what a device's package or enrolment brings.
[[nodiscard]] QByteArray encodeRootSet(const RootSet &roots);
/// MalformedInput for a wrong shape, an id that is not its key's, or a threshold nobody can reach.
[[nodiscard]] base::Result<RootSet> decodeRootSet(QByteArrayView json);

struct ManifestFile
{
    QString path;      ///< relative, '/' between parts, no "..", characters of [A-Za-z0-9._-]
    QByteArray sha256; ///< 32 bytes
    std::uint64_t size = 0;

    friend bool operator==(const ManifestFile &, const ManifestFile &) = default;
};

/// What a bundle is made of. Times are wall milliseconds, whole seconds. `roots` is the set that signs the
/// next bundle: when it differs from the trusted one, the bundle must be signed by both (as TUF rotates
/// roots).
struct Manifest
{
    BundleKind kind = BundleKind::Pack;
    QString name; ///< of [a-z0-9-]
    std::uint64_t version = 1;
    std::int64_t issued = 0;
    std::int64_t expires = 0;
    RootSet roots;
    std::vector<ManifestFile> files; ///< sorted by path, no path twice

    friend bool operator==(const Manifest &, const Manifest &) = default;
};

inline constexpr qsizetype maximumManifestBytes = 1'048'576;

/// Canonical JSON: RFC 8785 restricted to objects, arrays, strings and whole numbers below 2^53. Pure; any
/// thread.
[[nodiscard]] QByteArray encodeManifest(const Manifest &manifest);
/// MalformedInput unless the bytes are exactly what encodeManifest writes for them.
[[nodiscard]] base::Result<Manifest> decodeManifest(QByteArrayView json);

} // namespace luotsi::packs
