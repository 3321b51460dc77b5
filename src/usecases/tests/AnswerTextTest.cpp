#include "usecases/AnswerText.h"
#include "usecases/PrintSlip.h"

#include <QTest>

using namespace luotsi;
using namespace luotsi::usecases;

namespace {

AnswerRules rules()
{
    return {domain::Date::fromNumbers(2026, 11, 23).value(), {{QStringLiteral("FI"), 18}}};
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
