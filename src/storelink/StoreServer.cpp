#include "storelink/StoreServer.h"

#include "base/Log.h"
#include "storelink/Requests.h"

#include <QSocketNotifier>

namespace luotsi::storelink {

namespace {

/// A session that sends requests but does not read its replies is not served on.
constexpr qsizetype maximumOutgoing = 2 * maximumFrameBytes;

} // namespace

StoreServer::StoreServer(ports::DraftStore &store, Socket session, QObject *parent)
    : QObject(parent), m_store(store), m_socket(std::move(session)),
      m_readable(std::make_unique<QSocketNotifier>(m_socket.descriptor(), QSocketNotifier::Read, this)),
      m_writable(std::make_unique<QSocketNotifier>(m_socket.descriptor(), QSocketNotifier::Write, this)),
      m_requests(std::make_unique<Requests>(store))
{
    m_writable->setEnabled(false);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &StoreServer::readRequests);
    connect(m_writable.get(), &QSocketNotifier::activated, this, &StoreServer::writeReplies);
}

StoreServer::~StoreServer()
{
    finish();
}

const std::set<ports::protocol::DraftId> &StoreServer::drafts() const
{
    return m_requests->drafts();
}

void StoreServer::readRequests()
{
    const auto bytes = m_socket.readSome();
    if (!bytes) {
        finish();
        return;
    }
    m_reader.append(*bytes);
    for (;;) {
        const auto payload = m_reader.next();
        if (!payload || (payload->has_value() && !answer(**payload))) {
            base::logEvent("session-broke-protocol");
            finish();
            return;
        }
        if (!payload->has_value())
            break;
    }
    writeReplies();
}

bool StoreServer::answer(const QByteArray &payload)
{
    const auto reply = m_requests->answer(payload);
    if (!reply)
        return false;
    const auto frame = encodeFrame(*reply);
    if (!frame || m_outgoing.size() + frame->size() > maximumOutgoing)
        return false;
    m_outgoing += *frame;
    if (m_requests->changed())
        Q_EMIT changed(m_requests->changed()->toByteArray());
    return true;
}

void StoreServer::writeReplies()
{
    if (!m_socket.valid())
        return;
    qsizetype sent = 0;
    while (sent < m_outgoing.size()) {
        const auto written = m_socket.writeSome(QByteArrayView(m_outgoing).sliced(sent));
        if (!written) {
            finish();
            return;
        }
        if (*written == 0)
            break;
        sent += *written;
    }
    m_outgoing.remove(0, sent);
    m_writable->setEnabled(!m_outgoing.isEmpty());
}

void StoreServer::finish()
{
    if (!m_socket.valid())
        return;
    m_readable->setEnabled(false);
    m_writable->setEnabled(false);
    m_socket.close();
    m_requests->abandonWritings();
    for (const protocol::DraftId &draft : m_requests->drafts()) {
        const auto promoted = m_store.promoteOpenChanges(draft);
        // An erased draft has nothing left to promote; anything else is done again when the device starts.
        const bool gone = !promoted && (promoted.error().code == base::ErrorCode::NotFound ||
                                        promoted.error().code == base::ErrorCode::Erased);
        if (!promoted && !gone)
            base::logEvent("open-changes-left", {{"reason", promoted.error().code}});
        if (promoted)
            Q_EMIT changed(draft.toByteArray());
    }
    Q_EMIT finished();
}

} // namespace luotsi::storelink
