#include "sync/protocol/PushCodec.h"
#include "sync/protocol/fuzz/FuzzInput.h"

using namespace luotsi::sync::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    if (const auto batch = decodePushRequest(bytes))
        fuzz::require(batch->records.size() <= maximumBatchRecords);
    return 0;
}
