#include "sync/core/Synchroniser.h"

#include <utility>

// What a failure means: for the connection, for one lane, or for one item that is put aside with its reason.

namespace luotsi::sync::core {

namespace {

using base::ErrorCode;

/// Nothing can be sent, whatever it is.
bool isOfConnection(ErrorCode error)
{
    switch (error) {
    case ErrorCode::NetworkUnreachable:
    case ErrorCode::CertificateRefused:
    case ErrorCode::CertificateExpired:
    case ErrorCode::CaptivePortal:
    case ErrorCode::ServerBusy:
    case ErrorCode::Revoked:
    case ErrorCode::ProtocolTooOld:
        return true;
    default:
        return false;
    }
}

/// The centre will say the same about this item for ever.
bool isOfItem(ErrorCode error)
{
    switch (error) {
    case ErrorCode::MalformedInput:
    case ErrorCode::AttachmentTooLarge:
    case ErrorCode::AttachmentWrongKind:
    case ErrorCode::AttachmentUnreadable:
    case ErrorCode::Erased:
    case ErrorCode::Quarantined:
    case ErrorCode::CodeRefused:
    case ErrorCode::WrapMismatch:
        return true;
    default:
        return false;
    }
}

} // namespace

Synchroniser::Actions Synchroniser::laneFailed(Lane lane, std::optional<ErrorCode> error,
                                               std::optional<std::int64_t> retryAfter)
{
    m_lanes.of(lane).fail(m_now.monotonic, error, retryAfter, m_random);
    hurryOnceMore();
    return look();
}

std::optional<Lane> Synchroniser::currentLane() const
{
    switch (m_step) {
    case Step::ReadingBatch:
    case Step::Pushing:
    case Step::ApplyingPush:
        return Lane::Records;
    case Step::ReadingCode:
    case Step::SendingCode:
    case Step::ApplyingCode:
        return Lane::Codes;
    case Step::ReadingAttachment:
    case Step::OpeningAttachment:
    case Step::SendingSegment:
    case Step::ApplyingAttachment:
        return Lane::Attachments;
    case Step::ReadingIncomplete:
    case Step::AskingReceipt:
    case Step::ApplyingReceipt:
        return Lane::Receipts;
    default:
        return std::nullopt;
    }
}

Synchroniser::Actions Synchroniser::handle(const event::RequestFailed &event)
{
    const bool awaited = m_step == Step::Pushing || m_step == Step::OpeningAttachment ||
                         m_step == Step::SendingSegment || m_step == Step::SendingCode ||
                         m_step == Step::AskingReceipt || m_step == Step::AskingTime ||
                         m_step == Step::Renewing || m_step == Step::Upkeeping;
    if (!awaited || event.operation != m_awaited)
        return {};
    return m_step == Step::Pushing ? answered(event) : failed(event);
}

Synchroniser::Actions Synchroniser::failed(const event::RequestFailed &event)
{
    if (m_step == Step::Renewing)
        m_renewal.fail(m_now.monotonic, event.error, event.retryAfter, m_random);
    if (m_step == Step::Upkeeping)
        return roundFailed(event);
    if (isOfConnection(event.error))
        return connectionFailed(event);
    contact(); // a problem is an answer of the centre
    online();
    switch (m_step) {
    case Step::Pushing:
        return pushFailed(event);
    case Step::OpeningAttachment:
    case Step::SendingSegment:
        return attachmentFailed(event);
    case Step::SendingCode:
        return codeFailed(event);
    case Step::AskingReceipt:
        // One receipt that cannot be had does not stand before the others.
        m_toAsk.pop_back();
        m_stillIncomplete = true;
        return m_toAsk.empty() ? receiptsAsked(event.error, event.retryAfter) : look();
    default:
        return look();
    }
}

Synchroniser::Actions Synchroniser::connectionFailed(const event::RequestFailed &failure)
{
    report(Connection::State::Offline, failure.error);
    if (failure.error == ErrorCode::CertificateExpired && m_step != Step::Renewing) {
        // Inside the grace window the centre still renews: ask before anything waits.
        m_renewNow = true;
        if (m_renewal.ready(m_now.monotonic))
            return begin(Step::Renewing, action::RenewCertificate{});
    }
    m_lanes.connection().fail(m_now.monotonic, failure.error, failure.retryAfter, m_random);
    hurryOnceMore();
    return look();
}

/// A batch the centre cannot read as a whole is halved until the record is found; that one is set aside on
/// this device with its reason, the rest goes on.
Synchroniser::Actions Synchroniser::pushFailed(const event::RequestFailed &failure)
{
    if (!isOfItem(failure.error))
        return laneFailed(Lane::Records, failure.error, failure.retryAfter);
    if (m_batch.size() > 1) {
        m_batchLimit = m_batch.size() / 2;
        return look();
    }
    std::vector<protocol::ChangeId> id{m_batch.front().change.id};
    if (id == m_lastBatch)
        return laneFailed(Lane::Records, failure.error);
    m_batchBefore = std::exchange(m_lastBatch, std::move(id));
    protocol::PushReply reply;
    reply.results.push_back({protocol::PushOutcome::Quarantined, failure.error, 0, {}});
    m_fruitlessPushes = 0;
    return begin(Step::ApplyingPush, action::ApplyPush{0, m_batch, reply});
}

Synchroniser::Actions Synchroniser::attachmentFailed(const event::RequestFailed &failure)
{
    if (isOfItem(failure.error))
        return refuseAttachment(failure.error);
    // Forget which one it was: the next try asks the centre where it stands.
    const bool forgottenThere =
        failure.error == ErrorCode::NotFound || failure.error == ErrorCode::OffsetMismatch;
    const bool sending = m_step == Step::SendingSegment;
    // Whatever becomes of the opening: no segment goes before the centre has said where it stands.
    if (forgottenThere)
        m_attachmentOpen = false;
    if (forgottenThere && sending && ++m_reopenings <= 3)
        return begin(Step::OpeningAttachment, action::OpenAttachment{0, *m_attachment});
    m_attachment.reset();
    return laneFailed(Lane::Attachments, failure.error, failure.retryAfter);
}

Synchroniser::Actions Synchroniser::refuseAttachment(ErrorCode reason)
{
    const protocol::BlobId blob = m_attachment->blob;
    m_attachment.reset();
    m_lastRefused = blob;
    return begin(Step::ApplyingAttachment, action::ApplyAttachmentRefused{0, blob, reason});
}

/// What a device may not read (revoked, its certificate expired) says nothing of what it may still send.
Synchroniser::Actions Synchroniser::roundFailed(const event::RequestFailed &failure)
{
    if (failure.error == ErrorCode::FeedReset) {
        contact();
        online();
        if (auto next = m_upkeep.feedReset())
            return goOn(std::move(next));
    }
    m_upkeep.failed(failure.error, failure.retryAfter, m_now);
    m_renewNow = m_renewNow || failure.error == ErrorCode::CertificateExpired;
    const bool ofDevice =
        failure.error == ErrorCode::Revoked || failure.error == ErrorCode::CertificateExpired;
    if (isOfConnection(failure.error) && !ofDevice)
        return connectionFailed(failure);
    contact();
    if (ofDevice)
        report(Connection::State::Offline, failure.error);
    else
        online();
    return look();
}

Synchroniser::Actions Synchroniser::codeFailed(const event::RequestFailed &failure)
{
    // A draft the centre does not know, and no record here that could bring it: a restored centre lost what
    // this device had been told to wipe.
    const bool lostThere = failure.error == ErrorCode::NotFound && m_counts.records == 0;
    if (isOfItem(failure.error) || lostThere) {
        m_lastCode = m_code;
        return begin(Step::ApplyingCode, action::ApplyCodeRefused{0, *m_code, failure.error});
    }
    return laneFailed(Lane::Codes, failure.error, failure.retryAfter);
}

Synchroniser::Actions Synchroniser::handle(const event::StoreFailed &event)
{
    if (m_ahead.answers(ReadAhead::Work::Reading, event.operation)) {
        m_ahead.failed(); // the queue is read anew, and says it again if it is so
        return storeIsFree();
    }
    if (m_ahead.answers(ReadAhead::Work::Applying, event.operation)) {
        // Offered again after the push on its way, which has an answer of its own.
        m_ahead.failed();
        m_lanes.of(Lane::Records).fail(m_now.monotonic, event.error, {}, m_random);
        return storeIsFree();
    }
    if (event.operation != m_awaited)
        return {};
    if (m_step == Step::SendingSegment) {
        const bool gone = event.error == ErrorCode::NotFound || event.error == ErrorCode::MalformedInput;
        return gone ? refuseAttachment(ErrorCode::AttachmentUnreadable)
                    : laneFailed(Lane::Attachments, event.error);
    }
    if (const auto lane = currentLane())
        return laneFailed(*lane, event.error);
    if (m_step == Step::Upkeeping) {
        m_upkeep.failed(event.error, {}, m_now);
        return look();
    }
    if (m_step == Step::NotingFeedEpoch) {
        // Said again with the next time: until it is stored nothing follows from it.
        m_feedEpoch.reset();
        return look();
    }
    if (m_step != Step::ReadingQueue)
        return {};
    m_storeTrouble.fail(m_now.monotonic, event.error, {}, m_random);
    return rest();
}

} // namespace luotsi::sync::core
