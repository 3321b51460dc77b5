#include "viewmodels/SessionFlow.h"

#include "base/Log.h"
#include "sync/protocol/SubmissionOf.h"
#include "usecases/SubmitApplication.h"
#include "viewmodels/CheckBuilder.h"
#include "viewmodels/PageTexts.h"

namespace luotsi::viewmodels {

void SessionFlow::openCheck()
{
    if (!m_draft || m_draft->facts().rounds > 0)
        return;
    if (m_page == Page::Question)
        keepPage();
    if (m_page == Page::Failure)
        return;
    guard(session::Shown::CheckPage, [this] {
        m_rows.clear();
        m_backToCheck.clear();
        m_key.clear();
        m_under.clear();
        refreshCheck();
        setPage(Page::Check);
    });
}

void SessionFlow::refreshCheck()
{
    replan();
    CheckContent content = checkContentOf(*m_draft, m_shapes, m_plan);
    m_models.check.assign(std::move(content.rows));
    m_models.check.setWarnings(content.warnings);
    m_models.check.setCanSend(content.canSend);
    showDeclarations();
}

void SessionFlow::showDeclarations()
{
    std::vector<FieldPointer> fields;
    for (const forms::NodeId node : m_plan.declarations) {
        FieldPointer field = nullptr;
        for (const FieldPointer &shown : m_models.check.declarations()->fields()) {
            if (shown->ref() == m_draft->instance().stablePath(node))
                field = shown;
        }
        if (!field)
            field = fieldFor(node);
        refreshField(*field, *m_draft, m_shapes, node);
        fields.push_back(std::move(field));
    }
    m_models.check.declarations()->assign(std::move(fields));
}

/// Declarations are answers too: one commit, and a missing one is said beside its tick.
bool SessionFlow::declare()
{
    std::vector<usecases::TypedAnswer> answers;
    for (const FieldPointer &field : m_models.check.declarations()->fields())
        answers.push_back({nodeOf(*field), field->value()});
    const auto problems = usecases::AnswerQuestion(m_tools, rules()).execute(*m_draft, answers);
    if (!problems)
        return fail(problems.error());
    for (const FieldPointer &field : m_models.check.declarations()->fields()) {
        field->setError({});
        for (const usecases::AnswerProblem &problem : *problems) {
            if (problem.node == nodeOf(*field))
                field->setError(problem.message.isEmpty() ? qtTrId(problem.textId.toLatin1().constData())
                                                          : problem.message);
        }
    }
    return problems->empty();
}

void SessionFlow::send()
{
    if (m_page != Page::Check || !m_draft || !m_models.check.canSend() || !declare())
        return;
    const auto outcome = usecases::SubmitApplication(m_tools, m_environment.intake).execute(*m_draft);
    if (!outcome) {
        fail(outcome.error());
        return;
    }
    if (!outcome->sent) {
        refreshCheck();
        return;
    }
    m_attachments = static_cast<int>(outcome->sent->attachments);
    refreshReceipt();
    setPage(Page::Receipt);
    Q_EMIT m_face.saveStateChanged();
    if (m_environment.submitted)
        m_environment.submitted(m_draft->facts().id);
}

void SessionFlow::refreshReceipt()
{
    const auto progress =
        usecases::DraftProgress(m_tools, m_environment.receiptKey).execute(m_draft->facts().id);
    if (!progress) {
        base::logEvent("progress-not-read", {{"error", progress.error().code}});
        return;
    }
    m_progress = *progress;
    const auto &submission = m_draft->facts().submission;
    const QString reference = submission ? protocol::referenceOf(*submission) : QString();
    if (m_attachments == 0)
        m_attachments = static_cast<int>(m_draft->attachments().size());
    m_models.receipt.show(receiptFacts(m_progress, reference, m_attachments,
                                       !openPromises(*m_draft).isEmpty(), m_texts, m_environment.timeZone));
}

} // namespace luotsi::viewmodels
