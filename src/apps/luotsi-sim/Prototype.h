#pragma once

#include "base/Result.h"
#include "centre/identity/CentreIdentity.h"
#include "crypto/BoxKeys.h"
#include "ports/SyncStore.h"
#include "store/SqlCipherStore.h"
#include "store/testing/SimulatedDisk.h"

#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace luotsi::sim {

namespace protocol = sync::protocol;

/// `devices` counts the last one, which belongs to nobody's scope and means ill. Everything that costs time
/// and is the same in every history: certificates, keys, empty databases. Made once per process; every run
/// begins with copies. The folders on the real disk hold the stores' lock files only; databases live on
/// simulated disks.
class Prototype
{
public:
    struct Device
    {
        ports::DeviceIdentity identity;
        QString scope;
        QString role; ///< a tablet follows its scope's feed, a kiosk none
        QString folder;
        store::testing::SimulatedDisk::Image image;
    };

    [[nodiscard]] static base::Result<std::unique_ptr<Prototype>> make(std::size_t devices);

    [[nodiscard]] const centre::identity::CentreIdentity &identity() const { return *m_identity; }
    [[nodiscard]] const crypto::BoxKeyPair &intake() const { return m_intake; }
    [[nodiscard]] const store::testing::SimulatedDisk::Image &centreImage() const { return m_centreImage; }
    [[nodiscard]] const std::vector<Device> &devices() const { return m_devices; }
    [[nodiscard]] store::StoreOptions storeOptions(const Device &device) const;

    static QString centreFolder() { return QStringLiteral("/centre"); }
    /// Of the outer layer of resume codes' wraps on devices.
    static QByteArray vaultKey() { return QByteArray(32, 'v'); }

private:
    Prototype() = default;
    base::Result<void> makeCentre(std::size_t devices);
    base::Result<void> makeDevice(std::size_t number, std::size_t count);
    base::Result<void> makeImages();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<centre::identity::CentreIdentity> m_identity;
    crypto::BoxKeyPair m_intake;
    store::testing::SimulatedDisk::Image m_centreImage;
    std::vector<Device> m_devices;
};

} // namespace luotsi::sim
