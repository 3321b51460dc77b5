#pragma once

#include "base/Result.h"

#include <QString>
#include <QStringView>

#include <compare>
#include <cstdint>

namespace luotsi::domain {

/// Whether an amount may be below zero: only the balance of an account may.
enum class MoneySign : std::uint8_t { NotNegative, Any };

/// An amount of euros in whole cents, at most nine digits of cents. Zero is an amount and not the same as an
/// empty answer. What can be read in two ways (`1,234.50`, `1.234`) is an error, never a guess.
/// Text in an instance: `1234.50`; for a person: `1 234,50 €` with no-break spaces.
/// Errors: the Money reasons and Empty. Threading: a plain value.
class Money
{
public:
    Money() = default;
    [[nodiscard]] static Money fromCents(std::int64_t cents) { return Money(cents); }
    /// Accepts `1 234,50`, `1234.5`, `1 234,5 €`, `520 e`, `35 euroa`, no-break spaces and any minus sign.
    [[nodiscard]] static base::Result<Money> normalise(QStringView text,
                                                       MoneySign sign = MoneySign::NotNegative);

    [[nodiscard]] std::int64_t cents() const { return m_cents; }
    [[nodiscard]] QString instanceText() const;
    [[nodiscard]] QString display() const;

    friend auto operator<=>(Money a, Money b) = default;

private:
    explicit Money(std::int64_t cents) : m_cents(cents) {}
    std::int64_t m_cents = 0;
};

} // namespace luotsi::domain
