#include "sync/protocol/Messages.h"
#include "sync/protocol/PushCodec.h"
#include "sync/protocol/fuzz/FuzzInput.h"

using namespace luotsi::sync::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    // A reason this program does not know becomes "internal", so a reply is compared after one round.
    if (const auto reply = decodePushReply(bytes))
        fuzz::require(decodePushReply(encodePushReply(*reply)).ok());
    if (const auto receipt = decodeReceipt(bytes))
        fuzz::require(encodeReceipt(*receipt) == bytes);
    if (const auto page = decodeFeedPage(bytes))
        fuzz::require(encodeFeedPage(*page) == bytes);
    if (const auto claim = decodeCodeClaimReply(bytes))
        fuzz::require(encodeCodeClaimReply(*claim) == bytes);
    if (const auto status = decodeDraftsStatusReply(bytes))
        fuzz::require(encodeDraftsStatusReply(*status) == bytes);
    return 0;
}
