#include "centre/keydesk/WorkerRules.h"

#include "sealing/WorkerSealing.h"

#include <QFile>

#include <algorithm>

namespace luotsi::centre::keydesk {

using base::ErrorCode;
using base::Result;

Result<void> WorkerRules::check(const protocol::RewrapRequest &request) const
{
    const protocol::WorkerCertificate &certificate = request.certificate;
    const std::int64_t now = m_clock.wallMilliseconds();
    Result<void> certified = base::Error{ErrorCode::SignatureInvalid, QStringLiteral("no root is known"), {}};
    for (const packs::RootKey &root : m_roots.keys) {
        certified = sealing::checkWorker(certificate, root.publicKey, now);
        if (certified || certified.error().code != ErrorCode::SignatureInvalid)
            break;
    }
    if (!certified)
        return certified;
    if (auto own = sealing::checkRewrap(request); !own)
        return own;
    if (certificate.grant.device != request.order.device)
        return base::Error{
            ErrorCode::SignatureInvalid, QStringLiteral("the worker is certified for another device"), {}};
    if (!m_policy.roles.contains(certificate.grant.role))
        return base::Error{ErrorCode::SignatureInvalid, QStringLiteral("the role may open no drafts"), {}};
    if (isRevoked(certificate.grant.worker))
        return base::Error{ErrorCode::Revoked, QStringLiteral("the worker has been revoked"), {}};
    return {};
}

Result<void> WorkerRules::record(const protocol::RewrapRequest &request)
{
    const protocol::RewrapOrder &order = request.order;
    return m_journal->addOpening({order.request, order.draft, request.certificate.grant.worker, order.device,
                                  order.reason, m_clock.wallMilliseconds()},
                                 m_policy.draftsPerDay);
}

Result<void> WorkerRules::erase(const protocol::DraftId &draft)
{
    return m_journal->addErasure(draft, m_clock.wallMilliseconds());
}

bool WorkerRules::isRevoked(const protocol::ActorId &worker) const
{
    QFile file(m_policy.revokedFile);
    if (m_policy.revokedFile.isEmpty() || !file.exists())
        return false;
    // A list that is there and cannot be read revokes everybody: better a delay than a draft too many.
    if (!file.open(QIODevice::ReadOnly))
        return true;
    const QList<QByteArray> lines = file.readAll().split('\n');
    const QByteArray wanted = worker.toHex();
    return std::any_of(lines.begin(), lines.end(),
                       [&](const QByteArray &line) { return line.trimmed() == wanted; });
}

} // namespace luotsi::centre::keydesk
