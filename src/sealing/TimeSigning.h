#pragma once

#include "base/Result.h"
#include "crypto/Signature.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>

namespace luotsi::sealing {

/// The centre's word on what time it is, with its receipt key. Pure; any thread.
[[nodiscard]] base::Result<QByteArray> signTime(std::int64_t wallMilliseconds, const crypto::SigningKey &key);
/// SignatureInvalid when the centre with that key never said so.
[[nodiscard]] base::Result<void> verifyTime(std::int64_t wallMilliseconds, QByteArrayView signature,
                                            QByteArrayView receiptKey);

} // namespace luotsi::sealing
