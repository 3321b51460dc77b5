#include "sync/client/SyncClient.h"

#include "base/Log.h"
#include "pki/CertificateFacts.h"
#include "sync/client/TlsSettings.h"
#include "sync/client/TrustedRoots.h"

#include <QUrl>

#include <algorithm>
#include <limits>

namespace luotsi::sync::client {

using base::logEvent;

SyncClient::SyncClient(ports::DeviceIdentity identity, ports::SyncStore &store, ports::DeviceStore &devices,
                       base::Clock &clock, base::Random &random, SyncOptions options, QObject *parent)
    : QObject(parent), m_identity(std::move(identity)), m_store(store), m_devices(devices), m_clock(clock),
      m_options(options), m_synchroniser(random), m_timer(this), m_storeHand(this)
{
    m_storeHand.setMaxThreadCount(1);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { feed(core::event::TimerElapsed{}); });
}

SyncClient::~SyncClient()
{
    m_storeHand.waitForDone(); // it works with the store and speaks to this
}

void SyncClient::start()
{
    connectToCentre();
    feed(core::event::Started{certificateTimes(), duties()});
}

void SyncClient::workAdded()
{
    feed(core::event::WorkAdded{});
}

void SyncClient::submitted()
{
    feed(core::event::Submitted{});
}

void SyncClient::networkChanged()
{
    feed(core::event::NetworkChanged{});
}

void SyncClient::claim(const protocol::LookupId &lookup, Claimed done)
{
    if (!m_centre) {
        done(base::ErrorCode::CertificateRefused);
        return;
    }
    claimDraft(*m_centre, lookup, m_identity.receiptKey, std::move(done));
}

void SyncClient::rewrap(const protocol::RewrapRequest &request, Rewrapped done)
{
    if (!m_centre) {
        done(base::ErrorCode::CertificateRefused);
        return;
    }
    requestRewrap(*m_centre, request, std::move(done));
}

/// A kiosk follows no feed; everybody else that of the scope in its certificate.
core::Duties SyncClient::duties() const
{
    core::Duties duties;
    duties.kept = m_options.upkeep != nullptr;
    const auto facts = pki::readCertificate(m_identity.certificatePem);
    if (duties.kept && facts && facts->device && facts->device->role != QLatin1String("kiosk"))
        duties.scope = facts->device->scope;
    return duties;
}

/// Answers come from inside actions; a queue keeps the machine from being entered twice.
void SyncClient::feed(core::Event event)
{
    m_events.push_back(std::move(event));
    if (!m_draining)
        drain();
}

void SyncClient::drain()
{
    m_draining = true;
    while (!m_events.empty()) {
        const core::Event event = std::move(m_events.front());
        m_events.pop_front();
        for (const core::Action &action : m_synchroniser.on(event, now()))
            std::visit([this](const auto &content) { run(content); }, action);
    }
    m_draining = false;
}

void SyncClient::connectToCentre()
{
    const auto settings = deviceSettings(m_identity);
    if (!settings) {
        // Every request will fail with this reason: the work stays, staff see why.
        m_centre.reset();
        logEvent("sync-identity-unusable", {{"error", settings.error().code}});
        return;
    }
    if (m_centre)
        CentreConnection::retire(std::move(m_centre)); // its callback may be what brought us here
    m_centre = std::make_unique<CentreConnection>(QUrl::fromEncoded(m_identity.centreUrl), *settings,
                                                  m_options.limits, [this] { return knownTime(); });
}

/// Trust in an earlier root ends when the newer one has carried a connection.
void SyncClient::settleRoots()
{
    if (!m_centre)
        return;
    ports::DeviceIdentity settled = m_identity;
    settled.authorityPem = rootsProvenBy(m_centre->serverChainPem(), m_identity.authorityPem,
                                         knownTime().value_or(m_clock.wallMilliseconds()));
    if (settled.authorityPem == m_identity.authorityPem)
        return;
    if (const auto saved = m_devices.saveIdentity(settled); !saved) {
        logEvent("sync-root-not-settled", {{"error", saved.error().code}}); // the next answer tries again
        return;
    }
    m_identity = std::move(settled);
    connectToCentre();
    logEvent("sync-root-settled");
}

core::Instant SyncClient::now() const
{
    return {m_clock.wallMilliseconds(), m_clock.monotonicMilliseconds()};
}

std::optional<core::CertificateTimes> SyncClient::certificateTimes() const
{
    const auto facts = pki::readCertificate(m_identity.certificatePem);
    if (!facts)
        return std::nullopt;
    return core::CertificateTimes{facts->validity.notBefore, facts->validity.notAfter};
}

/// The centre's time, or at least the day its authority made our certificate.
std::optional<std::int64_t> SyncClient::knownTime() const
{
    if (m_serverTime)
        return *m_serverTime + (m_clock.monotonicMilliseconds() - m_serverTimeAt);
    const auto times = certificateTimes();
    if (!times)
        return std::nullopt;
    return std::max(m_clock.wallMilliseconds(), times->notBefore);
}

void SyncClient::learnTime(std::int64_t serverTime)
{
    m_serverTime = serverTime;
    m_serverTimeAt = m_clock.monotonicMilliseconds();
}

void SyncClient::run(const core::action::SetTimer &action)
{
    m_timer.start(static_cast<int>(std::min<std::int64_t>(action.delay, std::numeric_limits<int>::max())));
}

void SyncClient::run(const core::action::ReportConnection &action)
{
    const bool online = action.connection.state == core::Connection::State::Online;
    if (online)
        logEvent("sync-online");
    else
        logEvent("sync-offline", {{"reason", action.connection.reason.value_or(base::ErrorCode::Internal)}});
    Q_EMIT connectionChanged(action.connection);
}

} // namespace luotsi::sync::client
