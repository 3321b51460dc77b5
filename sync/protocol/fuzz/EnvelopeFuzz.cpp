#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/fuzz/FuzzInput.h"

using namespace luotsi::sync::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    if (const auto envelope = decodeEnvelope(bytes))
        fuzz::require(encodeEnvelope(*envelope) == bytes);
    if (const auto record = decodeRecord(bytes))
        fuzz::require(encodeRecord(*record) == bytes);
    return 0;
}
