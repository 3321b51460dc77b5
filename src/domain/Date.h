#pragma once

#include "base/Result.h"

#include <QDate>
#include <QString>
#include <QStringView>

#include <compare>
#include <optional>

namespace luotsi::domain {

/// A day of the Gregorian calendar that exists, year 1000 to 9999, without time or time zone.
/// The year is always typed with four digits: "26" is never guessed to be 1926 or 2026.
/// Text in an instance is ISO 8601 (2026-11-23); text for a person is 23.11.2026.
/// Errors: DateForm, DateYear, DateImpossible, Empty. Threading: a plain value.
class Date
{
public:
    [[nodiscard]] static base::Result<Date> fromParts(QStringView day, QStringView month, QStringView year);
    [[nodiscard]] static base::Result<Date> fromNumbers(int year, int month, int day);
    /// Accepts `23.11.2026`, `23. 11. 2026`, `23/11/2026`, `23-11-2026` and ISO `2026-11-23`.
    [[nodiscard]] static base::Result<Date> normalise(QStringView text);

    [[nodiscard]] int year() const { return m_date.year(); }
    [[nodiscard]] int month() const { return m_date.month(); }
    [[nodiscard]] int day() const { return m_date.day(); }
    [[nodiscard]] QDate date() const { return m_date; }
    [[nodiscard]] QString iso() const;
    [[nodiscard]] QString display() const;

    /// Whole years from a birth date to that day, as law counts them: the birthday counts; born on 29
    /// February one is a year older on 1 March of a common year.
    [[nodiscard]] int yearsUntil(Date later) const;

    friend bool operator==(Date a, Date b) { return a.m_date == b.m_date; }
    friend std::strong_ordering operator<=>(Date a, Date b)
    {
        return a.m_date.toJulianDay() <=> b.m_date.toJulianDay();
    }

private:
    explicit Date(QDate date) : m_date(date) {}
    QDate m_date;
};

/// A date of which the day, or day and month, may be unknown: "about March 2025" is an answer.
/// ISO text is 2025-03 or 2025. Errors as Date. Threading: a plain value.
class PartialDate
{
public:
    /// An empty day is an unknown day; an empty month, with an empty day, an unknown month.
    [[nodiscard]] static base::Result<PartialDate> fromParts(QStringView day, QStringView month,
                                                             QStringView year);

    [[nodiscard]] int year() const { return m_year; }
    [[nodiscard]] std::optional<int> month() const { return m_month; }
    [[nodiscard]] std::optional<int> day() const { return m_day; }
    [[nodiscard]] QString iso() const;
    [[nodiscard]] QString display() const;

private:
    int m_year = 0;
    std::optional<int> m_month;
    std::optional<int> m_day;
};

} // namespace luotsi::domain
