#include "DeviceProcess.h"

#include "crypto/SystemRandom.h"
#include "sync/client/Enrolment.h"

#include <QElapsedTimer>
#include <QTest>
#include <QUrl>

#include <csignal>

namespace luotsi::tests {

std::unique_ptr<store::SqlCipherStore> openDeviceStore(const QString &folder, base::Clock &clock,
                                                       base::Random &random)
{
    store::StoreOptions options;
    options.folder = folder;
    options.key = QByteArray(32, 'k');
    options.draftReserve = 0;
    options.reserveFile = 0;
    auto opened = store::SqlCipherStore::open(options, clock, random);
    return opened ? std::move(*opened) : nullptr;
}

DeviceProcess::~DeviceProcess()
{
    // One that is stopped dies of this too.
    m_process.kill();
    m_process.waitForFinished();
}

bool DeviceProcess::enrol(const RealEndpoint &endpoint, quint16 port) const
{
    const QUrl url(QStringLiteral("https://127.0.0.1:%1").arg(port));
    const auto identity =
        sync::client::enrolment::enrol(url, endpoint.oneTimeCode(), endpoint.rootFingerprint, {5000, 1024});
    base::SystemClock clock;
    crypto::SystemRandom random;
    const auto store = openDeviceStore(folder(), clock, random);
    return identity && store && store->saveIdentity(*identity).ok();
}

bool DeviceProcess::start(int drafts, qsizetype photoBytes)
{
    settled = false;
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    m_process.start(QStringLiteral(LUOTSI_LIVE_DEVICE),
                    {folder(), QString::number(drafts), QString::number(photoBytes)});
    return m_process.waitForStarted();
}

void DeviceProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished();
    read();
}

void DeviceProcess::signal(int number) const
{
    ::kill(static_cast<pid_t>(m_process.processId()), number);
}

void DeviceProcess::read()
{
    log += m_process.readAllStandardError();
    m_said += m_process.readAllStandardOutput();
    qsizetype end = 0;
    while ((end = m_said.indexOf('\n')) >= 0) {
        const QByteArray line = m_said.left(end);
        m_said.remove(0, end + 1);
        if (line.startsWith("SENT "))
            sent.insert(QString::fromLatin1(line.mid(5)));
        settled = line.startsWith("SETTLED");
        if (line.startsWith("ERROR "))
            error = line;
    }
    if (m_process.state() == QProcess::NotRunning)
        m_said.clear();
}

bool DeviceProcess::waitUntilSettled(int milliseconds)
{
    QElapsedTimer elapsed;
    elapsed.start();
    while (!settled && isRunning() && elapsed.elapsed() < milliseconds) {
        QTest::qWait(20);
        read();
    }
    return settled;
}

} // namespace luotsi::tests
