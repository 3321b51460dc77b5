#include "domain/Iban.h"

#include "domain/Reason.h"
#include "domain/Text.h"

#include <QRegularExpression>

namespace luotsi::domain {

namespace {

bool isUpperLetter(QChar character)
{
    return character >= u'A' && character <= u'Z';
}

bool isCardNumber(const QString &plain)
{
    return isDigits(plain) && plain.size() >= 15 && plain.size() <= 19 && satisfiesLuhn(plain);
}

bool hasIbanShape(const QString &plain)
{
    if (plain.size() < 5 || plain.size() > 34)
        return false;
    if (!isUpperLetter(plain.at(0)) || !isUpperLetter(plain.at(1)) || !isDigits(QStringView(plain).mid(2, 2)))
        return false;
    return remainderOf97(plain) >= 0;
}

} // namespace

bool satisfiesLuhn(QStringView digits)
{
    if (!isDigits(digits))
        return false;
    int sum = 0;
    bool doubled = false;
    for (qsizetype i = digits.size() - 1; i >= 0; --i) {
        const int value = digit(digits.at(i)) * (doubled ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
        doubled = !doubled;
    }
    return sum % 10 == 0;
}

int remainderOf97(QStringView text)
{
    int remainder = 0;
    for (const QChar character : text) {
        if (character >= u'0' && character <= u'9')
            remainder = (remainder * 10 + digit(character)) % 97;
        else if (isUpperLetter(character))
            remainder = (remainder * 100 + character.unicode() - u'A' + 10) % 97;
        else
            return -1;
    }
    return remainder;
}

base::Result<Iban> Iban::normalise(QStringView text, const IbanLengths &lengths)
{
    const QString plain = withoutSeparators(text).toUpper();
    if (plain.isEmpty())
        return failure(Reason::Empty);
    if (isCardNumber(plain))
        return failure(Reason::IbanCardNumber);
    if (!hasIbanShape(plain))
        return failure(Reason::IbanForm);
    const auto length = lengths.constFind(plain.left(2));
    if (length == lengths.constEnd())
        return failure(Reason::IbanCountry);
    if (plain.size() != *length)
        return failure(Reason::IbanLength);
    if (remainderOf97(plain.mid(4) + plain.left(4)) != 1)
        return failure(Reason::IbanChecksum);
    if (plain.startsWith(QLatin1String("FI")) && !satisfiesLuhn(QStringView(plain).mid(4)))
        return failure(Reason::IbanAccountChecksum);
    return Iban(plain);
}

QString Iban::grouped() const
{
    QString result;
    for (qsizetype i = 0; i < m_text.size(); i += 4) {
        if (i > 0)
            result += u' ';
        result += QStringView(m_text).mid(i, 4);
    }
    return result;
}

QString Iban::masked() const
{
    return m_text.left(2) + QStringLiteral("** **** ") + m_text.right(4);
}

base::Result<Bic> Bic::normalise(QStringView text)
{
    const QString plain = withoutSeparators(text).toUpper();
    if (plain.isEmpty())
        return failure(Reason::Empty);
    static const QRegularExpression shape(QStringLiteral("^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$"));
    if (!shape.match(plain).hasMatch())
        return failure(Reason::BicForm);
    return Bic(plain);
}

} // namespace luotsi::domain
