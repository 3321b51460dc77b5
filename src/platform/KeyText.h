#pragma once

#include <QByteArray>

#include <optional>

namespace luotsi::platform {

inline constexpr qsizetype keyBytes = 32;
/// More than any allowed spelling of a key, so that a wrong file is never read whole.
inline constexpr qsizetype keyTextLimit = 256;

/// 32 raw bytes, or 64 hexadecimal digits with white space around. Nothing otherwise.
[[nodiscard]] std::optional<QByteArray> keyFromText(const QByteArray &text);

} // namespace luotsi::platform
