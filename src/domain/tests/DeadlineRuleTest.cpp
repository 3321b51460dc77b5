#include "domain/DeadlineRule.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

#include <algorithm>

using namespace luotsi::domain;

namespace {

QJsonObject packDeadlines()
{
    QFile file(QStringLiteral(LUOTSI_SOURCE_DIR "/assets/pack-fi/deadlines.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

QDate day(const char *iso)
{
    return QDate::fromString(QString::fromLatin1(iso), Qt::ISODate);
}

} // namespace

/// The rules of the pack's own data: every row of the table in the deadline engine's description.
class DeadlineRuleTest : public QObject
{
    Q_OBJECT

private:
    WorkingDays m_days{HolidayRules{}};
    std::vector<DeadlineRule> m_rules;

    QDate due(const char *id, QDate arrival) const
    {
        const auto rule = std::find_if(m_rules.begin(), m_rules.end(), [id](const DeadlineRule &candidate) {
            return candidate.id == QLatin1String(id);
        });
        return rule == m_rules.end() ? QDate() : rule->dueDate(arrival, m_days);
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto holidays = HolidayRules::fromJson(packDeadlines().value(QLatin1String("holidays")).toObject());
        QVERIFY(holidays.ok());
        m_days = WorkingDays(*holidays);
        auto rules = DeadlineRule::allFromJson(packDeadlines());
        QVERIFY(rules.ok());
        m_rules = *rules;
    }

    void arrival_countsAsWorkingDayAndIsDueByTable_data()
    {
        QTest::addColumn<QString>("arrival");
        QTest::addColumn<QString>("countedAs");
        QTest::addColumn<QString>("urgent");
        QTest::addColumn<QString>("seventh");
        QTest::newRow("monday") << "2026-11-23"
                                << "2026-11-23"
                                << "2026-11-24"
                                << "2026-12-02";
        QTest::newRow("saturday") << "2026-11-21"
                                  << "2026-11-23"
                                  << "2026-11-24"
                                  << "2026-12-02";
        QTest::newRow("sunday") << "2026-11-22"
                                << "2026-11-23"
                                << "2026-11-24"
                                << "2026-12-02";
        QTest::newRow("midsummer") << "2026-06-12"
                                   << "2026-06-12"
                                   << "2026-06-15"
                                   << "2026-06-24";
        QTest::newRow("christmas") << "2026-12-23"
                                   << "2026-12-23"
                                   << "2026-12-28"
                                   << "2027-01-07";
        QTest::newRow("christmas eve") << "2026-12-24"
                                       << "2026-12-28"
                                       << "2026-12-29"
                                       << "2027-01-08";
        QTest::newRow("kiosk read next day") << "2026-11-24"
                                             << "2026-11-24"
                                             << "2026-11-25"
                                             << "2026-12-03";
    }

    void arrival_countsAsWorkingDayAndIsDueByTable()
    {
        QFETCH(QString, arrival);
        QFETCH(QString, countedAs);
        QFETCH(QString, urgent);
        QFETCH(QString, seventh);
        const QDate from = QDate::fromString(arrival, Qt::ISODate);
        QCOMPARE(DeadlineRule::countedAs(from, m_days).toString(Qt::ISODate), countedAs);
        QCOMPARE(due("decision-urgent-assistance", from).toString(Qt::ISODate), urgent);
        QCOMPARE(due("decision-basic-assistance", from).toString(Qt::ISODate), seventh);
        QCOMPARE(due("talk-in-person", from).toString(Qt::ISODate), seventh);
    }

    void mondayArrival_isDueWednesdayOfNextWeek()
    {
        const QDate end = due("decision-basic-assistance", day("2026-09-07"));
        QCOMPARE(end, day("2026-09-16"));
        QCOMPARE(end.dayOfWeek(), 3);
    }

    void rectification_is37DaysFromPostingAndMovesOffAFreeDay()
    {
        QCOMPARE(due("rectification", day("2026-11-23")), day("2026-12-30"));
        QCOMPARE(due("rectification", day("2026-11-18")), day("2026-12-28")); // the 25th is Christmas Day
    }

    void monthRules_endOnTheSameDayOfTheMonthOrItsLast()
    {
        QCOMPARE(due("primary-benefit-reminder", day("2026-01-31")), day("2026-02-28"));
        QCOMPARE(due("housing-guidance", day("2026-11-30")), day("2027-02-28"));
    }

    void easter_isRightInEarlyLateAndOrdinaryYears()
    {
        QCOMPARE(easterSunday(2026), day("2026-04-05"));
        QCOMPARE(easterSunday(2008), day("2008-03-23"));
        QCOMPARE(easterSunday(2038), day("2038-04-25"));
        QCOMPARE(easterSunday(2000), day("2000-04-23"));
        QVERIFY(!easterSunday(1000).isValid());
    }

    void holidaysOf2026_areTheFinnishOnes()
    {
        const QList<const char *> holidays{
            "2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-06-19",
            "2026-06-20", "2026-10-31", "2026-12-06", "2026-12-24", "2026-12-25", "2026-12-26"};
        int found = 0;
        for (QDate date = day("2026-01-01"); date.year() == 2026; date = date.addDays(1))
            found += m_days.isHoliday(date) ? 1 : 0;
        QCOMPARE(found, static_cast<int>(holidays.size()));
        for (const char *holiday : holidays)
            QVERIFY2(m_days.isHoliday(day(holiday)), holiday);
    }

    void malformedRules_nameTheField()
    {
        QJsonObject rule{{QStringLiteral("id"), QStringLiteral("x")},
                         {QStringLiteral("unit"), QStringLiteral("weeks")}};
        QCOMPARE(DeadlineRule::fromJson(rule).error().detail, QStringLiteral("unit"));
        rule[QStringLiteral("unit")] = QStringLiteral("months");
        QCOMPARE(DeadlineRule::fromJson(rule).error().detail, QStringLiteral("count"));
        QVERIFY(!HolidayRules::fromJson({}).ok());
        const QJsonObject impossible{{QStringLiteral("month"), 2}, {QStringLiteral("day"), 30}};
        QVERIFY(!HolidayRules::fromJson({{QStringLiteral("fixed"), QJsonArray{impossible}}}).ok());
    }

    void invalidDates_stayInvalidAndEnd()
    {
        QVERIFY(!due("decision-basic-assistance", QDate()).isValid());
        QVERIFY(!m_days.after(day("2026-11-23"), -1).isValid());
    }
};

QTEST_GUILESS_MAIN(DeadlineRuleTest)
#include "DeadlineRuleTest.moc"
