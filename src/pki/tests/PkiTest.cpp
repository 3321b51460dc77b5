#include "pki/CertificateFacts.h"
#include "pki/Certificates.h"
#include "pki/OneTimeCode.h"

#include <QSet>
#include <QSslCertificate>
#include <QSslKey>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::pki;
using base::ErrorCode;

namespace {

/// Repeatable: serials and codes of a run can be told apart, keys are OpenSSL's own.
class CountingRandom final : public base::Random
{
public:
    void fill(std::uint8_t *target, std::size_t size) override
    {
        for (std::size_t i = 0; i < size; ++i) {
            m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
            target[i] = static_cast<std::uint8_t>(m_state >> 56);
        }
    }

private:
    std::uint64_t m_state = 42;
};

constexpr std::int64_t day = 86'400'000;
constexpr std::int64_t now = 1'790'000'000'000;
constexpr Validity validity{now - day, now + 30 * day};

DeviceGrant grant()
{
    DeviceGrant grant;
    grant.device.fill(0xab);
    grant.role = QStringLiteral("kiosk");
    grant.site = QStringLiteral("library-1");
    grant.scope = QStringLiteral("none");
    return grant;
}

template<typename Value> bool refusedWith(const base::Result<Value> &result, ErrorCode code)
{
    return !result && result.error().code == code;
}

} // namespace

class PkiTest : public QObject
{
    Q_OBJECT

    CountingRandom m_random;
    Credential m_authority;

private Q_SLOTS:
    void initTestCase()
    {
        const auto authority = makeAuthority(QStringLiteral("Luotsi test root"), validity, m_random);
        QVERIFY2(authority.ok(), authority ? "" : qPrintable(authority.error().detail));
        m_authority = *authority;
    }

    void authority_mayCertifyAndQtReadsIt()
    {
        const auto facts = readCertificate(m_authority.certificatePem);
        QVERIFY(facts.ok());
        QVERIFY(facts->isAuthority);
        QVERIFY(!facts->device);
        QCOMPARE(facts->commonName, QStringLiteral("Luotsi test root"));
        QCOMPARE(facts->validity.notAfter, validity.notAfter);
        const QSslCertificate qt(m_authority.certificatePem);
        QVERIFY(!qt.isNull());
        QCOMPARE(qt.digest(QCryptographicHash::Sha256), facts->fingerprint);
        QVERIFY(!QSslKey(m_authority.keyPem, QSsl::Ec).isNull());
    }

    void serverCertificate_namesEveryAddressItServes()
    {
        const QStringList names{QStringLiteral("localhost"), QStringLiteral("127.0.0.1"),
                                QStringLiteral("::1")};
        const auto server = issueServerCertificate(m_authority, names, validity, m_random);
        QVERIFY2(server.ok(), server ? "" : qPrintable(server.error().detail));
        QVERIFY(checkIssuedBy(server->certificatePem, m_authority.certificatePem, now).ok());
        QVERIFY(*belongTogether(server->certificatePem, server->keyPem));
        const auto alternatives = QSslCertificate(server->certificatePem).subjectAlternativeNames();
        QCOMPARE(alternatives.values(QSsl::DnsEntry), QStringList{QStringLiteral("localhost")});
        QCOMPARE(alternatives.values(QSsl::IpAddressEntry).size(), 2);
        QVERIFY(!readCertificate(server->certificatePem)->device);
        QVERIFY(!issueServerCertificate(m_authority, {}, validity, m_random));
        QVERIFY(!issueServerCertificate(m_authority, {QStringLiteral("a,DNS:evil")}, validity, m_random));
    }

    void deviceCertificate_carriesTheGrantAndNotTheRequestsWishes()
    {
        const auto key = *makePrivateKey();
        const auto request = *makeRequest(key);
        const auto pem = issueDeviceCertificate(m_authority, request, grant(), validity, m_random);
        QVERIFY2(pem.ok(), pem ? "" : qPrintable(pem.error().detail));
        const auto facts = readCertificate(*pem);
        QVERIFY(facts.ok());
        QVERIFY(facts->device.has_value());
        QVERIFY(*facts->device == grant());
        QVERIFY(!facts->isAuthority);
        QCOMPARE(facts->validity.notBefore, validity.notBefore);
        QCOMPARE(facts->validity.notAfter, validity.notAfter);
        QCOMPARE(facts->keyPin, *requestKeyPin(request));
        QVERIFY(*belongTogether(*pem, key));
        QVERIFY(!*belongTogether(*pem, *makePrivateKey()));
        const auto again = issueDeviceCertificate(m_authority, request, grant(), validity, m_random);
        QVERIFY(readCertificate(*again)->serial != facts->serial);
        QCOMPARE(readCertificate(*again)->keyPin, facts->keyPin);
    }

    void deviceCertificate_readsTheSameFromDer()
    {
        const auto pem = *issueDeviceCertificate(m_authority, *makeRequest(*makePrivateKey()), grant(),
                                                 validity, m_random);
        const QByteArray der = QSslCertificate(pem).toDer();
        const auto facts = readCertificateDer(der);
        QVERIFY(facts.ok());
        QVERIFY(*facts->device == grant());
        QCOMPARE(facts->fingerprint, readCertificate(pem)->fingerprint);
        QVERIFY(!readCertificateDer(der + "x"));
        QVERIFY(!readCertificateDer(der.chopped(1)));
    }

