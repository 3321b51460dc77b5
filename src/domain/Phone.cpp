#include "domain/Phone.h"

#include "domain/Reason.h"
#include "domain/Text.h"

namespace luotsi::domain {

namespace {

constexpr int fewestDigits = 7;
constexpr int mostDigits = 15;
const QLatin1String finland("+358");

QString inGroups(const QString &digits, qsizetype first)
{
    QString result = digits.left(first);
    qsizetype at = first;
    while (at < digits.size()) {
        const qsizetype left = digits.size() - at;
        const qsizetype take = left == 4 || left < 3 ? left : 3;
        result += u' ' + digits.mid(at, take);
        at += take;
    }
    return result;
}

} // namespace

base::Result<Phone> Phone::normalise(QStringView text)
{
    QString plain = withoutSeparators(text);
    if (plain.isEmpty())
        return failure(Reason::Empty);
    if (plain.startsWith(QLatin1String("00")))
        plain = u'+' + plain.mid(2);
    else if (plain.startsWith(u'0'))
        plain = finland + plain.mid(1);
    // "+358 (0)40 …" is written so on business cards; the zero in brackets is not dialled.
    if (plain.startsWith(QLatin1String("+3580")))
        plain.remove(4, 1);
    const QStringView digits = QStringView(plain).mid(1);
    // One zero is the trunk prefix; no Finnish number goes on with another.
    if (!plain.startsWith(u'+') || !isDigits(digits) || digits.front() == u'0' ||
        plain.startsWith(QLatin1String("+3580")))
        return failure(Reason::PhoneForm);
    if (digits.size() < fewestDigits)
        return failure(Reason::PhoneShort);
    if (digits.size() > mostDigits)
        return failure(Reason::PhoneLong);
    return Phone(plain);
}

bool Phone::isFinnishMobile() const
{
    return m_text.startsWith(QLatin1String("+3584")) || m_text.startsWith(QLatin1String("+35850"));
}

QString Phone::display() const
{
    if (m_text.startsWith(finland))
        return inGroups(u'0' + m_text.mid(finland.size()), 3);
    return inGroups(m_text, 3);
}

} // namespace luotsi::domain
