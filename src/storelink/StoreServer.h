#pragma once

#include "ports/DraftStore.h"
#include "storelink/Frame.h"
#include "storelink/Socket.h"

#include <QByteArray>
#include <QObject>

#include <memory>
#include <set>

class QSocketNotifier;

namespace luotsi::storelink {

class Requests;

/// Serves one session's requests to the store. Invariant: a session reaches only drafts it created or whose
/// code it found, and attachments of those; anything else is NotFound, so nothing can be listed or guessed.
/// Tries at codes are counted here, whatever the session says, and no code is looked up while a delay runs.
/// When the session ends, what was being typed becomes a change.
/// Threading: lives on the store's thread, which needs an event loop (see StoreThread::adopt).
class StoreServer final : public QObject
{
    Q_OBJECT

public:
    /// `store` outlives the server; `session` is the supervisor's end of the connection.
    StoreServer(ports::DraftStore &store, Socket session, QObject *parent = nullptr);
    ~StoreServer() override;

    [[nodiscard]] bool serving() const { return m_socket.valid(); }
    /// Drafts this session may reach; for the supervisor's queue notices.
    [[nodiscard]] const std::set<ports::protocol::DraftId> &drafts() const;

Q_SIGNALS:
    /// The session is gone or broke the protocol; its open changes have been promoted. Said once.
    void finished();
    /// Something of this draft became durable: time to look at its status and to wake the synchroniser.
    void changed(const QByteArray &draft);

private:
    void readRequests();
    void writeReplies();
    [[nodiscard]] bool answer(const QByteArray &payload);
    void finish();

    ports::DraftStore &m_store;
    Socket m_socket;
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_writable;
    FrameReader m_reader;
    QByteArray m_outgoing;
    std::unique_ptr<Requests> m_requests;
};

} // namespace luotsi::storelink
