#pragma once

#include "base/Result.h"

#include <QString>
#include <QStringView>

namespace luotsi::domain {

/// The reference number of a Finnish bill (viitenumero): 4 to 20 digits whose last one is the check digit by
/// weights 7, 3, 1 from the right, or the same in an international frame `RF` + 2 check digits (ISO 11649).
/// Leading zeros are dropped: the number is the same. Errors: the ReferenceNumber reasons and Empty.
/// Threading: a plain value.
class ReferenceNumber
{
public:
    [[nodiscard]] static base::Result<ReferenceNumber> normalise(QStringView text);

    [[nodiscard]] const QString &text() const { return m_text; }
    /// National numbers in groups of five from the right, RF numbers in groups of four from the left.
    [[nodiscard]] QString grouped() const;
    [[nodiscard]] bool isInternational() const { return m_text.startsWith(QLatin1String("RF")); }

private:
    explicit ReferenceNumber(QString text) : m_text(std::move(text)) {}
    QString m_text;
};

} // namespace luotsi::domain
