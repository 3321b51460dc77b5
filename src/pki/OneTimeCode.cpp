#include "pki/OneTimeCode.h"

#include <QCryptographicHash>

#include <openssl/crypto.h>

#include <string_view>

namespace luotsi::pki {

namespace {

constexpr std::string_view alphabet = "2346789ABCDEFGHJKMNPQRTUVWXYZ";
constexpr int alphabetSize = static_cast<int>(alphabet.size());
constexpr qsizetype codeLength = 16;
constexpr qsizetype groupLength = 4;

} // namespace

OneTimeCode OneTimeCode::generate(base::Random &random)
{
    // The largest multiple of the alphabet in a byte: above it a remainder would favour some characters.
    constexpr int fairBelow = 256 / alphabetSize * alphabetSize;
    QByteArray characters;
    while (characters.size() < codeLength) {
        std::uint8_t byte = 0;
        random.fill(&byte, 1);
        if (byte < fairBelow)
            characters.append(alphabet[byte % alphabetSize]);
    }
    return OneTimeCode(characters);
}

base::Result<OneTimeCode> OneTimeCode::parse(QStringView typed)
{
    QByteArray characters;
    for (const QChar symbol : typed) {
        if (symbol.isSpace() || symbol.category() == QChar::Punctuation_Dash)
            continue;
        const char latin = symbol.toUpper().toLatin1();
        if (latin == 0 || alphabet.find(latin) == std::string_view::npos || characters.size() == codeLength)
            return {base::ErrorCode::CodeMalformed, QStringLiteral("one-time code")};
        characters.append(latin);
    }
    if (characters.size() != codeLength)
        return {base::ErrorCode::CodeMalformed, QStringLiteral("one-time code")};
    return OneTimeCode(characters);
}

QString OneTimeCode::text() const
{
    QString text;
    for (qsizetype i = 0; i < m_characters.size(); ++i) {
        if (i > 0 && i % groupLength == 0)
            text.append(QLatin1Char('-'));
        text.append(QLatin1Char(m_characters[i]));
    }
    return text;
}

QByteArray OneTimeCode::hash() const
{
    return QCryptographicHash::hash("luotsi enrol 1\n" + m_characters, QCryptographicHash::Sha256);
}

bool OneTimeCode::matches(const QByteArray &storedHash) const
{
    const QByteArray own = hash();
    return storedHash.size() == own.size() &&
           CRYPTO_memcmp(own.constData(), storedHash.constData(), static_cast<std::size_t>(own.size())) == 0;
}

} // namespace luotsi::pki
