#include "domain/ReferenceNumber.h"

#include "domain/Iban.h"
#include "domain/Reason.h"
#include "domain/Text.h"

#include <array>

namespace luotsi::domain {

namespace {

constexpr int shortest = 4;
constexpr int longest = 20;

bool hasNationalCheckDigit(QStringView digits)
{
    constexpr std::array weights{7, 3, 1};
    int sum = 0;
    std::size_t step = 0;
    for (qsizetype i = digits.size() - 2; i >= 0; --i)
        sum += digit(digits.at(i)) * weights[step++ % weights.size()];
    return (10 - sum % 10) % 10 == digit(digits.back());
}

QString withoutLeadingZeros(QString digits)
{
    while (digits.size() > 1 && digits.startsWith(u'0'))
        digits.remove(0, 1);
    return digits;
}

base::Result<QString> national(QString digits)
{
    digits = withoutLeadingZeros(std::move(digits));
    if (!isDigits(digits) || digits.size() < shortest || digits.size() > longest)
        return failure(Reason::ReferenceNumberForm);
    if (!hasNationalCheckDigit(digits))
        return failure(Reason::ReferenceNumberChecksum);
    return digits;
}

} // namespace

base::Result<ReferenceNumber> ReferenceNumber::normalise(QStringView text)
{
    const QString plain = withoutSeparators(text).toUpper();
    if (plain.isEmpty())
        return failure(Reason::Empty);
    if (!plain.startsWith(QLatin1String("RF"))) {
        auto digits = national(plain);
        if (!digits)
            return digits.error();
        return ReferenceNumber(*digits);
    }
    if (plain.size() < 5 || !isDigits(QStringView(plain).mid(2, 2)))
        return failure(Reason::ReferenceNumberForm);
    auto digits = national(plain.mid(4));
    if (!digits)
        return digits.error();
    if (remainderOf97(QString(*digits + plain.left(4))) != 1)
        return failure(Reason::ReferenceNumberChecksum);
    return ReferenceNumber(plain.left(4) + *digits);
}

QString ReferenceNumber::grouped() const
{
    const int size = isInternational() ? 4 : 5;
    const qsizetype offset = isInternational() ? 0 : m_text.size() % size;
    QString result;
    for (qsizetype i = 0; i < m_text.size(); ++i) {
        if (i > 0 && (i - offset) % size == 0)
            result += u' ';
        result += m_text.at(i);
    }
    return result;
}

} // namespace luotsi::domain
