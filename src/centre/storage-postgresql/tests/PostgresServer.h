#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace luotsi::centre::storage_postgresql {

/// A PostgreSQL server of a test's own: data and socket in a temporary folder, no network, nobody else's
/// cluster touched. Root's tests run it as the user `postgres`, because it refuses to run as root.
class PostgresServer
{
public:
    PostgresServer();
    ~PostgresServer();

    /// Empty when it runs; else what is wrong, for the test report.
    [[nodiscard]] const QString &trouble() const { return m_trouble; }
    /// Makes an empty database and returns how to connect to it.
    [[nodiscard]] QString freshDatabase();
    /// Runs `sql` in the server's own database.
    bool execute(const QByteArray &sql);

private:
    [[nodiscard]] QString target(const QString &database) const;
    bool run(const QString &program, const QStringList &arguments);
    void start();

    QTemporaryDir m_folder;
    QProcess m_server;
    QString m_binaries;
    QString m_trouble;
    int m_databases = 0;
};

} // namespace luotsi::centre::storage_postgresql
