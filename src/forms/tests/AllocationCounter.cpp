#include "AllocationCounter.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <malloc.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define LUOTSI_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
#define LUOTSI_SANITIZED
#endif

namespace {

std::atomic<std::size_t> held{0};
std::atomic<std::size_t> peak{0};

#ifndef LUOTSI_SANITIZED
void *taken(void *block)
{
    if (block == nullptr)
        return nullptr;
    const std::size_t now = held += malloc_usable_size(block);
    if (now > peak)
        peak = now;
    return block;
}
#endif

} // namespace

#ifndef LUOTSI_SANITIZED
extern "C" {
void *__libc_malloc(std::size_t size);
void *__libc_calloc(std::size_t count, std::size_t size);
void *__libc_realloc(void *block, std::size_t size);
void *__libc_memalign(std::size_t alignment, std::size_t size);
void __libc_free(void *block);

void *malloc(std::size_t size)
{
    return taken(__libc_malloc(size));
}

void *calloc(std::size_t count, std::size_t size)
{
    return taken(__libc_calloc(count, size));
}

void *realloc(void *block, std::size_t size)
{
    if (block != nullptr)
        held -= malloc_usable_size(block);
    return taken(__libc_realloc(block, size));
}

void *memalign(std::size_t alignment, std::size_t size)
{
    return taken(__libc_memalign(alignment, size));
}

void *aligned_alloc(std::size_t alignment, std::size_t size)
{
    return taken(__libc_memalign(alignment, size));
}

int posix_memalign(void **block, std::size_t alignment, std::size_t size)
{
    *block = taken(__libc_memalign(alignment, size));
    return *block == nullptr ? ENOMEM : 0;
}

void free(void *block)
{
    if (block != nullptr)
        held -= malloc_usable_size(block);
    __libc_free(block);
}
}
#endif

namespace luotsi::forms::tests {

bool countsAllocations()
{
#ifdef LUOTSI_SANITIZED
    return false;
#else
    return true;
#endif
}

std::size_t heldBytes()
{
    return held;
}

std::size_t peakBytes(const std::function<void()> &work)
{
    const std::size_t before = held;
    peak = before;
    work();
    return peak - std::min<std::size_t>(before, peak);
}

} // namespace luotsi::forms::tests
