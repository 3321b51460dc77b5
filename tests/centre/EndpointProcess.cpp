#include "centre/EndpointProcess.h"

#include <QFile>
#include <QJsonObject>

namespace luotsi::tests {

namespace {

constexpr int patience = 20'000;

QString program(const char *name)
{
    return QStringLiteral(LUOTSI_BINARY_DIR "/bin/") + QLatin1String(name);
}

} // namespace

EndpointProcess::EndpointProcess(QStringList arguments, const QStringList &init)
    : m_arguments(std::move(arguments))
{
    (void)admin(QStringLiteral("init"),
                QStringList{QStringLiteral("--name"), QStringLiteral("127.0.0.1")} + init);
}

EndpointProcess::~EndpointProcess()
{
    kill();
}

bool EndpointProcess::start()
{
    QStringList arguments{QStringLiteral("--centre"), folder()};
    // After a restart the devices still know the old address.
    if (m_port != 0)
        arguments << QStringLiteral("--port") << QString::number(m_port);
    m_process.start(program("luotsi-endpoint"), arguments + m_arguments);
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(patience))
            return false;
    }
    const QJsonObject line = QJsonDocument::fromJson(m_process.readLine()).object();
    m_url = QUrl(line.value(QStringLiteral("url")).toString());
    m_monitor = QUrl(line.value(QStringLiteral("monitor")).toString());
    m_port = static_cast<quint16>(m_url.port(0));
    return m_port != 0;
}

std::optional<int> EndpointProcess::stop()
{
    m_process.terminate();
    if (!m_process.waitForFinished(patience) || m_process.exitStatus() != QProcess::NormalExit)
        return std::nullopt;
    return m_process.exitCode();
}

void EndpointProcess::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(patience);
}

ToolResult EndpointProcess::admin(const QString &command, const QStringList &arguments) const
{
    QProcess tool;
    tool.start(program("luotsi-admin"),
               QStringList{command, QStringLiteral("--centre"), folder()} + arguments);
    tool.waitForFinished(patience);
    return {tool.exitCode(), tool.readAllStandardOutput(), tool.readAllStandardError()};
}

QString EndpointProcess::code(const QString &scope, const QString &role) const
{
    const auto made =
        admin(QStringLiteral("code"), {QStringLiteral("--site"), QStringLiteral("library"),
                                       QStringLiteral("--scope"), scope, QStringLiteral("--role"), role});
    return QString::fromLatin1(made.out.trimmed());
}

QJsonDocument EndpointProcess::submissions() const
{
    const auto listed =
        admin(QStringLiteral("submissions"), {QStringLiteral("list"), QStringLiteral("--json")});
    return QJsonDocument::fromJson(listed.out);
}

QByteArray EndpointProcess::authority() const
{
    QFile file(folder() + QStringLiteral("/authority/certificate.pem"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray EndpointProcess::errors()
{
    return m_process.readAllStandardError();
}

} // namespace luotsi::tests
