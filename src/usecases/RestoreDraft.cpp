#include "usecases/RestoreDraft.h"

#include "sync/core/Merge.h"
#include "usecases/ConflictDependants.h"

#include <algorithm>

namespace luotsi::usecases {

namespace {

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

base::Result<std::unique_ptr<OpenDraft>> restoreDraft(const Tools &tools, const FormShelf &forms,
                                                      const protocol::DraftId &id, sealing::DraftKeys keys,
                                                      const forms::Environment &environment,
                                                      WithdrawnForms withdrawn)
{
    const auto records = tools.store.load(id);
    if (!records)
        return records.error();
    return restoreRecords(tools, forms, id, *records, std::move(keys), environment, withdrawn);
}

base::Result<std::unique_ptr<OpenDraft>>
restoreRecords(const Tools &tools, const FormShelf &forms, const protocol::DraftId &id,
               const ports::DraftRecords &records, sealing::DraftKeys keys,
               const forms::Environment &environment, WithdrawnForms withdrawn)
{
    auto written = openAll(records.changes, keys);
    DraftRecords said = recordsOf(written, records.form);
    auto form = forms.byHash(said.form);
    if (!form)
        return form.error();
    if (withdrawn == WithdrawnForms::Refuse && forms.isWithdrawn(said.form))
        return base::ErrorCode::FormWithdrawn;
    const auto opened = movedChanges(std::move(written), said, keys);
    if (!opened)
        return opened.error();
    const auto state = sync::core::mergeDraft(*opened);
    const forms::StoredState stored = storedStateOf(state);
    auto restored = forms::FormInstance::restore(form->definition, stored, environment);
    if (!restored)
        return restored.error();
    DraftFacts facts;
    facts.id = id;
    facts.formHash = said.form;
    facts.records = std::move(said);
    for (const forms::KeptValue &kept : restored->kept)
        facts.unplaced.append(kept.stored.path);
    facts.intakeWrapped =
        std::any_of(records.wraps.begin(), records.wraps.end(),
                    [](const protocol::Wrap &wrap) { return wrap.purpose == protocol::WrapPurpose::Intake; });
    facts.copy = records.copy;
    if (state.create)
        facts.began = state.create->origin;
    // A sent draft that is safe at the centre has left no changes here.
    facts.whole = state.create.has_value();
    if (facts.whole)
        facts.missing = state.missing.size();
    const auto status = tools.store.status(id);
    if (!status)
        return status.error();
    noteRounds(state, *status, facts);
    DraftConflicts conflicts(conflictsOf(state, *opened, tools.clock.wallMilliseconds()));
    ConflictDependants(form->definition, environment).find(*restored->instance, stored, conflicts);
    auto draft = std::make_unique<OpenDraft>(std::move(facts), std::move(keys), std::move(*form),
                                             std::move(restored->instance), state, std::move(conflicts));
    if (auto noted = draft->pending().note(restored->report); !noted)
        return noted.error();
    return draft;
}

} // namespace luotsi::usecases
