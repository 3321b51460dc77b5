#include "sync/protocol/Enrol.h"
#include "sync/protocol/fuzz/FuzzInput.h"

using namespace luotsi::sync::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    // JSON has many spellings: what was read is read again as the same.
    if (const auto request = decodeEnrolRequest(bytes)) {
        const auto again = decodeEnrolRequest(encodeEnrolRequest(*request));
        fuzz::require(again.ok() && again->requestPem == request->requestPem && again->code == request->code);
    }
    if (const auto reply = decodeEnrolReply(bytes)) {
        const auto again = decodeEnrolReply(encodeEnrolReply(*reply));
        fuzz::require(again.ok() && again->device == reply->device &&
                      again->certificatePem == reply->certificatePem &&
                      again->successionPem == reply->successionPem && again->intakeKey == reply->intakeKey);
    }
    return 0;
}
