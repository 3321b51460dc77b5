#pragma once

#include <atomic>
#include <cstddef>

namespace luotsi::centre::http {

/// Counts for as long as it lives. Threading: any.
class Counted
{
public:
    explicit Counted(std::atomic<std::size_t> &count) : m_count(count) { ++m_count; }
    ~Counted() { --m_count; }
    Counted(const Counted &) = delete;
    Counted &operator=(const Counted &) = delete;

private:
    std::atomic<std::size_t> &m_count;
};

} // namespace luotsi::centre::http
