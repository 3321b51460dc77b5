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
    /// Errors say what keeps the kiosk from starting: StoreKeyUnavailable, StoreWrongKey, StoreCorrupt,
    /// StoreBusy, StoreTooNew, StoreFailed, NotFound (no pack installed), SignatureInvalid, …
    [[nodiscard]] static base::Result<std::unique_ptr<KioskCore>>
    open(const KioskOptions &options, base::Clock &clock, base::Random &random);
    ~KioskCore() override;

    [[nodiscard]] const ServicePack &servicePack() const { return m_servicePack; }
    [[nodiscard]] const std::optional<ports::DeviceIdentity> &identity() const { return m_identity; }
    [[nodiscard]] const QByteArray &vaultKey() const { return m_vaultKey; }
    [[nodiscard]] const sync::core::Connection &connection() const { return m_connection; }

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
    KioskCore(ServicePack servicePack, QByteArray vaultKey, std::unique_ptr<store::SqlCipherStore> store,
              std::unique_ptr<storelink::StoreThread> thread);

    void startSynchroniser(base::Clock &clock, base::Random &random);
    void makeFinder(base::Clock &clock, base::Random &random);
    void noticeChange(const QByteArray &draft);
    void tellStatus(const ports::protocol::DraftId &draft);
    void tellAll();

    ServicePack m_servicePack;
    QByteArray m_vaultKey;
    std::unique_ptr<storelink::StoreThread> m_thread;
    std::unique_ptr<store::SqlCipherStore> m_store;
    ThreadedDeviceStore m_device;
    storelink::ThreadedSyncStore m_syncStore;
    std::optional<ports::DeviceIdentity> m_identity;
    std::unique_ptr<sync::client::SyncThread> m_synchroniser;
    std::vector<QPointer<storelink::StoreServer>> m_servers; ///< they live and end on the store's thread
    std::unique_ptr<DraftFinder> m_finder;
    sync::core::Connection m_connection;
    std::set<ports::protocol::DraftId> m_watched; ///< drafts of the session being served
    QTimer m_tidy;
};

} // namespace luotsi::kioskhost
