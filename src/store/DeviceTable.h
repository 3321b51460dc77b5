#pragma once

#include "base/Random.h"
#include "ports/SyncStore.h"
#include "store/Statement.h"

#include <cstdint>
#include <optional>

namespace luotsi::store {

namespace ports = luotsi::ports;
namespace protocol = sync::protocol;

/// Who this device is, its epoch and the bundles it has accepted. All members run inside Database::read or
/// write and throw Failure.
class DeviceTable
{
public:
    explicit DeviceTable(Database &database);

    [[nodiscard]] std::optional<ports::DeviceIdentity> identity();
    void saveIdentity(const ports::DeviceIdentity &identity);
    [[nodiscard]] std::uint64_t bundleVersion(const QByteArray &name);
    /// BundleRollback when a higher one has been accepted.
    void acceptBundle(const QByteArray &name, std::uint64_t version);

    /// Of this install; made when the database is.
    [[nodiscard]] protocol::EpochId epoch();
    void setEpoch(const protocol::EpochId &epoch);
    [[nodiscard]] bool hasEpoch();

private:
    Statement m_identity;
    Statement m_saveIdentity;
    Statement m_bundle;
    Statement m_acceptBundle;
    Statement m_setting;
    Statement m_saveSetting;
};

} // namespace luotsi::store
