#include "storelink/ControlChannel.h"

#include "base/Log.h"

#include <QSocketNotifier>

namespace luotsi::storelink {

namespace {

/// A peer that reads nothing for this long a queue has hung.
constexpr qsizetype maximumOutgoing = 4 * control::maximumMessageBytes;

} // namespace

ControlChannel::ControlChannel(Socket socket, QObject *parent)
    : QObject(parent), m_socket(std::move(socket)),
      m_readable(std::make_unique<QSocketNotifier>(m_socket.descriptor(), QSocketNotifier::Read, this)),
      m_writable(std::make_unique<QSocketNotifier>(m_socket.descriptor(), QSocketNotifier::Write, this))
{
    m_writable->setEnabled(false);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &ControlChannel::read);
    connect(m_writable.get(), &QSocketNotifier::activated, this, &ControlChannel::write);
}

ControlChannel::~ControlChannel() = default;

void ControlChannel::send(const control::Message &message)
{
    if (!m_socket.valid())
        return;
    const auto frame = encodeFrame(control::encode(message));
    if (!frame || m_outgoing.size() + frame->size() > maximumOutgoing) {
        close();
        return;
    }
    m_outgoing += *frame;
    write();
}

void ControlChannel::write()
{
    while (!m_outgoing.isEmpty()) {
        const auto written = m_socket.writeSome(m_outgoing);
        if (!written) {
            close();
            return;
        }
        if (*written == 0)
            break;
        m_outgoing.remove(0, *written);
    }
    m_writable->setEnabled(!m_outgoing.isEmpty());
}

void ControlChannel::read()
{
    const auto bytes = m_socket.readSome();
    if (!bytes) {
        close();
        return;
    }
    m_reader.append(*bytes);
    // A receiver may close the channel, or this end of it, while a message is delivered.
    while (m_socket.valid()) {
        const auto payload = m_reader.next();
        if (payload && !payload->has_value())
            return;
        const auto message =
            payload ? control::decode(**payload) : base::Result<control::Message>(payload.error());
        if (!message) {
            base::logEvent("control-broken", {{"reason", message.error().code}});
            close();
            return;
        }
        Q_EMIT received(*message);
    }
}

void ControlChannel::close()
{
    if (!m_socket.valid())
        return;
    m_readable->setEnabled(false);
    m_writable->setEnabled(false);
    m_socket.close();
    Q_EMIT closed();
}

} // namespace luotsi::storelink
