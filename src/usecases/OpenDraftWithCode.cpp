#include "usecases/OpenDraftWithCode.h"

#include "base/Log.h"
#include "sealing/ChangeSealing.h"
#include "sealing/WrapSealing.h"
#include "sync/core/Merge.h"
#include "usecases/ConflictDependants.h"

#include <algorithm>

namespace luotsi::usecases {

namespace {

/// Opens a body and checks that its path belongs to the header's slot, as merge asks of its caller.
std::optional<protocol::Body> openChecked(const protocol::Change &change, const sealing::DraftKeys &keys)
{
    auto body = sealing::openChange(change, keys);
    if (!body)
        return std::nullopt;
    QString path;
    if (const auto *answer = std::get_if<protocol::AnswerBody>(&*body))
        path = answer->path;
    else if (const auto *attach = std::get_if<protocol::AttachBody>(&*body))
        path = attach->path;
    else if (const auto *add = std::get_if<protocol::RepeatAddBody>(&*body))
        path = sync::core::rowPath(add->path, add->row);
    else if (const auto *removal = std::get_if<protocol::RepeatRemoveBody>(&*body))
        path = sync::core::rowPath(removal->path, removal->row);
    else
        return std::move(*body);
    const auto slot = sealing::slotFor(keys, path);
    if (!slot || !(*slot == change.header.slot))
        return std::nullopt;
    return std::move(*body);
}

std::vector<sync::core::OpenedChange> openAll(const std::vector<protocol::Change> &changes,
                                              const sealing::DraftKeys &keys)
{
    std::vector<sync::core::OpenedChange> opened;
    opened.reserve(changes.size());
    for (const protocol::Change &change : changes)
        opened.push_back({change.id, change.header, openChecked(change, keys)});
    return opened;
}

QString storedValueOf(const protocol::Body &body)
{
    if (const auto *answer = std::get_if<protocol::AnswerBody>(&body))
        return answer->value;
    if (const auto *attach = std::get_if<protocol::AttachBody>(&body))
        return attach->file.name;
    return {};
}

bool isInsideAny(const QString &path, const QStringList &rows)
{
    return std::any_of(rows.begin(), rows.end(), [&](const QString &row) { return path.startsWith(row); });
}

/// The last round by the changes that are here, or by the receipt that outlives them.
void noteRounds(const sync::core::DraftState &state, const ports::DraftStatus &status, DraftFacts &facts)
{
    for (const sync::core::SubmitState &submission : state.submissions) {
        if (submission.round < facts.rounds)
            continue;
        facts.rounds = submission.round;
        facts.submission = submission.submission;
        const auto *body = submission.body ? std::get_if<protocol::SubmitBody>(&*submission.body) : nullptr;
        if (body == nullptr)
            continue;
        facts.sentAt = body->deviceTime;
        facts.sentAttachments.clear();
        for (const protocol::AttachmentRef &file : body->attachments)
            facts.sentAttachments.append(file.name);
    }
    if (status.submitted)
        facts.rounds = std::max(facts.rounds, status.receipt ? status.receipt->round : 1U);
}

} // namespace

struct OpenDraftWithCode::Found
{
    protocol::DraftId draft;
    sealing::DraftKeys keys;
};

forms::StoredState storedStateOf(const sync::core::DraftState &state)
{
    forms::StoredState stored;
    QStringList removed;
    QHash<QString, int> positions;
    for (const sync::core::RowState &row : state.rows) {
        if (row.presence == sync::core::Presence::Removed || isInsideAny(row.path, removed)) {
            removed.append(row.path + QLatin1Char('/'));
            continue;
        }
        stored.rows.push_back({row.repeat, QString::fromLatin1(row.row.toHex()), ++positions[row.repeat]});
    }
    for (const sync::core::SlotState &slot : state.registers) {
        const bool readable =
            slot.settlement != sync::core::Settlement::Unreadable && slot.heads.front().body;
        if (readable && !isInsideAny(slot.path, removed))
            stored.values.push_back({slot.path, storedValueOf(*slot.heads.front().body)});
    }
    return stored;
}

base::Error OpenDraftWithCode::refuse()
{
    // Counting may fail with the disk; the code is refused all the same.
    if (const auto counted = m_tools.store.countFailedTry(); !counted)
        base::logEvent("code-try-not-counted", {{"error", counted.error().code}});
    return {base::ErrorCode::CodeRefused, {}, {}};
}

base::Result<OpenDraftWithCode::Found> OpenDraftWithCode::find(const PreparedCode &typed)
{
    const auto wait = m_tools.store.tryDelay();
    if (!wait)
        return wait.error();
    if (*wait > 0)
        return base::ErrorCode::TooManyTries;
    const auto entry = m_tools.store.findCode(sealing::lookupOf(typed.keys));
    if (!entry)
        return entry.error();
    if (!entry->has_value())
        return refuse();
    const ports::CodeEntry &code = **entry;
    auto sealed = sealing::openOuter(code.sealedWrap, code.lookup, m_vaultKey.view());
    if (!sealed)
        return refuse();
    const protocol::Wrap wrap{protocol::WrapPurpose::ResumeCode, code.draft, code.key, code.reader, *sealed};
    auto keys = sealing::openCodeWrap(wrap, code.draft, typed.keys);
    if (!keys)
        return refuse();
    return Found{code.draft, std::move(*keys)};
}

base::Result<std::unique_ptr<OpenDraft>> OpenDraftWithCode::restore(Found found,
                                                                    const forms::Environment &environment)
{
    // What was being typed when the last session ended counts as given.
    if (auto promoted = m_tools.store.promoteOpenChanges(found.draft); !promoted)
        return promoted.error();
    auto records = m_tools.store.load(found.draft);
    if (!records)
        return records.error();
    auto form = m_forms.byHash(records->form);
    if (!form)
        return form.error();
    const std::vector<sync::core::OpenedChange> opened = openAll(records->changes, found.keys);
    const auto state = sync::core::mergeDraft(opened);
    const forms::StoredState stored = storedStateOf(state);
    auto restored = forms::FormInstance::restore(form->definition, stored, environment);
    if (!restored)
        return restored.error();
    DraftFacts facts;
    facts.id = found.draft;
    facts.formHash = records->form;
    facts.intakeWrapped =
        std::any_of(records->wraps.begin(), records->wraps.end(),
                    [](const protocol::Wrap &wrap) { return wrap.purpose == protocol::WrapPurpose::Intake; });
    facts.copy = records->copy;
    if (state.create)
        facts.began = state.create->origin;
    // A sent draft that is safe at the centre has left no changes here.
    facts.whole = state.create.has_value();
    const auto status = m_tools.store.status(found.draft);
    if (!status)
        return status.error();
    noteRounds(state, *status, facts);
    DraftConflicts conflicts(conflictsOf(state, opened, m_tools.clock.wallMilliseconds()));
    ConflictDependants(form->definition, environment).find(*restored->instance, stored, conflicts);
    auto draft = std::make_unique<OpenDraft>(std::move(facts), std::move(found.keys), std::move(*form),
                                             std::move(restored->instance), state, std::move(conflicts));
    if (auto noted = draft->pending().note(restored->report); !noted)
        return noted.error();
    return draft;
}

base::Result<void> OpenDraftWithCode::rotate(const PreparedCode &used, const PreparedCode &next,
                                             OpenDraft &draft)
{
    if (auto marked = m_tools.store.markCodeUsed(sealing::lookupOf(used.keys)); !marked)
        return marked;
    auto entry = codeEntryFor(next, draft.facts().id, draft.keys(), m_vaultKey, m_tools);
    if (!entry)
        return entry.error();
    if (auto added = m_tools.store.addCode(*entry); !added)
        return added;
    draft.facts().resumeCode = next.code.text();
    return {};
}

base::Result<std::unique_ptr<OpenDraft>> OpenDraftWithCode::execute(const PreparedCode &typed,
                                                                    const PreparedCode &next,
                                                                    const forms::Environment &environment)
{
    auto found = find(typed);
    if (!found)
        return found.error();
    auto draft = restore(std::move(*found), environment);
    if (!draft)
        return draft;
    if (auto rotated = rotate(typed, next, **draft); !rotated)
        return rotated.error();
    return draft;
}

} // namespace luotsi::usecases
