#include "storelink/Frame.h"

#include <QtEndian>

namespace luotsi::storelink {

namespace {

constexpr qsizetype headBytes = 4;
/// Read bytes are moved to the front only when this much has been taken, so that many small frames in one
/// read cost no more than one move.
constexpr qsizetype compactAbove = 64 * 1024;

} // namespace

base::Result<QByteArray> encodeFrame(QByteArrayView payload)
{
    if (payload.isEmpty() || payload.size() > maximumFrameBytes)
        return {base::ErrorCode::MalformedInput, QStringLiteral("a frame of %1 bytes").arg(payload.size())};
    QByteArray frame(headBytes, Qt::Uninitialized);
    qToBigEndian(static_cast<quint32>(payload.size()), frame.data());
    frame.append(payload);
    return frame;
}

void FrameReader::append(QByteArrayView bytes)
{
    if (m_failed)
        return;
    if (m_at > compactAbove || m_at == m_buffer.size()) {
        m_buffer.remove(0, m_at);
        m_at = 0;
    }
    m_buffer.append(bytes);
}

base::Result<std::optional<QByteArray>> FrameReader::next()
{
    using Payload = std::optional<QByteArray>;
    if (m_failed)
        return base::ErrorCode::MalformedInput;
    if (m_buffer.size() - m_at < headBytes)
        return Payload();
    const auto size = static_cast<qsizetype>(qFromBigEndian<quint32>(m_buffer.constData() + m_at));
    if (size == 0 || size > m_limit) {
        m_failed = true;
        m_buffer.clear();
        return {base::ErrorCode::MalformedInput, QStringLiteral("a frame of %1 bytes").arg(size)};
    }
    if (m_buffer.size() - m_at - headBytes < size)
        return Payload();
    Payload payload(m_buffer.mid(m_at + headBytes, size));
    m_at += headBytes + size;
    return payload;
}

} // namespace luotsi::storelink
