#include "domain/PostalCode.h"

#include "domain/Reason.h"
#include "domain/Text.h"

namespace luotsi::domain {

base::Result<PostalCode> PostalCode::normalise(QStringView text)
{
    QString plain = withoutSeparators(text).toUpper();
    if (plain.startsWith(QLatin1String("FI")))
        plain.remove(0, 2);
    if (plain.isEmpty())
        return failure(Reason::Empty);
    if (plain.size() != 5 || !isDigits(plain))
        return failure(Reason::PostalCodeForm);
    return PostalCode(plain);
}

} // namespace luotsi::domain
