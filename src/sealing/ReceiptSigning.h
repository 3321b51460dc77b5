#pragma once

#include "base/Result.h"
#include "crypto/Signature.h"
#include "sync/protocol/Receipt.h"

#include <QByteArrayView>

namespace luotsi::sealing {

/// Fills `receipt.signature` with the centre's receipt key. Pure; any thread.
[[nodiscard]] base::Result<sync::protocol::Receipt> signReceipt(sync::protocol::Receipt receipt,
                                                                const crypto::SigningKey &key);
/// SignatureInvalid when the centre with that key never said so.
[[nodiscard]] base::Result<void> verifyReceipt(const sync::protocol::Receipt &receipt,
                                               QByteArrayView receiptKey);

} // namespace luotsi::sealing
