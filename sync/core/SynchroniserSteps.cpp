#include "sync/core/Synchroniser.h"

#include <algorithm>

// The good course of each lane: read from the store, send, apply what the centre said, look again.

namespace luotsi::sync::core {

// Resume codes.

Synchroniser::Actions Synchroniser::handle(const event::CodeRead &event)
{
    if (!answers(Step::ReadingCode, event.operation))
        return {};
    if (!event.lookup || event.lookup == m_lastCode) {
        m_lastCode.reset();
        return laneFailed(Lane::Codes, base::ErrorCode::Internal);
    }
    m_code = event.lookup;
    return begin(Step::SendingCode, action::SendCode{0, *m_code});
}

Synchroniser::Actions Synchroniser::handle(const event::CodeReplied &event)
{
    if (!answers(Step::SendingCode, event.operation))
        return {};
    contact();
    online();
    m_lastCode = m_code;
    return begin(Step::ApplyingCode, action::ApplyCodeStored{0, *m_code});
}

// Attachments.

Synchroniser::Actions Synchroniser::handle(const event::AttachmentRead &event)
{
    if (!answers(Step::ReadingAttachment, event.operation))
        return {};
    // Nothing, something done or something refused before: a defect of the store, not a reason to spin.
    if (!event.attachment || event.attachment->offset >= event.attachment->size ||
        m_lastRefused == event.attachment->blob)
        return laneFailed(Lane::Attachments, base::ErrorCode::Internal);
    const bool another = !m_attachment || m_attachment->blob != event.attachment->blob;
    m_attachment = event.attachment;
    if (another) {
        m_setbacks = 0;
        m_reopenings = 0;
        m_attachmentOpen = false;
    }
    // The centre is asked where it stands once per attachment and start: it may have been restored since.
    if (!m_attachmentOpen)
        return begin(Step::OpeningAttachment, action::OpenAttachment{0, *m_attachment});
    const auto length =
        std::min<std::uint64_t>(attachmentSegmentBytes, m_attachment->size - m_attachment->offset);
    return begin(Step::SendingSegment,
                 action::SendAttachmentSegment{0, *m_attachment, static_cast<std::uint32_t>(length)});
}

Synchroniser::Actions Synchroniser::handle(const event::AttachmentReplied &event)
{
    const bool opened = answers(Step::OpeningAttachment, event.operation);
    if (!opened && !answers(Step::SendingSegment, event.operation))
        return {};
    if (event.offset > m_attachment->size)
        return laneFailed(Lane::Attachments, base::ErrorCode::OffsetMismatch);
    contact();
    online();
    const bool fellBehind =
        opened ? event.offset < m_attachment->offset : event.offset <= m_attachment->offset;
    if (fellBehind && ++m_setbacks > 3)
        return refuseAttachment(base::ErrorCode::AttachmentUnreadable);
    if (!opened && !fellBehind)
        m_reopenings = 0;
    m_lanes.of(Lane::Attachments).succeed();
    m_lanes.of(Lane::Receipts).succeed();
    m_attachment->offset = event.offset;
    m_attachmentOpen = true;
    return begin(Step::ApplyingAttachment,
                 action::ApplyAttachmentOffset{0, m_attachment->blob, event.offset});
}

// Receipts: one question per look, so that an urgent record waits for one of them at most.

Synchroniser::Actions Synchroniser::handle(const event::IncompleteRead &event)
{
    if (!answers(Step::ReadingIncomplete, event.operation))
        return {};
    m_toAsk = event.submissions;
    m_stillIncomplete = false;
    if (m_toAsk.empty())
        return laneFailed(Lane::Receipts, base::ErrorCode::Internal);
    return askNextReceipt();
}

Synchroniser::Actions Synchroniser::askNextReceipt()
{
    return begin(Step::AskingReceipt, action::AskReceipt{0, m_toAsk.back()});
}

Synchroniser::Actions Synchroniser::handle(const event::ReceiptReplied &event)
{
    if (!answers(Step::AskingReceipt, event.operation))
        return {};
    contact();
    online();
    m_stillIncomplete = m_stillIncomplete || !event.receipt.complete;
    return begin(Step::ApplyingReceipt, action::ApplyReceipt{0, event.receipt});
}

/// All were asked once: the next time is after a wait, which grows while nothing changes.
Synchroniser::Actions Synchroniser::receiptsAsked(std::optional<base::ErrorCode> error,
                                                  std::optional<std::int64_t> retryAfter)
{
    if (!m_stillIncomplete)
        m_lanes.of(Lane::Receipts).succeed();
    return laneFailed(Lane::Receipts, error, retryAfter);
}

// Time and certificate.

Synchroniser::Actions Synchroniser::handle(const event::TimeReplied &event)
{
    if (!answers(Step::AskingTime, event.operation))
        return {};
    contact(event.serverTime);
    online();
    if (!event.feedEpoch || event.feedEpoch == m_feedEpoch)
        return look();
    m_feedEpoch = event.feedEpoch;
    return begin(Step::NotingFeedEpoch, action::NoteFeedEpoch{0, *event.feedEpoch});
}

Synchroniser::Actions Synchroniser::handle(const event::CertificateRenewed &event)
{
    const bool ordered = answers(Step::Upkeeping, event.operation);
    if (!ordered && !answers(Step::Renewing, event.operation))
        return {};
    m_certificate = event.certificate;
    m_renewNow = false;
    m_renewal.succeed();
    contact();
    online();
    return ordered ? goOn(m_upkeep.renewed()) : look();
}

// Rounds beside the queue.

Synchroniser::Actions Synchroniser::startRound(Round round)
{
    return goOn(m_upkeep.start(round));
}

Synchroniser::Actions Synchroniser::goOn(Upkeep::Next next)
{
    if (!next)
        return look();
    m_step = Step::Upkeeping;
    std::visit(
        [this](auto &action) {
            if constexpr (requires { action.operation; })
                action.operation = m_awaited = ++m_operation;
        },
        *next);
    Actions actions;
    actions.push_back(std::move(*next));
    return actions;
}

template<typename Answer>
requires UpkeepAnswer<Answer> Synchroniser::Actions Synchroniser::handle(const Answer &event)
{
    if (!answers(Step::Upkeeping, event.operation))
        return {};
    constexpr bool ofCentre = !std::is_same_v<Answer, event::FeedPositionRead> &&
                              !std::is_same_v<Answer, event::HeldRead> &&
                              !std::is_same_v<Answer, event::AuditRead>;
    if constexpr (ofCentre) {
        contact();
        online();
    }
    return goOn(m_upkeep.on(event, m_now));
}

template Synchroniser::Actions Synchroniser::handle(const event::FeedPositionRead &event);
template Synchroniser::Actions Synchroniser::handle(const event::FeedReplied &event);
template Synchroniser::Actions Synchroniser::handle(const event::CommandsReplied &event);
template Synchroniser::Actions Synchroniser::handle(const event::CommandAcked &event);
template Synchroniser::Actions Synchroniser::handle(const event::HeldRead &event);
template Synchroniser::Actions Synchroniser::handle(const event::StatusReplied &event);
template Synchroniser::Actions Synchroniser::handle(const event::AuditRead &event);
template Synchroniser::Actions Synchroniser::handle(const event::AuditReplied &event);
template Synchroniser::Actions Synchroniser::handle(const event::AuditPlaced &event);

// The store has done what was asked.

Synchroniser::Actions Synchroniser::handle(const event::Stored &event)
{
    if (m_ahead.answers(ReadAhead::Work::Applying, event.operation))
        return applied();
    if (event.operation != m_awaited)
        return {};
    switch (m_step) {
    case Step::ApplyingPush:
        return applied();
    case Step::ApplyingCode:
        m_lanes.of(Lane::Codes).succeed();
        return look();
    case Step::ApplyingAttachment:
    case Step::NotingFeedEpoch:
        return look();
    case Step::Upkeeping:
        return goOn(m_upkeep.stored(m_now));
    case Step::ApplyingReceipt:
        m_toAsk.pop_back();
        return m_toAsk.empty() ? receiptsAsked({}, {}) : look();
    default:
        return {};
    }
}

} // namespace luotsi::sync::core
