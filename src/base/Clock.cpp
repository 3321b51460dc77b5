#include "base/Clock.h"

#include <chrono>
#include <ctime>

namespace luotsi::base {

std::int64_t SystemClock::wallMilliseconds() const
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::int64_t SystemClock::monotonicMilliseconds() const
{
    // CLOCK_BOOTTIME counts suspend, steady_clock on Linux does not.
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

} // namespace luotsi::base
