#include "centre/EndpointProcess.h"
#include "centre/HttpsClient.h"

#include "centre/handlers/tests/TestDevice.h"
#include "crypto/SystemRandom.h"
#include "sync/protocol/Enrol.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/Problem.h"

#include <QElapsedTimer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QtTest>

#include <algorithm>
#include <memory>
#include <vector>

using namespace luotsi;
using namespace luotsi::tests;
using centre::handlers::TestDevice;
namespace paths = sync::protocol::paths;
namespace protocol = sync::protocol;

namespace {

constexpr int placesOfADevice = 64;
constexpr qsizetype largeBody = 100'000;
constexpr int refusalPause = 250;                   // milliseconds
const QByteArray unreadable(largeBody, char(0xff)); // is refused when it has been read

/// One connection over which bytes go as the test pleases.
class Line
{
public:
    Line(const QUrl &centre, const QByteArray &authority, const TestDevice *device) : m_centre(centre)
    {
        QSslConfiguration settings = QSslConfiguration::defaultConfiguration();
        settings.setProtocol(QSsl::TlsV1_3OrLater);
        settings.setCaCertificates(QSslCertificate::fromData(authority));
        if (device != nullptr) {
            settings.setLocalCertificateChain(QSslCertificate::fromData(device->certificatePem));
            settings.setPrivateKey(QSslKey(device->keyPem, QSsl::Ec));
        }
        m_socket.setSslConfiguration(settings);
        QObject::connect(&m_socket, &QSslSocket::readyRead, [this] { m_answer += m_socket.readAll(); });
    }

    [[nodiscard]] bool connectToCentre()
    {
        m_socket.connectToHostEncrypted(m_centre.host(), static_cast<quint16>(m_centre.port()));
        return m_socket.waitForEncrypted();
    }
    void write(const QByteArray &bytes) { m_socket.write(bytes); }
    [[nodiscard]] bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    [[nodiscard]] QByteArray answer() const { return m_answer; }
    /// 0 until there is an answer.
    [[nodiscard]] int status() const { return m_answer.mid(9, 3).toInt(); }

private:
    QUrl m_centre;
    QSslSocket m_socket;
    QByteArray m_answer;
};

QByteArray headOf(const char *path, qsizetype length)
{
    return QByteArray("POST ") + path + " HTTP/1.1\r\nHost: centre\r\n" + paths::versionHeader + ": " +
           QByteArray::number(paths::protocolVersion) + "\r\nContent-Length: " + QByteArray::number(length) +
           "\r\n\r\n";
}

QByteArray largePush()
{
    return headOf(paths::changes, unreadable.size()) + unreadable;
}

/// A running centre with enrolled devices.
struct Scene
{
    [[nodiscard]] bool start(int count)
    {
        if (!endpoint.start())
            return false;
        for (int number = 0; number < count; ++number) {
            TestDevice device(random);
            HttpsClient http(endpoint.url(), endpoint.authority());
            const auto reply = http.send("POST", paths::enrol, device.enrolBody(endpoint.code()));
            const auto enrolled = protocol::decodeEnrolReply(reply.body);
            if (!enrolled)
                return false;
            device.enrolled(*enrolled);
            devices.push_back(std::move(device));
        }
        return true;
    }
    [[nodiscard]] std::unique_ptr<Line> line(const TestDevice *device) const
    {
        auto line = std::make_unique<Line>(endpoint.url(), endpoint.authority(), device);
        return line->connectToCentre() ? std::move(line) : nullptr;
    }

    crypto::SystemRandom random;
    EndpointProcess endpoint;
    std::vector<TestDevice> devices;
};

} // namespace

