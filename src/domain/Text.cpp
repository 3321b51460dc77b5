#include "domain/Text.h"

#include <algorithm>

namespace luotsi::domain {

namespace {

bool isDash(QChar character)
{
    // Hyphen, non-breaking hyphen, figure dash, en dash, em dash, bar, minus, small and full-width hyphen.
    const char16_t code = character.unicode();
    return (code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0xFE63 || code == 0xFF0D;
}

bool isInvisible(QChar character)
{
    // Byte order mark, zero-width and direction marks that copying from a web page brings along.
    const char16_t code = character.unicode();
    return code == 0xFEFF || (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0x00AD;
}

} // namespace

QString withoutSpaces(QStringView text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar character : text) {
        if (character.isSpace() || isInvisible(character))
            continue;
        result.append(isDash(character) ? QChar(u'-') : character);
    }
    return result;
}

QString withoutSeparators(QStringView text)
{
    QString result = withoutSpaces(text);
    result.removeIf([](QChar character) {
        return character == u'-' || character == u'.' || character == u'(' || character == u')' ||
               character == u'/';
    });
    return result;
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

int digit(QChar character)
{
    return character.unicode() - u'0';
}

} // namespace luotsi::domain
