#include "platform/KeyText.h"

#include <algorithm>

namespace luotsi::platform {

namespace {

bool isHexDigit(char digit)
{
    return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f') || (digit >= 'A' && digit <= 'F');
}

} // namespace

std::optional<QByteArray> keyFromText(const QByteArray &text)
{
    if (text.size() == keyBytes)
        return text;
    const QByteArray digits = text.trimmed();
    if (digits.size() != 2 * keyBytes || !std::all_of(digits.begin(), digits.end(), isHexDigit))
        return std::nullopt;
    return QByteArray::fromHex(digits);
}

} // namespace luotsi::platform
