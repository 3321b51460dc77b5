#include "domain/ResumeCodeText.h"
#include "domain/Reason.h"

#include <QtTest>

using namespace luotsi::domain;

namespace {

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QString outcome(const luotsi::base::Result<ResumeCodeText> &result)
{
    return result.ok() ? result->text() : reasonTextId(result.error());
}

} // namespace

class ResumeCodeTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resumeCode_findsOneWrongCharacterAndSwappedNeighbours()
    {
        const QString code = text("KV7H4MPX2TRR");
        QCOMPARE(outcome(ResumeCodeText::normalise(text("kv7h-4mpx 2trr"))), code);
        QCOMPARE(ResumeCodeText::normalise(code)->grouped(), text("KV7H-4MPX-2TRR"));
        for (qsizetype i = 0; i < code.size(); ++i) {
            for (const char letter : QByteArray("2346789ABCDEFGHJKMNPQRTUVWXYZ")) {
                QString changed = code;
                changed[i] = QLatin1Char(letter);
                QCOMPARE(ResumeCodeText::normalise(changed).ok(), changed == code);
            }
        }
        for (qsizetype i = 0; i + 2 < code.size(); ++i) {
            QString swapped = code;
            std::swap(swapped[i], swapped[i + 1]);
            QCOMPARE(ResumeCodeText::normalise(swapped).ok(), swapped == code);
        }
        QCOMPARE(outcome(ResumeCodeText::normalise(text("KV7H-4MPX-2TR"))), text("check-code-length"));
        QCOMPARE(outcome(ResumeCodeText::normalise(text("KV7H-4MPX-2TR0"))), text("check-code-character"));
        QCOMPARE(outcome(ResumeCodeText::normalise(text("KV7H-4MPX-2TRT"))), text("check-code-checksum"));
    }

    void resumeCode_fromValuesReadsBack()
    {
        std::array<std::uint8_t, 11> values{0, 28, 1, 27, 2, 26, 3, 25, 4, 24, 5};
        const auto code = ResumeCodeText::fromValues(values);
        QVERIFY(code.ok());
        QCOMPARE(outcome(ResumeCodeText::normalise(code->grouped())), code->text());
        values[3] = 29;
        QVERIFY(!ResumeCodeText::fromValues(values).ok());
    }
};

QTEST_GUILESS_MAIN(ResumeCodeTextTest)
#include "ResumeCodeTextTest.moc"
