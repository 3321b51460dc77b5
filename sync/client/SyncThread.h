#pragma once

#include "sync/client/SyncClient.h"

#include <QObject>
#include <QThread>

namespace luotsi::sync::client {

/// Runs one SyncClient on a thread of its own; only values cross. Store, device store, clock and random must
/// outlive it and may be called from its thread.
/// Threading: call from the thread that made it; signals arrive there too. The destructor ends the thread;
/// what was under way is sent again after the next start.
class SyncThread final : public QObject
{
    Q_OBJECT

public:
    SyncThread(ports::DeviceIdentity identity, ports::SyncStore &store, ports::DeviceStore &devices,
               base::Clock &clock, base::Random &random, SyncOptions options = {}, QObject *parent = nullptr);
    ~SyncThread() override;

    void start();
    /// Something was committed.
    void workAdded();
    /// A person has pressed send.
    void submitted();
    void networkChanged();
    /// `done` is called on the thread that made this object.
    void claim(const protocol::LookupId &lookup, Claimed done);
    void rewrap(const protocol::RewrapRequest &request, Rewrapped done);

    [[nodiscard]] const core::Connection &connection() const { return m_connection; }

Q_SIGNALS:
    void connectionChanged(const luotsi::sync::core::Connection &connection);
    void progressed();
    void followedDraftsChanged(const QList<luotsi::sync::protocol::DraftId> &drafts);

private:
    QThread m_thread;
    SyncClient *m_client; ///< lives on m_thread, deleted when it finishes
    core::Connection m_connection;
};

} // namespace luotsi::sync::client
