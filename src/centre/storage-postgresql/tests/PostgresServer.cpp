#include "centre/storage-postgresql/tests/PostgresServer.h"

#include "centre/storage-postgresql/PostgresConnection.h"

#include <QDir>
#include <QElapsedTimer>
#include <QThread>

#include <unistd.h>

namespace luotsi::centre::storage_postgresql {

namespace {

constexpr int patience = 60'000;

/// Where Debian puts the newest server's programs.
QString newestBinaries()
{
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    int newest = 0;
    for (const QString &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        newest = std::max(newest, version.toInt());
    return newest == 0 ? QString() : versions.filePath(QStringLiteral("%1/bin/").arg(newest));
}

/// How to run a program as somebody the server accepts.
QStringList asServerUser(const QString &program, const QStringList &arguments)
{
    const QStringList command = QStringList(program) + arguments;
    if (geteuid() != 0)
        return command;
    return QStringList{QStringLiteral("runuser"), QStringLiteral("-u"), QStringLiteral("postgres"),
                       QStringLiteral("--")} +
           command;
}

} // namespace

PostgresServer::PostgresServer() : m_binaries(newestBinaries())
{
    if (m_binaries.isEmpty()) {
        m_trouble = QStringLiteral("no PostgreSQL server is installed below /usr/lib/postgresql");
        return;
    }
    if (geteuid() == 0 && !run(QStringLiteral("chown"), {QStringLiteral("postgres"), m_folder.path()}))
        return;
    const QStringList initialise = asServerUser(
        m_binaries + QStringLiteral("initdb"),
        {QStringLiteral("--pgdata"), m_folder.filePath(QStringLiteral("data")),
         QStringLiteral("--username=luotsi"), QStringLiteral("--auth=trust"),
         QStringLiteral("--encoding=UTF8"), QStringLiteral("--locale=C"), QStringLiteral("--no-sync")});
    if (run(initialise.first(), initialise.mid(1)))
        start();
}

PostgresServer::~PostgresServer()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    // Fast shutdown; a wrapper that changes user passes the signal on.
    m_server.terminate();
    if (!m_server.waitForFinished(patience))
        m_server.kill();
}

bool PostgresServer::run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(m_folder.path());
    process.start(program, arguments);
    if (process.waitForFinished(patience) && process.exitStatus() == QProcess::NormalExit &&
        process.exitCode() == 0)
        return true;
    m_trouble = program + QStringLiteral(": ") + QString::fromUtf8(process.readAll().right(2000));
    return false;
}

void PostgresServer::start()
{
    const QStringList command =
        asServerUser(m_binaries + QStringLiteral("postgres"),
                     {QStringLiteral("-D"), m_folder.filePath(QStringLiteral("data")), QStringLiteral("-k"),
                      m_folder.path(), QStringLiteral("-c"), QStringLiteral("listen_addresses=")});
    m_server.setWorkingDirectory(m_folder.path());
    m_server.setStandardErrorFile(m_folder.filePath(QStringLiteral("server.log")));
    m_server.start(command.first(), command.mid(1));
    QElapsedTimer waited;
    waited.start();
    while (!PostgresConnection::open(target(QStringLiteral("postgres")))) {
        if (m_server.state() == QProcess::NotRunning || waited.elapsed() > patience) {
            m_trouble = QStringLiteral("the PostgreSQL server does not answer");
            return;
        }
        m_server.waitForFinished(50);
    }
}

QString PostgresServer::target(const QString &database) const
{
    return QStringLiteral("host=%1 user=luotsi dbname=%2").arg(m_folder.path(), database);
}

bool PostgresServer::execute(const QByteArray &sql)
{
    const auto connection = PostgresConnection::open(target(QStringLiteral("postgres")));
    return connection && (*connection)->execute(sql.constData()).ok();
}

QString PostgresServer::freshDatabase()
{
    const QString name = QStringLiteral("centre%1").arg(++m_databases);
    return execute("CREATE DATABASE " + name.toLatin1()) ? target(name) : QString();
}

} // namespace luotsi::centre::storage_postgresql
