#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace luotsi::storelink {

/// Largest payload of one frame: the largest attachment that is given out whole, with room
/// for the reply around it.
inline constexpr qsizetype maximumFrameBytes = 22 * 1024 * 1024;

/// Payload with its length in front (4 bytes, big-endian). MalformedInput when empty or too large.
[[nodiscard]] base::Result<QByteArray> encodeFrame(QByteArrayView payload);

/// Cuts a stream of bytes into frames. Once it has seen a length that is not allowed it stays failed: after
/// that nothing on the stream can be trusted. Holds at most one frame and what was read behind it.
class FrameReader
{
public:
    explicit FrameReader(qsizetype limit = maximumFrameBytes) : m_limit(limit) {}

    void append(QByteArrayView bytes);
    /// Payload of the next whole frame; nothing until more bytes have come; MalformedInput once failed.
    [[nodiscard]] base::Result<std::optional<QByteArray>> next();

private:
    qsizetype m_limit;
    QByteArray m_buffer;
    qsizetype m_at = 0;
    bool m_failed = false;
};

} // namespace luotsi::storelink
