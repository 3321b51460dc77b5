#pragma once

#include "sync/protocol/Roster.h"
#include "usecases/OpenDraft.h"
#include "usecases/ResumeKeys.h"

#include <memory>
#include <optional>

namespace luotsi::usecases {

/// Public key of the centre's key desk.
struct IntakeKey
{
    QByteArray publicKey; ///< X25519, 32 bytes
    protocol::KeyId id;
};

/// What the person chose before the first question.
struct StartChoices
{
    ports::CentreCopy copy = ports::CentreCopy::WhenSent;
    bool staffMayOpen = false; ///< staff may open the unfinished draft: the intake key gets a wrap now
};

struct StartRequest
{
    KnownForm form;
    StartChoices choices;
    PreparedCode code;
    QString site;
    std::optional<IntakeKey> intake;
    std::optional<protocol::ScopeRoster> roster = {}; ///< a worker's colleagues: they read the draft as well
};

/// Begins a draft: keys, live form, resume code, one createDraft with the create change and all that the
/// form's first-load actions set. Nothing is stored when anything fails. Errors: StoreFull before the draft
/// begins; Internal when staff may open it but the device has no intake key.
class StartDraft
{
public:
    StartDraft(Tools tools, const crypto::SecretBytes &vaultKey) : m_tools(tools), m_vaultKey(vaultKey) {}

    [[nodiscard]] base::Result<std::unique_ptr<OpenDraft>> execute(StartRequest request,
                                                                   const forms::Environment &environment);

private:
    Tools m_tools;
    const crypto::SecretBytes &m_vaultKey;
};

} // namespace luotsi::usecases
