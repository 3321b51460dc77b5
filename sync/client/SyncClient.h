#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "ports/SyncStore.h"
#include "ports/UpkeepStore.h"
#include "sync/client/CentreConnection.h"
#include "sync/client/DraftClaim.h"
#include "sync/client/WorkerRewrap.h"
#include "sync/core/Synchroniser.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <optional>

namespace luotsi::sync::client {

struct SyncOptions
{
    CentreConnection::Limits limits;
    std::int64_t unsentLifetime = 14LL * 24 * 60 * 60 * 1000; ///< of never-sent drafts, milliseconds
    /// For all that is not the queue: commands, the feed of a device with a scope, status, the device's
    /// record. Outlives the client; none: the device only sends.
    ports::UpkeepStore *upkeep = nullptr;
    /// Batches are read and answers applied on a thread of their own, so that a request under way is served
    /// meanwhile. The store is called from one thread at a time all the same.
    bool storeBeside = false;
};

/// Lends core::Synchroniser its hands: executes actions against the store and the centre and feeds the
/// answers back, one after the other. Knows nothing that a restart may not forget. Threading: one thread with
/// an event loop; store, clock and random are called from it, but for SyncOptions::storeBeside. Also runs
/// inline on a test's thread.
class SyncClient final : public QObject
{
    Q_OBJECT

public:
    SyncClient(ports::DeviceIdentity identity, ports::SyncStore &store, ports::DeviceStore &devices,
               base::Clock &clock, base::Random &random, SyncOptions options = {}, QObject *parent = nullptr);
    ~SyncClient() override;

    void start();
    void workAdded();
    void submitted();
    void networkChanged();
    void claim(const protocol::LookupId &lookup, Claimed done);
    void rewrap(const protocol::RewrapRequest &request, Rewrapped done);

    [[nodiscard]] const core::Connection &connection() const { return m_synchroniser.connection(); }

Q_SIGNALS:
    void connectionChanged(const luotsi::sync::core::Connection &connection);
    /// Facts of the store have changed: sent, received, refused.
    void progressed();
    /// Drafts of the scope were read or erased: whoever shows them looks again.
    void followedDraftsChanged(const QList<luotsi::sync::protocol::DraftId> &drafts);

private:
    void feed(core::Event event);
    void drain();
    void connectToCentre();
    void settleRoots();
    [[nodiscard]] core::Instant now() const;
    [[nodiscard]] std::optional<core::CertificateTimes> certificateTimes() const;
    [[nodiscard]] core::Duties duties() const;
    [[nodiscard]] std::optional<std::int64_t> knownTime() const;

    // One per kind of action; in StoreActions.cpp and CentreActions.cpp.
    void run(const core::action::ReadQueue &action);
    void run(const core::action::ReadBatch &action);
    void run(const core::action::ReadAttachment &action);
    void run(const core::action::ReadCode &action);
    void run(const core::action::ReadIncomplete &action);
    void run(const core::action::ApplyPush &action);
    void run(const core::action::ApplyReceipt &action);
    void run(const core::action::ApplyAttachmentOffset &action);
    void run(const core::action::ApplyAttachmentRefused &action);
    void run(const core::action::ApplyCodeStored &action);
    void run(const core::action::ApplyCodeRefused &action);
    void run(const core::action::ScheduleAttempt &action);
    void run(const core::action::Expire &action);
    void run(const core::action::SendPush &action);
    void run(const core::action::OpenAttachment &action);
    void run(const core::action::SendAttachmentSegment &action);
    void run(const core::action::SendCode &action);
    void run(const core::action::AskReceipt &action);
    void run(const core::action::AskTime &action);
    void run(const core::action::RenewCertificate &action);
    // Rounds beside the queue; in UpkeepActions.cpp.
    void run(const core::action::NoteFeedEpoch &action);
    void run(const core::action::ReadFeedPosition &action);
    void run(const core::action::AskFeed &action);
    void run(const core::action::ApplyFeed &action);
    void run(const core::action::RestartFeed &action);
    void run(const core::action::AskCommands &action);
    void run(const core::action::ExecuteCommand &action);
    void run(const core::action::AckCommand &action);
    void run(const core::action::ReadHeld &action);
    void run(const core::action::AskStatus &action);
    void run(const core::action::ApplyStatus &action);
    void run(const core::action::ReadAudit &action);
    void run(const core::action::SendAudit &action);
    void run(const core::action::ApplyAudit &action);
    void run(const core::action::ReplaceAudit &action);
    void run(const core::action::SetTimer &action);
    void run(const core::action::ReportConnection &action);

    void stored(core::Operation operation, const base::Result<void> &result);
    /// Work of the store that may take place while a request travels; its event is fed here.
    void beside(std::function<core::Event()> work);
    /// `good` gets the body of a good reply; `otherwise`, when given, may take a failure for itself.
    using Otherwise = std::function<bool(const CentreFailure &)>;
    void ask(core::Operation operation, const CentreRequest &request,
             std::function<void(const QByteArray &)> good, Otherwise otherwise = {});
    void learnTime(std::int64_t serverTime);
    void attachmentAnswered(core::Operation operation, const QByteArray &body);
    void unusable(core::Operation operation, base::ErrorCode error);

    ports::DeviceIdentity m_identity;
    ports::SyncStore &m_store;
    ports::DeviceStore &m_devices;
    base::Clock &m_clock;
    SyncOptions m_options;
    core::Synchroniser m_synchroniser;
    std::unique_ptr<CentreConnection> m_centre;
    QTimer m_timer;
    QThreadPool m_storeHand;
    std::deque<core::Event> m_events;
    bool m_draining = false;
    std::optional<ports::CodeUpload> m_code;
    std::optional<std::int64_t> m_serverTime; ///< of the centre, at m_serverTimeAt
    std::int64_t m_serverTimeAt = 0;          ///< monotonic
};

} // namespace luotsi::sync::client
