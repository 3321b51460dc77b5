#pragma once

#include "base/Result.h"
#include "crypto/Signature.h"
#include "sealing/DraftKeys.h"
#include "sync/protocol/Roster.h"
#include "sync/protocol/Wrap.h"

#include <QByteArrayView>
#include <QStringView>

#include <vector>

namespace luotsi::sealing {

// A scope's signed roster, and the wraps that let its members read a draft. A member opens one with
// openWrap(wrap, WrapPurpose::ScopeRoster, draft, own keys). Pure; any thread.

[[nodiscard]] base::Result<protocol::SignedRoster> signRoster(protocol::ScopeRoster roster,
                                                              const crypto::SigningKey &root);
/// SignatureInvalid unless that root signed it for that scope; BundleRollback when one with a higher number
/// than its own was accepted before (`lastNumber`, 0: none yet).
[[nodiscard]] base::Result<void> checkRoster(const protocol::SignedRoster &roster, QStringView scope,
                                             QByteArrayView rootPublicKey, std::uint64_t lastNumber);

/// One wrap for every member, in the roster's order.
[[nodiscard]] base::Result<std::vector<protocol::Wrap>>
sealRosterWraps(const protocol::DraftId &draft, const DraftKeys &keys, const protocol::ScopeRoster &roster);

} // namespace luotsi::sealing
