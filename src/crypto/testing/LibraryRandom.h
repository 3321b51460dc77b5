#pragma once

#include "base/Random.h"

namespace luotsi::crypto::testing {

/// While it lives, everything libsodium draws by itself comes from the given source; what is sealed meanwhile
/// is worth as much as that source. One at a time. Threading: the one thread that uses the library meanwhile.
class LibraryRandom
{
public:
    /// `random` outlives this.
    explicit LibraryRandom(base::Random &random);
    ~LibraryRandom();
    LibraryRandom(const LibraryRandom &) = delete;
    LibraryRandom &operator=(const LibraryRandom &) = delete;
};

} // namespace luotsi::crypto::testing
