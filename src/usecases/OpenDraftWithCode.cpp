#include "usecases/OpenDraftWithCode.h"

#include "base/Log.h"
#include "sealing/WrapSealing.h"

namespace luotsi::usecases {

struct OpenDraftWithCode::Found
{
    protocol::DraftId draft;
    sealing::DraftKeys keys;
};

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
    // What was being typed when the last session ended counts as given.
    if (auto promoted = m_tools.store.promoteOpenChanges(found->draft); !promoted)
        return promoted.error();
    auto draft = restoreDraft(m_tools, m_forms, found->draft, std::move(found->keys), environment);
    if (!draft)
        return draft;
    if (auto rotated = rotate(typed, next, **draft); !rotated)
        return rotated.error();
    return draft;
}

} // namespace luotsi::usecases
