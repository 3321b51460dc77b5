#include "pki/AuthorityChain.h"
#include "pki/CertificateFacts.h"
#include "pki/Certificates.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::pki;
using base::ErrorCode;

namespace {

/// Serials only; keys are OpenSSL's own.
class CountingRandom final : public base::Random
{
public:
    void fill(std::uint8_t *target, std::size_t size) override
    {
        for (std::size_t i = 0; i < size; ++i)
            target[i] = static_cast<std::uint8_t>(++m_count);
    }

private:
    std::uint64_t m_count = 0;
};

constexpr std::int64_t day = 86'400'000;
constexpr std::int64_t now = 1'790'000'000'000;
constexpr Validity validity{now - day, now + 300 * day};
const QString centreName = QStringLiteral("Luotsi test root");

ErrorCode codeOf(const base::Result<void> &result)
{
    return result ? ErrorCode::Internal : result.error().code;
}

/// The same certificate with one bit of its signature turned.
QByteArray forged(const QByteArray &pem)
{
    const QByteArrayList lines = pem.trimmed().split('\n');
    QByteArray der = QByteArray::fromBase64(lines.mid(1, lines.size() - 2).join());
    der[der.size() - 1] = static_cast<char>(der[der.size() - 1] ^ 1);
    return "-----BEGIN CERTIFICATE-----\n" + der.toBase64() + "\n-----END CERTIFICATE-----\n";
}

} // namespace

/// A centre that has changed its authority twice, and devices that know one of the three.
class AuthorityChainTest : public QObject
{
    Q_OBJECT

    CountingRandom m_random;
    Credential m_first;
    Credential m_second;
    Credential m_third;
    QByteArray m_secondByFirst;
    QByteArray m_thirdBySecond;

    Credential authority(const Validity &term = validity)
    {
        return *makeAuthority(centreName, term, m_random);
    }
    QByteArray cross(const Credential &earlier, const Credential &later)
    {
        return *issueCrossCertificate(earlier, later.certificatePem, validity, m_random);
    }
    QByteArray server(const Credential &authority, const Validity &term = validity)
    {
        return issueServerCertificate(authority, {QStringLiteral("localhost")}, term, m_random)
            ->certificatePem;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_first = authority();
        m_second = authority();
        m_third = authority();
        m_secondByFirst = cross(m_first, m_second);
        m_thirdBySecond = cross(m_second, m_third);
    }

    void crossCertificate_holdsTheLaterKeyUnderTheEarlierSignature()
    {
        const auto facts = readCertificate(m_secondByFirst);
        QVERIFY(facts.ok());
        QVERIFY(facts->isAuthority);
        QCOMPARE(facts->keyPin, readCertificate(m_second.certificatePem)->keyPin);
        QVERIFY(checkIssuedBy(m_secondByFirst, m_first.certificatePem, now).ok());
        QCOMPARE(codeOf(checkIssuedBy(m_secondByFirst, m_second.certificatePem, now)),
                 ErrorCode::CertificateRefused);
    }

    void crossCertificate_isOnlyForAnAuthorityOfTheSameName()
    {
        const auto other = *makeAuthority(QStringLiteral("Somebody else"), validity, m_random);
        QCOMPARE(issueCrossCertificate(m_first, other.certificatePem, validity, m_random).error().code,
                 ErrorCode::MalformedInput);
        QCOMPARE(issueCrossCertificate(m_first, server(m_first), validity, m_random).error().code,
                 ErrorCode::MalformedInput);
    }

    void chainThroughOneCrossCertificate_reachesTheRoot()
    {
        const QByteArray chain = server(m_second) + m_secondByFirst;
        QVERIFY(checkChain(chain, m_first.certificatePem, now).ok());
        QVERIFY(checkChain(chain, m_second.certificatePem, now).ok());
        QCOMPARE(codeOf(checkChain(server(m_second), m_first.certificatePem, now)),
                 ErrorCode::CertificateRefused);
    }

    void chainThroughTwoCrossCertificates_reachesTheRoot()
    {
        const QByteArray leaf = server(m_third);
        for (const QByteArray &between :
             {m_thirdBySecond + m_secondByFirst, m_secondByFirst + m_thirdBySecond}) {
            for (const Credential *root : {&m_first, &m_second, &m_third})
                QVERIFY(checkChain(leaf + between, root->certificatePem, now).ok());
        }
        QCOMPARE(codeOf(checkChain(leaf + m_thirdBySecond, m_first.certificatePem, now)),
                 ErrorCode::CertificateRefused);
    }

