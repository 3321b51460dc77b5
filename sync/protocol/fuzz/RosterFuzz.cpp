#include "sync/protocol/Roster.h"
#include "sync/protocol/fuzz/FuzzInput.h"

using namespace luotsi::sync::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    if (const auto roster = decodeRoster(bytes))
        fuzz::require(encodeRoster(*roster) == bytes);
    return 0;
}
