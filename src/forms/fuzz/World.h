#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "forms/FormInstance.h"

#include <QXmlStreamReader>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace luotsi::forms::fuzz {

struct FixedClock final : base::Clock
{
    [[nodiscard]] std::int64_t wallMilliseconds() const override { return 1'700'000'000'000; }
    [[nodiscard]] std::int64_t monotonicMilliseconds() const override { return 0; }
};

/// Never the same twice within one input, always the same for one input.
struct CountingRandom final : base::Random
{
    void fill(std::uint8_t *target, std::size_t size) override
    {
        std::generate_n(target, size, [this] { return static_cast<std::uint8_t>(++m_state * 167 >> 3); });
    }

private:
    std::uint32_t m_state = 0;
};

/// With a small budget, so that many inputs are tried rather than a few followed to their end.
[[nodiscard]] inline Environment environment(const FixedClock &clock, CountingRandom &random)
{
    Environment environment{clock, random};
    environment.evaluationSteps = 200'000;
    return environment;
}

[[nodiscard]] inline QByteArray input(const std::uint8_t *data, std::size_t size)
{
    return QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
}

inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

[[nodiscard]] inline bool isWellFormed(const QByteArray &xml)
{
    QXmlStreamReader reader(xml);
    while (!reader.atEnd())
        reader.readNext();
    return !reader.hasError();
}

} // namespace luotsi::forms::fuzz
