#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/fuzz/FuzzInput.h"

using namespace luotsi::sync::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    if (const auto wrap = decodeWrap(bytes))
        fuzz::require(encodeWrap(*wrap) == bytes);
    if (const auto store = decodeCodeStore(bytes))
        fuzz::require(encodeCodeStore(*store) == bytes);
    if (const auto create = decodeBlobCreate(bytes))
        fuzz::require(encodeBlobCreate(*create) == bytes);
    if (const auto state = decodeBlobState(bytes))
        fuzz::require(encodeBlobState(*state) == bytes);
    if (const auto claim = decodeCodeClaim(bytes))
        fuzz::require(encodeCodeClaim(*claim) == bytes);
    if (const auto request = decodeDraftsStatusRequest(bytes))
        fuzz::require(encodeDraftsStatusRequest(*request) == bytes);
    return 0;
}
