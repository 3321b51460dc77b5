#include "domain/IdentityCode.h"

#include "domain/Reason.h"
#include "domain/Text.h"

namespace luotsi::domain {

namespace {

constexpr int length = 11;
constexpr int signIndex = 6;
constexpr int lowestNumber = 2;
constexpr int lowestTemporaryNumber = 900;
const QLatin1String checkCharacters("0123456789ABCDEFHJKLMNPRSTUVWXY");

int century(QChar sign)
{
    if (sign == u'+')
        return 1800;
    if (QLatin1String("-YXWVU").contains(sign))
        return 1900;
    if (QLatin1String("ABCDEF").contains(sign))
        return 2000;
    return 0;
}

} // namespace

base::Result<IdentityCode> IdentityCode::normalise(QStringView text, Date today)
{
    const QString code = withoutSpaces(text).toUpper();
    if (code.isEmpty())
        return failure(Reason::Empty);
    if (code.size() != length || !isDigits(QStringView(code).left(signIndex)) ||
        !isDigits(QStringView(code).mid(signIndex + 1, 3)))
        return failure(Reason::IdentityCodeForm);
    const int firstYear = century(code.at(signIndex));
    if (firstYear == 0)
        return failure(Reason::IdentityCodeSign);
    const int yearInCentury = code.mid(4, 2).toInt();
    const auto birthDate =
        Date::fromNumbers(firstYear + yearInCentury, code.mid(2, 2).toInt(), code.left(2).toInt());
    if (!birthDate)
        return failure(Reason::IdentityCodeDate);
    if (*birthDate > today)
        return failure(Reason::IdentityCodeFuture);
    const int individual = code.mid(7, 3).toInt();
    if (individual < lowestNumber)
        return failure(Reason::IdentityCodeNumber);
    const int remainder = (code.left(signIndex) + code.mid(7, 3)).toInt() % 31;
    if (code.at(length - 1) != QChar(checkCharacters.at(remainder)))
        return failure(Reason::IdentityCodeCharacter);
    return IdentityCode(code, *birthDate);
}

QString IdentityCode::masked() const
{
    return m_text.left(signIndex + 1) + QStringLiteral("****");
}

bool IdentityCode::isTemporary() const
{
    return m_text.mid(7, 3).toInt() >= lowestTemporaryNumber;
}

} // namespace luotsi::domain
