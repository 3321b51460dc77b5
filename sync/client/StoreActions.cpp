#include "base/Log.h"
#include "sync/client/SyncClient.h"

// Reads and writes of the store. Each answers at once, because the store is called on this thread; what may
// take place while a request travels has a thread beside it.

namespace luotsi::sync::client {

namespace event = core::event;
namespace action = core::action;
using base::logEvent;

void SyncClient::stored(core::Operation operation, const base::Result<void> &result)
{
    if (!result) {
        logEvent("sync-store-failed", {{"error", result.error().code}});
        feed(event::StoreFailed{operation, result.error().code});
        return;
    }
    feed(event::Stored{operation});
    Q_EMIT progressed();
}

void SyncClient::beside(std::function<core::Event()> work)
{
    const auto tell = [this](core::Event event) {
        const bool progress = std::holds_alternative<event::Stored>(event);
        feed(std::move(event));
        if (progress)
            Q_EMIT progressed();
    };
    if (!m_options.storeBeside) {
        tell(work());
        return;
    }
    m_storeHand.start([this, tell, work = std::move(work)] {
        QMetaObject::invokeMethod(
            this, [tell, event = work()] { tell(event); }, Qt::QueuedConnection);
    });
}

void SyncClient::run(const action::ReadQueue &action)
{
    const auto queue = m_store.queue();
    if (!queue) {
        feed(event::StoreFailed{action.operation, queue.error().code});
        return;
    }
    const auto incomplete = m_store.incompleteSubmissions();
    if (!incomplete) {
        feed(event::StoreFailed{action.operation, incomplete.error().code});
        return;
    }
    const core::QueueCounts counts{queue->records, queue->codes, queue->blobs,
                                   static_cast<std::uint32_t>(incomplete->size())};
    feed(event::QueueRead{action.operation, counts, {queue->nextAttemptAt, queue->tries, queue->lastError}});
}

void SyncClient::run(const action::ReadBatch &action)
{
    beside([this, action]() -> core::Event {
        auto batch = m_store.nextBatch(action.underWay);
        if (!batch)
            return event::StoreFailed{action.operation, batch.error().code};
        if (batch->size() > action.limit)
            batch->resize(action.limit);
        return event::BatchRead{action.operation, std::move(*batch)};
    });
}

void SyncClient::run(const action::ReadAttachment &action)
{
    const auto blob = m_store.nextBlob();
    if (!blob) {
        feed(event::StoreFailed{action.operation, blob.error().code});
        return;
    }
    std::optional<core::AttachmentFacts> facts;
    if (*blob)
        facts = core::AttachmentFacts{(*blob)->blob, (*blob)->draft, (*blob)->size, (*blob)->offset};
    feed(event::AttachmentRead{action.operation, facts});
}

void SyncClient::run(const action::ReadCode &action)
{
    const auto code = m_store.nextCode();
    if (!code) {
        feed(event::StoreFailed{action.operation, code.error().code});
        return;
    }
    m_code = *code;
    feed(event::CodeRead{action.operation, m_code ? std::optional(m_code->lookup) : std::nullopt});
}

void SyncClient::run(const action::ReadIncomplete &action)
{
    const auto incomplete = m_store.incompleteSubmissions();
    if (incomplete)
        feed(event::IncompleteRead{action.operation, *incomplete});
    else
        feed(event::StoreFailed{action.operation, incomplete.error().code});
}

void SyncClient::run(const action::ApplyPush &action)
{
    beside([this, action]() -> core::Event {
        const auto result = m_store.applyPush(action.records, action.reply);
        if (result)
            return event::Stored{action.operation};
        logEvent("sync-store-failed", {{"error", result.error().code}});
        return event::StoreFailed{action.operation, result.error().code};
    });
}

void SyncClient::run(const action::ApplyReceipt &action)
{
    stored(action.operation, m_store.applyReceipt(action.receipt));
}

void SyncClient::run(const action::ApplyAttachmentOffset &action)
{
    stored(action.operation, m_store.applyBlobOffset(action.blob, action.offset));
}

void SyncClient::run(const action::ApplyAttachmentRefused &action)
{
    logEvent("sync-attachment-put-aside", {{"reason", action.reason}});
    stored(action.operation, m_store.applyBlobRefused(action.blob, action.reason));
}

void SyncClient::run(const action::ApplyCodeStored &action)
{
    stored(action.operation, m_store.applyCodeStored(action.lookup));
}

void SyncClient::run(const action::ApplyCodeRefused &action)
{
    logEvent("sync-code-put-aside", {{"reason", action.reason}});
    stored(action.operation, m_store.applyCodeRefused(action.lookup, action.reason));
}

void SyncClient::run(const action::ScheduleAttempt &action)
{
    const auto result = m_store.scheduleAttempt(action.at, action.tries, action.lastError);
    if (!result)
        logEvent("sync-schedule-not-stored", {{"error", result.error().code}});
    Q_EMIT progressed();
}

void SyncClient::run(const action::Expire &action)
{
    const auto result = m_store.expire(action.now, m_options.unsentLifetime);
    if (!result)
        logEvent("sync-expiry-failed", {{"error", result.error().code}});
}

} // namespace luotsi::sync::client
