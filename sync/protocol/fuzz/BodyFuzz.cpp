#include "sync/protocol/Body.h"
#include "sync/protocol/fuzz/FuzzInput.h"

using namespace luotsi::sync::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    if (bytes.isEmpty())
        return 0;
    ChangeHeader header;
    header.kind = static_cast<ChangeKind>(data[0] % 16);
    if (const auto body = decodeBody(header, bytes.sliced(1))) {
        const auto again = encodeBody(*body);
        // An instance may be deflated in more than one way; what it says may not change.
        if (again && kindOf(*body))
            fuzz::require(*decodeBody(header, *again) == *body);
    }
    return 0;
}
