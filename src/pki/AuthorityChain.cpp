#include "pki/AuthorityChain.h"

#include "pki/CertificateFacts.h"
#include "pki/Issuing.h"
#include "pki/OpenSsl.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>

#include <algorithm>
#include <ctime>
#include <vector>

namespace luotsi::pki {

using base::ErrorCode;
using base::Result;

namespace {

constexpr qsizetype maximumCertificates = 32;
const QByteArray pemBegin = QByteArrayLiteral("-----BEGIN CERTIFICATE-----");

using StorePointer = std::unique_ptr<X509_STORE, Releaser<X509_STORE_free>>;
using ContextPointer = std::unique_ptr<X509_STORE_CTX, Releaser<X509_STORE_CTX_free>>;

struct StackReleaser
{
    void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using StackPointer = std::unique_ptr<STACK_OF(X509), StackReleaser>;

Result<std::vector<CertificatePointer>> readAll(const QByteArray &pem)
{
    const auto parts = splitCertificates(pem);
    if (!parts)
        return parts.error();
    std::vector<CertificatePointer> certificates;
    for (const QByteArray &part : *parts) {
        auto certificate = readX509(part);
        if (!certificate)
            return certificate.error();
        certificates.push_back(*std::move(certificate));
    }
    return certificates;
}

base::Error verdict(int reason)
{
    const bool isAboutDates =
        reason == X509_V_ERR_CERT_HAS_EXPIRED || reason == X509_V_ERR_CERT_NOT_YET_VALID;
    return {isAboutDates ? ErrorCode::CertificateExpired : ErrorCode::CertificateRefused,
            QString::fromLatin1(X509_verify_cert_error_string(reason)),
            {}};
}

Result<void> verify(X509 *target, const std::vector<CertificatePointer> &others,
                    const std::vector<CertificatePointer> &roots, std::int64_t now)
{
    const StorePointer store(X509_STORE_new());
    const StackPointer between(sk_X509_new_null());
    const ContextPointer context(X509_STORE_CTX_new());
    if (!store || !between || !context)
        return openSslError("verifying a chain");
    for (const CertificatePointer &root : roots) {
        if (X509_STORE_add_cert(store.get(), root.get()) != 1)
            return openSslError("verifying a chain");
    }
    for (const CertificatePointer &other : others) {
        if (sk_X509_push(between.get(), other.get()) == 0)
            return openSslError("verifying a chain");
    }
    if (X509_STORE_CTX_init(context.get(), store.get(), target, between.get()) != 1)
        return openSslError("verifying a chain");
    X509_STORE_CTX_set_time(context.get(), 0, static_cast<time_t>(now / 1000));
    const bool holds = X509_verify_cert(context.get()) == 1;
    const int reason = X509_STORE_CTX_get_error(context.get());
    ERR_clear_error();
    return holds ? Result<void>() : Result<void>(verdict(reason));
}

} // namespace

Result<QByteArrayList> splitCertificates(const QByteArray &pem)
{
    QByteArrayList parts;
    for (qsizetype at = pem.indexOf(pemBegin); at >= 0;) {
        const qsizetype next = pem.indexOf(pemBegin, at + pemBegin.size());
        const QByteArray part = pem.mid(at, next < 0 ? -1 : next - at);
        if (const auto certificate = readX509(part); !certificate)
            return certificate.error();
        parts.append(part);
        at = next;
    }
    if (parts.isEmpty() || parts.size() > maximumCertificates)
        return {ErrorCode::MalformedInput, QStringLiteral("no list of certificates in PEM")};
    return parts;
}

Result<QByteArray> issueCrossCertificate(const Credential &earlier, const QByteArray &laterPem,
                                         Validity validity, base::Random &random)
{
    const auto later = readX509(laterPem);
    if (!later)
        return later.error();
    const auto issuer = readIssuer(earlier);
    if (!issuer)
        return issuer.error();
    X509_NAME *const name = X509_get_subject_name(later->get());
    EVP_PKEY *const key = X509_get0_pubkey(later->get());
    if (key == nullptr || X509_check_ca(later->get()) != 1 ||
        X509_NAME_cmp(name, X509_get_subject_name(issuer->certificate.get())) != 0) {
        ERR_clear_error();
        return {ErrorCode::MalformedInput, QStringLiteral("no later authority of the same name")};
    }
    const auto certificate = issue({key,
                                    name,
                                    validity,
                                    {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                                     {NID_key_usage, "critical,keyCertSign,cRLSign"},
                                     {NID_subject_key_identifier, "hash"},
                                     {NID_authority_key_identifier, "keyid:always"}}},
                                   issuer->certificate.get(), issuer->key.get(), random);
    if (!certificate)
        return certificate.error();
    return certificateToPem(certificate->get());
}

Result<void> checkChain(const QByteArray &chainPem, const QByteArray &rootsPem, std::int64_t now)
{
    const auto chain = readAll(chainPem);
    if (!chain)
        return chain.error();
    const auto roots = readAll(rootsPem);
    if (!roots)
        return roots.error();
    return verify(chain->front().get(), *chain, *roots, now);
}

Result<void> checkSuccession(const QByteArray &successionPem, const QByteArray &rootsPem, std::int64_t now)
{
    const auto parts = splitCertificates(successionPem);
    if (!parts)
        return parts.error();
    const QByteArray &successor = parts->front();
    const auto own = readCertificate(successor);
    if (!own)
        return own.error();
    if (auto isRoot = checkIssuedBy(successor, successor, now); !isRoot)
        return isRoot;
    const auto crosses = parts->sliced(1);
    const auto vouching = std::find_if(crosses.begin(), crosses.end(), [&own](const QByteArray &cross) {
        const auto facts = readCertificate(cross);
        return facts && facts->keyPin == own->keyPin && facts->fingerprint != own->fingerprint;
    });
    if (vouching == crosses.end())
        return {ErrorCode::CertificateRefused, QStringLiteral("nobody vouches for the new authority")};
    return checkChain(*vouching + crosses.join(), rootsPem, now);
}

} // namespace luotsi::pki