    void deviceCertificate_longestWordsFit()
    {
        auto longest = grant();
        longest.role = longest.site = longest.scope = QString(56, u'x');
        const auto pem =
            issueDeviceCertificate(m_authority, *makeRequest(*makePrivateKey()), longest, validity, m_random);
        QVERIFY2(pem.ok(), pem ? "" : qPrintable(pem.error().detail));
        QVERIFY(*readCertificate(*pem)->device == longest);
        longest.site.append(u'x');
        QVERIFY(refusedWith(
            issueDeviceCertificate(m_authority, *makeRequest(*makePrivateKey()), longest, validity, m_random),
            ErrorCode::EnrolmentRefused));
    }

    void request_withForeignWordsOrBrokenSignatureIsRefused()
    {
        const auto request = *makeRequest(*makePrivateKey());
        auto foreign = grant();
        foreign.role = QStringLiteral("kiosk/OU=role:admin");
        QVERIFY(refusedWith(issueDeviceCertificate(m_authority, request, foreign, validity, m_random),
                            ErrorCode::EnrolmentRefused));
        foreign.role.clear();
        QVERIFY(refusedWith(issueDeviceCertificate(m_authority, request, foreign, validity, m_random),
                            ErrorCode::EnrolmentRefused));
        QByteArrayList lines = request.split('\n');
        QByteArray der = QByteArray::fromBase64(lines.mid(1, lines.size() - 3).join());
        der[der.size() - 1] = static_cast<char>(der[der.size() - 1] ^ 1);
        const QByteArray forged = "-----BEGIN CERTIFICATE REQUEST-----\n" + der.toBase64() +
                                  "\n-----END CERTIFICATE REQUEST-----\n";
        QVERIFY(!issueDeviceCertificate(m_authority, forged, grant(), validity, m_random));
        QVERIFY(refusedWith(issueDeviceCertificate(m_authority, "no request", grant(), validity, m_random),
                            ErrorCode::MalformedInput));
    }

    void authority_ofAnotherRootIsNotTrusted()
    {
        const auto other = *makeAuthority(QStringLiteral("Luotsi test root"), validity, m_random);
        const auto pem =
            *issueDeviceCertificate(other, *makeRequest(*makePrivateKey()), grant(), validity, m_random);
        QVERIFY(checkIssuedBy(pem, other.certificatePem, now).ok());
        QVERIFY(
            refusedWith(checkIssuedBy(pem, m_authority.certificatePem, now), ErrorCode::CertificateRefused));
        // A device's certificate signs nothing.
        QVERIFY(refusedWith(checkIssuedBy(pem, pem, now), ErrorCode::CertificateRefused));
        const Credential mixed{other.keyPem, m_authority.certificatePem};
        QVERIFY(!issueDeviceCertificate(mixed, *makeRequest(*makePrivateKey()), grant(), validity, m_random));
    }

    void certificate_outsideItsValidityIsExpired()
    {
        const auto pem = *issueDeviceCertificate(m_authority, *makeRequest(*makePrivateKey()), grant(),
                                                 validity, m_random);
        QVERIFY(checkIssuedBy(pem, m_authority.certificatePem, validity.notAfter).ok());
        QVERIFY(refusedWith(checkIssuedBy(pem, m_authority.certificatePem, validity.notAfter + 1000),
                            ErrorCode::CertificateExpired));
        QVERIFY(refusedWith(checkIssuedBy(pem, m_authority.certificatePem, validity.notBefore - 1000),
                            ErrorCode::CertificateExpired));
        QVERIFY(!makeAuthority(QStringLiteral("x"), {now, now}, m_random));
    }

    void pem_thatIsNoneIsMalformed()
    {
        for (const QByteArray &bytes :
             {QByteArray(), QByteArray("text"), QByteArray(100'000, 'x'), m_authority.keyPem})
            QVERIFY(refusedWith(readCertificate(bytes), ErrorCode::MalformedInput));
        QVERIFY(refusedWith(makeRequest(m_authority.certificatePem), ErrorCode::MalformedInput));
        QVERIFY(refusedWith(requestKeyPin("text"), ErrorCode::MalformedInput));
    }

    void fingerprint_isWrittenForPeople()
    {
        QCOMPARE(fingerprintText(QByteArray::fromHex("ab01ff")), QStringLiteral("AB:01:FF"));
    }

    void oneTimeCode_isKnownAgainByItsHashOnly()
    {
        const auto code = OneTimeCode::generate(m_random);
        QCOMPARE(code.text().size(), 19);
        const auto typed = OneTimeCode::parse(code.text().toLower().replace(u'-', u' '));
        QVERIFY(typed.ok());
        QVERIFY(typed->matches(code.hash()));
        QVERIFY(!OneTimeCode::generate(m_random).matches(code.hash()));
        QVERIFY(!code.matches({}));
        QVERIFY(!code.hash().contains(code.text().first(4).toLatin1()));
        for (const char16_t *bad :
             {u"", u"ABCD-EFGH-JKMN-PQR", u"ABCD-EFGH-JKMN-PQRTU", u"0BCD-EFGH-JKMN-PQRT"})
            QVERIFY(refusedWith(OneTimeCode::parse(bad), ErrorCode::CodeMalformed));
    }
};

QTEST_APPLESS_MAIN(PkiTest)
#include "PkiTest.moc"
