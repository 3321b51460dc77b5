#include "usecases/StopSession.h"

#include "sync/protocol/ChangeCodec.h"

namespace luotsi::usecases {

base::Result<session::DraftFate> StopSession::execute(OpenDraft *draft, session::EndReason reason)
{
    const bool submitted = draft != nullptr && draft->facts().rounds > 0;
    const session::DraftFate fate = session::fateOf(reason, draft != nullptr, submitted);
    if (fate == session::DraftFate::None)
        return fate;
    const auto done = fate == session::DraftFate::Erased ? erase(*draft) : keep(*draft);
    if (!done)
        return done.error();
    return fate;
}

base::Result<void> StopSession::keep(OpenDraft &draft)
{
    if (auto stored = draft.commit(m_tools); !stored)
        return stored;
    return m_tools.store.promoteOpenChanges(draft.facts().id);
}

base::Result<void> StopSession::erase(OpenDraft &draft)
{
    std::optional<protocol::Change> change;
    if (draft.facts().copy != ports::CentreCopy::WhenSent) {
        auto header = draft.header(QLatin1String(eraseSlot), m_tools);
        if (!header)
            return header.error();
        header->kind = protocol::ChangeKind::Erase;
        header->urgency = protocol::Urgency::Control;
        auto made = protocol::makeChange(*header, {}, {});
        if (!made)
            return made.error();
        change = std::move(*made);
    }
    return m_tools.store.eraseDraft(draft.facts().id, change);
}

} // namespace luotsi::usecases