/// What one device may take of a centre that serves many.
class FairShareTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void largeBodiesOfADevice_areReadOneAfterTheOther()
    {
        Scene scene;
        QVERIFY(scene.start(2));
        const auto slow = scene.line(&scene.devices[0]);
        const auto second = scene.line(&scene.devices[0]);
        const auto another = scene.line(&scene.devices[1]);
        QVERIFY(slow && second && another);
        slow->write(largePush().left(largeBody / 2));
        QTest::qWait(200);
        second->write(largePush());
        another->write(largePush());
        QTRY_COMPARE(another->status(), 400);
        QTest::qWait(500);
        QCOMPARE(second->status(), 0);
        slow->write(largePush().mid(largeBody / 2));
        QTRY_COMPARE(slow->status(), 400);
        QTRY_COMPARE(second->status(), 400);
    }

    void whoeverHangsUp_handsItsTurnOn()
    {
        Scene scene;
        QVERIFY(scene.start(1));
        auto slow = scene.line(&scene.devices[0]);
        auto waiting = scene.line(&scene.devices[0]);
        const auto last = scene.line(&scene.devices[0]);
        QVERIFY(slow && waiting && last);
        slow->write(largePush().left(largeBody / 2));
        QTest::qWait(200);
        waiting->write(largePush().left(largeBody / 2));
        QTest::qWait(200);
        last->write(largePush());
        QTest::qWait(200);
        waiting.reset();
        slow.reset();
        QTRY_COMPARE(last->status(), 400);
    }

    void whatHadToBeRefused_keepsTheDeviceFromItsNextTurnForAWhile()
    {
        Scene scene;
        QVERIFY(scene.start(1));
        const auto line = scene.line(&scene.devices[0]);
        const auto next = scene.line(&scene.devices[0]);
        QVERIFY(line && next);
        QElapsedTimer since;
        line->write(largePush());
        since.start();
        QTRY_COMPARE(line->status(), 400);
        next->write(largePush());
        QTRY_COMPARE(next->status(), 400);
        QVERIFY2(since.elapsed() >= refusalPause, qPrintable(QString::number(since.elapsed())));
    }

    void aStrangersRefusal_keepsNoOtherStrangerWaiting()
    {
        constexpr int strangers = 40;
        Scene scene;
        QVERIFY(scene.start(0));
        std::vector<std::unique_ptr<Line>> lines;
        for (int number = 0; number < strangers; ++number) {
            lines.push_back(scene.line(nullptr));
            QVERIFY(lines.back() != nullptr);
        }
        for (const auto &line : lines)
            line->write(headOf(paths::enrol, 9) + QByteArray(9, char(0xff)));
        // One after the other with the pause of a device they would take five seconds.
        const auto isAnswered = [](const auto &line) { return line->status() == 400; };
        QTRY_VERIFY_WITH_TIMEOUT(std::all_of(lines.begin(), lines.end(), isAnswered),
                                 strangers * refusalPause / 4);
    }

    void aDeviceHasABoundedNumberOfConnections()
    {
        Scene scene;
        QVERIFY(scene.start(2));
        std::vector<std::unique_ptr<Line>> lines;
        for (int number = 0; number < placesOfADevice; ++number) {
            lines.push_back(scene.line(&scene.devices[0]));
            QVERIFY(lines.back() != nullptr);
        }
        QTest::qWait(300);
        for (const auto &line : lines)
            QVERIFY(line->isOpen());
        const auto oneMore = scene.line(&scene.devices[0]);
        QTRY_VERIFY(oneMore == nullptr || !oneMore->isOpen());
        const auto another = scene.line(&scene.devices[1]);
        QVERIFY(another != nullptr);
        another->write(largePush());
        QTRY_COMPARE(another->status(), 400);
        lines.pop_back();
        std::unique_ptr<Line> again;
        QTRY_VERIFY(((again = scene.line(&scene.devices[0])), QTest::qWait(100), again && again->isOpen()));
    }

    void aStrangersLargeBody_isNotRead()
    {
        Scene scene;
        QVERIFY(scene.start(0));
        const auto stranger = scene.line(nullptr);
        QVERIFY(stranger != nullptr);
        stranger->write(headOf(paths::changes, 1'000'000));
        QTRY_VERIFY(stranger->status() != 0);
        const QByteArray answer = stranger->answer();
        const auto problem = protocol::decodeProblem(answer.mid(answer.indexOf("\r\n\r\n") + 4));
        QVERIFY(problem.ok());
        QCOMPARE(problem->type, protocol::ProblemType::EnrolmentRefused);
    }
};

QTEST_GUILESS_MAIN(FairShareTest)
#include "FairShareTest.moc"
