#include "sync/protocol/Enrol.h"
#include "sync/protocol/Problem.h"
#include "sync/protocol/fuzz/FuzzInput.h"

using namespace luotsi::sync::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    if (const auto problem = decodeProblem(bytes))
        fuzz::require(*decodeProblem(encodeProblem(*problem)) == *problem);
    if (const auto reply = decodeEnrolReply(bytes))
        fuzz::require(decodeEnrolReply(encodeEnrolReply(*reply)).ok());
    if (const auto request = decodeEnrolRequest(bytes))
        fuzz::require(decodeEnrolRequest(encodeEnrolRequest(*request)).ok());
    return 0;
}
