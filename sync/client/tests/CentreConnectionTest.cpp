#include "sync/client/CentreConnection.h"
#include "base/Clock.h"
#include "crypto/SystemRandom.h"
#include "pki/Certificates.h"
#include "sync/client/TlsSettings.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::sync;
using namespace luotsi::sync::client;
using base::ErrorCode;

namespace {

constexpr std::int64_t day = 86'400'000;
constexpr CentreConnection::Limits quickLimits{500, 1'000'000};

QByteArray reply(const QByteArray &status, const QByteArray &type, const QByteArray &body,
                 const QByteArray &more = {})
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n" + more +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// Speaks TLS as told and answers every request with the same bytes.
class Peer
{
public:
    Peer(const pki::Credential &credential, QSsl::SslProtocol protocol, const QByteArray &answer)
        : m_answer(answer)
    {
        QSslConfiguration settings = QSslConfiguration::defaultConfiguration();
        settings.setProtocol(protocol);
        settings.setLocalCertificateChain(QSslCertificate::fromData(credential.certificatePem));
        settings.setPrivateKey(QSslKey(credential.keyPem, QSsl::Ec));
        settings.setPeerVerifyMode(QSslSocket::QueryPeer);
        m_server.setSslConfiguration(settings);
        QObject::connect(&m_server, &QSslServer::sslErrors, &m_server,
                         [](QSslSocket *socket) { socket->ignoreSslErrors(); });
        QObject::connect(&m_server, &QTcpServer::pendingConnectionAvailable, &m_server, [this] {
            while (auto *socket = qobject_cast<QSslSocket *>(m_server.nextPendingConnection())) {
                QObject::connect(socket, &QSslSocket::readyRead, &m_server,
                                 [this, socket] { read(*socket); });
                read(*socket);
            }
        });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no port");
    }

    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("https://127.0.0.1:%1").arg(m_server.serverPort()));
    }

    int requests = 0;
    QSslCertificate deviceCertificate;

private:
    void read(QSslSocket &socket)
    {
        if (!socket.readAll().contains("\r\n\r\n"))
            return;
        ++requests;
        deviceCertificate = socket.peerCertificate();
        socket.write(m_answer);
    }

    QByteArray m_answer;
    QSslServer m_server;
};

CentreRequest timeRequest()
{
    CentreRequest request;
    request.path = protocol::paths::time;
    request.expectedType = protocol::paths::jsonType;
    return request;
}

