#include "kioskhost/KioskCore.h"

#include "base/Log.h"
#include "kioskhost/DamagedStore.h"
#include "platform/KeyFileVault.h"
#include "platform/SystemdCredentialVault.h"
#include "sealing/WrapSealing.h"

namespace luotsi::kioskhost {

namespace {

using base::Result;

constexpr int tidyMilliseconds = 30'000;
constexpr std::int64_t dayMilliseconds = 24LL * 60 * 60 * 1000;

std::unique_ptr<ports::KeyVault> makeVault(const KioskOptions &options, base::Random &random)
{
    if (options.plainKeyFiles) {
        return std::make_unique<platform::KeyFileVault>(platform::PlainKeyFilesForDemo{},
                                                        KioskFolders(options.dataFolder).keys, random);
    }
    return std::make_unique<platform::SystemdCredentialVault>();
}

/// The device takes its own layer off a code's wrap before it goes to the centre; no code is needed for that.
store::CodePeeler peelerWith(const QByteArray &vaultKey)
{
    return [vaultKey](const ports::CodeEntry &code) -> Result<sync::protocol::Wrap> {
        const auto inner = sealing::openOuter(code.sealedWrap, code.lookup, vaultKey);
        if (!inner)
            return inner.error();
        return sync::protocol::Wrap{sync::protocol::WrapPurpose::ResumeCode, code.draft, code.key,
                                    code.reader, *inner};
    };
}

store::StoreOptions storeOptions(const KioskOptions &options, const packs::Profile &profile,
                                 const QByteArray &databaseKey, const QByteArray &vaultKey)
{
    store::StoreOptions result;
    result.folder = KioskFolders(options.dataFolder).store;
    result.key = databaseKey;
    if (profile.reserveBytes > 0)
        result.draftReserve = static_cast<std::int64_t>(profile.reserveBytes);
    result.codeLifetime = profile.unsentDraftDays * dayMilliseconds;
    result.peelCode = peelerWith(vaultKey);
    return result;
}

using OpenedStore = Result<std::unique_ptr<store::SqlCipherStore>>;

/// What was being typed when the last session ended is kept too.
OpenedStore openWhole(const store::StoreOptions &options, base::Clock &clock, base::Random &random)
{
    auto store = store::SqlCipherStore::open(options, clock, random);
    if (!store)
        return store;
    const auto promoted = (*store)->promoteAllOpenChanges();
    return promoted ? std::move(store) : OpenedStore(promoted.error());
}

/// A kiosk whose store is damaged beyond opening goes on with a fresh one; the damaged one is kept as it is.
OpenedStore openOrBeginAnew(const KioskFolders &folders, const store::StoreOptions &options,
                            base::Clock &clock, base::Random &random)
{
    auto opened = openWhole(options, clock, random);
    if (opened || opened.error().code != base::ErrorCode::StoreCorrupt)
        return opened;
    const auto aside = moveAside(folders, opened.error());
    if (!aside)
        return aside.error();
    base::logEvent("store.damaged", {{"error", base::ErrorCode::StoreCorrupt}});
    auto fresh = openWhole(options, clock, random);
    if (fresh) {
        keepDevice(folders, *aside, options.key, **fresh);
        if (const auto recorded = (*fresh)->record(QStringLiteral("store-damaged"), {}); !recorded)
            base::logEvent("audit-not-recorded", {{"error", recorded.error().code}});
    }
    return fresh;
}

} // namespace

/// What `open` has gathered when nothing can fail any more on the store's side.
struct KioskCore::Opened
{
    QByteArray vaultKey;
    std::unique_ptr<store::SqlCipherStore> store;
    std::unique_ptr<storelink::StoreThread> thread;
};

Result<std::unique_ptr<KioskCore>> KioskCore::open(const KioskOptions &options, const packs::Profile &profile,
                                                   base::Clock &clock, base::Random &random)
{
    const auto vault = makeVault(options, random);
    const auto databaseKey = vault->databaseKey();
    if (!databaseKey)
        return databaseKey.error();
    const auto vaultKey = vault->vaultKey();
    if (!vaultKey)
        return vaultKey.error();

    auto thread = std::make_unique<storelink::StoreThread>();
    auto store = thread
                     ->call([&] {
                         return openOrBeginAnew(KioskFolders(options.dataFolder),
                                                storeOptions(options, profile, *databaseKey, *vaultKey),
                                                clock, random);
                     })
                     .get();
    if (!store)
        return store.error();
    std::unique_ptr<KioskCore> core(new KioskCore(Opened{*vaultKey, std::move(*store), std::move(thread)}));
    const auto read = core->readDevice(options, profile, clock);
    return read ? Result<std::unique_ptr<KioskCore>>(std::move(core)) : read.error();
}

Result<void> KioskCore::readDevice(const KioskOptions &options, const packs::Profile &profile,
                                   const base::Clock &clock)
{
    const auto identity = m_device.identity();
    if (!identity)
        return identity.error();
    m_identity = *identity;
    const auto accepted = kioskhost::acceptedVersions(m_device, profile);
    if (!accepted)
        return accepted.error();
    m_accepted = *accepted;
    auto servicePack = openServicePack(options.dataFolder, clock, m_accepted);
    if (!servicePack)
        return servicePack.error();
    m_servicePack = std::move(*servicePack);
    return {};
}

KioskCore::KioskCore(Opened opened)
    : m_vaultKey(std::move(opened.vaultKey)), m_thread(std::move(opened.thread)),
      m_store(std::move(opened.store)), m_device(*m_thread, *m_store), m_syncStore(*m_thread, *m_store),
      m_upkeepStore(*m_thread, *m_store)
{
    connect(&m_tidy, &QTimer::timeout, this, [this] {
        m_thread->post([this] {
            if (const auto tidied = m_store->tidy(); !tidied)
                base::logEvent("store.tidy", {{"error", tidied.error().code}});
        });
    });
    m_tidy.start(tidyMilliseconds);
}

KioskCore::~KioskCore()
{
    // The synchroniser waits for the store's thread, so it ends first; then, on the store's thread, whoever
    // serves a session, because a session that ends is still written for, and the store last.
    m_synchroniser.reset();
    m_thread
        ->call([this] {
            for (const QPointer<storelink::StoreServer> &server : m_servers)
                delete server.data();
            m_store.reset();
        })
        .get();
}

void KioskCore::start(base::Clock &clock, base::Random &random)
{
    startSynchroniser(clock, random);
    makeFinder(clock, random);
}

void KioskCore::startSynchroniser(base::Clock &clock, base::Random &random)
{
    if (!m_identity) {
        m_connection = {sync::core::Connection::State::Offline, base::ErrorCode::EnrolmentRefused,
                        clock.wallMilliseconds()};
        base::logEvent("kiosk.not-enrolled");
        return;
    }
    sync::client::SyncOptions options;
    options.unsentLifetime = m_servicePack->profile.unsentDraftDays * dayMilliseconds;
    options.upkeep = &m_upkeepStore;
    m_synchroniser = std::make_unique<sync::client::SyncThread>(*m_identity, m_syncStore, m_device, clock,
                                                                random, options);
    connect(m_synchroniser.get(), &sync::client::SyncThread::connectionChanged, this,
            [this](const sync::core::Connection &connection) {
                m_connection = connection;
                Q_EMIT connectionChanged();
            });
    connect(m_synchroniser.get(), &sync::client::SyncThread::progressed, this, &KioskCore::tellAll);
    m_synchroniser->start();
}

void KioskCore::makeFinder(base::Clock &clock, base::Random &random)
{
    DraftFinder::AskCentre askCentre;
    if (m_synchroniser) {
        askCentre = [synchroniser = m_synchroniser.get()](const auto &lookup, auto done) {
            synchroniser->claim(lookup, std::move(done));
        };
    }
    m_finder = std::make_unique<DraftFinder>(
        DraftFinder::Parts{*m_thread, *m_store, m_syncStore, clock, random, m_vaultKey},
        std::move(askCentre));
}

void KioskCore::findDraft(const ports::protocol::LookupId &lookup, DraftFinder::Done done)
{
    m_finder->find(lookup, m_connection.state == sync::core::Connection::State::Online, std::move(done));
}

void KioskCore::record(const char *event)
{
    m_thread->post([this, word = QString::fromLatin1(event)] {
        if (const auto recorded = m_store->record(word, {}); !recorded)
            base::logEvent("audit-not-recorded", {{"error", recorded.error().code}});
    });
}

void KioskCore::serve(storelink::Socket session)
{
    record("session-began");
    m_watched.clear();
    m_finder->stop(); // nobody is left who wants to know
    auto *server = new storelink::StoreServer(*m_store, std::move(session));
    connect(server, &storelink::StoreServer::changed, this, &KioskCore::noticeChange);
    connect(server, &storelink::StoreServer::finished, this, [this] { record("session-ended"); });
    connect(server, &storelink::StoreServer::finished, server, &QObject::deleteLater);
    std::erase_if(m_servers, [](const auto &ended) { return ended.isNull(); });
    m_servers.emplace_back(server);
    m_thread->adopt(*server);
}

void KioskCore::submitted()
{
    if (m_synchroniser)
        m_synchroniser->submitted();
}

void KioskCore::noticeChange(const QByteArray &draft)
{
    const auto id = ports::protocol::DraftId::fromBytes(draft);
    if (!id)
        return;
    m_watched.insert(*id);
    if (m_synchroniser)
        m_synchroniser->workAdded();
}

void KioskCore::tellAll()
{
    for (const auto &draft : m_watched)
        tellStatus(draft);
}

void KioskCore::tellStatus(const ports::protocol::DraftId &draft)
{
    m_thread->post([this, draft] {
        const auto status = m_store->status(draft);
        if (!status)
            return;
        QMetaObject::invokeMethod(this,
                                  [this, draft, value = *status] { Q_EMIT draftChanged(draft, value); });
    });
}

} // namespace luotsi::kioskhost
