#include "Device.h"

#include "sync/protocol/Control.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"

// The rounds beside the queue, as sync::client does them, and what is promised with each.

namespace luotsi::sim {

namespace event = core::event;
namespace action = core::action;
namespace paths = protocol::paths;
using handlers::Method;
using handlers::Request;

void Device::noteErased(const std::vector<protocol::DraftId> &erased)
{
    for (const protocol::DraftId &draft : erased) {
        m_around.ledger.erased.insert(draft);
        m_around.ledger.check(12, !m_store->load(draft).ok(),
                              QStringLiteral("device %1 keeps keys of an erased draft").arg(m_number));
    }
}

std::optional<protocol::FeedEpochId> Device::heard(const std::optional<protocol::FeedEpochId> &epoch)
{
    m_heard |= Epoch;
    return m_around.bug == SeededBug::RestoreNotNoticed ? std::nullopt : epoch;
}

void Device::run(const action::NoteFeedEpoch &action)
{
    stored(action.operation, m_store->noteFeedEpoch(action.epoch));
}

void Device::run(const action::ReadFeedPosition &action)
{
    const auto position = m_store->feedPosition(action.scope);
    if (position) {
        feed(event::FeedPositionRead{action.operation,
                                     {position->epoch, position->number, position->complete}});
        return;
    }
    // Its readers are gone by order: it has nothing to read any more.
    if (position.error().code == base::ErrorCode::Revoked)
        m_heard |= Feed;
    storeFailed(action.operation, position.error().code);
}

void Device::run(const action::AskFeed &action)
{
    Request message = request(Method::Get, paths::feed, {});
    message.query = "scope=" + action.question.scope.toUtf8() +
                    "&after=" + QByteArray::number(quint64{action.question.after}) + "&limit=7";
    if (action.question.epoch)
        message.query += "&epoch=" + action.question.epoch->toHex();
    ask(action.operation, message, [this, operation = action.operation](const QByteArray &bytes) {
        const auto page = protocol::decodeFeedPage(bytes);
        if (!page) {
            feed(event::RequestFailed{operation, base::ErrorCode::Internal, {}});
            return;
        }
        m_feedHasMore = page->more;
        ++m_around.ledger.events[QStringLiteral("feed page read")];
        feed(event::FeedReplied{operation, *page});
    });
}

void Device::run(const action::ApplyFeed &action)
{
    const core::FeedStep &step = action.step;
    const ports::FeedPosition position{step.cursor.epoch, step.cursor.number, step.cursor.complete};
    if (m_around.bug == SeededBug::CursorBeforeData) {
        (void)m_store->applyFeed({action.scope, {}, {}, position});
        if (m_around.chance.percent(10)) {
            die(PowerCut::KeepAll);
            m_around.agenda.at(second, [this] { boot(); });
            return;
        }
    }
    const auto applied = m_store->applyFeed({action.scope, step.erased, step.changes, position});
    if (applied) {
        noteErased(step.erased);
        m_heard |= Epoch;
        if (!m_feedHasMore)
            m_heard |= Feed;
    }
    stored(action.operation, applied);
}

void Device::run(const action::RestartFeed &action)
{
    ++m_around.ledger.events[QStringLiteral("feed reset")];
    stored(action.operation, m_store->restartFeed(action.scope));
}

void Device::run(const action::AskCommands &action)
{
    ask(action.operation, request(Method::Get, paths::commands, {}),
        [this, operation = action.operation](const QByteArray &bytes) {
            const auto commands = protocol::decodeCommands(bytes);
            if (!commands) {
                feed(event::RequestFailed{operation, base::ErrorCode::Internal, {}});
                return;
            }
            if (commands->empty())
                m_heard |= Commands;
            feed(event::CommandsReplied{operation, *commands});
        });
}

void Device::run(const action::ExecuteCommand &action)
{
    using protocol::CommandKind;
    ++m_around.ledger.events[QStringLiteral("command executed")];
    const bool destroys =
        action.command.kind == CommandKind::Revoke || action.command.kind == CommandKind::Wipe;
    if (destroys) {
        auto &order = m_around.ledger.orders[action.command.id];
        order.device = m_number;
        for (const protocol::LookupId &code : m_around.ledger.codes) {
            const auto entry = m_store->findCode(code);
            if (!order.done && entry && entry->has_value())
                order.codes.push_back(code);
        }
    }
    if (m_around.bug == SeededBug::CommandAcknowledgedFirst) {
        m_around.agenda.at(4 * minute, [this, command = action.command, life = m_life] {
            if (m_life == life && isUp())
                (void)m_store->execute(command);
        });
        feed(event::Stored{action.operation});
        return;
    }
    if (m_around.bug == SeededBug::WipeTakesUnsent && action.command.kind == CommandKind::Wipe) {
        for (const auto &[id, fact] : m_around.ledger.changes) {
            if (fact.device == m_number && fact.keptBack)
                (void)m_store->eraseDraft(fact.change.header.draft, std::nullopt);
        }
    }
    const auto executed = m_store->execute(action.command);
    if (destroys)
        m_around.ledger.orders[action.command.id].done |= executed.ok();
    stored(action.operation, executed);
}

void Device::run(const action::AckCommand &action)
{
    const QByteArray path = QByteArray(paths::commands) + '/' + action.command.toHex() + paths::ack;
    ask(action.operation, request(Method::Post, path, {}),
        [this, operation = action.operation](const QByteArray &) {
            m_heard |= Commands;
            feed(event::CommandAcked{operation});
        });
}

void Device::run(const action::ReadHeld &action)
{
    const auto held = m_store->heldDrafts(action.after, core::heldPerQuestion);
    if (!held) {
        storeFailed(action.operation, held.error().code);
        return;
    }
    if (held->empty())
        m_heard |= Status;
    feed(event::HeldRead{action.operation, *held});
}

void Device::run(const action::AskStatus &action)
{
    const QByteArray body = protocol::encodeDraftsStatusRequest({action.drafts});
    ask(action.operation, request(Method::Post, paths::draftsStatus, body),
        [this, operation = action.operation](const QByteArray &bytes) {
            auto reply = protocol::decodeDraftsStatusReply(bytes);
            if (!reply) {
                feed(event::RequestFailed{operation, base::ErrorCode::Internal, {}});
                return;
            }
            reply->feedEpoch = heard(reply->feedEpoch);
            feed(event::StatusReplied{operation, *reply});
        });
}

void Device::run(const action::ApplyStatus &action)
{
    protocol::DraftsStatusReply reply = action.reply;
    if (m_around.bug == SeededBug::TombstoneIgnored)
        reply.erased.clear();
    const auto applied = m_store->applyStatus(reply);
    if (applied) {
        m_heard |= Status;
        noteErased(action.reply.erased);
    }
    stored(action.operation, applied);
}

void Device::run(const action::ReadAudit &action)
{
    const auto entries = m_store->nextAudit();
    if (!entries) {
        storeFailed(action.operation, entries.error().code);
        return;
    }
    if (entries->empty())
        m_heard |= Record;
    feed(event::AuditRead{action.operation, *entries});
}

void Device::run(const action::SendAudit &action)
{
    if (m_around.bug == SeededBug::RecordClearedAtSend)
        (void)m_store->applyAudit(action.entries.back().number);
    ask(action.operation, request(Method::Post, paths::audit, protocol::encodeAuditPush(action.entries)),
        [this, operation = action.operation](const QByteArray &bytes) {
            const auto last = protocol::decodeAuditReply(bytes);
            if (last)
                feed(event::AuditReplied{operation, *last});
            else
                feed(event::RequestFailed{operation, base::ErrorCode::Internal, {}});
        });
}

void Device::run(const action::ApplyAudit &action)
{
    stored(action.operation, m_store->applyAudit(action.last));
}

void Device::run(const action::ReplaceAudit &action)
{
    stored(action.operation, m_store->replaceAudit(action.last, action.hash));
}

} // namespace luotsi::sim
