#pragma once

#include "base/Result.h"

#include <QString>
#include <QStringView>

namespace luotsi::domain {

/// A name as its bearer writes it: 1 to 100 characters of any script, with spaces, apostrophes, hyphens and
/// dots; at least one letter; capitals are left alone. Runs of spaces become one.
/// Errors: NameForm (digits, signs, control characters), NameLong, Empty. Threading: a plain value.
class PersonName
{
public:
    [[nodiscard]] static base::Result<PersonName> normalise(QStringView text);
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    explicit PersonName(QString text) : m_text(std::move(text)) {}
    QString m_text;
};

} // namespace luotsi::domain
