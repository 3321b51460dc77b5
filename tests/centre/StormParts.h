#pragma once

#include "centre/StormDevice.h"

#include "base/Clock.h"
#include "centre/handlers/Metrics.h"
#include "centre/handlers/tests/TestDevice.h"
#include "centre/identity/CentreIdentity.h"
#include "centre/storage-files/DirectoryBlobs.h"
#include "centre/storage/Storage.h"

#include <QSslConfiguration>
#include <QThread>
#include <QUrl>

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace luotsi::tests {

/// "VmHWM" of a process, in bytes; 0 when it is not there.
[[nodiscard]] qint64 peakMemory(qint64 process);
[[nodiscard]] double percentile(std::vector<double> values, double share);
[[nodiscard]] QSslConfiguration settingsOf(const centre::handlers::TestDevice &device,
                                           const QByteArray &authority);

/// Enrols devices at the centre's storage before its endpoint starts, by its own commands.
class Enrolments
{
public:
    /// `random` is of the devices too, which outlive this.
    Enrolments(const QString &folder, base::Random &random);

    [[nodiscard]] bool isReady() const { return m_identity.ok() && m_storage.ok(); }
    [[nodiscard]] centre::handlers::TestDevice enrol(const QString &scope = QStringLiteral("north"));

private:
    base::Random &m_random;
    centre::identity::CentreLayout m_layout;
    base::SystemClock m_clock;
    base::Result<centre::identity::CentreIdentity> m_identity;
    base::Result<std::unique_ptr<centre::storage::Storage>> m_storage;
    centre::storage_files::DirectoryBlobs m_blobs;
    centre::handlers::Metrics m_metrics;
};

/// People who send urgent submissions while all this goes on, on a thread of their own: what is measured is
/// the centre's time. Threading: the test's.
class UrgentSenders
{
public:
    /// `devices` outlive this.
    UrgentSenders(const QUrl &centre, std::vector<centre::handlers::TestDevice> &devices,
                  const QByteArray &authority);
    ~UrgentSenders();
    UrgentSenders(const UrgentSenders &) = delete;
    UrgentSenders &operator=(const UrgentSenders &) = delete;

    /// Milliseconds each took since the last time.
    [[nodiscard]] std::vector<double> take();
    [[nodiscard]] int refused() const { return m_refused; }

private:
    void begin(const QUrl &centre, centre::handlers::TestDevice &device, const QByteArray &authority);

    QThread m_thread;
    QObject m_context;
    std::vector<std::unique_ptr<StormDevice>> m_senders;
    std::mutex m_mutex;
    std::vector<double> m_times;
    std::atomic<int> m_refused = 0;
};

} // namespace luotsi::tests
