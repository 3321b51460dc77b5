#pragma once

#include "base/Result.h"
#include "domain/WorkingDays.h"

#include <QDate>
#include <QJsonObject>
#include <QString>

#include <cstdint>
#include <vector>

namespace luotsi::domain {

/// What a deadline is counted in. WorkingDays: an arrival on a free day counts as the next working day, and
/// counting starts on the working day after that. CalendarDays and Months: from the day itself.
enum class DeadlineUnit : std::uint8_t { WorkingDays, CalendarDays, Months };

/// What to do when the last day of a calendar count is not a working day.
enum class DeadlineEnd : std::uint8_t { Exact, NextWorkingDay };

/// One legal deadline as data of the pack (deadlines.json), so that a change of law is a change of data:
/// "decision at latest the 7th working day", "rectification 37 days from posting".
/// `arrival` is always the day the centre received it in local time, never the device's.
/// Errors: MalformedInput names the field. Threading: a plain value.
struct DeadlineRule
{
    QString id;
    DeadlineUnit unit = DeadlineUnit::WorkingDays;
    int count = 0;
    DeadlineEnd end = DeadlineEnd::Exact;

    [[nodiscard]] static base::Result<DeadlineRule> fromJson(const QJsonObject &object);
    [[nodiscard]] static base::Result<std::vector<DeadlineRule>> allFromJson(const QJsonObject &deadlines);

    /// The working day an arrival counts as.
    [[nodiscard]] static QDate countedAs(QDate arrival, const WorkingDays &workingDays);
    /// The last day of the deadline; invalid when `arrival` is.
    [[nodiscard]] QDate dueDate(QDate arrival, const WorkingDays &workingDays) const;
};

} // namespace luotsi::domain
