#pragma once

#include "base/Result.h"

#include <QString>
#include <QStringView>

namespace luotsi::domain {

/// A telephone number as `+` and 7 to 15 digits, country code first (E.164's longest). A number typed with a
/// leading 0 is Finnish: `040 123 4567` is `+358401234567`; `00` is read as `+`.
/// "No phone" and "not safe to call" are answers of their own and never a phone number.
/// Errors: the Phone reasons and Empty. Threading: a plain value.
class Phone
{
public:
    [[nodiscard]] static base::Result<Phone> normalise(QStringView text);

    [[nodiscard]] const QString &text() const { return m_text; }
    /// As people read it: Finnish numbers `040 123 4567`, others `+46 701 234 567`.
    [[nodiscard]] QString display() const;
    /// Finnish mobile numbers start with 04 or 050.
    [[nodiscard]] bool isFinnishMobile() const;

private:
    explicit Phone(QString text) : m_text(std::move(text)) {}
    QString m_text;
};

} // namespace luotsi::domain
