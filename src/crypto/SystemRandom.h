#pragma once

#include "base/Random.h"

namespace luotsi::crypto {

/// The operating system's randomness through libsodium. Ends the process when there is none: no key may ever
/// be made without it. Threading: any.
class SystemRandom final : public base::Random
{
public:
    void fill(std::uint8_t *target, std::size_t size) override;
};

} // namespace luotsi::crypto
