#pragma once

#include "base/Result.h"

#include <QString>
#include <QStringView>

namespace luotsi::domain {

/// An e-mail address: one @ with something before it and a dot somewhere after it. Deliberately no stricter:
/// a rule that refuses a working address shuts a person out. Errors: EmailForm, Empty. A plain value.
class Email
{
public:
    [[nodiscard]] static base::Result<Email> normalise(QStringView text);
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    explicit Email(QString text) : m_text(std::move(text)) {}
    QString m_text;
};

} // namespace luotsi::domain
