#pragma once

#include "base/Result.h"

namespace luotsi::crypto {

/// Makes libsodium ready; every entry point of this room calls it itself, so calling it early only moves the
/// failure to the start of the program. Internal when the machine has no usable random source.
/// Threading: any, any number of times.
[[nodiscard]] base::Result<void> initialise();

/// True when secret pages can be kept out of swap here (RLIMIT_MEMLOCK). For the daily self-check.
[[nodiscard]] bool memoryCanBeLocked();

} // namespace luotsi::crypto
