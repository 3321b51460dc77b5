#include "centre/keydesk-socket/DeskMessages.h"
#include "sync/protocol/fuzz/FuzzInput.h"

using namespace luotsi::centre::keydesk_socket;
namespace fuzz = luotsi::sync::protocol::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    if (const auto question = decodeQuestion(bytes))
        fuzz::require(encodeQuestion(*question) == bytes);
    if (const auto acceptance = decodeAcceptance(bytes))
        fuzz::require(encodeAcceptance(*acceptance) == bytes);
    if (const auto reply = decodeRewrapAnswer(bytes))
        fuzz::require(encodeRewrapAnswer(*reply) == bytes);
    if (decodeDone(bytes).ok())
        fuzz::require(encodeDone({}) == bytes);
    return 0;
}
