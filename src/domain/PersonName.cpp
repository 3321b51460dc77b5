#include "domain/PersonName.h"

#include "domain/Reason.h"

#include <QList>

namespace luotsi::domain {

namespace {

constexpr int mostCharacters = 100;

bool isAllowedSign(char32_t code)
{
    // Apostrophes of several keyboards, hyphens, dot, middle dot, and the joiners Persian names are written
    // with.
    return code == U' ' || code == U'-' || code == U'\'' || code == U'.' || code == 0x2019 ||
           code == 0x2018 || code == 0x02BC || code == 0x02BB || code == 0x00B4 || code == 0x0060 ||
           code == 0x2010 || code == 0x2011 || code == 0x00B7 || code == 0x200C || code == 0x200D;
}

} // namespace

base::Result<PersonName> PersonName::normalise(QStringView text)
{
    const QString plain = text.toString().simplified().normalized(QString::NormalizationForm_C);
    if (plain.isEmpty())
        return failure(Reason::Empty);
    const QList<uint> codes = plain.toUcs4();
    if (codes.size() > mostCharacters)
        return failure(Reason::NameLong);
    bool hasLetter = false;
    for (const uint code : codes) {
        const bool letter = QChar::isLetter(code);
        hasLetter = hasLetter || letter;
        if (!letter && !QChar::isMark(code) && !isAllowedSign(code))
            return failure(Reason::NameForm);
    }
    if (!hasLetter)
        return failure(Reason::NameForm);
    return PersonName(plain);
}

} // namespace luotsi::domain
