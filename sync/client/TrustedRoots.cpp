#include "sync/client/TrustedRoots.h"

#include "pki/AuthorityChain.h"
#include "pki/CertificateFacts.h"

#include <algorithm>

namespace luotsi::sync::client {

namespace {

bool contains(const QByteArrayList &roots, const QByteArray &fingerprint)
{
    return std::any_of(roots.begin(), roots.end(), [&fingerprint](const QByteArray &root) {
        const auto facts = pki::readCertificate(root);
        return facts && facts->fingerprint == fingerprint;
    });
}

} // namespace

base::Result<QByteArray> rootsAfter(const protocol::EnrolReply &reply, const QByteArray &roots)
{
    const auto known = pki::splitCertificates(roots);
    if (!known)
        return known.error();
    const bool hasSuccession = !reply.successionPem.isEmpty();
    const auto newest = pki::readCertificate(hasSuccession ? reply.successionPem : reply.authorityPem);
    if (!newest)
        return newest.error();
    if (contains(*known, newest->fingerprint))
        return roots;
    if (!hasSuccession)
        return base::Error{
            base::ErrorCode::CertificateRefused, QStringLiteral("the reply names another root"), {}};
    // The connection was verified by a known root, so its time is the centre's.
    if (auto vouched = pki::checkSuccession(reply.successionPem, roots, reply.serverTime); !vouched)
        return vouched.error();
    return pki::splitCertificates(reply.successionPem)->front() + roots;
}

QByteArray rootsProvenBy(const QByteArray &serverChainPem, const QByteArray &roots, std::int64_t now)
{
    const auto known = pki::splitCertificates(roots);
    if (!known || known->size() < 2)
        return roots;
    return pki::checkChain(serverChainPem, known->front(), now) ? known->front() : roots;
}

} // namespace luotsi::sync::client
