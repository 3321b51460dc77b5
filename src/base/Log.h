#pragma once

#include "base/Error.h"

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <type_traits>
#include <variant>

namespace luotsi::base {

/// A word fixed when the program was compiled. The only text a log line can hold, so that no answer,
/// name, code or path out of a body can reach it even by mistake.
class LogWord
{
public:
    consteval LogWord(const char *text) : m_text(text) {}
    [[nodiscard]] constexpr std::string_view text() const { return m_text; }

private:
    std::string_view m_text;
};

/// One named figure, flag, error code or fixed word of a log line. Free text does not convert to it.
struct LogField
{
    using Value = std::variant<std::int64_t, LogWord, ErrorCode>;

    template<typename Number>
    requires std::is_integral_v<Number> LogField(LogWord fieldName, Number number)
        : key(fieldName), value(static_cast<std::int64_t>(number))
    {
    }
    LogField(LogWord fieldName, LogWord word) : key(fieldName), value(word) {}
    LogField(LogWord fieldName, ErrorCode code) : key(fieldName), value(code) {}

    LogWord key;
    Value value;
};

/// Writes one line "event key=value …" to standard error. Threading: any thread; lines do not mix.
void logEvent(LogWord event, std::initializer_list<LogField> fields = {});

} // namespace luotsi::base