/// One request from beginning to end.
CentreReply ask(const QUrl &centre, const QSslConfiguration &settings,
                std::optional<std::int64_t> knownTime = {})
{
    CentreConnection connection(centre, settings, quickLimits, [knownTime] { return knownTime; });
    std::vector<CentreReply> replies;
    connection.send(timeRequest(), [&replies](const CentreReply &reply) { replies.push_back(reply); });
    if (!QTest::qWaitFor([&replies] { return !replies.empty(); }, 8'000) || replies.size() != 1)
        qFatal("a request has one answer");
    return replies.front();
}

std::optional<ErrorCode> errorOf(const CentreReply &reply)
{
    return reply.failure ? std::optional(reply.failure->error) : std::nullopt;
}

} // namespace

class CentreConnectionTest : public QObject
{
    Q_OBJECT

    crypto::SystemRandom m_random;
    std::int64_t m_now = base::SystemClock().wallMilliseconds();
    pki::Validity m_validity{m_now - 30 * day, m_now + 30 * day};
    pki::Credential m_root;
    pki::Credential m_server;
    QSslConfiguration m_settings;
    const QByteArray m_good = reply("200 OK", protocol::paths::jsonType, "{}");

    pki::Credential serverOf(const pki::Credential &root, pki::Validity validity)
    {
        return *pki::issueServerCertificate(root, {QStringLiteral("127.0.0.1")}, validity, m_random);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_root = *pki::makeAuthority(QStringLiteral("Test root"), m_validity, m_random);
        m_server = serverOf(m_root, m_validity);
        m_settings = *serverOnlySettings(m_root.certificatePem);
    }

    void goodReply_isGivenWithItsBody()
    {
        Peer centre(m_server, QSsl::TlsV1_3OrLater, m_good);
        const CentreReply answer = ask(centre.url(), m_settings);
        QCOMPARE(errorOf(answer), std::nullopt);
        QCOMPARE(answer.body, QByteArray("{}"));
        QCOMPARE(centre.requests, 1);
    }

    void tlsBelow13_isRefusedBeforeAnythingIsSaid()
    {
        Peer centre(m_server, QSsl::TlsV1_2, m_good);
        QVERIFY(ask(centre.url(), m_settings).failure.has_value());
        QCOMPARE(centre.requests, 0);

        QSslConfiguration lenient = m_settings; // the peer is a working one
        lenient.setProtocol(QSsl::TlsV1_2OrLater);
        QVERIFY(!ask(centre.url(), lenient).failure.has_value());
    }

    void rootTheMachineTrusts_isNotTrusted()
    {
        const auto machineRoot = *pki::makeAuthority(QStringLiteral("Machine root"), m_validity, m_random);
        const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
        QSslConfiguration machine = before;
        machine.addCaCertificates(QSslCertificate::fromData(machineRoot.certificatePem));
        QSslConfiguration::setDefaultConfiguration(machine);
        const auto settings = serverOnlySettings(m_root.certificatePem);
        Peer interceptor(serverOf(machineRoot, m_validity), QSsl::TlsV1_3OrLater, m_good);
        const CentreReply answer = ask(interceptor.url(), *settings);
        const CentreReply trusting = ask(interceptor.url(), machine);
        QSslConfiguration::setDefaultConfiguration(before);

        QCOMPARE(errorOf(answer), std::optional(ErrorCode::CertificateRefused));
        QVERIFY(!trusting.failure.has_value()); // the interceptor is a working one
        QCOMPARE(interceptor.requests, 1);
        QCOMPARE(settings->caCertificates(), QSslCertificate::fromData(m_root.certificatePem));
    }

    void certificateOutOfDate_isForgivenOnlyWhenTheKnownTimeLiesWithinIt()
    {
        const pki::Validity past{m_now - 20 * day, m_now - 10 * day};
        Peer centre(serverOf(m_root, past), QSsl::TlsV1_3OrLater, m_good);
        QCOMPARE(errorOf(ask(centre.url(), m_settings)), std::optional(ErrorCode::CertificateRefused));
        QCOMPARE(errorOf(ask(centre.url(), m_settings, m_now)), std::optional(ErrorCode::CertificateRefused));
        QCOMPARE(centre.requests, 0);
        QCOMPARE(errorOf(ask(centre.url(), m_settings, m_now - 15 * day)), std::nullopt);
    }

    void certificateOutOfDateFromAnotherRoot_isNeverForgiven()
    {
        const auto other = *pki::makeAuthority(QStringLiteral("Other root"), m_validity, m_random);
        Peer interceptor(serverOf(other, {m_now - 20 * day, m_now - 10 * day}), QSsl::TlsV1_3OrLater, m_good);
        QCOMPARE(errorOf(ask(interceptor.url(), m_settings, m_now - 15 * day)),
                 std::optional(ErrorCode::CertificateRefused));
        QCOMPARE(interceptor.requests, 0);
    }

    void deviceSettings_showTheDevicesCertificateToTheCentre()
    {
        ports::DeviceIdentity identity;
        identity.authorityPem = m_root.certificatePem;
        identity.privateKeyPem = *pki::makePrivateKey();
        const pki::DeviceGrant grant{
            {}, QStringLiteral("kiosk"), QStringLiteral("library-1"), QStringLiteral("scope-1")};
        identity.certificatePem = *pki::issueDeviceCertificate(
            m_root, *pki::makeRequest(identity.privateKeyPem), grant, m_validity, m_random);
        const auto settings = deviceSettings(identity);
        QVERIFY(settings.ok());
        Peer centre(m_server, QSsl::TlsV1_3OrLater, m_good);
        QCOMPARE(errorOf(ask(centre.url(), *settings)), std::nullopt);
        QCOMPARE(centre.deviceCertificate, QSslCertificate::fromData(identity.certificatePem).first());
    }

    void unreadableParts_giveNoSettings()
    {
        QCOMPARE(serverOnlySettings("no certificate").error().code, ErrorCode::CertificateRefused);
        ports::DeviceIdentity identity;
        identity.authorityPem = m_root.certificatePem;
        identity.certificatePem = m_root.certificatePem;
        identity.privateKeyPem = "no key";
        QCOMPARE(deviceSettings(identity).error().code, ErrorCode::CertificateRefused);
    }

    void redirect_isNotFollowed()
    {
        Peer elsewhere(m_server, QSsl::TlsV1_3OrLater, m_good);
        Peer centre(m_server, QSsl::TlsV1_3OrLater,
                    reply("302 Found", protocol::paths::jsonType, "{}",
                          "Location: " + elsewhere.url().toEncoded() + "/\r\n"));
        QCOMPARE(errorOf(ask(centre.url(), m_settings)), std::optional(ErrorCode::CaptivePortal));
        QCOMPARE(centre.requests, 1);
        QCOMPARE(elsewhere.requests, 0);
    }

    void replyAboveTheLimit_isRefused()
    {
        const QByteArray largest(static_cast<qsizetype>(protocol::maximumReplyBytes), 'x');
        Peer allowed(m_server, QSsl::TlsV1_3OrLater, reply("200 OK", protocol::paths::jsonType, largest));
        QCOMPARE(ask(allowed.url(), m_settings).body.size(), largest.size());

        Peer above(m_server, QSsl::TlsV1_3OrLater, reply("200 OK", protocol::paths::jsonType, largest + 'x'));
        const CentreReply answer = ask(above.url(), m_settings);
        QVERIFY(answer.failure.has_value());
        QVERIFY(answer.body.isEmpty());
    }

    void replyOfAnotherType_isNotOurCentre()
    {
        Peer portal(m_server, QSsl::TlsV1_3OrLater, reply("200 OK", "text/html", "<p>Welcome"));
        const CentreReply answer = ask(portal.url(), m_settings);
        QCOMPARE(errorOf(answer), std::optional(ErrorCode::CaptivePortal));
        QVERIFY(answer.body.isEmpty());
    }

    void silentCentre_isGivenUpWithinTheIdleLimit()
    {
        Peer silent(m_server, QSsl::TlsV1_3OrLater, {});
        QElapsedTimer elapsed;
        elapsed.start();
        QCOMPARE(errorOf(ask(silent.url(), m_settings)), std::optional(ErrorCode::NetworkUnreachable));
        QCOMPARE(silent.requests, 1);
        QVERIFY(elapsed.elapsed() < 3 * quickLimits.idle);
    }
};

QTEST_GUILESS_MAIN(CentreConnectionTest)
#include "CentreConnectionTest.moc"
