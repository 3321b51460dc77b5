#pragma once

#include "base/Result.h"

#include <QString>
#include <QStringView>

namespace luotsi::domain {

/// A Finnish postal code: exactly five digits, kept as text because leading zeros count (00100).
/// Whether the code exists is the pack's list to say, not this class's. Errors: PostalCodeForm, Empty.
/// Threading: a plain value.
class PostalCode
{
public:
    /// A leading `FI-` is dropped.
    [[nodiscard]] static base::Result<PostalCode> normalise(QStringView text);
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    explicit PostalCode(QString text) : m_text(std::move(text)) {}
    QString m_text;
};

} // namespace luotsi::domain
