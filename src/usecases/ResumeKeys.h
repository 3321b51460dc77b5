#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "crypto/ResumeCode.h"
#include "crypto/SecretBytes.h"
#include "ports/DraftStore.h"
#include "sealing/DraftKeys.h"
#include "usecases/Tools.h"

#include <QString>

namespace luotsi::usecases {

/// A code together with the keys derived from it. Deriving is slow on purpose (Argon2id, about 0.2 s): both
/// makers are pure and may run on another thread than the rest. Move-only, secret.
struct PreparedCode
{
    crypto::ResumeCode code;
    crypto::CodeKeys keys;
};

/// A fresh code nobody has seen yet.
[[nodiscard]] base::Result<PreparedCode> prepareNewCode(base::Random &random);
/// A typed one. CodeMalformed, with the reason's text id as detail, for what cannot be a code: costs no try.
[[nodiscard]] base::Result<PreparedCode> prepareTypedCode(const QString &typed);

/// What a code is looked up by; tells nothing of the code or of the keys it gives.
[[nodiscard]] protocol::LookupId lookupOf(const PreparedCode &prepared);

/// The store's entry for a code: the draft's keys wrapped for the code, inside an outer layer under the vault
/// key.
[[nodiscard]] base::Result<ports::CodeEntry> codeEntryFor(const PreparedCode &prepared,
                                                          const protocol::DraftId &draft,
                                                          const sealing::DraftKeys &keys,
                                                          const crypto::SecretBytes &vaultKey, Tools &tools);

} // namespace luotsi::usecases
