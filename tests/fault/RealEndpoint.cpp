#include "RealEndpoint.h"

#include "tests/centre/MonitorCounter.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace luotsi::tests {

QString programPath(const char *name)
{
    return QStringLiteral(LUOTSI_BINARY_DIR "/bin/") + QString::fromLatin1(name);
}

bool RealEndpoint::prepare()
{
    const QString said = admin({QStringLiteral("init")});
    rootFingerprint = QByteArray::fromHex(said.section(u' ', 1, 1).trimmed().remove(u':').toLatin1());
    return rootFingerprint.size() == 32;
}

bool RealEndpoint::start()
{
    m_process.start(
        programPath("luotsi-endpoint"),
        QStringList{QStringLiteral("--centre"), folder(), QStringLiteral("--port"), QString::number(m_port)} +
            options);
    if (!m_process.waitForStarted() || !m_process.waitForReadyRead(20'000))
        return false;
    const QJsonObject line = QJsonDocument::fromJson(m_process.readLine()).object();
    m_port = static_cast<quint16>(QUrl(line.value(QLatin1String("url")).toString()).port(0));
    m_monitorPort = static_cast<quint16>(QUrl(line.value(QLatin1String("monitor")).toString()).port(0));
    return m_port != 0;
}

void RealEndpoint::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

QString RealEndpoint::oneTimeCode() const
{
    return admin({QStringLiteral("code"), QStringLiteral("--site"), QStringLiteral("library-1"),
                  QStringLiteral("--scope"), QStringLiteral("scope-1")})
        .trimmed();
}

bool RealEndpoint::rotateAuthority() const
{
    const QByteArray before = authority();
    return admin({QStringLiteral("rotate-authority")}).startsWith(QLatin1String("authority ")) &&
           authority() != before;
}

bool RealEndpoint::admitDevicesOf(const RealEndpoint &other) const
{
    QFile earlier(folder() + QStringLiteral("/authority/earlier.pem"));
    return earlier.open(QIODevice::Append) && earlier.write(other.authority()) > 0;
}

QByteArray RealEndpoint::authority() const
{
    QFile file(folder() + QStringLiteral("/authority/certificate.pem"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonArray RealEndpoint::submissions() const
{
    return QJsonDocument::fromJson(
               admin({QStringLiteral("submissions"), QStringLiteral("list"), QStringLiteral("--json")})
                   .toUtf8())
        .array();
}

qint64 RealEndpoint::counter(const QByteArray &name) const
{
    return monitorCounter(m_monitorPort, name);
}

QString RealEndpoint::admin(QStringList arguments) const
{
    arguments.insert(1, QStringLiteral("--centre"));
    arguments.insert(2, folder());
    QProcess process;
    process.start(programPath("luotsi-admin"), arguments);
    process.waitForFinished();
    if (process.exitCode() != 0)
        qWarning("%s", process.readAllStandardError().constData());
    return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace luotsi::tests