    void chainOfASigner_nobodyKnows_isRefused()
    {
        const auto stranger = authority();
        const auto strangersNext = authority();
        const QByteArray own = server(strangersNext) + cross(stranger, strangersNext);
        QCOMPARE(codeOf(checkChain(own, m_first.certificatePem, now)), ErrorCode::CertificateRefused);
        // The centre's real cross certificate beside it helps nobody.
        QCOMPARE(codeOf(checkChain(own + m_secondByFirst, m_first.certificatePem, now)),
                 ErrorCode::CertificateRefused);
        QCOMPARE(codeOf(checkChain(server(m_second) + forged(m_secondByFirst), m_first.certificatePem, now)),
                 ErrorCode::CertificateRefused);
    }

    void deviceCertificate_vouchesForNobody()
    {
        const Credential leaf =
            *issueServerCertificate(m_first, {QStringLiteral("localhost")}, validity, m_random);
        QVERIFY(!issueCrossCertificate(leaf, m_second.certificatePem, validity, m_random));
    }

    void chain_endsWithTheFirstOfItsCertificatesThatEnds()
    {
        const auto old = authority({now - day, now + day});
        const auto next = authority();
        const QByteArray chain = server(next) + cross(old, next);
        QVERIFY(checkChain(chain, old.certificatePem, now).ok());
        QCOMPARE(codeOf(checkChain(chain, old.certificatePem, now + 2 * day)), ErrorCode::CertificateExpired);
        QVERIFY(checkChain(chain, next.certificatePem, now + 2 * day).ok());
        const QByteArray shortLeaf = server(next, {now - day, now + day}) + cross(old, next);
        QCOMPARE(codeOf(checkChain(shortLeaf, next.certificatePem, now + 2 * day)),
                 ErrorCode::CertificateExpired);
    }

    void succession_isBelievedAsFarAsItIsSigned()
    {
        const QByteArray whole = m_third.certificatePem + m_thirdBySecond + m_secondByFirst;
        QVERIFY(checkSuccession(whole, m_first.certificatePem, now).ok());
        QVERIFY(checkSuccession(whole, m_second.certificatePem, now).ok());
        QCOMPARE(
            codeOf(checkSuccession(m_third.certificatePem + m_thirdBySecond, m_first.certificatePem, now)),
            ErrorCode::CertificateRefused);
        QCOMPARE(codeOf(checkSuccession(m_third.certificatePem + forged(m_thirdBySecond) + m_secondByFirst,
                                        m_first.certificatePem, now)),
                 ErrorCode::CertificateRefused);
        QCOMPARE(codeOf(checkSuccession(m_third.certificatePem, m_first.certificatePem, now)),
                 ErrorCode::CertificateRefused);
        QCOMPARE(codeOf(checkSuccession(whole, m_first.certificatePem, now + 400 * day)),
                 ErrorCode::CertificateExpired);
    }

    void succession_ofAStrangerBehindARealCrossCertificateIsRefused()
    {
        const auto stranger = authority();
        const auto fake = *issueCrossCertificate(stranger, stranger.certificatePem, validity, m_random);
        for (const QByteArray &crosses :
             {m_secondByFirst, m_secondByFirst + fake, fake + m_thirdBySecond + m_secondByFirst})
            QCOMPARE(codeOf(checkSuccession(stranger.certificatePem + crosses, m_first.certificatePem, now)),
                     ErrorCode::CertificateRefused);
        // What begins with no root is none, whoever has signed it.
        const auto again = *issueCrossCertificate(m_first, m_second.certificatePem, validity, m_random);
        QVERIFY(again != m_secondByFirst);
        QCOMPARE(codeOf(checkSuccession(m_secondByFirst + again, m_first.certificatePem, now)),
                 ErrorCode::CertificateRefused);
    }

    void splitCertificates_takesAllOrNothing()
    {
        const auto parts = splitCertificates(m_first.certificatePem + m_secondByFirst);
        QVERIFY(parts.ok());
        QCOMPARE(*parts, (QByteArrayList{m_first.certificatePem, m_secondByFirst}));
        for (const QByteArray &bad :
             {QByteArray(), QByteArray("text"), m_first.keyPem,
              QByteArray(m_first.certificatePem + "-----BEGIN CERTIFICATE-----\nAAAA\n"),
              m_first.certificatePem.repeated(33)})
            QVERIFY(!splitCertificates(bad));
    }

    void serverNames_areReadAsTheyWereWritten()
    {
        const QStringList names{QStringLiteral("localhost"), QStringLiteral("127.0.0.1"),
                                QStringLiteral("fe80:0:0:0:0:0:0:1")};
        const auto made = issueServerCertificate(m_first, names, validity, m_random);
        QCOMPARE(readCertificate(made->certificatePem)->names, names);
    }
};

QTEST_APPLESS_MAIN(AuthorityChainTest)
#include "AuthorityChainTest.moc"
