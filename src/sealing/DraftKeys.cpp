#include "sealing/DraftKeys.h"

#include "crypto/KeyedHash.h"

namespace luotsi::sealing {

using base::Result;

namespace {

constexpr std::size_t keyBytes = 32;

Result<DraftKeys> withSlotKey(Result<crypto::SecretBytes> slotKey, base::Random &random)
{
    if (!slotKey)
        return slotKey.error();
    auto draftKey = crypto::SecretBytes::random(keyBytes, random);
    if (!draftKey)
        return draftKey.error();
    return DraftKeys{random.make<protocol::KeyId>(), *std::move(draftKey), *std::move(slotKey)};
}

} // namespace

Result<DraftKeys> DraftKeys::create(base::Random &random)
{
    return withSlotKey(crypto::SecretBytes::random(keyBytes, random), random);
}

Result<DraftKeys> DraftKeys::successor(base::Random &random) const
{
    return withSlotKey(slotKey.clone(), random);
}

Result<DraftKeys> DraftKeys::clone() const
{
    auto draftCopy = draftKey.clone();
    if (!draftCopy)
        return draftCopy.error();
    auto slotCopy = slotKey.clone();
    if (!slotCopy)
        return slotCopy.error();
    return DraftKeys{keyId, *std::move(draftCopy), *std::move(slotCopy)};
}

Result<protocol::SlotId> slotFor(const DraftKeys &keys, QStringView path)
{
    QByteArray utf8 = path.toUtf8();
    const auto hash = crypto::keyedHash(utf8, keys.slotKey);
    crypto::wipe(utf8);
    if (!hash)
        return hash.error();
    return protocol::SlotId(*hash);
}

} // namespace luotsi::sealing
