#include "sync/client/TrustedRoots.h"

#include "crypto/SystemRandom.h"
#include "pki/AuthorityChain.h"
#include "pki/Certificates.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::sync;
using namespace luotsi::sync::client;
using base::ErrorCode;

namespace {

constexpr std::int64_t day = 86'400'000;
constexpr std::int64_t now = 1'790'000'000'000;
constexpr pki::Validity validity{now - day, now + 300 * day};

} // namespace

class TrustedRootsTest : public QObject
{
    Q_OBJECT

    crypto::SystemRandom m_random;
    pki::Credential m_first;
    pki::Credential m_second;
    pki::Credential m_stranger;
    QByteArray m_cross;

    pki::Credential authority() { return *pki::makeAuthority(QStringLiteral("Root"), validity, m_random); }
    QByteArray server(const pki::Credential &authority)
    {
        return pki::issueServerCertificate(authority, {QStringLiteral("localhost")}, validity, m_random)
            ->certificatePem;
    }
    protocol::EnrolReply reply(const pki::Credential &named, const QByteArray &succession,
                               std::int64_t serverTime = now)
    {
        protocol::EnrolReply reply;
        reply.authorityPem = named.certificatePem;
        reply.successionPem = succession;
        reply.serverTime = serverTime;
        return reply;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_first = authority();
        m_second = authority();
        m_stranger = authority();
        m_cross = *pki::issueCrossCertificate(m_first, m_second.certificatePem, validity, m_random);
    }

    void sameRoot_changesNothing()
    {
        const QByteArray &roots = m_first.certificatePem;
        QCOMPARE(*rootsAfter(reply(m_first, {}), roots), roots);
        QCOMPARE(*rootsAfter(reply(m_first, m_first.certificatePem), roots), roots);
    }

    void newRoot_standsBesideTheOneThatVouchesForIt()
    {
        const auto roots =
            rootsAfter(reply(m_first, m_second.certificatePem + m_cross), m_first.certificatePem);
        QVERIFY(roots.ok());
        QCOMPARE(*roots, m_second.certificatePem + m_first.certificatePem);
        QCOMPARE(*rootsAfter(reply(m_first, m_second.certificatePem + m_cross), *roots), *roots);
    }

    void rootNobodyVouchesFor_isRefused()
    {
        const QByteArray &roots = m_first.certificatePem;
        const QByteArray own =
            *pki::issueCrossCertificate(m_stranger, m_second.certificatePem, validity, m_random);
        for (const QByteArray &succession :
             {m_stranger.certificatePem, m_stranger.certificatePem + m_cross, m_second.certificatePem + own})
            QCOMPARE(rootsAfter(reply(m_first, succession), roots).error().code,
                     ErrorCode::CertificateRefused);
        // A centre that knows of no succession.
        QCOMPARE(rootsAfter(reply(m_second, {}), roots).error().code, ErrorCode::CertificateRefused);
    }

    void rootThatHasEnded_vouchesForNobody()
    {
        QCOMPARE(rootsAfter(reply(m_first, m_second.certificatePem + m_cross, now + 400 * day),
                            m_first.certificatePem)
                     .error()
                     .code,
                 ErrorCode::CertificateExpired);
    }

    void oldRoot_isLetGoOnlyWhenTheNewOneHasProvenItself()
    {
        const QByteArray both = m_second.certificatePem + m_first.certificatePem;
        QCOMPARE(rootsProvenBy(server(m_second) + m_cross, both, now), m_second.certificatePem);
        QCOMPARE(rootsProvenBy(server(m_first), both, now), both);
        QCOMPARE(rootsProvenBy(server(m_second), both, now + 400 * day), both);
        QCOMPARE(rootsProvenBy({}, both, now), both);
        QCOMPARE(rootsProvenBy(server(m_second), m_first.certificatePem, now), m_first.certificatePem);
    }
};

QTEST_APPLESS_MAIN(TrustedRootsTest)
#include "TrustedRootsTest.moc"
