#include "crypto/SystemRandom.h"

#include "crypto/Sodium.h"

#include <sodium.h>

#include <cstdlib>

namespace luotsi::crypto {

void SystemRandom::fill(std::uint8_t *target, std::size_t size)
{
    // No caller could go on safely with a key that is not random.
    if (!initialise())
        std::abort();
    randombytes_buf(target, size);
}

} // namespace luotsi::crypto
