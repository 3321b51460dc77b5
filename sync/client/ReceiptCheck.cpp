#include "sync/client/ReceiptCheck.h"

#include "crypto/Signature.h"
#include "sync/protocol/PushCodec.h"

namespace luotsi::sync::client {

bool isGenuine(const protocol::Receipt &receipt, const QByteArray &receiptKey)
{
    return crypto::verifySignature(protocol::receiptSignedBytes(receipt), receipt.signature, receiptKey).ok();
}

} // namespace luotsi::sync::client
