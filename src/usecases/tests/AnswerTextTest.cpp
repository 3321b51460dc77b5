#include "usecases/AnswerText.h"
#include "usecases/PrintSlip.h"

#include <QTest>

using namespace luotsi;
using namespace luotsi::usecases;

namespace {

AnswerRules rules()
{
    return {domain::Date::fromNumbers(2026, 11, 23).value(),
            {{QStringLiteral("FI"), 18}},
            QTimeZone("Europe/Helsinki")};
}

} // namespace

class AnswerTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typedTextIsReadTolerantly_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("stored");
        const auto row = [](AnswerKind kind, const char *typed, const char *stored) {
            QTest::newRow(typed) << static_cast<int>(kind) << QString::fromUtf8(typed)
                                 << QString::fromUtf8(stored);
        };
        row(AnswerKind::Money, "1 234,5 €", "1234.50");
        row(AnswerKind::Balance, "−12,00", "-12.00");
        row(AnswerKind::Date, "2.11.2026", "2026-11-02");
        row(AnswerKind::IdentityCode, "140386 – 902r", "140386-902R");
        row(AnswerKind::Iban, "fi96 1234 5600 0000 17", "FI9612345600000017");
        row(AnswerKind::Phone, "040 123 4567", "+358401234567");
        row(AnswerKind::PostalCode, "59100 ", "59100");
        row(AnswerKind::Integer, " 1 200 ", "1200");
        row(AnswerKind::Decimal, "45,5", "45.5");
        row(AnswerKind::Time, "9.05", "09:05:00.000");
        row(AnswerKind::Time, "1430", "14:30:00.000");
        row(AnswerKind::Time, "14:30:00.000+02:00", "14:30:00.000");
        row(AnswerKind::DateTime, "22.11.2026 14:30", "2026-11-22T14:30:00.000+02:00");
        row(AnswerKind::DateTime, "1.7.2026 8.05", "2026-07-01T08:05:00.000+03:00");
        row(AnswerKind::Range, "2,5", "2.5");
        row(AnswerKind::Geopoint, "60,1699 24,9384", "60.1699 24.9384 0 0");
        row(AnswerKind::Geopoint, "−33,9 18.4 12 5", "-33.9 18.4 12 5");
        row(AnswerKind::Geotrace, "60,1 24,9; 60.2 24.8", "60.1 24.9 0 0;60.2 24.8 0 0");
        row(AnswerKind::Geoshape, "1 1;1 2;2 2", "1 1 0 0;1 2 0 0;2 2 0 0;1 1 0 0");
        row(AnswerKind::Geoshape, "1 1;1 2;2 2;1 1", "1 1 0 0;1 2 0 0;2 2 0 0;1 1 0 0");
        row(AnswerKind::Barcode, " 6412345678901 ", "6412345678901");
        row(AnswerKind::Rank, "b c a", "b c a");
        row(AnswerKind::Text, "  Virpi ", "Virpi");
        row(AnswerKind::Text, "   ", "");
    }
    void typedTextIsReadTolerantly()
    {
        QFETCH(int, kind);
        QFETCH(QString, typed);
        QFETCH(QString, stored);
        const auto value = normaliseAnswer(static_cast<AnswerKind>(kind), typed, rules());
        QVERIFY2(value, qPrintable(value ? QString() : value.error().detail));
        QCOMPARE(*value, stored);
    }

    void whatWasStored_isEditedAndStoredAgainTheSame_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("stored");
        QTest::addColumn<QString>("edited");
        const auto row = [](AnswerKind kind, const char *stored, const char *edited) {
            QTest::newRow(stored) << static_cast<int>(kind) << stored << edited;
        };
        row(AnswerKind::Time, "09:05:00.000", "9:05");
        row(AnswerKind::DateTime, "2026-11-22T14:30:00.000+02:00", "22.11.2026 14:30");
        row(AnswerKind::Geopoint, "60.1699 24.9384 0 0", "60,1699 24,9384");
        row(AnswerKind::Geoshape, "1 1 0 0;1 2 0 0;2 2 0 0;1 1 0 0", "1 1 0 0;1 2 0 0;2 2 0 0;1 1 0 0");
    }
    void whatWasStored_isEditedAndStoredAgainTheSame()
    {
        QFETCH(int, kind);
        QFETCH(QString, stored);
        QFETCH(QString, edited);
        const auto answer = static_cast<AnswerKind>(kind);
        QCOMPARE(editText(answer, stored), edited);
        QCOMPARE(normaliseAnswer(answer, edited, rules()).value(), stored);
    }

    void wrongText_saysWhichReason_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("reason");
        const auto row = [](AnswerKind kind, const char *typed, const char *reason) {
            QTest::newRow(typed) << static_cast<int>(kind) << QString::fromUtf8(typed)
                                 << QString::fromUtf8(reason);
        };
        row(AnswerKind::Money, "1,234.50", "check-money-ambiguous");
        row(AnswerKind::Money, "-1", "check-money-negative");
        row(AnswerKind::Date, "31.4.2026", "check-date-impossible");
        row(AnswerKind::IdentityCode, "140386-902T", "check-identity-code-character");
        row(AnswerKind::Integer, "1,5", "check-number-form");
        row(AnswerKind::Integer, "99999999999", "check-number-form");
        row(AnswerKind::Decimal, "1e5", "check-number-form");
        row(AnswerKind::Time, "25:00", "check-time-form");
        row(AnswerKind::Time, "noon", "check-time-form");
        row(AnswerKind::DateTime, "31.4.2026 10:00", "check-date-impossible");
        row(AnswerKind::DateTime, "22.11.2026 ", "check-time-form");
        row(AnswerKind::Geopoint, "60", "check-place-form");
        row(AnswerKind::Geopoint, "sixty 24", "check-place-form");
        row(AnswerKind::Geopoint, "91 24", "check-place-range");
        row(AnswerKind::Geotrace, "60 24", "check-trace-places");
        row(AnswerKind::Geoshape, "60 24;61 24", "check-shape-places");
    }
    void wrongText_saysWhichReason()
    {
        QFETCH(int, kind);
        QFETCH(QString, typed);
        QFETCH(QString, reason);
        const auto value = normaliseAnswer(static_cast<AnswerKind>(kind), typed, rules());
        QVERIFY(!value);
        QCOMPARE(value.error().detail, reason);
    }

    void sensitiveValuesAreMasked()
    {
        const QString dots = QString::fromUtf16(u"••••");
        QCOMPARE(maskedText(AnswerKind::IdentityCode, QStringLiteral("140386-902R")),
                 QStringLiteral("140386-****"));
        QCOMPARE(maskedText(AnswerKind::Iban, QStringLiteral("FI9612345600000017")),
                 QString::fromUtf16(u"FI•• •••• •••• •••• 17"));
        QCOMPARE(maskedText(AnswerKind::Money, QStringLiteral("520.00")), dots + QStringLiteral("\u00a0€"));
        QCOMPARE(maskedText(AnswerKind::Money, QString()), QString());
        QCOMPARE(maskedText(AnswerKind::Text, QStringLiteral("sick")), dots);
    }

    void slipSaysOnlyWhatItMay()
    {
        SlipFacts facts;
        facts.placeName = QStringLiteral("Lehtorannan kirjasto");
        facts.deviceName = QStringLiteral("Asiointipääte 2");
        facts.code = QStringLiteral("KV7H-4MPX-2TRR");
        facts.validUntil = QStringLiteral("7.12.2026");
        facts.reference = QStringLiteral("7KQ4-M2RD");
        facts.receivedAt = QStringLiteral("24.11.2026 13.05");
        const ServiceTexts::SlipTexts texts{QStringLiteral("Muistilappu"),
                                            {QStringLiteral("{place}, {device}"), QStringLiteral("{until}")},
                                            {QStringLiteral("{device} only")},
                                            {QStringLiteral("waiting")},
                                            {QStringLiteral("{reference} {received}")}};
        const ports::Slip draft = slipFor(facts, texts);
        QCOMPARE(draft.lines, QStringList({QStringLiteral("Lehtorannan kirjasto, Asiointipääte 2"),
                                           QStringLiteral("7.12.2026")}));
        QCOMPARE(draft.code, facts.code);
        facts.worksElsewhere = false;
        QCOMPARE(slipFor(facts, texts).lines, QStringList({QStringLiteral("Asiointipääte 2 only")}));
        facts.submitted = true;
        QCOMPARE(slipFor(facts, texts).lines, QStringList({QStringLiteral("waiting")}));
        facts.received = true;
        QCOMPARE(slipFor(facts, texts).lines, QStringList({QStringLiteral("7KQ4-M2RD 24.11.2026 13.05")}));
    }
};

QTEST_MAIN(AnswerTextTest)
#include "AnswerTextTest.moc"
