#include "platform/FolderCamera.h"
#include "platform/AttachmentKind.h"
#include "platform/HeicMetadata.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QImageReader>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

using namespace luotsi;
using base::ErrorCode;
using platform::CapturePolicy;
using platform::FolderCamera;

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
class FolderCameraTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir().mkpath(m_folder->filePath(QStringLiteral("in/deeper"))));
        m_camera = std::make_unique<FolderCamera>(m_folder->filePath(QStringLiteral("in")));
    }

    void withoutFolder_thereIsNoCamera()
    {
        QCOMPARE(FolderCamera(QString()).sources().error().code, ErrorCode::CameraUnavailable);
        FolderCamera missing(m_folder->filePath(QStringLiteral("missing")));
        QCOMPARE(missing.sources().error().code, ErrorCode::CameraUnavailable);
        QCOMPARE(missing.capture(QStringLiteral("a.pdf")).error().code, ErrorCode::CameraUnavailable);
        QVERIFY(!missing.hasLens());
    }

    void sources_arePlainFilesOfThisFolderOnly()
    {
        put("in/b.pdf", pdf());
        put("in/a.jpg", photograph(8, 8, 1));
        put("in/.hidden.pdf", pdf());
        put("in/deeper/c.pdf", pdf());
        put("secret.pdf", pdf());
        QVERIFY(QFile::link(m_folder->filePath(QStringLiteral("secret.pdf")),
                            m_folder->filePath(QStringLiteral("in/link.pdf"))));
        const auto sources = m_camera->sources();
        QCOMPARE(sources->size(), std::size_t{2});
        QCOMPARE((*sources)[0].displayName, QStringLiteral("a.jpg"));
        QCOMPARE((*sources)[1].id, QStringLiteral("b.pdf"));
        QCOMPARE((*sources)[1].size, pdf().size());
    }

    void nothingOutsideTheFolder_isEverRead_data()
    {
        QTest::addColumn<QString>("source");
        for (const char *source : {"../secret.pdf", "deeper/c.pdf", "link.pdf", "/etc/hostname", "", ".",
                                   "..", ".hidden.pdf", "deeper", "not-there.pdf"})
            QTest::newRow(source) << QString::fromLatin1(source);
    }

    void nothingOutsideTheFolder_isEverRead()
    {
        QFETCH(QString, source);
        put("secret.pdf", pdf());
        put("in/.hidden.pdf", pdf());
        put("in/deeper/c.pdf", pdf());
        QVERIFY(QFile::link(m_folder->filePath(QStringLiteral("secret.pdf")),
                            m_folder->filePath(QStringLiteral("in/link.pdf"))));
        QCOMPARE(m_camera->capture(source).error().code, ErrorCode::AttachmentUnreadable);
    }

    void kind_isJudgedByTheBytes()
    {
        put("in/letter.jpg", pdf());
        QCOMPARE(m_camera->capture(QStringLiteral("letter.jpg"))->bytes, pdf());
        put("in/program.pdf", "MZ\x90 this is a program");
        QCOMPARE(errorOf("program.pdf"), ErrorCode::AttachmentWrongKind);
        put("in/empty.pdf", "");
        QCOMPARE(errorOf("empty.pdf"), ErrorCode::AttachmentWrongKind);
        put("in/page.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
        QCOMPARE(errorOf("page.svg"), ErrorCode::AttachmentWrongKind);
    }

    void tooLarge_isSaidBeforeItIsRead()
    {
        CapturePolicy policy;
        policy.maximumBytes = 1000;
        FolderCamera small(m_folder->filePath(QStringLiteral("in")), policy);
        put("in/long.pdf", pdf() + QByteArray(1000, ' '));
        QCOMPARE(small.capture(QStringLiteral("long.pdf")).error().code, ErrorCode::AttachmentTooLarge);
        put("in/short.pdf", pdf());
        QVERIFY(small.capture(QStringLiteral("short.pdf")).ok());
    }

    void lockedPdf_isSaidToBeLocked()
    {
        put("in/locked.pdf", pdf("<< /Root 1 0 R /Encrypt 5 0 R >>"));
        QCOMPARE(errorOf("locked.pdf"), ErrorCode::AttachmentEncrypted);
        put("in/direct.pdf", pdf("<< /Encrypt << /Filter /Standard >> >>"));
        QCOMPARE(errorOf("direct.pdf"), ErrorCode::AttachmentEncrypted);
        put("in/open.pdf", pdf("<< /Root 1 0 R /EncryptMetadata false >>"));
        QVERIFY(m_camera->capture(QStringLiteral("open.pdf")).ok());
        put("in/cut.pdf", pdf().first(60));
        QCOMPARE(errorOf("cut.pdf"), ErrorCode::AttachmentUnreadable);
    }

    void damagedPicture_isUnreadable()
    {
        put("in/cut.jpg", photograph(64, 64, 1).first(200));
        QCOMPARE(errorOf("cut.jpg"), ErrorCode::AttachmentUnreadable);
        put("in/cut.png", encoded(picture(64, 64), "png").first(40));
        QCOMPARE(errorOf("cut.png"), ErrorCode::AttachmentUnreadable);
    }

    void uprightPhotograph_losesMetadataButNoPixel()
    {
        const QByteArray before = photograph(60, 40, 1);
        QVERIFY(before.contains(place));
        put("in/photo.jpg", before);
        const QByteArray after = m_camera->capture(QStringLiteral("photo.jpg"))->bytes;
        QVERIFY(!after.contains(place) && !after.contains("Exif"));
        QVERIFY(QImage::fromData(after) == QImage::fromData(encoded(picture(60, 40), "jpeg")));
    }

    void turnedPhotograph_isGivenUpright()
    {
        put("in/photo.jpg", photograph(60, 40, 6)); // has to be turned a quarter clockwise
        const QByteArray after = m_camera->capture(QStringLiteral("photo.jpg"))->bytes;
        QVERIFY(!after.contains(place) && !after.contains("Exif"));
        const QImage image = QImage::fromData(after);
        QCOMPARE(image.size(), QSize(40, 60));
        QVERIFY(qRed(image.pixel(20, 5)) > 150);
        QVERIFY(qBlue(image.pixel(20, 55)) > 150);
    }

    void bytesBehindThePicture_goToo()
    {
        put("in/photo.jpg", photograph(60, 40, 1) + "a film with " + place);
        QVERIFY(!m_camera->capture(QStringLiteral("photo.jpg"))->bytes.contains(place));
    }

    void largePhotograph_isScaledDown()
    {
        CapturePolicy policy;
        policy.longestSide = 100;
        FolderCamera camera(m_folder->filePath(QStringLiteral("in")), policy);
        put("in/photo.jpg", photograph(400, 200, 6));
        QCOMPARE(QImage::fromData(camera.capture(QStringLiteral("photo.jpg"))->bytes).size(), QSize(50, 100));
    }

    void png_staysPngWithoutItsTexts()
    {
        QImage image = picture(30, 20);
        image.setText(QStringLiteral("Location"), QString::fromLatin1(place));
        put("in/scan.png", encoded(image, "png"));
        const QByteArray after = m_camera->capture(QStringLiteral("scan.png"))->bytes;
        QCOMPARE(platform::kindOf(after), platform::AttachmentKind::Png);
        QVERIFY(QImage::fromData(after).textKeys().isEmpty());
        QCOMPARE(QImage::fromData(after).pixel(2, 2), picture(30, 20).pixel(2, 2));
    }

    void heic_losesMetadataButNotItsPicture()
    {
        for (const int version : {0, 1}) {
            put("in/photo.heic", heic(version));
            const auto after = m_camera->capture(QStringLiteral("photo.heic"));
            QVERIFY(after.ok());
            QVERIFY(!after->bytes.contains(place));
            QVERIFY(after->bytes.contains("PICTURE"));
            QCOMPARE(after->bytes.size(), heic(version).size());
        }
    }

    void heicWithMetadataElsewhere_isRefused()
    {
        QVERIFY(!platform::heicWithoutMetadata(heic(1, 1)));
        const QByteArray whole = heic(0);
        for (qsizetype size = 0; size < whole.size() - 1; ++size) {
            const auto clean = platform::heicWithoutMetadata(whole.first(size));
            QVERIFY(!clean || !clean->contains(place));
        }
    }

private:
    void put(const char *name, const QByteArray &bytes)
    {
        QFile file(m_folder->filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    ErrorCode errorOf(const char *name)
    {
        const auto captured = m_camera->capture(QLatin1String(name));
        return captured.ok() ? ErrorCode::Internal : captured.error().code;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FolderCamera> m_camera;
};

QTEST_GUILESS_MAIN(FolderCameraTest)
#include "FolderCameraTest.moc"
