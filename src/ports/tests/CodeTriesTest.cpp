#include "ports/CodeTries.h"

#include <QTest>

using luotsi::ports::CodeTries;

/// The pause after wrong resume codes, whatever the clock does.
class CodeTriesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pause_hasALongestLength()
    {
        CodeTries tries;
        for (int wrong = 0; wrong < 200; ++wrong)
            tries.fail(0);
        QCOMPARE(tries.remaining(0), CodeTries::longestPause);
        QCOMPARE(tries.remaining(CodeTries::longestPause), 0);
    }

    void tryDuringAPause_neverShortensIt()
    {
        CodeTries tries;
        for (int wrong = 0; wrong < 8; ++wrong)
            tries.fail(0);
        const std::int64_t before = tries.remaining(1000);
        tries.succeed();
        tries.fail(1000);
        QVERIFY(tries.remaining(1000) >= before);
    }

    void clockThatWentBack_opensNothing()
    {
        CodeTries tries;
        for (int wrong = 0; wrong < 5; ++wrong)
            tries.fail(1'000'000);
        QCOMPARE(tries.remaining(500), CodeTries::firstPause);
        tries.restart(500);
        QCOMPARE(tries.remaining(500), CodeTries::firstPause);
        QCOMPARE(tries.remaining(500 + CodeTries::firstPause), 0);
    }

    void total_isForgottenOnlyAsTimePasses()
    {
        CodeTries tries;
        for (std::uint32_t wrong = 1; wrong < CodeTries::freeTotal; ++wrong) {
            tries.fail(0);
            tries.succeed();
        }
        CodeTries later = tries;
        later.fail(CodeTries::forgetEvery * 10);
        QCOMPARE(later.remaining(CodeTries::forgetEvery * 10), 0);
        tries.fail(1);
        QVERIFY(tries.remaining(1) > 0);
    }
};

QTEST_GUILESS_MAIN(CodeTriesTest)
#include "CodeTriesTest.moc"
