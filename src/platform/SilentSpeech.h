#pragma once

#include "ports/Peripherals.h"

namespace luotsi::platform {

/// For devices without a voice: says so. Threading: any.
class SilentSpeech final : public ports::Speech
{
public:
    [[nodiscard]] bool available(const QString &language) const override;
    base::Result<void> say(const QString &text, const QString &language) override;
    void silence() override {}
};

} // namespace luotsi::platform
