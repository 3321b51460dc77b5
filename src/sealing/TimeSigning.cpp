#include "sealing/TimeSigning.h"

#include "sync/protocol/Messages.h"

namespace luotsi::sealing {

base::Result<QByteArray> signTime(std::int64_t wallMilliseconds, const crypto::SigningKey &key)
{
    return crypto::sign(sync::protocol::timeSignedBytes(wallMilliseconds), key);
}

base::Result<void> verifyTime(std::int64_t wallMilliseconds, QByteArrayView signature,
                              QByteArrayView receiptKey)
{
    return crypto::verifySignature(sync::protocol::timeSignedBytes(wallMilliseconds), signature, receiptKey);
}

} // namespace luotsi::sealing
