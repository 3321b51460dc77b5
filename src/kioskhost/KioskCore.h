#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"
#include "kioskhost/DraftFinder.h"
#include "kioskhost/KioskOptions.h"
#include "kioskhost/ServicePack.h"
#include "kioskhost/ThreadedDeviceStore.h"
#include "ports/KeyVault.h"
#include "store/SqlCipherStore.h"
#include "storelink/StoreServer.h"
#include "storelink/StoreThread.h"
#include "storelink/ThreadedSyncStore.h"
#include "storelink/ThreadedUpkeepStore.h"
#include "sync/client/SyncThread.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace luotsi::kioskhost {

/// Everything of a kiosk below its screens: the store on its thread, the installed pack and profile, the
/// device's identity and the synchroniser. Invariant: once open, what a session committed is on this device
/// and on its way, whatever happens to the session. Threading: GUI thread; store and synchroniser have their
/// own.
class KioskCore final : public QObject
{
    Q_OBJECT

public:
    /// `profile` as openProfile gives it: decides how the store is kept. Nothing is sent before
    /// start. A damaged store that cannot be opened is moved aside whole and a fresh one begun
    /// (see DamagedStore). Errors say what keeps the kiosk from starting: StoreKeyUnavailable, StoreWrongKey,
    /// StoreBusy, StoreTooNew, StoreFailed, NotFound (no pack installed), SignatureInvalid, BundleRollback, …
    [[nodiscard]] static base::Result<std::unique_ptr<KioskCore>> open(const KioskOptions &options,
                                                                       const packs::Profile &profile,
                                                                       base::Clock &clock,
                                                                       base::Random &random);
    ~KioskCore() override;

    [[nodiscard]] const ServicePack &servicePack() const { return *m_servicePack; }
    [[nodiscard]] const std::optional<ports::DeviceIdentity> &identity() const { return m_identity; }
    [[nodiscard]] const QByteArray &vaultKey() const { return m_vaultKey; }
    [[nodiscard]] const AcceptedVersions &acceptedVersions() const { return m_accepted; }
    [[nodiscard]] const sync::core::Connection &connection() const { return m_connection; }

    /// Goes on with what waits to be sent, on a thread of its own; once, before anybody is served. A device
    /// that is not enrolled stays offline.
    void start(base::Clock &clock, base::Random &random);

    /// Lets one session reach its own drafts until its socket closes.
    void serve(storelink::Socket session);
    /// A person has pressed send: the centre is tried at once.
    void submitted();

    /// For the session being served: looks for the draft of a code, see DraftFinder.
    void findDraft(const ports::protocol::LookupId &lookup, DraftFinder::Done done);
    void stopFinding() { m_finder->stop(); }

    /// For set-up: the store's device side, from this thread.
    [[nodiscard]] ports::DeviceStore &device() { return m_device; }

Q_SIGNALS:
    void connectionChanged();
    /// The status of one of the served session's drafts may be another now.
    void draftChanged(const luotsi::ports::protocol::DraftId &draft,
                      const luotsi::ports::DraftStatus &status);

private:
    struct Opened;
    explicit KioskCore(Opened opened);

    base::Result<void> readDevice(const KioskOptions &options, const packs::Profile &profile,
                                  const base::Clock &clock);
    void startSynchroniser(base::Clock &clock, base::Random &random);
    void makeFinder(base::Clock &clock, base::Random &random);
    void record(const char *event);
    void noticeChange(const QByteArray &draft);
    void tellStatus(const ports::protocol::DraftId &draft);
    void tellAll();

    std::optional<ServicePack> m_servicePack; ///< always there once open
    AcceptedVersions m_accepted;
    QByteArray m_vaultKey;
    std::unique_ptr<storelink::StoreThread> m_thread;
    std::unique_ptr<store::SqlCipherStore> m_store;
    ThreadedDeviceStore m_device;
    storelink::ThreadedSyncStore m_syncStore;
    storelink::ThreadedUpkeepStore m_upkeepStore;
    std::optional<ports::DeviceIdentity> m_identity;
    std::unique_ptr<sync::client::SyncThread> m_synchroniser;
    std::vector<QPointer<storelink::StoreServer>> m_servers; ///< they live and end on the store's thread
    std::unique_ptr<DraftFinder> m_finder;
    sync::core::Connection m_connection;
    std::set<ports::protocol::DraftId> m_watched; ///< drafts of the session being served
    QTimer m_tidy;
};

} // namespace luotsi::kioskhost
