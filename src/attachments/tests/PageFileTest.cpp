#include "attachments/PageFile.h"

#include "attachments/AttachmentKind.h"
#include "attachments/HeicMetadata.h"

#include <QBuffer>
#include <QImage>
#include <QTest>
#include <QtEndian>

using namespace luotsi;
using namespace luotsi::attachments;
using base::ErrorCode;

namespace {

const QByteArray place("GPS 60.1699 24.9384");

/// Left half red, right half blue: turning shows.
QImage picture(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int row = 0; row < height; ++row) {
        for (int column = 0; column < width; ++column)
            image.setPixel(column, row, column < width / 2 ? qRgb(220, 0, 0) : qRgb(0, 0, 220));
    }
    return image;
}

QByteArray encoded(const QImage &image, const char *format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format, 90);
    return bytes;
}

QByteArray segment(char marker, const QByteArray &content)
{
    QByteArray bytes("\xff");
    bytes.append(marker);
    char length[2];
    qToBigEndian(static_cast<quint16>(content.size() + 2), length);
    return bytes.append(length, 2).append(content);
}

/// A minimal Exif block with an orientation, followed by the place it was taken.
QByteArray exif(quint16 orientation)
{
    QByteArray tiff = QByteArray::fromHex("4d4d002a00000008"
                                          "0001"
                                          "0112"
                                          "0003"
                                          "00000001");
    char value[2];
    qToBigEndian(orientation, value);
    tiff.append(value, 2).append(QByteArray::fromHex("0000"
                                                     "00000000"));
    return QByteArray("Exif\0\0", 6) + tiff + place;
}

QByteArray photograph(int width, int height, quint16 orientation)
{
    QByteArray jpeg = encoded(picture(width, height), "jpeg");
    return jpeg.insert(2, segment('\xe1', exif(orientation)) + segment('\xfe', place));
}

QByteArray box(const char *type, const QByteArray &content)
{
    char size[4];
    qToBigEndian(static_cast<quint32>(content.size() + 8), size);
    return QByteArray(size, 4) + type + content;
}

QByteArray heic(int locationVersion, quint16 construction = 0)
{
    const QByteArray fileType = box("ftyp", QByteArray("heic\0\0\0\0mif1heic", 16));
    const auto entry = [](const char *item, const char *type) {
        return box("infe", QByteArray::fromHex("02000000") + QByteArray::fromHex(item) + QByteArray(2, '\0') +
                               type + '\0');
    };
    const QByteArray information =
        box("iinf", QByteArray::fromHex("000000000002") + entry("0001", "hvc1") + entry("0002", "Exif"));
    QByteArray method;
    if (locationVersion > 0)
        method = QByteArray(1, '\0') + static_cast<char>(construction);
    const auto location = [&](quint32 first, quint32 second, quint32 size) {
        const auto number = [](quint32 value) {
            char bytes[4];
            qToBigEndian(value, bytes);
            return QByteArray(bytes, 4);
        };
        return box("iloc", QByteArray(1, static_cast<char>(locationVersion)) + QByteArray(3, '\0') +
                               QByteArray::fromHex("4400"
                                                   "0002") +
                               QByteArray::fromHex("0001") + method +
                               QByteArray::fromHex("0000"
                                                   "0001") +
                               number(first) + number(7) + QByteArray::fromHex("0002") + method +
                               QByteArray::fromHex("0000"
                                                   "0001") +
                               number(second) + number(size));
    };
    const auto whole = [&](quint32 first, quint32 second) {
        const QByteArray meta = box("meta", QByteArray(4, '\0') + information +
                                                location(first, second, static_cast<quint32>(place.size())));
        return fileType + meta + box("mdat", "PICTURE" + place);
    };
    const auto start = static_cast<quint32>(whole(0, 0).indexOf("PICTURE"));
    return whole(start, start + 7);
}

QByteArray pdf(const QByteArray &trailer = "<< /Root 1 0 R >>")
{
    return "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer\n" + trailer + "\nstartxref\n0\n%%EOF\n";
}

} // namespace

