#pragma once

#include "base/Result.h"

#include <QByteArrayList>

#include <chrono>

namespace luotsi::bench {

/// What one run of a program cost. CPU times are user and system time together.
struct RunCost
{
    std::chrono::nanoseconds cpu{};             ///< of the process itself, all its threads
    std::chrono::nanoseconds cpuWithChildren{}; ///< with every descendant that had ended and was waited for
    std::chrono::nanoseconds wall{};            ///< from before the start to the end of the process
};

/// Runs `command` (a program, looked up as a shell does, and its arguments), waits for its end and measures
/// it. A program that cannot be started or does not end with exit code 0 is an error that carries what it
/// said on standard error; its output is thrown away otherwise. Blocks the caller. Linux only.
[[nodiscard]] base::Result<RunCost> runAndMeasure(const QByteArrayList &command);

} // namespace luotsi::bench
