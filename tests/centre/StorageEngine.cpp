#include "centre/StorageEngine.h"

namespace luotsi::tests {

bool StorageEngine::isPostgresql()
{
    return qEnvironmentVariable("LUOTSI_TEST_ENGINE") == QLatin1String("postgresql");
}

QString StorageEngine::start()
{
    if (!isPostgresql())
        return {};
    m_server = std::make_unique<centre::storage_postgresql::PostgresServer>();
    return m_server->trouble();
}

QStringList StorageEngine::options() const
{
    if (m_server == nullptr)
        return {};
    return {QStringLiteral("--postgresql"), m_server->freshDatabase()};
}

} // namespace luotsi::tests
