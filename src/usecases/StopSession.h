#pragma once

#include "session/SessionEnd.h"
#include "usecases/OpenDraft.h"

namespace luotsi::usecases {

/// Ends a session's work: keeps the draft with everything given so far, or erases a draft that was never
/// sent. Erasing removes wraps and codes first, so that an interruption leaves nothing anybody could open;
/// what may have left the device is erased at the centre by an Erase change.
class StopSession
{
public:
    explicit StopSession(Tools tools) : m_tools(tools) {}
    /// What became of the draft.
    [[nodiscard]] base::Result<session::DraftFate> execute(OpenDraft *draft, session::EndReason reason);

private:
    [[nodiscard]] base::Result<void> keep(OpenDraft &draft);
    [[nodiscard]] base::Result<void> erase(OpenDraft &draft);

    Tools m_tools;
};

} // namespace luotsi::usecases
