#include "base/Log.h"
#include "sync/client/SyncClient.h"
#include "sync/protocol/Control.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"

// The rounds beside the queue: what the centre orders, the feed, drafts' status, the device's record. They
// are asked for only when there is a store for them.

namespace luotsi::sync::client {

namespace event = core::event;
namespace action = core::action;
namespace paths = protocol::paths;

namespace {

using Verb = CentreRequest::Verb;

CentreRequest cborPost(const char *path, const QByteArray &body)
{
    return {Verb::Post, path, body, paths::cborType, {}, paths::cborType};
}

} // namespace

void SyncClient::run(const action::NoteFeedEpoch &action)
{
    stored(action.operation, m_options.upkeep != nullptr ? m_options.upkeep->noteFeedEpoch(action.epoch)
                                                         : base::Result<void>());
}

// The feed.

void SyncClient::run(const action::ReadFeedPosition &action)
{
    const auto position = m_options.upkeep->feedPosition(action.scope);
    if (!position) {
        feed(event::StoreFailed{action.operation, position.error().code});
        return;
    }
    feed(event::FeedPositionRead{action.operation, {position->epoch, position->number, position->complete}});
}

void SyncClient::run(const action::AskFeed &action)
{
    const core::FeedQuestion &question = action.question;
    CentreRequest request{Verb::Get, paths::feed, {}, {}, {}, paths::cborType};
    request.query = "scope=" + question.scope.toUtf8().toPercentEncoding() +
                    "&after=" + QByteArray::number(quint64{question.after}) +
                    "&limit=" + QByteArray::number(question.limit);
    if (question.epoch)
        request.query += "&epoch=" + question.epoch->toHex();
    ask(action.operation, request, [this, operation = action.operation](const QByteArray &bytes) {
        const auto page = protocol::decodeFeedPage(bytes);
        if (!page) {
            unusable(operation, page.error().code);
            return;
        }
        learnTime(page->serverTime);
        feed(event::FeedReplied{operation, *page});
    });
}

void SyncClient::run(const action::ApplyFeed &action)
{
    const core::FeedStep &step = action.step;
    const ports::FeedPosition position{step.cursor.epoch, step.cursor.number, step.cursor.complete};
    const auto applied = m_options.upkeep->applyFeed({action.scope, step.erased, step.changes, position});
    stored(action.operation, applied);
    if (!applied)
        return;
    QList<protocol::DraftId> drafts(step.erased.begin(), step.erased.end());
    for (const protocol::Change &change : step.changes) {
        if (!drafts.contains(change.header.draft))
            drafts.append(change.header.draft);
    }
    if (!drafts.isEmpty())
        Q_EMIT followedDraftsChanged(drafts);
}

void SyncClient::run(const action::RestartFeed &action)
{
    base::logEvent("sync-feed-reset");
    stored(action.operation, m_options.upkeep->restartFeed(action.scope));
}

// Commands.

void SyncClient::run(const action::AskCommands &action)
{
    ask(action.operation, {Verb::Get, paths::commands, {}, {}, {}, paths::jsonType},
        [this, operation = action.operation](const QByteArray &bytes) {
            const auto commands = protocol::decodeCommands(bytes);
            if (commands)
                feed(event::CommandsReplied{operation, *commands});
            else
                unusable(operation, commands.error().code);
        });
}

void SyncClient::run(const action::ExecuteCommand &action)
{
    stored(action.operation, m_options.upkeep->execute(action.command));
}

void SyncClient::run(const action::AckCommand &action)
{
    const QByteArray path = paths::commands + QByteArray("/") + action.command.toHex() + paths::ack;
    ask(action.operation, {Verb::Post, path, {}, {}, {}, {}},
        [this, operation = action.operation](const QByteArray &) { feed(event::CommandAcked{operation}); });
}

// Drafts' status.

void SyncClient::run(const action::ReadHeld &action)
{
    const auto held = m_options.upkeep->heldDrafts(action.after, core::heldPerQuestion);
    if (held)
        feed(event::HeldRead{action.operation, *held});
    else
        feed(event::StoreFailed{action.operation, held.error().code});
}

void SyncClient::run(const action::AskStatus &action)
{
    const QByteArray body = protocol::encodeDraftsStatusRequest({action.drafts});
    ask(action.operation, cborPost(paths::draftsStatus, body),
        [this, operation = action.operation](const QByteArray &bytes) {
            const auto reply = protocol::decodeDraftsStatusReply(bytes);
            if (!reply) {
                unusable(operation, reply.error().code);
                return;
            }
            learnTime(reply->serverTime);
            feed(event::StatusReplied{operation, *reply});
        });
}

void SyncClient::run(const action::ApplyStatus &action)
{
    stored(action.operation, m_options.upkeep->applyStatus(action.reply));
}

// The device's record.

void SyncClient::run(const action::ReadAudit &action)
{
    const auto entries = m_options.upkeep->nextAudit();
    if (entries)
        feed(event::AuditRead{action.operation, *entries});
    else
        feed(event::StoreFailed{action.operation, entries.error().code});
}

void SyncClient::run(const action::SendAudit &action)
{
    ask(
        action.operation, cborPost(paths::audit, protocol::encodeAuditPush(action.entries)),
        [this, operation = action.operation](const QByteArray &bytes) {
            const auto last = protocol::decodeAuditReply(bytes);
            if (last)
                feed(event::AuditReplied{operation, *last});
            else
                unusable(operation, last.error().code);
        },
        [this, operation = action.operation](const CentreFailure &failure) {
            const bool elsewhere = failure.expectedSequence && failure.auditHead;
            if (elsewhere)
                feed(event::AuditPlaced{operation, *failure.expectedSequence - 1, *failure.auditHead});
            return elsewhere;
        });
}

void SyncClient::run(const action::ApplyAudit &action)
{
    stored(action.operation, m_options.upkeep->applyAudit(action.last));
}

void SyncClient::run(const action::ReplaceAudit &action)
{
    base::logEvent("sync-audit-chain-continued-elsewhere");
    stored(action.operation, m_options.upkeep->replaceAudit(action.last, action.hash));
}

} // namespace luotsi::sync::client
