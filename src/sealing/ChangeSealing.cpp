#include "sealing/ChangeSealing.h"

#include "crypto/Aead.h"
#include "sync/protocol/ChangeCodec.h"

#include <algorithm>

namespace luotsi::sealing {

using base::ErrorCode;
using base::Result;

namespace {

template<typename Id> void sortSet(std::vector<Id> &ids)
{
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

} // namespace

Result<protocol::Change> sealChange(protocol::ChangeHeader header, const protocol::Body &body,
                                    const DraftKeys &keys, base::Random &random)
{
    header.key = keys.keyId;
    header.kind = protocol::kindOf(body).value_or(header.kind);
    sortSet(header.parents);
    sortSet(header.attachments);
    const auto associated = protocol::encodeHeader(header);
    if (!associated)
        return associated.error();
    auto plain = protocol::encodeBody(body);
    if (!plain)
        return plain.error();
    QByteArray padded = crypto::pad(*plain);
    crypto::wipe(*plain);
    const auto sealed = crypto::seal(padded, *associated, keys.draftKey, random);
    crypto::wipe(padded);
    if (!sealed)
        return sealed.error();
    return protocol::makeChange(header, sealed->nonce, sealed->ciphertext);
}

Result<protocol::Body> openChange(const protocol::Change &change, const DraftKeys &keys)
{
    if (change.nonce.isEmpty())
        return {ErrorCode::NotFound, QStringLiteral("change without a sealed body")};
    if (change.header.key != keys.keyId)
        return {ErrorCode::WrapMismatch, QStringLiteral("change sealed with another draft key")};
    const auto associated = protocol::headerBytes(change);
    if (!associated)
        return associated.error();
    auto padded = crypto::open(change.nonce, change.ciphertext, *associated, keys.draftKey);
    if (!padded)
        return padded.error();
    auto plain = crypto::unpad(*padded);
    crypto::wipe(*padded);
    if (!plain)
        return plain.error();
    auto body = protocol::decodeBody(change.header, *plain);
    crypto::wipe(*plain);
    return body;
}

} // namespace luotsi::sealing
