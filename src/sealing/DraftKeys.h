#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "crypto/SecretBytes.h"
#include "sync/protocol/Ids.h"

#include <QStringView>

namespace luotsi::sealing {

namespace protocol = sync::protocol;

/// The keys of one draft. The draft key seals bodies and may be replaced by a later one; the slot key is made
/// with the draft and never changes, so that all who hold a wrap merge by the same slots.
/// Invariant: both keys are 32 bytes in guarded memory. Move-only.
struct DraftKeys
{
    protocol::KeyId keyId;
    crypto::SecretBytes draftKey;
    crypto::SecretBytes slotKey;

    [[nodiscard]] static base::Result<DraftKeys> create(base::Random &random);
    /// A new draft key for later changes, after a reader was removed; the slot key stays.
    [[nodiscard]] base::Result<DraftKeys> successor(base::Random &random) const;
    [[nodiscard]] base::Result<DraftKeys> clone() const;
};

/// Slot of a stable path, or of a special slot such as "#submit": BLAKE2b-256 of its UTF-8 under the slot
/// key. Internal when the keys were moved away.
[[nodiscard]] base::Result<protocol::SlotId> slotFor(const DraftKeys &keys, QStringView path);

} // namespace luotsi::sealing
