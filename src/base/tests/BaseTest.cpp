#include "base/Clock.h"
#include "base/FixedBytes.h"
#include "base/Log.h"
#include "base/Result.h"

#include <QSet>
#include <QtTest>

#include <type_traits>

using namespace luotsi::base;

namespace {
struct FirstTag;
struct SecondTag;
using First = FixedBytes<FirstTag, 4>;
using Second = FixedBytes<SecondTag, 4>;
} // namespace

class BaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyErrorHasOneNameAndFindsItsWayBack()
    {
        QSet<QString> names;
        for (int value = 0; value <= static_cast<int>(ErrorCode::Internal); ++value) {
            const auto code = static_cast<ErrorCode>(value);
            const QString text = QString(name(code));
            QVERIFY2(!names.contains(text), qPrintable(text));
            names.insert(text);
            QCOMPARE(codeFromName(text), code);
            QCOMPARE(textId(code), QStringLiteral("error-") + text);
        }
    }

    void bytesOfDifferentMeaningDoNotMix()
    {
        static_assert(!std::is_convertible_v<First, Second>);
        static_assert(!std::is_constructible_v<LogField, LogWord, QString>);
        QVERIFY(!First::fromBytes(QByteArrayView("abc")).has_value());
        QVERIFY(!First::fromHex(QByteArrayView("zz000000")).has_value());
        QVERIFY(!First::fromHex(QByteArrayView("AA000000")).has_value());
        const auto parsed = First::fromHex(QByteArrayView("0a0b0c0d"));
        QVERIFY(parsed.has_value());
        QCOMPARE(parsed->toHex(), QByteArray("0a0b0c0d"));
        QVERIFY(First().isNull());
        QVERIFY(!parsed->isNull());
    }

    void aResultHoldsAValueOrAnError()
    {
        const Result<int> good(7);
        QVERIFY(good.ok());
        QCOMPARE(*good, 7);
        const Result<int> bad(ErrorCode::StoreFull, QStringLiteral("reserve"));
        QVERIFY(!bad);
        QCOMPARE(bad.error().code, ErrorCode::StoreFull);
        QVERIFY(Result<void>().ok());
        QVERIFY(!Result<void>(ErrorCode::Internal).ok());
    }

    void monotonicTimeNeverGoesBack()
    {
        const SystemClock clock;
        const auto before = clock.monotonicMilliseconds();
        QVERIFY(clock.monotonicMilliseconds() >= before);
    }
};

QTEST_APPLESS_MAIN(BaseTest)
#include "BaseTest.moc"
