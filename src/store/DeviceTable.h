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

    /// Of the centre's storage, as this device last heard it.
    [[nodiscard]] std::optional<protocol::FeedEpochId> feedEpoch();
    void setFeedEpoch(const protocol::FeedEpochId &epoch);

    /// The centre has ordered that nothing can be opened here any more.
    [[nodiscard]] bool lostReaders();
    void loseReaders();
    void gainReaders();

private:
    Statement m_identity;
    Statement m_saveIdentity;
    Statement m_bundle;
    Statement m_acceptBundle;
    Statement m_setting;
    Statement m_saveSetting;
    Statement m_feedEpoch;
    Statement m_saveFeedEpoch;
    Statement m_lostReaders;
    Statement m_loseReaders;
    Statement m_gainReaders;
};

} // namespace luotsi::store
