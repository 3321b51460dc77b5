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

/// Every key of the draft that was wrapped for this desk.
base::Result<std::vector<sealing::DraftKeys>>
IntakeDesk::keysOf(const protocol::DraftId &draft, const std::vector<protocol::Wrap> &wraps) const
{
    if (!m_keys.available())
        return ErrorCode::StoreKeyUnavailable;
    if (auto alive = checkAlive(draft); !alive)
        return alive.error();
    std::vector<sealing::DraftKeys> found;
    for (const protocol::Wrap &wrap : wraps) {
        if (wrap.purpose != protocol::WrapPurpose::Intake)
            continue;
        const auto reader = m_keys.open(wrap.reader);
        if (!reader)
            continue;
        auto keys = sealing::openWrap(wrap, protocol::WrapPurpose::Intake, draft, *reader);
        if (!keys)
            return keys.error();
        found.push_back(std::move(*keys));
    }
    if (found.empty())
        return base::Error{ErrorCode::NotFound, QStringLiteral("no wrap for the intake key"), {}};
    return found;
}

base::Result<std::vector<OpenedChange>> IntakeDesk::openDraft(const DraftFile &draft) const
{
    const auto keys = keysOf(draft.draft, draft.wraps);
    if (!keys)
        return keys.error();
    std::vector<OpenedChange> opened;
    for (const ArrivedChange &arrived : draft.changes) {
        OpenedChange change{arrived, std::nullopt};
        for (const sealing::DraftKeys &candidate : *keys) {
            if (candidate.keyId != arrived.change.header.key)
                continue;
            if (auto body = sealing::openChange(arrived.change, candidate))
                change.body = std::move(*body);
        }
        opened.push_back(std::move(change));
    }
    return opened;
}

base::Result<protocol::Change> IntakeDesk::seal(const DraftFile &draft, QStringView slotPath,
                                                protocol::ChangeHeader header, const protocol::Body &body,
                                                base::Random &random) const
{
    const auto keys = keysOf(draft.draft, draft.wraps);
    if (!keys)
        return keys.error();
    for (auto at = draft.changes.rbegin(); at != draft.changes.rend(); ++at) {
        const protocol::ChangeHeader &newest = at->change.header;
        const auto known = std::find_if(keys->begin(), keys->end(),
                                        [&](const auto &one) { return one.keyId == newest.key; });
        if (known == keys->end() || newest.kind == protocol::ChangeKind::Wrap)
            continue;
        const auto slot = sealing::slotFor(*known, slotPath);
        if (!slot)
            return slot.error();
        header.draft = draft.draft;
        header.slot = *slot;
        header.form = newest.form;
        return sealing::sealChange(std::move(header), body, *known, random);
    }
    return base::Error{ErrorCode::NotFound, QStringLiteral("no change of the draft opens here"), {}};
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
    if (auto may = m_workers->check(rewrap.request); !may)
        return may.error();
    // The draft named by the worker, never the one a wrap says of itself.
    const protocol::DraftId &draft = rewrap.request.order.draft;
    const auto keys = keysOf(draft, rewrap.wraps);
    if (!keys)
        return keys.error();
    protocol::RewrapReply reply;
    for (const sealing::DraftKeys &one : *keys) {
        if (reply.wraps.size() == protocol::maximumRewraps)
            break;
        auto sealed = sealing::sealWorkerWrap(draft, one, rewrap.request.certificate.grant);
        if (!sealed)
            return sealed.error();
        reply.wraps.push_back(std::move(*sealed));
    }
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
