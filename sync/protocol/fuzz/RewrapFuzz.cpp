#include "sync/protocol/Rewrap.h"
#include "sync/protocol/fuzz/FuzzInput.h"

using namespace luotsi::sync::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    if (const auto request = decodeRewrapRequest(bytes))
        fuzz::require(encodeRewrapRequest(*request) == bytes);
    if (const auto certificate = decodeWorkerCertificate(bytes))
        fuzz::require(encodeWorkerCertificate(*certificate) == bytes);
    if (const auto reply = decodeRewrapReply(bytes))
        fuzz::require(encodeRewrapReply(*reply) == bytes);
    return 0;
}
