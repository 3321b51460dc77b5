#include "viewmodels/SessionFlow.h"

#include "base/Log.h"
#include "sync/protocol/SubmissionOf.h"
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
        m_backTo.clear();
        m_key.clear();
        m_under.clear();
        refreshCheck();
        setPage(Page::Check);
        m_trail.note(QStringLiteral("end screen"));
        keepTrail();
    });
}

void SessionFlow::refreshCheck()
{
    replan();
    m_models.check.assign(checkRowsOf(*m_draft, m_shapes, m_plan));
    m_models.check.setWarnings(openPromises(*m_draft));
    const int conflicts = static_cast<int>(m_draft->openConflicts().size());
    m_models.check.setConflictCount(conflicts);
    const bool decided = conflicts == 0 || m_models.check.sendsAll();
    m_models.check.setCanSend(decided && canSend(*m_draft, m_plan, m_board));
    showDeclarations();
}

void SessionFlow::showDeclarations()
{
    std::vector<FieldPointer> fields;
    for (const forms::NodeId node : m_plan.declarations()) {
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
    m_trail.note(QStringLiteral("form finalize"));
    keepTrail();
    const auto attendance =
        m_models.check.sendsAll() ? usecases::Attendance::SendAsItIs : usecases::Attendance::AskFirst;
    const auto outcome =
        usecases::SubmitApplication(m_tools, m_environment.intake).execute(*m_draft, attendance);
    if (!outcome) {
        fail(outcome.error());
        return;
    }
    if (!outcome->sent) {
        refreshCheck();
        return;
    }
    keepLastSaved();
    sent(*outcome->sent);
}

void SessionFlow::sent(const usecases::Sent &sent)
{
    m_attachments = static_cast<int>(sent.attachments);
    tellOfNewerForm();
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
    m_arrival.note(m_environment.clock.monotonicMilliseconds(), usecases::bytesOnTheWay(m_progress));
    const usecases::DraftFacts &draft = m_draft->facts();
    if (m_attachments == 0)
        m_attachments = static_cast<int>(m_draft->givenAttachments());
    ReceiptSource source{m_progress, {}, draft.rounds, draft.sentAt, m_attachments, {}};
    if (draft.submission)
        source.reference = protocol::referenceOf(*draft.submission);
    source.arrived = usecases::arrivedOf(m_progress, draft.sentAttachments, draft.rounds);
    bool canAdd = false;
    for (const PromisedPaper &paper : promisedPapers(*m_draft)) {
        if (paper.brought && paper.unsent == 0)
            continue;
        source.openPapers.append(paper.name);
        canAdd = canAdd || !paper.pages.isEmpty();
    }
    ReceiptView::Facts facts = receiptFacts(source, m_texts, m_environment.timeZone);
    facts.canAddPapers = canAdd && draft.rounds > 0 && draft.whole;
    facts.papersUnknown = draft.rounds > 0 && !draft.whole;
    facts.accesses = accessTexts();
    m_models.receipt.show(facts);
    tellRemaining();
}

/// Also between two words of the store: that nothing moves any more is told by nobody.
void SessionFlow::tellRemaining()
{
    if (!m_draft)
        return;
    const bool onTheWay = !m_models.receipt.arrivedText().isEmpty();
    const auto seconds = m_arrival.remainingSeconds(m_environment.clock.monotonicMilliseconds());
    m_models.receipt.setRemainingText(onTheWay && seconds ? remainingText(*seconds) : QString());
}

} // namespace luotsi::viewmodels
