#include "centre/keydesk/IntakeDesk.h"

#include "sealing/ChangeSealing.h"
#include "sealing/WorkerSealing.h"
#include "sealing/WrapSealing.h"
#include "sync/protocol/SubmissionOf.h"

#include <algorithm>

namespace luotsi::centre::keydesk {

using base::ErrorCode;
using ports::Acceptance;
using ports::Verdict;

base::Result<protocol::SubmitBody> IntakeDesk::open(const ports::Delivery &delivery) const
{
    if (!m_keys.available())
        return ErrorCode::StoreKeyUnavailable;
    if (auto alive = checkAlive(delivery.draft); !alive)
        return alive.error();
    base::Error last{ErrorCode::NotFound, QStringLiteral("no wrap for the intake key"), {}};
    for (const protocol::Wrap &wrap : delivery.wraps) {
        if (wrap.purpose != protocol::WrapPurpose::Intake || wrap.key != delivery.change.header.key)
            continue;
        const auto reader = m_keys.open(wrap.reader);
        if (!reader) {
            last = reader.error();
            continue;
        }
        const auto keys = sealing::openWrap(wrap, protocol::WrapPurpose::Intake, delivery.draft, *reader);
        if (!keys)
            return keys.error();
        auto body = sealing::openChange(delivery.change, *keys);
        if (!body)
            return body.error();
        if (auto *submit = std::get_if<protocol::SubmitBody>(&*body))
            return std::move(*submit);
        return base::Error{ErrorCode::MalformedInput, QStringLiteral("the body is not a submission"), {}};
    }
    return last;
}

base::Result<Acceptance> IntakeDesk::accept(const ports::Delivery &delivery)
{
    const auto body = open(delivery);
    if (!body) {
        switch (body.error().code) {
        case ErrorCode::StoreKeyUnavailable:
        case ErrorCode::StoreFailed:
        case ErrorCode::StoreCorrupt:
        case ErrorCode::Internal:
            return body.error();
        case ErrorCode::NotFound:
            return Acceptance{Verdict::NoWrap, body.error().detail};
        default:
            return Acceptance{Verdict::Unreadable, QString(base::name(body.error().code))};
        }
    }
    if (const QString point = contradiction(delivery.change.header, *body); !point.isEmpty())
        return Acceptance{Verdict::Differs, point};
    const auto form = m_forms.find(delivery.change.header.form);
    if (!form)
        return Acceptance{Verdict::Unchecked, QStringLiteral("form not in any pack here")};
    return m_checker(*body, *form);
}

base::Result<void> IntakeDesk::checkAlive(const protocol::DraftId &draft) const
{
    if (!m_workers)
        return {};
    const auto erased = m_workers->isErased(draft);
    if (!erased)
        return erased.error();
    if (*erased)
        return base::Error{ErrorCode::Erased, QStringLiteral("the draft was erased"), {}};
    return {};
}

base::Result<protocol::RewrapReply> IntakeDesk::rewrap(const ports::Rewrap &rewrap)
{
    if (!m_workers)
        return ports::KeyDesk::rewrap(rewrap);
    if (!m_keys.available())
        return ErrorCode::StoreKeyUnavailable;
    const protocol::DraftId &draft = rewrap.request.order.draft;
    if (auto may = m_workers->check(rewrap.request); !may)
        return may.error();
    if (auto alive = checkAlive(draft); !alive)
        return alive.error();
    protocol::RewrapReply reply;
    for (const protocol::Wrap &wrap : rewrap.wraps) {
        if (wrap.purpose != protocol::WrapPurpose::Intake || reply.wraps.size() == protocol::maximumRewraps)
            continue;
        const auto reader = m_keys.open(wrap.reader);
        if (!reader)
            continue;
        // The draft named by the worker, never the one the wrap says of itself.
        const auto keys = sealing::openWrap(wrap, protocol::WrapPurpose::Intake, draft, *reader);
        if (!keys)
            return keys.error();
        auto sealed = sealing::sealWorkerWrap(draft, *keys, rewrap.request.certificate.grant);
        if (!sealed)
            return sealed.error();
        reply.wraps.push_back(std::move(*sealed));
    }
    if (reply.wraps.empty())
        return base::Error{ErrorCode::NotFound, QStringLiteral("no wrap for the intake key"), {}};
    // Recorded before it is given out: what cannot be recorded is not given.
    if (auto recorded = m_workers->record(rewrap.request); !recorded)
        return recorded.error();
    return reply;
}

base::Result<void> IntakeDesk::erase(const protocol::DraftId &draft)
{
    return m_workers ? m_workers->erase(draft) : ports::KeyDesk::erase(draft);
}

base::Result<void> IntakeDesk::ready()
{
    return m_keys.available() ? base::Result<void>() : base::Result<void>(ErrorCode::StoreKeyUnavailable);
}

QString contradiction(const protocol::ChangeHeader &header, const protocol::SubmitBody &body)
{
    std::vector<protocol::BlobId> blobs;
    for (const protocol::AttachmentRef &attachment : body.attachments)
        blobs.push_back(attachment.blob);
    std::sort(blobs.begin(), blobs.end());
    blobs.erase(std::unique(blobs.begin(), blobs.end()), blobs.end());
    if (body.round != header.round)
        return QStringLiteral("round");
    if (blobs != header.attachments)
        return QStringLiteral("attachments");
    if (submissionOf(header.draft, body.round, body.heads, blobs) != header.submission)
        return QStringLiteral("submission id");
    if (body.instanceId != protocol::instanceIdOf(header.draft, body.round))
        return QStringLiteral("instance id");
    return {};
}

} // namespace luotsi::centre::keydesk
