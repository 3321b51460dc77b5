#include "Prototype.h"

#include "Chance.h"
#include "VirtualTime.h"
#include "centre/keydesk/KeyFolder.h"
#include "centre/storage-sqlite/SqliteStorage.h"
#include "crypto/SystemRandom.h"
#include "pki/Certificates.h"
#include "sealing/WrapSealing.h"
#include "store/testing/SimulatedVfs.h"

#include <QDir>
#include <QFile>

namespace luotsi::sim {

using base::Result;
namespace storage = centre::storage;

namespace {

constexpr std::int64_t certificateLife = 365LL * 24 * hour;

/// Where lock files and key checks cost no disk.
QString fastFolder()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QDir(memory).exists() ? memory : QDir::tempPath()) + QStringLiteral("/luotsi-sim-XXXXXX");
}

/// The store looks at the real folder before SQLite is let near: there has to be a file it does not read.
bool leaveStub(const QString &path)
{
    QFile stub(path);
    return stub.open(QIODevice::WriteOnly) && stub.write("simulated") > 0;
}

} // namespace

Result<std::unique_ptr<Prototype>> Prototype::make(std::size_t devices)
{
    std::unique_ptr<Prototype> prototype(new Prototype);
    prototype->m_folder = std::make_unique<QTemporaryDir>(fastFolder());
    if (auto made = prototype->makeCentre(devices); !made)
        return made.error();
    if (auto made = prototype->makeImages(); !made)
        return made.error();
    return prototype;
}

Result<void> Prototype::makeCentre(std::size_t devices)
{
    const Agenda agenda;
    const MachineClock clock(agenda);
    crypto::SystemRandom random;
    const centre::identity::CentreLayout layout{m_folder->filePath(QStringLiteral("centre"))};
    if (auto made = centre::identity::createCentre(layout, {QStringLiteral("localhost")}, clock, random);
        !made)
        return made;
    auto identity = centre::identity::CentreIdentity::load(layout);
    if (!identity)
        return identity.error();
    m_identity = std::make_unique<centre::identity::CentreIdentity>(std::move(*identity));
    auto intake = centre::keydesk::KeyFolder(layout.keyDesk()).open(m_identity->intakeKey().id);
    if (!intake)
        return intake.error();
    m_intake = std::move(*intake);
    for (std::size_t number = 0; number < devices; ++number) {
        if (auto made = makeDevice(number, devices); !made)
            return made;
    }
    return {};
}

Result<void> Prototype::makeDevice(std::size_t number, std::size_t count)
{
    crypto::SystemRandom random;
    Chance chance(number);
    static const QStringList scopes{QStringLiteral("north"), QStringLiteral("south"), QStringLiteral("east")};
    Device device;
    device.scope = scopes[static_cast<qsizetype>(number) % scopes.size()];
    if (number + 1 == count)
        device.scope = QStringLiteral("elsewhere"); // of whoever means ill
    device.role = number % 2 == 1 ? QStringLiteral("tablet") : QStringLiteral("kiosk");
    device.folder = m_folder->filePath(QStringLiteral("device-%1").arg(number));
    device.identity.device = chance.make<protocol::DeviceId>();
    auto key = pki::makePrivateKey();
    if (!key)
        return key.error();
    const auto request = pki::makeRequest(*key);
    if (!request)
        return request.error();
    const pki::DeviceGrant grant{device.identity.device.array(), device.role,
                                 QStringLiteral("site-%1").arg(number), device.scope};
    auto certificate = pki::issueDeviceCertificate(m_identity->authority(), *request, grant,
                                                   {beginning - hour, beginning + certificateLife}, random);
    if (!certificate)
        return certificate.error();
    device.identity.privateKeyPem = std::move(*key);
    device.identity.certificatePem = std::move(*certificate);
    device.identity.authorityPem = m_identity->authority().certificatePem;
    device.identity.centreUrl = "https://localhost";
    device.identity.receiptKey = m_identity->receiptKey().publicKey;
    device.identity.intakeKey = m_identity->intakeKey().publicKey;
    device.identity.intakeKeyId = m_identity->intakeKey().id;
    m_devices.push_back(std::move(device));
    return {};
}

Result<void> Prototype::makeImages()
{
    const Agenda agenda;
    MachineClock clock(agenda);
    Chance chance(0);
    store::testing::SimulatedVfs vfs(clock, chance);
    store::testing::SimulatedDisk centreDisk;
    vfs.mount(centreFolder(), centreDisk);
    {
        auto opened =
            centre::storage_sqlite::SqliteStorage::open(centreFolder() + QStringLiteral("/centre.db"), {});
        if (!opened)
            return opened.error();
        auto filled = (*opened)->write([&](storage::Transaction &rows) -> Result<void> {
            for (const Device &device : m_devices) {
                const storage::Device row{device.identity.device,
                                          device.role,
                                          QStringLiteral("site"),
                                          device.scope,
                                          device.identity.device.toByteArray(),
                                          device.identity.certificatePem,
                                          beginning,
                                          beginning + certificateLife,
                                          false};
                if (auto put = rows.putDevice(row); !put)
                    return put;
            }
            return {};
        });
        if (!filled)
            return filled;
    }
    m_centreImage = centreDisk.image();
    for (Device &device : m_devices) {
        store::testing::SimulatedDisk disk;
        vfs.mount(device.folder, disk);
        {
            auto opened = store::SqlCipherStore::open(storeOptions(device), clock, chance);
            if (!opened)
                return opened.error();
            if (auto saved = (*opened)->saveIdentity(device.identity); !saved)
                return saved;
        }
        device.image = disk.image();
        vfs.unmount(device.folder);
        if (!leaveStub(device.folder + QStringLiteral("/luotsi.db")))
            return {base::ErrorCode::StoreFailed, QStringLiteral("the simulator's folder cannot be written")};
    }
    return {};
}

store::StoreOptions Prototype::storeOptions(const Device &device) const
{
    store::StoreOptions options;
    options.folder = device.folder;
    options.key = QByteArray(32, 'k');
    options.draftReserve = 0;
    options.reserveFile = 0;
    options.checkpointAbove = std::int64_t{96} * 1024;
    options.peelCode = [](const ports::CodeEntry &code) -> Result<protocol::Wrap> {
        auto inner = sealing::openOuter(code.sealedWrap, code.lookup, vaultKey());
        if (!inner)
            return inner.error();
        return protocol::Wrap{protocol::WrapPurpose::ResumeCode, code.draft, code.key, code.reader,
                              std::move(*inner)};
    };
    return options;
}

} // namespace luotsi::sim
