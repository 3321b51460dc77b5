#include "packs/Bundle.h"
#include "packs/Profile.h"

#include <cstdlib>

using namespace luotsi::packs;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto manifest = decodeManifest(bytes)) {
        if (encodeManifest(*manifest) != bytes)
            std::abort();
    }
    if (const auto roots = decodeRootSet(bytes)) {
        const auto again = decodeRootSet(encodeRootSet(*roots));
        if (!again || *again != *roots)
            std::abort();
    }
    if (const auto signatures = decodeSignatures(bytes)) {
        if (!decodeSignatures(encodeSignatures(*signatures)))
            std::abort();
    }
    (void)decodeProfile(bytes);
    return 0;
}
