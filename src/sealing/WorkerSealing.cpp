#include "sealing/WorkerSealing.h"

#include "sealing/WrapSealing.h"

#include <QCryptographicHash>

namespace luotsi::sealing {

using base::ErrorCode;
using base::Result;
using protocol::Wrap;
using protocol::WrapPurpose;

Result<protocol::WorkerCertificate> certifyWorker(protocol::WorkerGrant grant, const crypto::SigningKey &root)
{
    auto signature = crypto::sign(protocol::workerSignedBytes(grant), root);
    if (!signature)
        return signature.error();
    return protocol::WorkerCertificate{std::move(grant), std::move(*signature)};
}

Result<void> checkWorker(const protocol::WorkerCertificate &certificate, QByteArrayView rootPublicKey,
                         std::int64_t now)
{
    if (auto holds = crypto::verifySignature(protocol::workerSignedBytes(certificate.grant),
                                             certificate.signature, rootPublicKey);
        !holds)
        return holds;
    if (now < certificate.grant.notBefore || now > certificate.grant.notAfter)
        return base::Error{
            ErrorCode::CertificateExpired, QStringLiteral("the worker's certificate is not valid now"), {}};
    return {};
}

Result<protocol::RewrapRequest> signRewrap(protocol::RewrapOrder order,
                                           protocol::WorkerCertificate certificate,
                                           const crypto::SigningKey &worker)
{
    auto signature = crypto::sign(protocol::rewrapSignedBytes(order), worker);
    if (!signature)
        return signature.error();
    return protocol::RewrapRequest{std::move(order), std::move(certificate), std::move(*signature)};
}

Result<void> checkRewrap(const protocol::RewrapRequest &request)
{
    return crypto::verifySignature(protocol::rewrapSignedBytes(request.order), request.signature,
                                   request.certificate.grant.signingKey);
}

protocol::KeyId readerOf(QByteArrayView boxKey)
{
    const QByteArray hash = QCryptographicHash::hash(boxKey.toByteArray(), QCryptographicHash::Sha256);
    return *protocol::KeyId::fromBytes(QByteArrayView(hash).first(protocol::KeyId::size));
}

Result<Wrap> sealWorkerWrap(const protocol::DraftId &draft, const DraftKeys &keys,
                            const protocol::WorkerGrant &grant)
{
    auto wrap = sealWrap(WrapPurpose::Worker, draft, keys, grant.boxKey, readerOf(grant.boxKey));
    if (!wrap)
        return wrap;
    auto outer = crypto::sealToBox(wrap->sealed, grant.deviceBoxKey);
    if (!outer)
        return outer.error();
    wrap->sealed = std::move(*outer);
    return wrap;
}

Result<DraftKeys> openWorkerWrap(const Wrap &wrap, const protocol::DraftId &draft,
                                 const crypto::BoxKeyPair &worker, const crypto::BoxKeyPair &device)
{
    const auto inner = crypto::openBox(wrap.sealed, device);
    if (!inner)
        return inner.error();
    Wrap opened = wrap;
    opened.sealed = inner->view().toByteArray();
    return openWrap(opened, WrapPurpose::Worker, draft, worker);
}

} // namespace luotsi::sealing
