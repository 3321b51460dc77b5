#pragma once

#include "base/Result.h"

#include <QDate>
#include <QJsonObject>

#include <vector>

namespace luotsi::domain {

/// Holidays as rules, data of the pack (deadlines.json): nothing here knows a country or a year.
struct HolidayRules
{
    struct Fixed
    {
        int month = 0;
        int day = 0;
    };
    /// The first `weekday` (1 Monday … 7 Sunday) on or after month/day, moved by `offset` days:
    /// Midsummer Eve is the Saturday on or after 20 June, minus one day.
    struct Floating
    {
        int month = 0;
        int day = 0;
        int weekday = 0;
        int offset = 0;
    };
    std::vector<Fixed> fixed;
    /// Days from Easter Sunday: Good Friday -2, Easter Monday 1, Ascension Day 39.
    std::vector<int> easterOffsets;
    std::vector<Floating> floating;

    /// MalformedInput names the field when the data has another shape or an impossible day.
    [[nodiscard]] static base::Result<HolidayRules> fromJson(const QJsonObject &object);
};

/// Which days offices count: Monday to Friday that no rule makes a holiday. Threading: immutable.
class WorkingDays
{
public:
    explicit WorkingDays(HolidayRules rules) : m_rules(std::move(rules)) {}

    [[nodiscard]] bool isHoliday(QDate day) const;
    [[nodiscard]] bool isWorkingDay(QDate day) const;
    /// The day itself when it is a working day, else the next one. An invalid date stays invalid.
    [[nodiscard]] QDate onOrAfter(QDate day) const;
    /// The count-th working day after `day`; count 0 is onOrAfter. A negative count gives an invalid date.
    [[nodiscard]] QDate after(QDate day, int count) const;

private:
    HolidayRules m_rules;
};

/// Easter Sunday of the western church (Gregorian computus). Invalid before 1583.
[[nodiscard]] QDate easterSunday(int year);

} // namespace luotsi::domain
