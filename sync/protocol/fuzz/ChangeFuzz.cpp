#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/fuzz/FuzzInput.h"

using namespace luotsi::sync::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    if (const auto change = decodeChange(bytes)) {
        fuzz::require(change->bytes == bytes);
        fuzz::require(headerBytes(*change).ok());
        if (change->header.version == changeVersion)
            fuzz::require(makeChange(change->header, change->nonce, change->ciphertext)->bytes == bytes);
    }
    return 0;
}
