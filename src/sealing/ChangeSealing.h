#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "sealing/DraftKeys.h"
#include "sync/protocol/Body.h"
#include "sync/protocol/Change.h"

namespace luotsi::sealing {

/// Seals a body as a complete change. Sets the header's key id, and its kind unless the body is opaque; sorts
/// parents and attachments. The header's bytes are authenticated with the body, so neither can be used with
/// another. QuotaExceeded for a body too large for a record. Threading: pure but for `random`.
[[nodiscard]] base::Result<protocol::Change> sealChange(protocol::ChangeHeader header,
                                                        const protocol::Body &body, const DraftKeys &keys,
                                                        base::Random &random);

/// WrapMismatch when the change was sealed with another draft key, CryptoRejected when anything in it differs
/// from what was sealed, NotFound when the kind has no sealed body.
[[nodiscard]] base::Result<protocol::Body> openChange(const protocol::Change &change, const DraftKeys &keys);

} // namespace luotsi::sealing
