#pragma once

#include "usecases/OpenDraft.h"
#include "usecases/RestoreDraft.h"
#include "usecases/ResumeKeys.h"

#include <memory>

namespace luotsi::usecases {

/// Continues a draft on this device with its resume code. A wrong code never tells whether one exists:
/// nothing found and nothing opened are both CodeRefused and count as a try; TooManyTries while the device
/// pauses. Other errors are restoreDraft's: the draft stays as it is and the code goes on. At the first use a
/// new code is made; the old one dies when the new one is first used, so that a jammed printer locks nobody
/// out.
class OpenDraftWithCode
{
public:
    OpenDraftWithCode(Tools tools, const FormShelf &forms, const crypto::SecretBytes &vaultKey)
        : m_tools(tools), m_forms(forms), m_vaultKey(vaultKey)
    {
    }

    /// `typed` as prepared from what was typed; `next` becomes the new code.
    [[nodiscard]] base::Result<std::unique_ptr<OpenDraft>>
    execute(const PreparedCode &typed, const PreparedCode &next, const forms::Environment &environment);

    /// Milliseconds until a code may be tried again; 0: now.
    [[nodiscard]] base::Result<std::int64_t> waitMilliseconds() { return m_tools.store.tryDelay(); }

private:
    struct Found;
    [[nodiscard]] base::Result<Found> find(const PreparedCode &typed);
    [[nodiscard]] base::Result<void> rotate(const PreparedCode &used, const PreparedCode &next,
                                            OpenDraft &draft);
    [[nodiscard]] base::Error refuse();

    Tools m_tools;
    const FormShelf &m_forms;
    const crypto::SecretBytes &m_vaultKey;
};

} // namespace luotsi::usecases
