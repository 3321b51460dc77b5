#include "crypto/ResumeCode.h"

#include "crypto/KeyedHash.h"
#include "crypto/Sodium.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <string_view>

namespace luotsi::crypto {

using base::ErrorCode;
using base::Result;

namespace {

constexpr std::string_view alphabet = "2346789ABCDEFGHJKMNPQRTUVWXYZ";
constexpr int alphabetSize = static_cast<int>(alphabet.size());
static_assert(alphabetSize == 29);

constexpr std::size_t randomCharacters = 11;

// Fixed for ever: another value would make every slip in people's pockets useless.
constexpr std::string_view codeSalt = "luotsi-resume-01";
constexpr std::string_view codeContext = "LuotsiRC";
constexpr std::size_t argonMemory = 67'108'864;
constexpr unsigned long long argonPasses = 3;
static_assert(codeSalt.size() == crypto_pwhash_argon2id_SALTBYTES);
static_assert(codeContext.size() == crypto_kdf_CONTEXTBYTES);

enum CodeSubkey : std::uint64_t { LookupSubkey = 1, WrappingSubkey = 2, ReaderSubkey = 3 };

/// privacy.md, Return code: sum of position × value mod 29 over the first 11.
char checkCharacter(const std::array<char, 12> &characters)
{
    int sum = 0;
    for (std::size_t i = 0; i < randomCharacters; ++i)
        sum += static_cast<int>(i + 1) * static_cast<int>(alphabet.find(characters[i]));
    return alphabet[static_cast<std::size_t>(sum % alphabetSize)];
}

Result<std::array<std::uint8_t, 16>> publicSubkey(const SecretBytes &root, CodeSubkey number)
{
    const auto key = deriveKey(root, number, codeContext, 16);
    if (!key)
        return key.error();
    std::array<std::uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), key->data(), bytes.size());
    return bytes;
}

} // namespace

ResumeCode ResumeCode::generate(base::Random &random)
{
    // The largest multiple of 29 in a byte: above it a remainder would favour some characters.
    constexpr int fairBelow = 256 / alphabetSize * alphabetSize;
    std::array<char, 12> characters{};
    for (std::size_t i = 0; i < randomCharacters;) {
        std::uint8_t byte = 0;
        random.fill(&byte, 1);
        if (byte < fairBelow)
            characters[i++] = alphabet[byte % alphabetSize];
    }
    characters[randomCharacters] = checkCharacter(characters);
    return ResumeCode(characters);
}

Result<ResumeCode> ResumeCode::parse(QStringView typed)
{
    const base::Error malformed{ErrorCode::CodeMalformed, QStringLiteral("resume code as typed"), {}};
    std::array<char, 12> characters{};
    std::size_t count = 0;
    for (const QChar symbol : typed) {
        if (symbol.isSpace() || symbol.category() == QChar::Punctuation_Dash)
            continue;
        const char latin = symbol.toUpper().toLatin1();
        if (latin == 0 || alphabet.find(latin) == std::string_view::npos || count == characters.size())
            return malformed;
        characters[count++] = latin;
    }
    if (count != characters.size() || characters[randomCharacters] != checkCharacter(characters))
        return malformed;
    return ResumeCode(characters);
}

QString ResumeCode::text() const
{
    QString text;
    for (std::size_t i = 0; i < m_characters.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            text.append(QLatin1Char('-'));
        text.append(QLatin1Char(m_characters[i]));
    }
    return text;
}

Result<SecretBytes> stretch(QByteArrayView secret, QByteArrayView salt)
{
    if (salt.size() != static_cast<qsizetype>(crypto_pwhash_argon2id_SALTBYTES))
        return {ErrorCode::Internal, QStringLiteral("salt of a wrong size")};
    auto root = SecretBytes::zeroed(crypto_kdf_KEYBYTES);
    if (!root)
        return root;
    if (crypto_pwhash_argon2id(root->data(), root->size(), secret.data(),
                               static_cast<unsigned long long>(secret.size()),
                               reinterpret_cast<const unsigned char *>(salt.data()), argonPasses, argonMemory,
                               crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
        return {ErrorCode::Internal, QStringLiteral("not enough memory to stretch a code")};
    return root;
}

Result<CodeKeys> deriveCodeKeys(const ResumeCode &code)
{
    const auto &characters = code.characters();
    const auto root =
        stretch(QByteArrayView(characters.data(), static_cast<qsizetype>(characters.size())), codeSalt);
    if (!root)
        return root.error();
    const auto lookup = publicSubkey(*root, LookupSubkey);
    if (!lookup)
        return lookup.error();
    const auto reader = publicSubkey(*root, ReaderSubkey);
    if (!reader)
        return reader.error();
    auto wrapping = deriveKey(*root, WrappingSubkey, codeContext, 32);
    if (!wrapping)
        return wrapping.error();
    return CodeKeys{*lookup, *reader, *std::move(wrapping)};
}

} // namespace luotsi::crypto
