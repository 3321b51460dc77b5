#include "crypto/Aead.h"
#include "crypto/SegmentStream.h"

#include <cstdlib>

using namespace luotsi::crypto;

// Without the key nothing can be made that opens; the parsers of segments and padding must survive the try.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    static const auto key = *SecretBytes::copyOf(QByteArray(segmentKeyBytes, 'k'));
    if (openFile(bytes, key))
        std::abort();
    if (const auto plain = unpad(bytes)) {
        if (pad(*plain) != bytes)
            std::abort();
    }
    return 0;
}