/// What may become an attachment, and what of it.
class PageFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kind_isJudgedByTheBytes()
    {
        const auto page = preparePage(pdf(), {});
        QCOMPARE(page->bytes, pdf());
        QCOMPARE(page->mediaType, QStringLiteral("application/pdf"));
        QCOMPARE(errorOf("MZ\x90 this is a program"), ErrorCode::AttachmentWrongKind);
        QCOMPARE(errorOf(""), ErrorCode::AttachmentWrongKind);
        QCOMPARE(errorOf("<svg xmlns='http://www.w3.org/2000/svg'/>"), ErrorCode::AttachmentWrongKind);
    }

    void whatTheFormDoesNotTake_isRefused()
    {
        QCOMPARE(errorOf(pdf(), QStringLiteral("image/*")), ErrorCode::AttachmentWrongKind);
        QCOMPARE(errorOf(photograph(8, 8, 1), QStringLiteral("application/pdf, image/png")),
                 ErrorCode::AttachmentWrongKind);
        QVERIFY(preparePage(photograph(8, 8, 1), {QStringLiteral("application/pdf image/jpeg"), 0}).ok());
    }

    void tooLargeFile_isRefusedUnread()
    {
        QCOMPARE(errorOf(QByteArray(maximumPageBytes + 1, 'x')), ErrorCode::AttachmentTooLarge);
    }

    void lockedPdf_isSaidToBeLocked()
    {
        QCOMPARE(errorOf(pdf("<< /Root 1 0 R /Encrypt 5 0 R >>")), ErrorCode::AttachmentEncrypted);
        QCOMPARE(errorOf(pdf("<< /Encrypt << /Filter /Standard >> >>")), ErrorCode::AttachmentEncrypted);
        QVERIFY(preparePage(pdf("<< /Root 1 0 R /EncryptMetadata false >>"), {}).ok());
        QCOMPARE(errorOf(pdf().first(60)), ErrorCode::AttachmentUnreadable);
    }

    void damagedPicture_isUnreadable()
    {
        QCOMPARE(errorOf(photograph(64, 64, 1).first(200)), ErrorCode::AttachmentUnreadable);
        QCOMPARE(errorOf(encoded(picture(64, 64), "png").first(40)), ErrorCode::AttachmentUnreadable);
    }

    void pngWhoseChunkIsLongerThanTheFile_isUnreadable()
    {
        // Found by fuzzing: the decoder would have made room for what such a chunk says of itself.
        QImage image = picture(4, 3);
        image.setText(QStringLiteral("Location"), QString::fromLatin1(place));
        QByteArray png = encoded(image, "png");
        const qsizetype text = png.indexOf("tEXt");
        QVERIFY(text > 4);
        png[text - 4] = '\x68';
        QCOMPARE(errorOf(png), ErrorCode::AttachmentUnreadable);
    }

    void uprightPhotograph_losesMetadataButNoPixel()
    {
        const QByteArray before = photograph(60, 40, 1);
        QVERIFY(before.contains(place));
        const QByteArray after = preparePage(before, {})->bytes;
        QVERIFY(!after.contains(place) && !after.contains("Exif"));
        QVERIFY(QImage::fromData(after) == QImage::fromData(encoded(picture(60, 40), "jpeg")));
    }

    void turnedPhotograph_isGivenUpright()
    {
        constexpr quint16 quarterClockwise = 6;
        const QByteArray after = preparePage(photograph(60, 40, quarterClockwise), {})->bytes;
        QVERIFY(!after.contains(place) && !after.contains("Exif"));
        const QImage image = QImage::fromData(after);
        QCOMPARE(image.size(), QSize(40, 60));
        QVERIFY(qRed(image.pixel(20, 5)) > 150);
        QVERIFY(qBlue(image.pixel(20, 55)) > 150);
    }

    void bytesBehindThePicture_goToo()
    {
        QVERIFY(!preparePage(photograph(60, 40, 1) + "a film with " + place, {})->bytes.contains(place));
    }

    void largeImage_isScaledToThePolicy()
    {
        const PageLimits limits{{}, 100};
        QCOMPARE(QImage::fromData(preparePage(photograph(400, 200, 6), limits)->bytes).size(),
                 QSize(50, 100));
        const auto scan = preparePage(encoded(picture(300, 150), "png"), limits);
        QCOMPARE(QImage::fromData(scan->bytes).size(), QSize(100, 50));
        QCOMPARE(scan->mediaType, QStringLiteral("image/jpeg"));
        QCOMPARE(scan->extension, QStringLiteral("jpg"));
    }

    void png_staysPngWithoutItsTexts()
    {
        QImage image = picture(30, 20);
        image.setText(QStringLiteral("Location"), QString::fromLatin1(place));
        const QByteArray after = preparePage(encoded(image, "png"), {QStringLiteral("image/*"), 30})->bytes;
        QCOMPARE(kindOf(after), AttachmentKind::Png);
        QVERIFY(QImage::fromData(after).textKeys().isEmpty());
        QCOMPARE(QImage::fromData(after).pixel(2, 2), picture(30, 20).pixel(2, 2));
    }

    void heic_losesMetadataButNotItsPicture()
    {
        for (const int version : {0, 1}) {
            const auto after = preparePage(heic(version), {QStringLiteral("image/*"), 0});
            QVERIFY(after.ok());
            QVERIFY(!after->bytes.contains(place));
            QVERIFY(after->bytes.contains("PICTURE"));
            QCOMPARE(after->bytes.size(), heic(version).size());
        }
    }

    void heicWhoseMetadataLiesInItsStructure_isRefused()
    {
        // Found by fuzzing: overwriting it would have left something that is no picture any more.
        const QByteArray whole = heic(0);
        QByteArray astray = whole;
        const qsizetype offset = whole.lastIndexOf(QByteArray::fromHex("00020000"
                                                                       "0001")) +
                                 6;
        QVERIFY(offset > 6);
        std::fill_n(astray.data() + offset, 4, '\0');
        QVERIFY(heicWithoutMetadata(whole));
        QVERIFY(!heicWithoutMetadata(astray));
    }

    void heicWithMetadataElsewhere_isRefused()
    {
        QVERIFY(!heicWithoutMetadata(heic(1, 1)));
        const QByteArray whole = heic(0);
        for (qsizetype size = 0; size < whole.size() - 1; ++size) {
            const auto clean = heicWithoutMetadata(whole.first(size));
            QVERIFY(!clean || !clean->contains(place));
        }
    }

private:
    static ErrorCode errorOf(const QByteArray &bytes, const QString &mediaTypes = {})
    {
        const auto page = preparePage(bytes, {mediaTypes, 0});
        return page.ok() ? ErrorCode::Internal : page.error().code;
    }
};

QTEST_GUILESS_MAIN(PageFileTest)
#include "PageFileTest.moc"
