#include "crypto/testing/LibraryRandom.h"

#include <sodium.h>

namespace luotsi::crypto::testing {

namespace {

/// The library asks for plain functions: there is no other place to keep whose turn it is.
base::Random *source = nullptr;

void fill(void *target, std::size_t size)
{
    source->fill(static_cast<std::uint8_t *>(target), size);
}

std::uint32_t number()
{
    std::uint32_t value = 0;
    fill(&value, sizeof value);
    return value;
}

} // namespace

LibraryRandom::LibraryRandom(base::Random &random)
{
    static randombytes_implementation given{
        [] { return "simulated"; }, number, nullptr, nullptr, fill, nullptr};
    source = &random;
    randombytes_set_implementation(&given);
}

LibraryRandom::~LibraryRandom()
{
    randombytes_set_implementation(&randombytes_sysrandom_implementation);
    source = nullptr;
}

} // namespace luotsi::crypto::testing
