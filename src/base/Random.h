#pragma once

#include "base/FixedBytes.h"

#include <cstddef>
#include <cstdint>

namespace luotsi::base {

/// The only source of randomness. The product's implementation is crypto's; simulations seed their own.
/// Threading: an implementation says; crypto's may be called from any thread.
class Random
{
public:
    virtual ~Random() = default;
    virtual void fill(std::uint8_t *target, std::size_t size) = 0;

    template<typename Fixed> [[nodiscard]] Fixed make()
    {
        Fixed value;
        fill(value.data(), Fixed::size);
        return value;
    }
};

} // namespace luotsi::base
