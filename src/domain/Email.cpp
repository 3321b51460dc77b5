#include "domain/Email.h"

#include "domain/Reason.h"

#include <algorithm>

namespace luotsi::domain {

base::Result<Email> Email::normalise(QStringView text)
{
    const QString plain = text.trimmed().toString();
    if (plain.isEmpty())
        return failure(Reason::Empty);
    const qsizetype at = plain.indexOf(u'@');
    const qsizetype dot = plain.indexOf(u'.', at + 1);
    const bool hasSpace = std::any_of(plain.begin(), plain.end(), [](QChar c) { return c.isSpace(); });
    if (at < 1 || plain.count(u'@') != 1 || dot <= at + 1 || plain.endsWith(u'.') || hasSpace)
        return failure(Reason::EmailForm);
    return Email(plain);
}

} // namespace luotsi::domain
