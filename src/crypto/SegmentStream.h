#pragma once

#include "base/Result.h"
#include "crypto/SecretBytes.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace luotsi::crypto {

inline constexpr qsizetype segmentBytes = 65'536;
inline constexpr qsizetype segmentOverhead = 17;
inline constexpr qsizetype segmentHeaderBytes = 24;
inline constexpr qsizetype segmentKeyBytes = 32;

/// Sealed size of a file of that many plain bytes.
[[nodiscard]] qint64 sealedFileSize(qint64 plainBytes);

/// Seals a file in segments of 64 KiB (libsodium secretstream, XChaCha20-Poly1305): header of 24 bytes, then
/// every segment but the last full, the last marked as last. An empty file is one empty last segment.
/// One object, one file; constant memory. Threading: one thread at a time.
class SegmentSealer
{
public:
    [[nodiscard]] static base::Result<SegmentSealer> begin(const SecretBytes &key);
    SegmentSealer(SegmentSealer &&) noexcept;
    SegmentSealer &operator=(SegmentSealer &&) noexcept;
    ~SegmentSealer();

    /// Sealed bytes that became ready, the header first; may be empty.
    [[nodiscard]] base::Result<QByteArray> add(QByteArrayView plain);
    /// The rest with the last segment. Nothing may be added afterwards (Internal).
    [[nodiscard]] base::Result<QByteArray> finish();

private:
    struct State;
    explicit SegmentSealer(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// Opens what SegmentSealer sealed. Hands out a segment only when it is authentic and in its place;
/// CryptoRejected for anything changed, reordered, cut or added, and for ever after.
/// DANGER: a cut is known only at `finish`; use nothing before that where the whole counts.
class SegmentOpener
{
public:
    [[nodiscard]] static base::Result<SegmentOpener> begin(const SecretBytes &key);
    SegmentOpener(SegmentOpener &&) noexcept;
    SegmentOpener &operator=(SegmentOpener &&) noexcept;
    ~SegmentOpener();

    [[nodiscard]] base::Result<QByteArray> add(QByteArrayView sealed);
    [[nodiscard]] base::Result<QByteArray> finish();

private:
    struct State;
    explicit SegmentOpener(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// Whole files at once.
[[nodiscard]] base::Result<QByteArray> sealFile(QByteArrayView plain, const SecretBytes &key);
[[nodiscard]] base::Result<QByteArray> openFile(QByteArrayView sealed, const SecretBytes &key);

} // namespace luotsi::crypto
