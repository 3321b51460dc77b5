#pragma once

#include "ports/Peripherals.h"

namespace luotsi::platform {

/// No core dump, no ptrace by another process of the user, no swapped pages (best effort: without the right
/// to lock memory the rest still holds and a log line says so). Call before any secret exists. Threading:
/// any.
class LinuxHostControls final : public ports::HostControls
{
public:
    base::Result<void> hardenProcess() override;
};

} // namespace luotsi::platform
