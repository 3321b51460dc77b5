#include "store/DeviceTable.h"

namespace luotsi::store {

using base::ErrorCode;

namespace {

constexpr char identitySql[] =
    "SELECT id, certificate, private_key, authority, centre_url, receipt_key, intake_key, "
    "intake_key_id FROM device";
constexpr char saveIdentitySql[] =
    "INSERT OR REPLACE INTO device(one, id, certificate, private_key, authority, centre_url, receipt_key, "
    "intake_key, intake_key_id) VALUES(1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
constexpr char bundleSql[] = "SELECT version FROM bundle WHERE name = ?1";
constexpr char acceptBundleSql[] = "INSERT OR REPLACE INTO bundle(name, version) VALUES(?1, ?2)";
constexpr char epochSql[] = "SELECT value FROM setting WHERE name = 'epoch'";
constexpr char saveEpochSql[] = "INSERT OR REPLACE INTO setting(name, value) VALUES('epoch', ?1)";

constexpr char feedEpochSql[] = "SELECT value FROM setting WHERE name = 'feed-epoch'";
constexpr char lostReadersSql[] = "SELECT 1 FROM setting WHERE name = 'readers-lost'";
constexpr char loseReadersSql[] = "INSERT OR REPLACE INTO setting(name, value) VALUES('readers-lost', x'01')";
constexpr char gainReadersSql[] = "DELETE FROM setting WHERE name = 'readers-lost'";
constexpr char saveFeedEpochSql[] = "INSERT OR REPLACE INTO setting(name, value) VALUES('feed-epoch', ?1)";

} // namespace

DeviceTable::DeviceTable(Database &database)
    : m_identity(database, identitySql), m_saveIdentity(database, saveIdentitySql),
      m_bundle(database, bundleSql), m_acceptBundle(database, acceptBundleSql), m_setting(database, epochSql),
      m_saveSetting(database, saveEpochSql), m_feedEpoch(database, feedEpochSql),
      m_saveFeedEpoch(database, saveFeedEpochSql), m_lostReaders(database, lostReadersSql),
      m_loseReaders(database, loseReadersSql), m_gainReaders(database, gainReadersSql)
{
}

std::optional<ports::DeviceIdentity> DeviceTable::identity()
{
    Query query = m_identity.run();
    if (!query.next())
        return std::nullopt;
    ports::DeviceIdentity identity;
    identity.device = query.fixed<protocol::DeviceId>(0);
    identity.certificatePem = query.bytes(1);
    identity.privateKeyPem = query.bytes(2);
    identity.authorityPem = query.bytes(3);
    identity.centreUrl = query.bytes(4);
    identity.receiptKey = query.bytes(5);
    identity.intakeKey = query.bytes(6);
    identity.intakeKeyId = query.fixed<protocol::KeyId>(7);
    return identity;
}

void DeviceTable::saveIdentity(const ports::DeviceIdentity &identity)
{
    m_saveIdentity.execute(identity.device, identity.certificatePem, identity.privateKeyPem,
                           identity.authorityPem, identity.centreUrl, identity.receiptKey, identity.intakeKey,
                           identity.intakeKeyId);
}

std::uint64_t DeviceTable::bundleVersion(const QByteArray &name)
{
    return static_cast<std::uint64_t>(m_bundle.number(name));
}

void DeviceTable::acceptBundle(const QByteArray &name, std::uint64_t version)
{
    if (version < bundleVersion(name))
        throw Failure(ErrorCode::BundleRollback);
    m_acceptBundle.execute(name, version);
}

bool DeviceTable::hasEpoch()
{
    Query query = m_setting.run();
    return query.next();
}

protocol::EpochId DeviceTable::epoch()
{
    Query query = m_setting.run();
    if (!query.next())
        throw Failure(ErrorCode::StoreCorrupt, QStringLiteral("the install has no epoch"));
    return query.fixed<protocol::EpochId>(0);
}

void DeviceTable::setEpoch(const protocol::EpochId &epoch)
{
    m_saveSetting.execute(epoch);
}

std::optional<protocol::FeedEpochId> DeviceTable::feedEpoch()
{
    Query query = m_feedEpoch.run();
    if (!query.next())
        return std::nullopt;
    return query.fixed<protocol::FeedEpochId>(0);
}

void DeviceTable::setFeedEpoch(const protocol::FeedEpochId &epoch)
{
    m_saveFeedEpoch.execute(epoch);
}

bool DeviceTable::lostReaders()
{
    return m_lostReaders.number() != 0;
}

void DeviceTable::loseReaders()
{
    m_loseReaders.execute();
}

void DeviceTable::gainReaders()
{
    m_gainReaders.execute();
}

} // namespace luotsi::store
