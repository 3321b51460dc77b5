#include "devices/CameraCodeReader.h"
#include "devices/CodePicture.h"

#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <QElapsedTimer>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace luotsi;
using namespace luotsi::devices;
using base::ErrorCode;

namespace {

/// A page with the code somewhere on it, as a camera would see it.
QImage pageWith(ZXing::BarcodeFormat format, const std::string &text, qreal angle = 0)
{
    const auto matrix = ZXing::MultiFormatWriter(format).setMargin(4).encode(text, 300, 200);
    QImage code(matrix.width(), matrix.height(), QImage::Format_RGB32);
    for (int y = 0; y < matrix.height(); ++y) {
        for (int x = 0; x < matrix.width(); ++x)
            code.setPixel(x, y, matrix.get(x, y) ? 0xff202020 : 0xffe8e8e8);
    }
    QImage page(900, 700, QImage::Format_RGB32);
    page.fill(0xffd0d0d0);
    QPainter painter(&page);
    painter.translate(450, 350);
    painter.rotate(angle);
    painter.drawImage(-code.width() / 2, -code.height() / 2, code);
    return page;
}

/// Shows what a test holds in front of it.
class FakeFrames final : public FrameSource
{
public:
    [[nodiscard]] bool start() override
    {
        isOn = works;
        return works;
    }
    void stop() override { isOn = false; }
    bool works = true;
    static inline bool isOn = false;
};

} // namespace

/// What a camera sees becomes the code, or a plain word why not.
class CameraCodeReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        FakeFrames::isOn = false;
        m_frames = nullptr;
        m_told.reset();
        m_tellings = 0;
    }

    void codesOfEveryUsualKind_areRead_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QString>("text");
        QTest::addColumn<qreal>("angle");
        QTest::newRow("qr") << int(ZXing::BarcodeFormat::QRCode) << QStringLiteral("Ä 12345") << 0.0;
        QTest::newRow("ean") << int(ZXing::BarcodeFormat::EAN13) << QStringLiteral("6412345678907") << 0.0;
        QTest::newRow("upside") << int(ZXing::BarcodeFormat::EAN13) << QStringLiteral("6412345678907")
                                << 180.0;
        QTest::newRow("side") << int(ZXing::BarcodeFormat::Code128) << QStringLiteral("AB-7") << 90.0;
    }

    void codesOfEveryUsualKind_areRead()
    {
        QFETCH(const int, format);
        QFETCH(const QString, text);
        QFETCH(const qreal, angle);
        const auto code =
            codeIn(pageWith(static_cast<ZXing::BarcodeFormat>(format), text.toStdString(), angle));
        QVERIFY(code.has_value());
        QCOMPARE(*code, text);
    }

    void aPageWithoutCode_holdsNone()
    {
        QImage page(640, 480, QImage::Format_RGB32);
        page.fill(Qt::white);
        QVERIFY(!codeIn(page).has_value());
        QVERIFY(!codeIn(QImage()).has_value());
    }

    void controlCharacters_areLeftOut()
    {
        const auto code = codeIn(pageWith(ZXing::BarcodeFormat::QRCode, "12\x1d"
                                                                        "34\n"));
        QVERIFY(code.has_value());
        QCOMPARE(*code, QStringLiteral("1234"));
        QCOMPARE(codeIn(pageWith(ZXing::BarcodeFormat::QRCode, " 12 ")).value_or(QString()),
                 QStringLiteral("12"));
        QVERIFY(!codeIn(pageWith(ZXing::BarcodeFormat::QRCode, " \n ")).has_value());
    }

    void theFirstCodeThatIsSeen_isTold_andTheCameraGoesOff()
    {
        CameraCodeReader reader(make(true));
        begin(reader);
        QVERIFY(FakeFrames::isOn);
        QImage empty(640, 480, QImage::Format_RGB32);
        empty.fill(Qt::white);
        Q_EMIT m_frames->frame(empty);
        QTest::qWait(100);
        QCOMPARE(m_tellings, 0);
        Q_EMIT m_frames->frame(pageWith(ZXing::BarcodeFormat::QRCode, "6412345678907"));
        QTRY_COMPARE(m_tellings, 1);
        QVERIFY(m_told->ok());
        QCOMPARE(**m_told, QStringLiteral("6412345678907"));
        QVERIFY(!FakeFrames::isOn);
    }

    void nothingSeenInTime_isNotFound()
    {
        CameraCodeReader reader(make(true), std::chrono::milliseconds(30));
        begin(reader);
        QTRY_COMPARE(m_tellings, 1);
        QCOMPARE(m_told->error().code, ErrorCode::NotFound);
        QVERIFY(!FakeFrames::isOn);
    }

    void withoutCamera_itIsSaidAtOnce()
    {
        CameraCodeReader broken(make(false));
        begin(broken);
        QCOMPARE(m_told->error().code, ErrorCode::CameraUnavailable);
        CameraCodeReader none([] { return std::unique_ptr<FrameSource>(); });
        begin(none);
        QCOMPARE(m_told->error().code, ErrorCode::CameraUnavailable);
    }

    void aCameraThatGoes_isSaid()
    {
        CameraCodeReader reader(make(true));
        begin(reader);
        Q_EMIT m_frames->failed();
        QCOMPARE(m_tellings, 1);
        QCOMPARE(m_told->error().code, ErrorCode::CameraUnavailable);
    }

    void codeSeenForAnEarlierSearch_isNotToldToTheNext()
    {
        CameraCodeReader reader(make(true));
        begin(reader);
        Q_EMIT m_frames->frame(pageWith(ZXing::BarcodeFormat::QRCode, "1"));
        begin(reader);
        QTest::qWait(200);
        QCOMPARE(m_tellings, 0);
        QVERIFY(FakeFrames::isOn);
    }

    void picturesThatComeWhileOneIsLookedAt_arePassedOver()
    {
        QImage empty(1280, 960, QImage::Format_RGB32);
        empty.fill(Qt::white);
        QElapsedTimer timer;
        timer.start();
        (void)codeIn(empty);
        const qint64 one = std::max<qint64>(timer.nsecsElapsed(), 1);
        timer.start();
        {
            CameraCodeReader reader(make(true));
            begin(reader);
            for (int i = 0; i < 100; ++i)
                Q_EMIT m_frames->frame(empty);
        } // waits for all that is being looked at
        QVERIFY2(timer.nsecsElapsed() < 30 * one, qPrintable(QString::number(timer.nsecsElapsed() / one)));
    }

    void whatIsStopped_tellsNothing()
    {
        CameraCodeReader reader(make(true), std::chrono::milliseconds(30));
        begin(reader);
        Q_EMIT m_frames->frame(pageWith(ZXing::BarcodeFormat::QRCode, "1"));
        reader.stop();
        QVERIFY(!FakeFrames::isOn);
        QTest::qWait(200);
        QCOMPARE(m_tellings, 0);
    }

private:
    CameraCodeReader::MakeFrames make(bool works)
    {
        return [this, works] {
            auto frames = std::make_unique<FakeFrames>();
            frames->works = works;
            m_frames = frames.get();
            return frames;
        };
    }

    void begin(CameraCodeReader &reader)
    {
        reader.read([this](const base::Result<QString> &code) {
            ++m_tellings;
            m_told = code;
        });
    }

    FakeFrames *m_frames = nullptr;
    std::optional<base::Result<QString>> m_told;
    int m_tellings = 0;
};

QTEST_MAIN(CameraCodeReaderTest)
#include "CameraCodeReaderTest.moc"
