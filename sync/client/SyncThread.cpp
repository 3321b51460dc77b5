#include "sync/client/SyncThread.h"

namespace luotsi::sync::client {

SyncThread::SyncThread(ports::DeviceIdentity identity, ports::SyncStore &store, ports::DeviceStore &devices,
                       base::Clock &clock, base::Random &random, SyncOptions options, QObject *parent)
    : QObject(parent)
{
    options.storeBeside = true;
    m_client = new SyncClient(std::move(identity), store, devices, clock, random, options);
    qRegisterMetaType<core::Connection>();
    m_client->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_client, &QObject::deleteLater);
    qRegisterMetaType<QList<protocol::DraftId>>();
    connect(m_client, &SyncClient::progressed, this, &SyncThread::progressed);
    connect(m_client, &SyncClient::followedDraftsChanged, this, &SyncThread::followedDraftsChanged);
    connect(m_client, &SyncClient::connectionChanged, this, [this](const core::Connection &connection) {
        m_connection = connection;
        Q_EMIT connectionChanged(connection);
    });
    m_thread.setObjectName(QStringLiteral("sync"));
}

SyncThread::~SyncThread()
{
    // A client whose thread never ran gets no event loop to delete it.
    const bool ran = m_thread.isRunning();
    m_thread.quit();
    m_thread.wait();
    if (!ran)
        delete m_client;
}

void SyncThread::start()
{
    m_thread.start();
    QMetaObject::invokeMethod(m_client, &SyncClient::start, Qt::QueuedConnection);
}

void SyncThread::workAdded()
{
    QMetaObject::invokeMethod(m_client, &SyncClient::workAdded, Qt::QueuedConnection);
}

void SyncThread::submitted()
{
    QMetaObject::invokeMethod(m_client, &SyncClient::submitted, Qt::QueuedConnection);
}

void SyncThread::networkChanged()
{
    QMetaObject::invokeMethod(m_client, &SyncClient::networkChanged, Qt::QueuedConnection);
}

void SyncThread::claim(const protocol::LookupId &lookup, Claimed done)
{
    const auto bringHome = [this, done = std::move(done)](const base::Result<ClaimedDraft> &draft) {
        QMetaObject::invokeMethod(
            this, [done, draft] { done(draft); }, Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(
        m_client, [client = m_client, lookup, bringHome] { client->claim(lookup, bringHome); },
        Qt::QueuedConnection);
}

void SyncThread::rewrap(const protocol::RewrapRequest &request, Rewrapped done)
{
    const auto bringHome = [this,
                            done = std::move(done)](const base::Result<std::vector<protocol::Wrap>> &wraps) {
        QMetaObject::invokeMethod(
            this, [done, wraps] { done(wraps); }, Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(
        m_client, [client = m_client, request, bringHome] { client->rewrap(request, bringHome); },
        Qt::QueuedConnection);
}

} // namespace luotsi::sync::client
