#include "Centre.h"

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace luotsi::demo {

namespace {

using base::Result;

constexpr int startMilliseconds = 30'000;
constexpr int stopMilliseconds = 10'000;
constexpr int commandMilliseconds = 120'000;

base::Error problem(const QString &detail)
{
    return {base::ErrorCode::Internal, detail, {}};
}

} // namespace

Centre::~Centre()
{
    stop();
}

Result<QString> Centre::admin(const QString &command, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(m_programs + QStringLiteral("/luotsi-admin"),
                  QStringList{command, QStringLiteral("--centre"), m_folder} + arguments);
    if (!process.waitForFinished(commandMilliseconds))
        return problem(QStringLiteral("luotsi-admin %1: %2").arg(command, process.errorString()));
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return problem(QStringLiteral("luotsi-admin %1 ended with %2").arg(command).arg(process.exitCode()));
    return QString::fromUtf8(process.readAllStandardOutput());
}

Result<void> Centre::make()
{
    const auto made = admin(QStringLiteral("init"), {});
    if (!made)
        return made.error();
    for (const QString &line : made->split(u'\n')) {
        if (line.startsWith(QLatin1String("authority ")))
            m_rootFingerprint = line.section(u' ', 1, 1).remove(u':').toLower();
    }
    return m_rootFingerprint.isEmpty()
               ? Result<void>(problem(QStringLiteral("the centre's root has no fingerprint")))
               : Result<void>();
}

Result<void> Centre::sign(const QString &command, const QString &source, const QString &name,
                          const QString &target)
{
    const auto done = admin(command, {QStringLiteral("--name"), name, source, target});
    return done ? Result<void>() : Result<void>(done.error());
}

Result<QString> Centre::oneTimeCode(const QString &site)
{
    const auto code =
        admin(QStringLiteral("code"), {QStringLiteral("--role"), QStringLiteral("kiosk"),
                                       QStringLiteral("--site"), site, QStringLiteral("--scope"), site});
    return code ? Result<QString>(code->trimmed()) : code;
}

Result<void> Centre::start(std::int64_t wall)
{
    const QString port = m_url.isEmpty() ? QStringLiteral("0") : QString::number(QUrl(m_url).port());
    m_endpoint.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const QStringList arguments{QStringLiteral("--centre"),    m_folder,
                                QStringLiteral("--port"),      port,
                                QStringLiteral("--time-zone"), QStringLiteral("Europe/Helsinki")};
    if (wall == 0)
        m_endpoint.start(m_programs + QStringLiteral("/luotsi-endpoint"), arguments);
    else
        m_endpoint.start(m_programs + QStringLiteral("/luotsi-demo"),
                         QStringList{QStringLiteral("endpoint"), QString::number(wall)} + arguments);
    const QDeadlineTimer deadline(startMilliseconds);
    while (!m_endpoint.canReadLine()) {
        if (deadline.hasExpired() ||
            (m_endpoint.state() == QProcess::NotRunning && !m_endpoint.canReadLine()))
            return problem(QStringLiteral("the endpoint did not start"));
        m_endpoint.waitForReadyRead(100);
    }
    m_url = QJsonDocument::fromJson(m_endpoint.readLine()).object().value(QStringLiteral("url")).toString();
    return m_url.isEmpty()
               ? Result<void>(problem(QStringLiteral("the endpoint did not say where it listens")))
               : Result<void>();
}

void Centre::stop()
{
    if (m_endpoint.state() == QProcess::NotRunning)
        return;
    m_endpoint.terminate();
    if (!m_endpoint.waitForFinished(stopMilliseconds))
        m_endpoint.kill();
    m_endpoint.waitForFinished(stopMilliseconds);
}

Result<void> Centre::exportTo(const QString &folder)
{
    const auto done = admin(QStringLiteral("export"), {folder});
    return done ? Result<void>() : Result<void>(done.error());
}

} // namespace luotsi::demo
