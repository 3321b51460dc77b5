#include "Surroundings.h"

namespace luotsi::form {

Surroundings::Surroundings() = default;

void Surroundings::CountingRandom::fill(std::uint8_t *target, std::size_t size)
{
    for (std::size_t i = 0; i < size; ++i) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        target[i] = static_cast<std::uint8_t>(state >> 56);
    }
}

forms::Environment Surroundings::environment(const QString &language)
{
    forms::Environment environment{m_clock, m_random};
    environment.timeZone = QTimeZone("America/Phoenix");
    environment.language = language;
    environment.deviceId = QStringLiteral("dev:1");
    environment.userName = QStringLiteral("user1");
    environment.email = QStringLiteral("u@example.org");
    environment.phoneNumber = QStringLiteral("555");
    environment.uniform = [this] {
        m_lehmer = m_lehmer * 48271 % 2147483647;
        return static_cast<double>(m_lehmer) / 2147483647.0;
    };
    return environment;
}

} // namespace luotsi::form
