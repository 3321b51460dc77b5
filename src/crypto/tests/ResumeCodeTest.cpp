#include "crypto/ResumeCode.h"
#include "crypto/SystemRandom.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::crypto;
using base::ErrorCode;

class ResumeCodeTest : public QObject
{
    Q_OBJECT

    SystemRandom m_random;

private Q_SLOTS:
    void code_isWrittenAsOnTheSlip()
    {
        const auto code = ResumeCode::parse(u"KV7H-4MPX-2TRR");
        QVERIFY(code.ok());
        QCOMPARE(code->text(), QStringLiteral("KV7H-4MPX-2TRR"));
    }

    void code_mayBeTypedInAnyCaseWithDashesAndSpacesAnywhere()
    {
        const auto code = *ResumeCode::parse(u"KV7H-4MPX-2TRR");
        for (const char16_t *typed :
             {u"kv7h4mpx2trr", u" KV7H 4MPX 2TRR ", u"k-v-7-h-4-m-p-x-2-t-r-r", u"KV7H–4MPX—2TRR"})
            QVERIFY(*ResumeCode::parse(typed) == code);
    }

    void code_everySlipOfOneCharacterIsNoticed()
    {
        const QString alphabet = QStringLiteral("2346789ABCDEFGHJKMNPQRTUVWXYZ");
        const QString good = QStringLiteral("KV7H4MPX2TRR");
        for (qsizetype at = 0; at < good.size(); ++at) {
            for (const QChar other : alphabet) {
                QString typed = good;
                typed[at] = other;
                QCOMPARE(ResumeCode::parse(typed).ok(), typed == good);
            }
        }
    }

    void code_twoNeighboursSwappedAreNoticed()
    {
        const QString good = QStringLiteral("KV7H4MPX2TRR");
        for (qsizetype at = 0; at + 1 < good.size() - 1; ++at) {
            QString typed = good;
            std::swap(typed[at], typed[at + 1]);
            QCOMPARE(ResumeCode::parse(typed).ok(), typed == good);
        }
    }

    void code_otherwiseMalformedIsATypingError_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("nothing") << QString();
        QTest::newRow("short") << QStringLiteral("KV7H-4MPX-2TR");
        QTest::newRow("long") << QStringLiteral("KV7H-4MPX-2TRRR");
        QTest::newRow("look-alike 0") << QStringLiteral("0V7H-4MPX-2TRR");
        QTest::newRow("look-alike I") << QStringLiteral("IV7H-4MPX-2TRR");
        QTest::newRow("letter that upper-cases to two") << QStringLiteral("ßV7H-4MPX-2TRR");
        QTest::newRow("beyond Latin") << QStringLiteral("КV7H-4MPX-2TRR");
        QTest::newRow("null character") << QStringLiteral("KV7H-4MPX-2TR") + QChar(u'\0');
    }

    void code_otherwiseMalformedIsATypingError()
    {
        QFETCH(QString, typed);
        QCOMPARE(ResumeCode::parse(typed).error().code, ErrorCode::CodeMalformed);
    }

    void code_madeIsAlwaysWellFormedAndNeverTheSame()
    {
        QSet<QString> seen;
        for (int i = 0; i < 2000; ++i) {
            const QString text = ResumeCode::generate(m_random).text();
            QVERIFY(ResumeCode::parse(text).ok());
            QVERIFY(!seen.contains(text));
            seen.insert(text);
        }
    }

    void code_everyCharacterIsAsLikely()
    {
        QHash<QChar, int> counts;
        constexpr int codes = 5800;
        for (int i = 0; i < codes; ++i) {
            const QString random = ResumeCode::generate(m_random).text().first(13);
            for (const QChar symbol : random) {
                if (symbol != u'-')
                    ++counts[symbol];
            }
        }
        QCOMPARE(counts.size(), 29);
        // 11 × 5800 / 29 = 2200 each; five standard deviations are about 230.
        for (const int count : counts)
            QVERIFY2(count > 1960 && count < 2440, QByteArray::number(count));
    }

    void derivation_isTheSameOnEveryDevice()
    {
        QFile file(QStringLiteral(LUOTSI_SOURCE_DIR "/sync/protocol/vectors/derivations.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonValue json = QJsonDocument::fromJson(file.readAll())[u"resumeCode"];
        const auto keys = deriveCodeKeys(*ResumeCode::parse(json[u"code"].toString()));
        QVERIFY(keys.ok());
        const auto hex = [](const auto &bytes) {
            return QString::fromLatin1(
                QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()))
                    .toHex());
        };
        QCOMPARE(hex(keys->lookup), json[u"lookup"].toString());
        QCOMPARE(hex(keys->wrappingKey), json[u"wrappingKey"].toString());
        QCOMPARE(hex(keys->reader), json[u"reader"].toString());
    }

    void derivation_isSlowEnoughToMakeGuessingDear()
    {
        QElapsedTimer timer;
        timer.start();
        const auto first = *deriveCodeKeys(ResumeCode::generate(m_random));
        // 64 MiB three times cannot be had in less on any machine of today.
        QVERIFY2(timer.elapsed() >= 20, QByteArray::number(timer.elapsed()));
        const auto second = *deriveCodeKeys(ResumeCode::generate(m_random));
        QVERIFY(first.lookup != second.lookup);
        QVERIFY(first.wrappingKey.view() != second.wrappingKey.view());
        QVERIFY(!stretch("pin", "short salt"));
    }
};

QTEST_APPLESS_MAIN(ResumeCodeTest)
#include "ResumeCodeTest.moc"
