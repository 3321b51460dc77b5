#pragma once

#include "centre/storage-postgresql/tests/PostgresServer.h"

#include <QStringList>

#include <memory>

namespace luotsi::tests {

/// What the centres of a test keep their rows on: SQLite, or a PostgreSQL server of the test's own when
/// LUOTSI_TEST_ENGINE=postgresql says so. Threading: the test's.
class StorageEngine
{
public:
    /// As figures name it.
    [[nodiscard]] static const char *name() { return isPostgresql() ? "postgresql" : "sqlite"; }

    /// Empty when it runs; else what is wrong, for the test report.
    [[nodiscard]] QString start();
    void stop() { m_server.reset(); }
    /// Options of `luotsi-admin init` for one more centre.
    [[nodiscard]] QStringList options() const;

private:
    [[nodiscard]] static bool isPostgresql();

    std::unique_ptr<centre::storage_postgresql::PostgresServer> m_server;
};

} // namespace luotsi::tests
