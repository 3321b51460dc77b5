#include "usecases/MigrateDraft.h"

#include "sealing/ChangeSealing.h"
#include "usecases/RestoreDraft.h"

#include <algorithm>

namespace luotsi::usecases {

base::Result<std::unique_ptr<OpenDraft>> MigrateDraft::execute(OpenDraft &draft, const KnownForm &newer,
                                                               const forms::Environment &environment)
{
    if (draft.facts().rounds > 0)
        return base::ErrorCode::AlreadySubmitted;
    const auto migration =
        std::find_if(newer.migrations.begin(), newer.migrations.end(),
                     [&](const FormMigration &known) { return known.from == draft.form().hash; });
    if (migration == newer.migrations.end())
        return base::Error{
            base::ErrorCode::NotFound, QStringLiteral("the pack has no map from the draft's form"), {}};
    if (auto stored = draft.commit(m_tools); !stored)
        return stored.error();
    auto header = draft.header(QLatin1String(migrateSlot), m_tools);
    if (!header)
        return header.error();
    header->form = newer.hash;
    header->parents = draft.facts().records.migrateHeads;
    const protocol::MigrateBody body{migration->from, newer.hash, migration->paths};
    auto sealed = sealing::sealChange(std::move(*header), body, draft.keys(), m_tools.random);
    if (!sealed)
        return sealed.error();
    ports::DraftCommit commit;
    commit.draft = draft.facts().id;
    commit.changes.push_back(std::move(*sealed));
    if (auto stored = m_tools.store.commit(commit); !stored)
        return stored.error();
    auto keys = draft.keys().clone();
    if (!keys)
        return keys.error();
    auto moved = restoreDraft(m_tools, m_forms, draft.facts().id, std::move(*keys), environment);
    if (moved)
        (*moved)->facts().resumeCode = draft.facts().resumeCode;
    return moved;
}

} // namespace luotsi::usecases
