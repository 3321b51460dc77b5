#pragma once

#include "base/Result.h"

#include <QHash>
#include <QString>
#include <QStringView>

namespace luotsi::domain {

/// Length of an account number by its two-letter country: dated data (lists/iban-countries.csv of the pack).
using IbanLengths = QHash<QString, int>;

/// An international bank account number whose length fits its country and whose check digits are right
/// (ISO 13616: remainder of 97 is 1). A Finnish number also satisfies the check digit inside the bank part:
/// the 14th digit by weights 2,1 from the left (Luhn). Stored in upper case without spaces.
/// That a number is well-formed says nothing about whose account it is: sample numbers may exist.
/// Threading: a plain value. Errors: the Iban reasons and Empty.
class Iban
{
public:
    /// A card number (15 to 19 digits that pass Luhn, no country; a Finnish bank part has 14) gets a reason
    /// of its own.
    [[nodiscard]] static base::Result<Iban> normalise(QStringView text, const IbanLengths &lengths);

    [[nodiscard]] const QString &text() const { return m_text; }
    /// In groups of four: `FI96 1234 5600 0000 17`.
    [[nodiscard]] QString grouped() const;
    /// Country and last four characters only: `FI** **** 0017`.
    [[nodiscard]] QString masked() const;
    [[nodiscard]] QString country() const { return m_text.left(2); }
    /// A foreign number is accepted with a warning: payment may take longer or need the bank's code.
    [[nodiscard]] bool isForeign() const { return country() != QLatin1String("FI"); }

    friend bool operator==(const Iban &a, const Iban &b) { return a.m_text == b.m_text; }

private:
    explicit Iban(QString text) : m_text(std::move(text)) {}
    QString m_text;
};

/// A bank's code (ISO 9362), 8 or 11 characters. Errors: BicForm, Empty. Threading: a plain value.
class Bic
{
public:
    [[nodiscard]] static base::Result<Bic> normalise(QStringView text);
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    explicit Bic(QString text) : m_text(std::move(text)) {}
    QString m_text;
};

/// Whether digits satisfy Luhn's check, the last one being the check digit. Other characters: false.
[[nodiscard]] bool satisfiesLuhn(QStringView digits);

/// Remainder of 97 of letters and digits with A as 10 … Z as 35, as ISO 7064 wants; -1 for other characters.
[[nodiscard]] int remainderOf97(QStringView text);

} // namespace luotsi::domain
