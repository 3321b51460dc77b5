#include "sync/protocol/Cbor.h"

#include <QtTest>

#include <limits>

using namespace luotsi;
using namespace luotsi::sync::protocol;

namespace {

constexpr std::size_t plenty = 1'048'576;

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

} // namespace

class CborTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbers_areWrittenInTheirShortestForm_data()
    {
        // RFC 8949 appendix A
        QTest::addColumn<qint64>("value");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("0") << qint64(0) << hex("00");
        QTest::newRow("23") << qint64(23) << hex("17");
        QTest::newRow("24") << qint64(24) << hex("1818");
        QTest::newRow("100") << qint64(100) << hex("1864");
        QTest::newRow("1000") << qint64(1000) << hex("1903e8");
        QTest::newRow("1000000") << qint64(1000000) << hex("1a000f4240");
        QTest::newRow("10^12") << qint64(1000000000000) << hex("1b000000e8d4a51000");
        QTest::newRow("-1") << qint64(-1) << hex("20");
        QTest::newRow("-100") << qint64(-100) << hex("3863");
        QTest::newRow("-1000") << qint64(-1000) << hex("3903e7");
        QTest::newRow("least") << std::numeric_limits<qint64>::min() << hex("3b7fffffffffffffff");
    }

    void numbers_areWrittenInTheirShortestForm()
    {
        QFETCH(qint64, value);
        QFETCH(QByteArray, bytes);
        CborWriter writer;
        writer.integer(value);
        QCOMPARE(writer.take(), bytes);
        auto reader = CborReader::open(bytes, plenty);
        QVERIFY(reader.ok());
        QCOMPARE(reader->integer(), value);
        QVERIFY(reader->finish().ok());
    }

    void strings_keepEveryCharacter()
    {
        const QString text = QStringLiteral(u"\uFEFFÅäö 😀 ") + QChar(u'\0') + QStringLiteral("end");
        CborWriter writer;
        writer.text(text);
        const QByteArray bytes = writer.take();
        auto reader = CborReader::open(bytes, plenty);
        QVERIFY(reader.ok());
        QCOMPARE(reader->text(), text);
    }

    void nonCanonical_isRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("long 0") << hex("1800");
        QTest::newRow("long 23") << hex("1817");
        QTest::newRow("long 255") << hex("1900ff");
        QTest::newRow("long 65535") << hex("1a0000ffff");
        QTest::newRow("long 2^32-1") << hex("1b00000000ffffffff");
        QTest::newRow("cut number") << hex("19ff");
        QTest::newRow("indefinite bytes") << hex("5f4100ff");
        QTest::newRow("indefinite array") << hex("9f00ff");
        QTest::newRow("indefinite map") << hex("bf0000ff");
        QTest::newRow("reserved length") << hex("1c");
        QTest::newRow("tag") << hex("c000");
        QTest::newRow("float") << hex("f93c00");
        QTest::newRow("undefined") << hex("f7");
        QTest::newRow("break") << hex("ff");
        QTest::newRow("trailing") << hex("0000");
        QTest::newRow("cut bytes") << hex("4201");
        QTest::newRow("forged length") << hex("5bffffffffffffffff");
        QTest::newRow("forged count") << hex("9bffffffffffffffff");
        QTest::newRow("keys unsorted") << hex("a201000000");
        QTest::newRow("key twice") << hex("a200000000");
        QTest::newRow("longer key first") << hex("a218180001 00");
        QTest::newRow("bad utf-8") << hex("61ff");
        QTest::newRow("cut utf-8") << hex("61c3");
        QTest::newRow("overlong utf-8") << hex("62c080");
        QTest::newRow("surrogate") << hex("63eda080");
        QTest::newRow("above unicode") << hex("64f4908080");
    }

    void nonCanonical_isRefused()
    {
        QFETCH(QByteArray, bytes);
        const auto checked = checkCanonical(bytes, plenty);
        QVERIFY(!checked);
        QCOMPARE(checked.error().code, base::ErrorCode::MalformedInput);
    }

    void depth_sixteenIsReadSeventeenIsNot()
    {
        QVERIFY(checkCanonical(QByteArray(15, '\x81') + hex("8100"), plenty).ok());
        QVERIFY(!checkCanonical(QByteArray(16, '\x81') + hex("8100"), plenty));
        QVERIFY(!checkCanonical(QByteArray(100'000, '\x81'), plenty));
    }

    void size_overTheLimitIsNotEvenLookedAt()
    {
        QVERIFY(checkCanonical(hex("4100"), 2).ok());
        QVERIFY(!checkCanonical(hex("4100"), 1));
    }

    void reader_firstMismatchIsRememberedAndStopsReading()
    {
        const QByteArray bytes = hex("8301420102f5");
        auto reader = CborReader::open(bytes, plenty);
        QVERIFY(reader.ok());
        reader->arrayOf(3);
        QCOMPARE(reader->text(), QString()); // it is a number
        QCOMPARE(reader->number(), 0U);
        const auto finished = reader->finish();
        QVERIFY(!finished);
        QVERIFY(finished.error().detail.contains(u"byte 1"));
    }

    void reader_whatIsLeftOverIsAnError()
    {
        const QByteArray bytes = hex("820102");
        auto reader = CborReader::open(bytes, plenty);
        reader->arrayOf(2);
        QCOMPARE(reader->number(), 1U);
        QVERIFY(!reader->finish());
    }

    void reader_skipTakesOneWholeItem()
    {
        const QByteArray bytes = hex("82a2006161018200f603");
        auto reader = CborReader::open(bytes, plenty);
        QVERIFY(reader.ok());
        reader->arrayOf(2);
        QCOMPARE(reader->skip(), hex("a2006161018200f6"));
        QCOMPARE(reader->number(), 3U);
        QVERIFY(reader->finish().ok());
    }

    void reader_numberTooLargeForItsTypeIsAnError()
    {
        const QByteArray bytes = hex("1bffffffffffffffff");
        auto reader = CborReader::open(bytes, plenty);
        QVERIFY(reader.ok());
        reader->integer();
        QVERIFY(!reader->finish());
    }
};

QTEST_APPLESS_MAIN(CborTest)
#include "CborTest.moc"
