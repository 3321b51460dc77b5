#include "kioskhost/KioskCore.h"

#include "base/Log.h"
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

} // namespace

Result<std::unique_ptr<KioskCore>> KioskCore::open(const KioskOptions &options, base::Clock &clock,
                                                   base::Random &random)
{
    auto servicePack = openServicePack(options.dataFolder, clock);
    if (!servicePack)
        return servicePack.error();
    const auto vault = makeVault(options, random);
    const auto databaseKey = vault->databaseKey();
    if (!databaseKey)
        return databaseKey.error();
    const auto vaultKey = vault->vaultKey();
    if (!vaultKey)
        return vaultKey.error();

    auto thread = std::make_unique<storelink::StoreThread>();
    auto opened =
        thread
            ->call([&]() -> Result<std::unique_ptr<store::SqlCipherStore>> {
                auto store = store::SqlCipherStore::open(
                    storeOptions(options, servicePack->profile, *databaseKey, *vaultKey), clock, random);
                if (!store)
                    return store.error();
                if (const auto promoted = (*store)->promoteAllOpenChanges(); !promoted)
                    return promoted.error();
                return store;
            })
            .get();
    if (!opened)
        return opened.error();

    std::unique_ptr<KioskCore> core(
        new KioskCore(std::move(*servicePack), *vaultKey, std::move(*opened), std::move(thread)));
    const auto identity = core->m_device.identity();
    if (!identity)
        return identity.error();
    core->m_identity = *identity;
    core->startSynchroniser(clock, random);
    core->makeFinder(clock, random);
    return core;
}

KioskCore::KioskCore(ServicePack servicePack, QByteArray vaultKey,
                     std::unique_ptr<store::SqlCipherStore> store,
                     std::unique_ptr<storelink::StoreThread> thread)
    : m_servicePack(std::move(servicePack)), m_vaultKey(std::move(vaultKey)), m_thread(std::move(thread)),
      m_store(std::move(store)), m_device(*m_thread, *m_store), m_syncStore(*m_thread, *m_store)
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

void KioskCore::startSynchroniser(base::Clock &clock, base::Random &random)
{
    if (!m_identity) {
        m_connection = {sync::core::Connection::State::Offline, base::ErrorCode::EnrolmentRefused,
                        clock.wallMilliseconds()};
        base::logEvent("kiosk.not-enrolled");
        return;
    }
    sync::client::SyncOptions options;
    options.unsentLifetime = m_servicePack.profile.unsentDraftDays * dayMilliseconds;
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

void KioskCore::serve(storelink::Socket session)
{
    m_watched.clear();
    m_finder->stop(); // nobody is left who wants to know
    auto *server = new storelink::StoreServer(*m_store, std::move(session));
    connect(server, &storelink::StoreServer::changed, this, &KioskCore::noticeChange);
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
