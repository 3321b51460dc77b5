#include "usecases/MigrateDraft.h"

#include "sealing/ChangeSealing.h"
#include "usecases/RestoreDraft.h"

namespace luotsi::usecases {

base::Result<KnownForm> MigrateDraft::target(const OpenDraft &draft) const
{
    if (draft.facts().rounds > 0)
        return base::ErrorCode::AlreadySubmitted;
    auto newer = m_forms.newerThan(draft.form().hash);
    if (newer && (m_forms.isWithdrawn(draft.form().hash) || m_forms.isWithdrawn(newer->hash)))
        return base::ErrorCode::FormWithdrawn;
    return newer;
}

base::Result<protocol::Change> MigrateDraft::sealed(const OpenDraft &draft, const KnownForm &newer) const
{
    auto header = draft.header(QLatin1String(migrateSlot), m_tools);
    if (!header)
        return header.error();
    header->form = newer.hash;
    header->parents = draft.facts().records.migrateHeads;
    const FormMigration &migration = *newer.migrationFrom(draft.form().hash);
    const protocol::MigrateBody body{migration.from, newer.hash, migration.paths};
    return sealing::sealChange(std::move(*header), body, draft.keys(), m_tools.random);
}

base::Result<std::unique_ptr<OpenDraft>> MigrateDraft::execute(OpenDraft &draft,
                                                               const forms::Environment &environment)
{
    const auto newer = target(draft);
    if (!newer)
        return newer.error();
    if (auto stored = draft.commit(m_tools); !stored)
        return stored.error();
    auto change = sealed(draft, *newer);
    if (!change)
        return change.error();
    auto keys = draft.keys().clone();
    if (!keys)
        return keys.error();
    const protocol::DraftId id = draft.facts().id;
    auto records = m_tools.store.load(id);
    if (!records)
        return records.error();
    records->changes.push_back(*change);
    auto moved = restoreRecords(m_tools, m_forms, id, *records, std::move(*keys), environment);
    if (!moved)
        return moved;
    ports::DraftCommit commit;
    commit.draft = id;
    commit.changes.push_back(std::move(*change));
    if (auto stored = m_tools.store.commit(commit); !stored)
        return stored.error();
    (*moved)->facts().resumeCode = draft.facts().resumeCode;
    return moved;
}

} // namespace luotsi::usecases
