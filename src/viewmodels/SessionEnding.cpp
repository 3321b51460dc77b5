#include "viewmodels/SessionFlow.h"

#include "base/Log.h"
#include "crypto/ResumeCode.h"
#include "domain/Date.h"
#include "usecases/PrintSlip.h"
#include "usecases/StopSession.h"
#include "viewmodels/PageTexts.h"

namespace luotsi::viewmodels {

namespace {

constexpr std::int64_t millisecondsInDay = 86'400'000;
constexpr char birthDateExpression[] = "birth-date";

} // namespace

void SessionFlow::end(session::EndReason reason)
{
    if (m_ended)
        return;
    endAttaching();
    if (m_draft && m_page == Page::Question && reason != session::EndReason::Deleted) {
        keepTyped(true);
        const auto kept = usecases::AnswerQuestion(m_tools, rules()).keep(*m_draft, typedOnPage());
        if (!kept)
            base::logEvent("page-not-kept-at-end", {{"error", kept.error().code}});
    }
    if (m_draft && reason != session::EndReason::Deleted) {
        m_trail.left(*m_draft);
        m_trail.note(QStringLiteral("form exit"));
        keepTrail();
        if (m_draft->facts().rounds == 0)
            keepLastSaved();
    }
    if (reason == session::EndReason::Deleted)
        forgetLastSaved();
    const auto fate = usecases::StopSession(m_tools).execute(m_draft.get(), reason);
    if (!fate) {
        base::logEvent("session-end", {{"error", fate.error().code}});
        // The person asked to delete and it did not happen: that must be seen, not passed over.
        if (reason == session::EndReason::Deleted) {
            fail(fate.error());
            return;
        }
    }
    m_ended = true;
    m_idle.stop();
    m_environment.speech.silence();
    m_devices.stop();
    const auto draftFate = fate ? *fate : session::DraftFate::Kept;
    m_draft.reset();
    m_models.newerForm.setOffered(false);
    m_models.newerForm.setMoved(false);
    m_under.clear();
    setPage(Page::Ended);
    if (m_environment.ended)
        m_environment.ended(reason, draftFate);
}

void SessionFlow::answerWarning()
{
    if (!m_idle.extend() || m_ended)
        return;
    // The code exists as soon as a draft does, so there is something to protect from then on.
    m_unlockRule.pauseEnded(hasDraft());
    // What the person before the pause was asked is not for a stranger to answer.
    m_models.newerForm.keep();
    if (m_printAsked)
        cancelPrint();
    const Page page = m_page;
    if (m_draft && page != Page::Unlock && m_unlockRule.mustAsk(shownOn(page))) {
        guard(shownOn(page), [this, page] {
            if (page == Page::CodeShown)
                showResumeCode();
            setPage(page);
        });
    }
}

QString SessionFlow::birthDate() const
{
    const QString expression =
        m_draft ? m_draft->form().expressions.value(QLatin1String(birthDateExpression)) : QString();
    if (expression.isEmpty())
        return {};
    const auto date = m_draft->instance().evaluateText(expression);
    return date && domain::Date::normalise(*date).ok() ? *date : QString();
}

void SessionFlow::tryUnlock()
{
    if (m_page != Page::Unlock || !m_draft)
        return;
    UnlockView &view = m_models.unlock;
    bool matches = false;
    if (!view.code().trimmed().isEmpty()) {
        const auto code = crypto::ResumeCode::parse(view.code());
        if (!code) {
            view.setError(base::textId(code.error().code));
            return;
        }
        matches = code->text() == m_draft->facts().resumeCode;
    } else {
        const auto date = domain::Date::fromParts(view.day(), view.month(), view.year());
        if (!date) {
            view.setError(date.error().detail);
            return;
        }
        matches = date->iso() == birthDate();
    }
    if (m_unlockRule.tryOpen(matches)) {
        view.clear();
        if (auto action = std::exchange(m_afterUnlock, nullptr))
            action();
        return;
    }
    if (m_unlockRule.isExhausted()) {
        end(session::EndReason::LockedOut);
        return;
    }
    //: After a pause: the birth date or the code was not the one of this application.
    //% "That does not match. Check the date or the code."
    view.setError(QString::fromLatin1(QT_TRID_NOOP("unlock-no-match")));
}

void SessionFlow::showResumeCode()
{
    const usecases::DraftFacts &facts = m_draft->facts();
    const QString qr = m_environment.qrSvg ? m_environment.qrSvg(facts.resumeCode) : QString();
    const bool sent = facts.rounds > 0;
    const std::int64_t until = m_codeMadeAt + m_environment.profile.unsentDraftDays * millisecondsInDay;
    const bool elsewhere = facts.copy == ports::CentreCopy::AsWritten || m_progress.receipt.has_value();
    m_models.resumeCode.show(facts.resumeCode, qr, elsewhere,
                             sent ? QString() : dayText(until, m_environment.timeZone), accessTexts(),
                             m_renewed);
}

void SessionFlow::showCode()
{
    if (!m_draft || m_page == Page::CodeShown)
        return;
    const Page from = m_page == Page::Unlock ? Page::TaskList : m_page;
    keepTyped(true);
    guard(session::Shown::Code, [this, from] {
        m_under.push_back(from);
        showResumeCode();
        setPage(Page::CodeShown);
    });
}

void SessionFlow::askPrint()
{
    if (!m_draft || m_printAsked)
        return;
    const Page from = m_page;
    guard(session::Shown::Print, [this, from] {
        if (m_page == Page::Unlock)
            setPage(from == Page::Unlock ? Page::TaskList : from);
        if (m_page == Page::CodeShown)
            showResumeCode();
        m_printAsked = true;
        m_printError.clear();
        m_printed = false;
        Q_EMIT m_face.printChanged();
    });
}

void SessionFlow::cancelPrint()
{
    m_printAsked = false;
    Q_EMIT m_face.printChanged();
}

void SessionFlow::print()
{
    if (!m_printAsked || !m_draft)
        return;
    m_idle.noteActivity(session::Activity::Printing);
    const ReceiptView &receipt = m_models.receipt;
    const bool sent = m_draft->facts().rounds > 0;
    const std::int64_t until = m_codeMadeAt + m_environment.profile.unsentDraftDays * millisecondsInDay;
    usecases::SlipFacts facts;
    facts.language = m_language;
    facts.placeName = m_environment.profile.siteName;
    facts.deviceName = m_environment.profile.deviceName;
    facts.code = m_draft->facts().resumeCode;
    facts.validUntil = sent ? QString() : dayText(until, m_environment.timeZone);
    facts.reference = receipt.reference();
    facts.sentAt = receipt.sentAtText();
    facts.receivedAt = receipt.receivedAtText();
    facts.submitted = sent;
    facts.received = receipt.isReceived();
    facts.worksElsewhere = m_draft->facts().copy == ports::CentreCopy::AsWritten;
    const auto printed = usecases::PrintSlip(m_environment.printer).execute(facts, m_texts.slip);
    m_printAsked = false;
    m_printed = printed.ok();
    m_printError = printed ? QString() : base::textId(printed.error().code);
    Q_EMIT m_face.printChanged();
}

void SessionFlow::say(const QString &text)
{
    m_idle.noteActivity(session::Activity::Speech);
    if (!m_environment.speech.available(m_language))
        return;
    if (const auto said = m_environment.speech.say(text, m_language); !said)
        base::logEvent("speech-failed", {{"error", said.error().code}});
}

} // namespace luotsi::viewmodels
