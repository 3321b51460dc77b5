#include "kioskhost/DraftFinder.h"

#include "base/Log.h"
#include "sealing/WrapSealing.h"

#include <QPointer>

#include <utility>

namespace luotsi::kioskhost {

using base::ErrorCode;
using base::Result;

namespace {

using Here = std::optional<protocol::DraftId>;

/// The draft of the code, when it is here. TooManyTries while the device pauses: then nothing is looked up.
Result<Here> lookHere(ports::DraftStore &drafts, const protocol::LookupId &lookup)
{
    const auto wait = drafts.tryDelay();
    if (!wait)
        return wait.error();
    if (*wait > 0)
        return ErrorCode::TooManyTries;
    const auto code = drafts.findCode(lookup);
    if (!code)
        return code.error();
    return code->has_value() ? Here((*code)->draft) : Here();
}

} // namespace

DraftFinder::DraftFinder(Parts parts, AskCentre askCentre)
    : m_parts(std::move(parts)), m_askCentre(std::move(askCentre))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceForNews);
    connect(&m_patience, &QTimer::timeout, this, [this] { finish({}); });
}

DraftFinder::~DraftFinder() = default;

template<typename Work, typename Then> void DraftFinder::atStore(Work work, Then then)
{
    m_parts.thread.post([this, number = m_number, work = std::move(work), then = std::move(then)] {
        auto result = work();
        QMetaObject::invokeMethod(this, [this, number, then, result = std::move(result)] {
            if (m_search && m_number == number)
                then(result);
        });
    });
}

void DraftFinder::find(const protocol::LookupId &lookup, bool online, Done done)
{
    stop();
    ++m_number;
    m_search = Search{lookup, std::move(done), std::nullopt};
    atStore([&drafts = m_parts.drafts, lookup] { return lookHere(drafts, lookup); },
            [this, online](const Result<Here> &here) { lookedHere(here, online); });
}

void DraftFinder::stop()
{
    if (!m_search)
        return;
    // It has been told already that the code is not here: that was a try.
    if (!m_search->here)
        countTry();
    m_patience.stop();
    m_search.reset();
}

void DraftFinder::lookedHere(const Result<Here> &here, bool online)
{
    if (!here) {
        finish({here.error().code, {}});
        return;
    }
    m_search->here = *here;
    const bool known = here->has_value();
    if (known && (!online || !m_askCentre)) {
        finish({});
        return;
    }
    if (!m_askCentre) {
        countTry();
        finish({ErrorCode::EnrolmentRefused, {}});
        return;
    }
    if (known)
        m_patience.start();
    ask();
}

void DraftFinder::ask()
{
    m_askCentre(m_search->lookup, [self = QPointer<DraftFinder>(this), number = m_number](const auto &draft) {
        if (self && self->m_search && self->m_number == number)
            self->claimed(draft);
    });
}

void DraftFinder::claimed(const Result<sync::client::ClaimedDraft> &draft)
{
    m_patience.stop();
    if (draft)
        takeOver(*draft);
    else
        notClaimed(draft.error());
}

void DraftFinder::notClaimed(const base::Error &error)
{
    base::logEvent("draft-not-claimed", {{"error", error.code}});
    if (error.code == ErrorCode::CodeReplaced || error.code == ErrorCode::Erased)
        forget(error.code);
    // Whatever else keeps the centre from giving it: what is here opens here.
    if (m_search->here) {
        finish({});
        return;
    }
    countTry();
    finish({error.code, {}});
}

/// The person has ended this code, or the whole draft, at another device.
void DraftFinder::forget(ErrorCode reason)
{
    if (!m_search->here)
        return;
    const protocol::DraftId draft = *std::exchange(m_search->here, std::nullopt);
    m_parts.thread.post([&store = m_parts.sync, lookup = m_search->lookup, draft, reason] {
        protocol::PushReply tombstone;
        tombstone.erased = {draft};
        const auto forgotten =
            reason == ErrorCode::Erased ? store.applyPush({}, tombstone) : store.dropCode(lookup);
        if (!forgotten)
            base::logEvent("ended-code-kept", {{"error", forgotten.error().code}});
    });
}

void DraftFinder::takeOver(const sync::client::ClaimedDraft &draft)
{
    ports::ClaimedDraft claimed;
    claimed.form = draft.form;
    claimed.changes = draft.changes;
    claimed.receipt = draft.receipt;
    auto outer = sealing::closeOuter(draft.wrap.sealed, m_search->lookup, m_parts.vaultKey, m_parts.random);
    if (!outer) {
        finish({outer.error().code, {}});
        return;
    }
    claimed.code = {m_search->lookup,
                    draft.wrap.draft,
                    draft.wrap.key,
                    draft.wrap.reader,
                    std::move(*outer),
                    m_parts.clock.wallMilliseconds(),
                    false};
    atStore([&sync = m_parts.sync, claimed = std::move(claimed)] { return sync.takeOver(claimed); },
            [this, accesses = draft.accesses](const Result<void> &taken) {
                const bool lost = !taken && !m_search->here;
                if (!taken)
                    base::logEvent("draft-not-taken-over", {{"error", taken.error().code}});
                finish({lost ? std::optional(taken.error().code) : std::nullopt, accesses});
            });
}

void DraftFinder::countTry()
{
    m_parts.thread.post([&drafts = m_parts.drafts] {
        if (const auto counted = drafts.countFailedTry(); !counted)
            base::logEvent("code-try-not-counted", {{"error", counted.error().code}});
    });
}

void DraftFinder::finish(const FoundDraft &found)
{
    m_patience.stop();
    const Search search = std::move(*m_search);
    m_search.reset();
    search.done(found);
}

} // namespace luotsi::kioskhost
