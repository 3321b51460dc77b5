#pragma once

#include "base/Result.h"
#include "domain/Date.h"

#include <QString>
#include <QStringView>

namespace luotsi::domain {

/// A Finnish personal identity code (henkilötunnus) DDMMYYCZZZQ whose date exists, is not in the future, and
/// whose check character is right. The sign C belongs to the code: since 2023 two people may differ in it
/// alone (1800s '+', 1900s '-' Y X W V U, 2000s 'A' to 'F'), so it is kept and compared.
/// It identifies, it never proves identity. Never put it into a log, file name, QR code or slip.
/// Rule: Finland's population information system, signs in force since 1.1.2023.
/// Threading: a plain value. Errors: the IdentityCode reasons and Empty.
class IdentityCode
{
public:
    /// Accepts lower case, any spaces, and any dash for '-'. `today` bounds the birth date.
    [[nodiscard]] static base::Result<IdentityCode> normalise(QStringView text, Date today);

    [[nodiscard]] const QString &text() const { return m_text; }
    /// Birth date part and sign, the rest as four stars: `140386-****`.
    [[nodiscard]] QString masked() const;
    [[nodiscard]] Date birthDate() const { return m_birthDate; }
    /// Individual number 900 to 999: temporary or artificial, not in the population register.
    [[nodiscard]] bool isTemporary() const;

    friend bool operator==(const IdentityCode &a, const IdentityCode &b) { return a.m_text == b.m_text; }

private:
    IdentityCode(QString text, Date birthDate) : m_text(std::move(text)), m_birthDate(birthDate) {}
    QString m_text;
    Date m_birthDate;
};

} // namespace luotsi::domain
