#pragma once

#include "xpath/Evaluator.h"

#include <QCryptographicHash>

#include <cmath>
#include <cstdint>

namespace luotsi::xpath {

/// The generator that ODK XForms prescribes for `randomize` with a seed, so that every client shuffles alike:
/// Park and Miller's of 1988 with multiplier 16807. Not for secrets.
class ParkMiller
{
public:
    explicit ParkMiller(std::int64_t seed) : m_state(seed % modulus)
    {
        if (m_state <= 0)
            m_state += modulus - 1;
    }

    /// A number is taken whole; a text that is none is hashed, as ODK prescribes.
    static ParkMiller fromSeed(const Value &seed, const Evaluator &evaluator)
    {
        const double number = evaluator.number(seed);
        if (std::isfinite(number) && std::abs(number) < 9e15)
            return ParkMiller(static_cast<std::int64_t>(number));
        if (std::isinf(number))
            return ParkMiller(number > 0 ? INT64_MAX : INT64_MIN);
        const QString text = evaluator.text(seed);
        if (text.isEmpty() || text == u"NaN")
            return ParkMiller(0);
        const QByteArray hash = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
        std::uint64_t bits = 0;
        for (int i = 0; i < 8; ++i)
            bits = (bits << 8) | static_cast<std::uint8_t>(hash[i]);
        return ParkMiller(static_cast<std::int64_t>(bits));
    }

    /// In [0, 1).
    double next()
    {
        m_state = m_state * 16807 % modulus;
        return static_cast<double>(m_state - 1) / static_cast<double>(modulus - 1);
    }

private:
    static constexpr std::int64_t modulus = 2147483647;
    std::int64_t m_state;
};

} // namespace luotsi::xpath
