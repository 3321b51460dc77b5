#pragma once

#include <QByteArray>

#include <optional>

namespace luotsi::attachments {

/// An Ogg sound (RFC 3533) whose remarks say nothing any more: the comment header of Vorbis, Opus (RFC 7845,
/// 5.2) or Speex keeps its place and length, its words become blanks, so that nothing else moves. Nothing
/// when it is another stream, or its pages make no sense. Pure; any thread.
[[nodiscard]] std::optional<QByteArray> oggWithoutRemarks(const QByteArray &bytes);

} // namespace luotsi::attachments
