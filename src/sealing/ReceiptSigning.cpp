#include "sealing/ReceiptSigning.h"

#include "sync/protocol/PushCodec.h"

namespace luotsi::sealing {

using base::Result;
using sync::protocol::Receipt;

Result<Receipt> signReceipt(Receipt receipt, const crypto::SigningKey &key)
{
    auto signature = crypto::sign(sync::protocol::receiptSignedBytes(receipt), key);
    if (!signature)
        return signature.error();
    receipt.signature = *std::move(signature);
    return receipt;
}

Result<void> verifyReceipt(const Receipt &receipt, QByteArrayView receiptKey)
{
    return crypto::verifySignature(sync::protocol::receiptSignedBytes(receipt), receipt.signature,
                                   receiptKey);
}

} // namespace luotsi::sealing
