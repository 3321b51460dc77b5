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

PageLimits takes(const char *types)
{
    return {QString::fromLatin1(types), 0};
}

} // namespace

class RecordingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatStandsBesideTheSound_goesAndTheSoundStays_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("mediaType");
        QTest::addColumn<QByteArray>("sound");
        QTest::newRow("wav") << wav() << QStringLiteral("audio/wav") << QByteArray(50, '\x40');
        QTest::newRow("mp3") << mp3() << QStringLiteral("audio/mpeg") << QByteArray(100, '\x21');
        QTest::newRow("mp4 sound") << mp4("soun") << QStringLiteral("audio/mp4") << QByteArray(64, '\x33');
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
