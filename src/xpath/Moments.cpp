#include "xpath/Moments.h"

#include <QDateTime>
#include <QTimeZone>

#include <cmath>

namespace luotsi::xpath {

namespace {

constexpr double millisecondsPerDay = 86'400'000.0;
constexpr qint64 millisecondsPerSecond = 1000;

/// Reads exactly `count` digits.
std::optional<int> takeDigits(QStringView &text, int count)
{
    if (text.size() < count)
        return std::nullopt;
    int number = 0;
    for (int i = 0; i < count; ++i) {
        const QChar c = text[i];
        if (c < u'0' || c > u'9')
            return std::nullopt;
        number = number * 10 + (c.unicode() - u'0');
    }
    text = text.sliced(count);
    return number;
}

bool takeCharacter(QStringView &text, QChar wanted)
{
    if (!text.startsWith(wanted))
        return false;
    text = text.sliced(1);
    return true;
}

std::optional<QTime> takeTime(QStringView &text)
{
    const auto hour = takeDigits(text, 2);
    if (!hour || !takeCharacter(text, u':'))
        return std::nullopt;
    const auto minute = takeDigits(text, 2);
    if (!minute)
        return std::nullopt;
    int second = 0;
    int millisecond = 0;
    if (takeCharacter(text, u':')) {
        const auto read = takeDigits(text, 2);
        if (!read)
            return std::nullopt;
        second = *read;
        if (takeCharacter(text, u'.')) {
            int scale = 100;
            bool any = false;
            while (const auto digit = takeDigits(text, 1)) {
                millisecond += *digit * scale;
                scale /= 10;
                any = true;
            }
            if (!any)
                return std::nullopt;
        }
    }
    const QTime time(*hour, *minute, second, millisecond);
    return time.isValid() ? std::optional(time) : std::nullopt;
}

/// Seconds east of UTC; present with `local` when the text names none.
std::optional<int> takeOffset(QStringView &text, bool &local)
{
    local = text.isEmpty();
    if (local || takeCharacter(text, u'Z'))
        return 0;
    const bool west = text.startsWith(u'-');
    if (!west && !text.startsWith(u'+'))
        return std::nullopt;
    text = text.sliced(1);
    const auto hours = takeDigits(text, 2);
    if (!hours)
        return std::nullopt;
    takeCharacter(text, u':');
    const int minutes = takeDigits(text, 2).value_or(0);
    if (*hours > 23 || minutes > 59)
        return std::nullopt;
    return (west ? -1 : 1) * (*hours * 3600 + minutes * 60);
}

QString padded(int number, int width)
{
    return QString::number(number).rightJustified(width, u'0');
}

QString offsetText(const QDateTime &local)
{
    const int offset = local.offsetFromUtc();
    return (offset < 0 ? QStringLiteral("-") : QStringLiteral("+")) + padded(std::abs(offset) / 3600, 2) +
           u':' + padded(std::abs(offset) / 60 % 60, 2);
}

std::optional<QString> field(QChar letter, const QDateTime &local, const QLocale &locale)
{
    const QDate date = local.date();
    const QTime time = local.time();
    switch (letter.unicode()) {
    case u'Y':
        return padded(date.year(), 4);
    case u'y':
        return padded(date.year() % 100, 2);
    case u'm':
        return padded(date.month(), 2);
    case u'n':
        return QString::number(date.month());
    case u'b':
        return locale.standaloneMonthName(date.month(), QLocale::ShortFormat);
    case u'B':
        return locale.standaloneMonthName(date.month(), QLocale::LongFormat);
    case u'd':
        return padded(date.day(), 2);
    case u'e':
        return QString::number(date.day());
    case u'H':
        return padded(time.hour(), 2);
    case u'h':
        return QString::number(time.hour());
    case u'M':
        return padded(time.minute(), 2);
    case u'S':
        return padded(time.second(), 2);
    case u'3':
        return padded(time.msec(), 3);
    case u'a':
        return locale.standaloneDayName(date.dayOfWeek(), QLocale::ShortFormat);
    case u'A':
        return locale.standaloneDayName(date.dayOfWeek(), QLocale::LongFormat);
    case u'W':
        return QString::number(date.weekNumber());
    case u'Z':
        return offsetText(local);
    case u'%':
        return QStringLiteral("%");
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<Moment> parseMoment(QStringView text, const QTimeZone &zone)
{
    text = text.trimmed();
    const auto year = takeDigits(text, 4);
    if (!year || !takeCharacter(text, u'-'))
        return std::nullopt;
    const auto month = takeDigits(text, text.size() > 1 && text[1] == u'-' ? 1 : 2);
    if (!month || !takeCharacter(text, u'-'))
        return std::nullopt;
    const auto day = takeDigits(text, text.size() == 1 || (text.size() > 1 && !text[1].isDigit()) ? 1 : 2);
    const QDate date = day ? QDate(*year, *month, *day) : QDate();
    if (!date.isValid())
        return std::nullopt;
    if (text.isEmpty())
        return Moment{QDateTime(date, QTime(0, 0), zone).toMSecsSinceEpoch(), true};
    if (!takeCharacter(text, u'T') && !takeCharacter(text, u' '))
        return std::nullopt;
    const auto time = takeTime(text);
    if (!time)
        return std::nullopt;
    bool local = false;
    const auto offset = takeOffset(text, local);
    if (!offset || !text.isEmpty())
        return std::nullopt;
    if (local)
        return Moment{QDateTime(date, *time, zone).toMSecsSinceEpoch(), false};
    const qint64 asIfUtc = QDateTime(date, *time, QTimeZone::utc()).toMSecsSinceEpoch();
    return Moment{asIfUtc - *offset * millisecondsPerSecond, false};
}

Moment momentFromDays(double days)
{
    return {static_cast<qint64>(std::llround(days * millisecondsPerDay)), false};
}

double daysSinceEpoch(const Moment &moment)
{
    return moment.valid ? static_cast<double>(moment.milliseconds) / millisecondsPerDay : std::nan("");
}

QString momentToText(const Moment &moment, const QTimeZone &zone)
{
    if (!moment.valid)
        return QStringLiteral("Invalid Date");
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(moment.milliseconds, zone);
    const QString date = padded(local.date().year(), 4) + u'-' + padded(local.date().month(), 2) + u'-' +
                         padded(local.date().day(), 2);
    if (moment.dateOnly)
        return date;
    return date + u'T' + local.time().toString(QStringLiteral("HH:mm:ss.zzz")) + offsetText(local);
}

std::optional<QString> formatMoment(const Moment &moment, QStringView pattern, const QTimeZone &zone,
                                    const QLocale &locale)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(moment.milliseconds, zone);
    QString text;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != u'%' || i + 1 == pattern.size()) {
            text += pattern[i];
            continue;
        }
        const auto written = field(pattern[++i], local, locale);
        if (!written)
            return std::nullopt;
        text += *written;
    }
    return text;
}

} // namespace luotsi::xpath
