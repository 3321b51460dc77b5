#include "domain/BusinessId.h"

#include "domain/Reason.h"
#include "domain/Text.h"

#include <array>

namespace luotsi::domain {

base::Result<BusinessId> BusinessId::normalise(QStringView text)
{
    QString digits = withoutSeparators(text);
    if (digits.isEmpty())
        return failure(Reason::Empty);
    if (!isDigits(digits) || digits.size() < 7 || digits.size() > 8)
        return failure(Reason::BusinessIdForm);
    digits = digits.rightJustified(8, u'0');
    constexpr std::array weights{7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += weights[i] * digit(digits.at(static_cast<qsizetype>(i)));
    const int remainder = sum % 11;
    const int check = remainder == 0 ? 0 : 11 - remainder;
    // Remainder 1 would want 10 as check digit: no digit satisfies it.
    if (check != digit(digits.back()))
        return failure(Reason::BusinessIdChecksum);
    return BusinessId(digits.left(7) + u'-' + digits.right(1));
}

} // namespace luotsi::domain
