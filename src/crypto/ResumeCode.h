#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "crypto/SecretBytes.h"

#include <QString>
#include <QStringView>

#include <array>
#include <cstdint>

namespace luotsi::crypto {

/// A person's way back to a draft: 11 random characters of a 29-character alphabet without look-alikes and a
/// check character (privacy.md, Return code), about 53 bits. Invariant: well formed. Secret: shown and
/// printed to the person only, never logged or stored.
class ResumeCode
{
public:
    /// Even over the alphabet (rejection sampling).
    [[nodiscard]] static ResumeCode generate(base::Random &random);
    /// As typed: any case, spaces and dashes anywhere. CodeMalformed for a foreign character, a wrong length
    /// or a wrong check character: all are typing errors and cost no try.
    [[nodiscard]] static base::Result<ResumeCode> parse(QStringView typed);

    /// "KV7H-4MPX-2TRR", also what the QR holds.
    [[nodiscard]] QString text() const;
    /// The 12 characters without dashes: what keys are derived from.
    [[nodiscard]] const std::array<char, 12> &characters() const { return m_characters; }

    friend bool operator==(const ResumeCode &, const ResumeCode &) = default;

private:
    explicit ResumeCode(const std::array<char, 12> &characters) : m_characters(characters) {}
    std::array<char, 12> m_characters;
};

/// What a resume code unlocks with. `lookup` finds the wrap and opens nothing; `reader` names the wrapping
/// key.
struct CodeKeys
{
    std::array<std::uint8_t, 16> lookup{};
    std::array<std::uint8_t, 16> reader{};
    SecretBytes wrappingKey; ///< 32 bytes
};

/// Slow on purpose: Argon2id (RFC 9106), 64 MiB, 3 passes, 1 lane, fixed salt "luotsi-resume-01", so that the
/// same code gives the same keys on every device; then crypto_kdf with context "LuotsiRC": 1 lookup,
/// 2 wrapping key, 3 reader. About 0.2 s; call it off the screen's thread. Internal without 64 MiB of memory.
[[nodiscard]] base::Result<CodeKeys> deriveCodeKeys(const ResumeCode &code);

/// The derivation's first step, for PINs too: 32 bytes out of a secret and a salt of 16 bytes.
[[nodiscard]] base::Result<SecretBytes> stretch(QByteArrayView secret, QByteArrayView salt);

} // namespace luotsi::crypto
