#include "sync/protocol/Control.h"
#include "sync/protocol/fuzz/FuzzInput.h"

using namespace luotsi::sync::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    if (const auto entries = decodeAuditPush(bytes))
        fuzz::require(encodeAuditPush(*entries) == bytes);
    if (const auto last = decodeAuditReply(bytes))
        fuzz::require(encodeAuditReply(*last) == bytes);
    // JSON has many spellings: what was read is read again.
    if (const auto commands = decodeCommands(bytes))
        fuzz::require(*decodeCommands(encodeCommands(*commands)) == *commands);
    return 0;
}
