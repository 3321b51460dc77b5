#include "attachments/Recording.h"
#include "attachments/PageFile.h"

#include <QTest>
#include <QtEndian>

using namespace luotsi;
using namespace luotsi::attachments;
using base::ErrorCode;

namespace {

const QByteArray place("GPS 60.1699 24.9384");

QByteArray little(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(number, bytes.data());
    return bytes;
}

QByteArray chunk(const char *name, const QByteArray &content)
{
    QByteArray bytes = QByteArray(name) + little(static_cast<quint32>(content.size())) + content;
    return content.size() % 2 == 0 ? bytes : bytes + '\0';
}

QByteArray wav()
{
    const QByteArray chunks =
        chunk("fmt ", QByteArray(16, '\1')) + chunk("LIST", place) + chunk("data", QByteArray(50, '\x40'));
    return "RIFF" + little(static_cast<quint32>(chunks.size() + 4)) + "WAVE" + chunks;
}

QByteArray box(const char *name, const QByteArray &content)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(static_cast<quint32>(content.size() + 8), bytes.data());
    return bytes + name + content;
}

QByteArray mp4(const char *handler)
{
    const QByteArray hdlr = box("hdlr", QByteArray(8, '\0') + handler + QByteArray(13, '\0'));
    return box("ftyp", "isom" + QByteArray(4, '\0')) +
           box("moov", box("trak", box("mdia", hdlr) + box("udta", place)) +
                           box("udta", box("\xa9xyz", place)) + box("meta", place)) +
           box("mdat", QByteArray(64, '\x33'));
}

QByteArray mp3()
{
    const QByteArray frame = QByteArray::fromHex("fffb9064") + QByteArray(100, '\x21');
    return QByteArray("ID3\4\0\0\0\0\0", 9) + static_cast<char>(place.size()) + place + frame + "TAG" +
           place.leftJustified(125, '\0', true);
}

/// Independent of the product's: bit by bit.
quint32 oggSum(const QByteArray &page)
{
    quint32 sum = 0;
    for (const char byte : page) {
        sum ^= quint32(static_cast<quint8>(byte)) << 24;
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum & 0x80000000U) != 0 ? (sum << 1) ^ 0x04c11db7U : sum << 1;
    }
    return sum;
}

QByteArray oggPage(int number, const QByteArray &laces, const QByteArray &body)
{
    QByteArray page = "OggS" + QByteArray(10, '\0') + little(7) + little(static_cast<quint32>(number)) +
                      QByteArray(4, '\0') + static_cast<char>(laces.size()) + laces + body;
    const QByteArray sum = little(oggSum(page));
    return page.replace(22, 4, sum);
}

bool oggIsWhole(const QByteArray &file)
{
    const qsizetype first = file.indexOf("OggS", 1);
    const qsizetype second = file.indexOf("OggS", first + 1);
    for (QByteArray page : {file.first(first), file.mid(first, second - first), file.mid(second)}) {
        const QByteArray sum = page.mid(22, 4);
        if (little(oggSum(page.replace(22, 4, QByteArray(4, '\0')))) != sum)
            return false;
    }
    return true;
}

/// A comment header that goes over into the next page, where the sound begins in the same page.
QByteArray ogg(const QByteArray &identity, const QByteArray &mark, const QByteArray &end)
{
    const QByteArray remark = "LOCATION=" + place + QByteArray(250, 'x');
    const QByteArray remarks =
        mark + little(6) + "vendor" + little(1) + little(static_cast<quint32>(remark.size())) + remark + end;
    const QByteArray sound(64, '\x33');
    return oggPage(0, QByteArray(1, static_cast<char>(identity.size())), identity) +
           oggPage(1, QByteArray(1, '\xff'), remarks.first(255)) +
           oggPage(2, QByteArray(1, static_cast<char>(remarks.size() - 255)) + char(64),
                   remarks.mid(255) + sound);
}

QByteArray opus()
{
    return ogg("OpusHead" + QByteArray(11, '\1'), "OpusTags", {});
}

QByteArray vorbis()
{
    return ogg(QByteArray("\1vorbis", 7) + QByteArray(23, '\1'), QByteArray("\3vorbis", 7), "\1");
}

QByteArray amr()
{
    return "#!AMR\n" + QByteArray(1, '\x3c') + QByteArray(31, '\x33') + QByteArray(1, '\x7c');
}

PageLimits takes(const char *types)
{
    return {QString::fromLatin1(types), 0};
}

} // namespace

class RecordingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOggWithoutRemarks_isStillOne()
    {
        for (const QByteArray &file : {opus(), vorbis()}) {
            QVERIFY(oggIsWhole(file));
            const auto page = preparePage(file, takes("audio/*"));
            QVERIFY(page.ok());
            QCOMPARE(page->bytes.size(), file.size());
            QVERIFY(oggIsWhole(page->bytes));
            QVERIFY(!page->bytes.contains("vendor"));
            QVERIFY(page->bytes.contains(little(1) + little(278) + "X= "));
            // What is clean already stays as it is.
            const auto again = preparePage(page->bytes, takes("audio/*"));
            QCOMPARE(again->bytes, page->bytes);
        }
        QVERIFY(preparePage(vorbis(), takes("audio/*"))->bytes.contains(QByteArray("  \1\x33", 4)));
        // Cut anywhere, and damaged anywhere: an answer, and none with the place in it.
        for (qsizetype size = 0; size < opus().size(); ++size) {
            const auto page = preparePage(opus().first(size), takes("audio/*"));
            QVERIFY(!page || !page->bytes.contains(place));
        }
    }

    void anAmrThatHoldsAnythingButFrames_isRefused()
    {
        QCOMPARE(preparePage(amr(), takes("audio/3gpp"))->extension, QStringLiteral("amr"));
        QVERIFY(!preparePage(amr() + place, takes("audio/*")));
        QVERIFY(!preparePage("#!AMR\n", takes("audio/*")));
        QCOMPARE(preparePage("#!AMR-WB\n" + QByteArray(18, '\x04'), takes("audio/*"))->mediaType,
                 QStringLiteral("audio/amr-wb"));
    }

    void whatStandsBesideTheSound_goesAndTheSoundStays_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("mediaType");
        QTest::addColumn<QByteArray>("sound");
        QTest::newRow("wav") << wav() << QStringLiteral("audio/wav") << QByteArray(50, '\x40');
        QTest::newRow("mp3") << mp3() << QStringLiteral("audio/mpeg") << QByteArray(100, '\x21');
        QTest::newRow("mp4 sound") << mp4("soun") << QStringLiteral("audio/mp4") << QByteArray(64, '\x33');
        QTest::newRow("opus") << opus() << QStringLiteral("audio/ogg") << QByteArray(64, '\x33');
        QTest::newRow("vorbis") << vorbis() << QStringLiteral("audio/ogg") << QByteArray(64, '\x33');
        QTest::newRow("mp4 film") << mp4("vide") << QStringLiteral("video/mp4") << QByteArray(64, '\x33');
    }

    void whatStandsBesideTheSound_goesAndTheSoundStays()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, mediaType);
        QFETCH(const QByteArray, sound);
        QVERIFY(bytes.contains(place));
        const auto file = preparePage(bytes, takes("audio/*,video/*"));
        QVERIFY(file);
        QCOMPARE(file->mediaType, mediaType);
        QVERIFY(!file->bytes.contains(place));
        QVERIFY(file->bytes.contains(sound));
        // Once more changes nothing: it is still the same kind, and clean.
        const auto again = preparePage(file->bytes, takes("audio/*,video/*"));
        QVERIFY(again);
        QCOMPARE(again->bytes, file->bytes);
    }

    void aFilm_keepsItsLength()
    {
        const auto file = preparePage(mp4("vide"), takes("video/*"));
        QVERIFY(file);
        QCOMPARE(file->bytes.size(), mp4("vide").size());
    }

    void aRecording_isTakenOnlyWhereAFormAsksForOne()
    {
        QCOMPARE(preparePage(wav(), takes("")).error().code, ErrorCode::AttachmentWrongKind);
        QCOMPARE(preparePage(wav(), takes("image/*")).error().code, ErrorCode::AttachmentWrongKind);
        QCOMPARE(preparePage(mp4("vide"), takes("audio/*")).error().code, ErrorCode::AttachmentWrongKind);
    }

    void brokenParts_areSaidAndNotGuessed()
    {
        QByteArray cut = wav();
        cut.chop(20);
        QCOMPARE(preparePage(cut, takes("audio/*")).error().code, ErrorCode::AttachmentUnreadable);
        QByteArray film = mp4("vide");
        film.chop(20);
        QCOMPARE(preparePage(film, takes("video/*")).error().code, ErrorCode::AttachmentUnreadable);
        const QByteArray tagOnly = QByteArray("ID3\4\0\0\0\0\x7f\x7f", 10) + place;
        QCOMPARE(preparePage(tagOnly, takes("audio/*")).error().code, ErrorCode::AttachmentUnreadable);
    }
};

QTEST_GUILESS_MAIN(RecordingTest)
#include "RecordingTest.moc"
