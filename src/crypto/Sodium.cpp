#include "crypto/Sodium.h"

#include <sodium.h>

#include <array>

namespace luotsi::crypto {

base::Result<void> initialise()
{
    if (sodium_init() < 0)
        return {base::ErrorCode::Internal, QStringLiteral("libsodium has no source of randomness")};
    return {};
}

bool memoryCanBeLocked()
{
    std::array<char, 64> probe{};
    if (sodium_mlock(probe.data(), probe.size()) != 0)
        return false;
    return sodium_munlock(probe.data(), probe.size()) == 0;
}

} // namespace luotsi::crypto
