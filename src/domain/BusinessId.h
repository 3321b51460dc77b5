#pragma once

#include "base/Result.h"

#include <QString>
#include <QStringView>

namespace luotsi::domain {

/// A Finnish business ID (Y-tunnus) 1234567-1: seven digits and a check digit by weights 7, 9, 10, 5, 8, 4, 2
/// and remainder of 11; remainder 1 is never given out. Old numbers of six digits get a leading zero.
/// Errors: the BusinessId reasons and Empty. Threading: a plain value.
class BusinessId
{
public:
    /// The hyphen may be missing.
    [[nodiscard]] static base::Result<BusinessId> normalise(QStringView text);
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    explicit BusinessId(QString text) : m_text(std::move(text)) {}
    QString m_text;
};

} // namespace luotsi::domain
