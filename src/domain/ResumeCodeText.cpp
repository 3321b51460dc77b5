#include "domain/ResumeCodeText.h"

#include "domain/Reason.h"
#include "domain/Text.h"

namespace luotsi::domain {

namespace {

qsizetype valueOf(QChar character)
{
    return ResumeCodeText::alphabet().indexOf(character);
}

QChar checkCharacter(QStringView firstEleven)
{
    qsizetype sum = 0;
    for (qsizetype i = 0; i < firstEleven.size(); ++i)
        sum += (i + 1) * valueOf(firstEleven.at(i));
    return ResumeCodeText::alphabet().at(sum % ResumeCodeText::alphabetSize);
}

} // namespace

QLatin1String ResumeCodeText::alphabet()
{
    return QLatin1String("2346789ABCDEFGHJKMNPQRTUVWXYZ");
}

base::Result<ResumeCodeText> ResumeCodeText::normalise(QStringView text)
{
    const QString plain = withoutSeparators(text).toUpper();
    if (plain.isEmpty())
        return failure(Reason::Empty);
    for (const QChar character : plain) {
        if (valueOf(character) < 0)
            return failure(Reason::CodeCharacter);
    }
    if (plain.size() != length)
        return failure(Reason::CodeLength);
    if (checkCharacter(QStringView(plain).left(length - 1)) != plain.back())
        return failure(Reason::CodeChecksum);
    return ResumeCodeText(plain);
}

base::Result<ResumeCodeText> ResumeCodeText::fromValues(const std::array<std::uint8_t, length - 1> &values)
{
    QString text;
    for (const std::uint8_t value : values) {
        if (value >= alphabetSize)
            return base::Result<ResumeCodeText>(base::ErrorCode::MalformedInput);
        text += QChar(alphabet().at(value));
    }
    text += checkCharacter(text);
    return ResumeCodeText(text);
}

QString ResumeCodeText::grouped() const
{
    return m_text.left(4) + u'-' + m_text.mid(4, 4) + u'-' + m_text.right(4);
}

} // namespace luotsi::domain
