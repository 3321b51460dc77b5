#include "screens/Scene.h"

// Where an application stands: what lies aside, and a clock that was wrong.

namespace luotsi::screens {

namespace {

/// Adds to what the scene shows of the receipt.
void putAside(ScriptedSession &session, const char *problemId, const QString &since)
{
    viewmodels::ReceiptView::Facts facts = session.receipt()->facts();
    facts.problemId = QString::fromLatin1(problemId);
    facts.problemSince = since;
    session.receipt()->show(facts);
}

} // namespace

std::vector<Scene> standingScenes(const Scene &tasks, const Scene &receipt)
{
    const auto since = QStringLiteral("24.11.2026 10.40");
    const auto onTasks = [tasks, since](ScriptedSession &session, const Words &t) {
        tasks.fill(session, t);
        putAside(session, "error-quarantined", since);
    };
    const auto unknown = [tasks](ScriptedSession &session, const Words &t) {
        tasks.fill(session, t);
        putAside(session, "error-quota", {});
    };
    const auto onReceipt = [receipt, since](ScriptedSession &session, const Words &t) {
        receipt.fill(session, t);
        putAside(session, "error-quarantined", since);
    };
    const auto clock = [receipt](ScriptedSession &session, const Words &t) {
        receipt.fill(session, t);
        viewmodels::ReceiptView::Facts facts = session.receipt()->facts();
        facts.clockWasWrong = true;
        session.receipt()->show(facts);
    };
    return {{QStringLiteral("tasks-put-aside"), onTasks},
            {QStringLiteral("tasks-put-aside-long-ago"), unknown},
            {QStringLiteral("receipt-put-aside"), onReceipt},
            {QStringLiteral("receipt-clock"), clock}};
}

} // namespace luotsi::screens
