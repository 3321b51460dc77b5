#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "crypto/BoxKeys.h"
#include "crypto/ResumeCode.h"
#include "sealing/DraftKeys.h"
#include "sync/protocol/Wrap.h"

#include <QByteArray>
#include <QByteArrayView>

namespace luotsi::sealing {

// Purpose, draft, key id, draft key and slot key are sealed together; a reader refuses a wrap whose plain
// fields say anything else (WrapMismatch), so a wrap opens only the draft, key and purpose it was made for.
// CryptoRejected when the bytes were changed or the reader's key is another one. Threading: pure but for
// `random`.

/// For intake, worker and roster keys.
[[nodiscard]] base::Result<protocol::Wrap> sealWrap(protocol::WrapPurpose purpose,
                                                    const protocol::DraftId &draft, const DraftKeys &keys,
                                                    QByteArrayView readerPublicKey,
                                                    const protocol::KeyId &reader);
/// `purpose` and `draft` are what the caller wants opened, never read from the wrap itself.
[[nodiscard]] base::Result<DraftKeys> openWrap(const protocol::Wrap &wrap, protocol::WrapPurpose purpose,
                                               const protocol::DraftId &draft,
                                               const crypto::BoxKeyPair &reader);

/// For a resume code, under the wrapping key derived from it.
[[nodiscard]] base::Result<protocol::Wrap> sealCodeWrap(const protocol::DraftId &draft, const DraftKeys &keys,
                                                        const crypto::CodeKeys &code, base::Random &random);
[[nodiscard]] base::Result<DraftKeys> openCodeWrap(const protocol::Wrap &wrap, const protocol::DraftId &draft,
                                                   const crypto::CodeKeys &code);

/// The outer layer of a stored code wrap under a secret that is not in the database (device's vault key, at
/// the centre a credential), bound to its lookup id. Peeling needs no code. `vaultKey`: 32 bytes.
[[nodiscard]] base::Result<QByteArray> closeOuter(QByteArrayView sealedWrap, const protocol::LookupId &lookup,
                                                  QByteArrayView vaultKey, base::Random &random);
[[nodiscard]] base::Result<QByteArray> openOuter(QByteArrayView closed, const protocol::LookupId &lookup,
                                                 QByteArrayView vaultKey);

/// The lookup id and reader of code keys in the protocol's types.
[[nodiscard]] protocol::LookupId lookupOf(const crypto::CodeKeys &code);
[[nodiscard]] protocol::KeyId readerOf(const crypto::CodeKeys &code);

} // namespace luotsi::sealing
