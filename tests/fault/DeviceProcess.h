#pragma once

#include "RealEndpoint.h"
#include "base/Clock.h"
#include "base/Random.h"
#include "store/SqlCipherStore.h"

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <memory>
#include <set>

namespace luotsi::tests {

/// The store of a device in `folder`, as luotsi-live-device opens it; nothing when it cannot be opened. One
/// process at a time has it.
[[nodiscard]] std::unique_ptr<store::SqlCipherStore>
openDeviceStore(const QString &folder, base::Clock &clock, base::Random &random);

/// luotsi-live-device as a process that is killed, stopped and started again, and what it has said, all its
/// lives. Ends with the object. Threading: the test's.
class DeviceProcess
{
public:
    ~DeviceProcess();

    [[nodiscard]] QString folder() const { return m_folder.filePath(QStringLiteral("store")); }
    /// Makes the store and enrols its device; `port` is where it will meet the centre.
    [[nodiscard]] bool enrol(const RealEndpoint &endpoint, quint16 port) const;
    /// Sends `drafts` more.
    [[nodiscard]] bool start(int drafts, qsizetype photoBytes = 60'000);
    /// kill -9
    void kill();
    /// A signal of the system, e.g. SIGSTOP.
    void signal(int number) const;
    /// Whole lines only: one cut by a kill was not said.
    void read();
    /// False when it ended by itself or did not come to rest in time.
    [[nodiscard]] bool waitUntilSettled(int milliseconds);
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }

    std::set<QString> sent; ///< drafts
    bool settled = false;   ///< the last thing it said
    QByteArray error;
    QByteArray log; ///< what it wrote beside that

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_said;
};

} // namespace luotsi::tests
