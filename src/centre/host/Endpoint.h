#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "centre/host/EndpointOptions.h"

namespace luotsi::centre::host {

/// Closes the ways a secret could leave this process: no core dump, files for their owner alone. Before any
/// key is read.
void harden();

/// Introduces storage, handlers, key desk and HTTP to each other and serves until a signal asks it to end.
/// When it listens it prints one line of JSON with its address on standard output. An error means that it
/// could not start.
[[nodiscard]] base::Result<void> serve(const EndpointOptions &options, base::Clock &clock,
                                       base::Random &random);

} // namespace luotsi::centre::host
