#pragma once

#include "base/Result.h"
#include "centre/handlers/Router.h"

#include <cstdint>
#include <memory>

namespace luotsi::centre::http {

/// Health, readiness and metrics for what watches this machine: plain HTTP on the loopback address only, so
/// that a collector needs no device certificate and nobody elsewhere can ask. A listener and not a file: a
/// collector then sees that the process answers, and never the figures of a dead one. What it tells is
/// counts, never an id. Threading: a thread of its own; ends with the object. The router outlives it.
class Monitor
{
public:
    /// Port 0 lets the operating system choose. NetworkUnreachable when it cannot listen.
    [[nodiscard]] static base::Result<std::unique_ptr<Monitor>> start(std::uint16_t port,
                                                                      const handlers::Router &router);
    ~Monitor();

    [[nodiscard]] std::uint16_t port() const;

private:
    class Engine;
    explicit Monitor(std::unique_ptr<Engine> engine);
    std::unique_ptr<Engine> m_engine;
};

} // namespace luotsi::centre::http
