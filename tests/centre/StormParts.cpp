#include "centre/StormParts.h"

#include "centre/handlers/Router.h"
#include "centre/storage-choice/StorageChoice.h"
#include "pki/OneTimeCode.h"
#include "sync/protocol/Enrol.h"
#include "sync/protocol/Paths.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <utility>

namespace luotsi::tests {

using centre::handlers::TestDevice;
namespace handlers = centre::handlers;
namespace storage = centre::storage;
namespace paths = sync::protocol::paths;
namespace protocol = sync::protocol;

namespace {

constexpr int urgentPause = 60; // milliseconds between an answer and the next urgent submission

QByteArray urgentSubmission(TestDevice &device)
{
    auto draft = device.newDraft();
    const auto answer = device.answer(draft, QStringLiteral("/data/need"), QStringLiteral("food"));
    const auto submit = device.submit(draft, 1, {answer.id});
    const auto first = device.next(draft, answer);
    const auto second = device.next(draft, submit);
    return StormDevice::post(paths::changes, TestDevice::batch({first, second}), true);
}

} // namespace

qint64 peakMemory(qint64 process)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(process));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM"))
            return line.mid(line.indexOf(':') + 1).trimmed().split(' ').first().toLongLong() * 1024;
    }
    return 0;
}

double percentile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(std::lround(share * double(values.size() - 1)))];
}

QSslConfiguration settingsOf(const TestDevice &device, const QByteArray &authority)
{
    QSslConfiguration settings = QSslConfiguration::defaultConfiguration();
    settings.setProtocol(QSsl::TlsV1_3OrLater);
    settings.setCaCertificates(QSslCertificate::fromData(authority));
    settings.setLocalCertificateChain(QSslCertificate::fromData(device.certificatePem));
    settings.setPrivateKey(QSslKey(device.keyPem, QSsl::Ec));
    return settings;
}

Enrolments::Enrolments(const QString &folder, base::Random &random)
    : m_random(random), m_layout{folder}, m_identity(centre::identity::CentreIdentity::load(m_layout)),
      m_storage(centre::storage_choice::openStorage(m_layout, {m_layout.storageKey(), true})),
      m_blobs(m_layout.blobs())
{
}

TestDevice Enrolments::enrol(const QString &scope)
{
    const handlers::Services services{**m_storage, m_blobs,   m_clock, m_random,
                                      *m_identity, m_metrics, {},      nullptr};
    const handlers::Router router(services, [] {});
    const auto code = pki::OneTimeCode::generate(m_random);
    const storage::EnrolmentCode row{code.hash(),
                                     QStringLiteral("kiosk"),
                                     QStringLiteral("library"),
                                     scope,
                                     m_clock.wallMilliseconds() + 3'600'000,
                                     {}};
    (void)(*m_storage)->write([&](storage::Transaction &rows) { return rows.putEnrolmentCode(row); });
    TestDevice device(m_random);
    handlers::Request request;
    request.method = handlers::Method::Post;
    request.path = paths::enrol;
    request.body = device.enrolBody(code.text());
    if (const auto reply = protocol::decodeEnrolReply(router.handle(request).body))
        device.enrolled(*reply);
    return device;
}

UrgentSenders::UrgentSenders(const QUrl &centre, std::vector<TestDevice> &devices,
                             const QByteArray &authority)
{
    m_context.moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        &m_context,
        [&] {
            for (TestDevice &device : devices)
                begin(centre, device, authority);
        },
        Qt::BlockingQueuedConnection);
}

UrgentSenders::~UrgentSenders()
{
    QMetaObject::invokeMethod(
        &m_context, [this] { m_senders.clear(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

std::vector<double> UrgentSenders::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_times, {});
}

void UrgentSenders::begin(const QUrl &centre, TestDevice &device, const QByteArray &authority)
{
    const std::size_t index = m_senders.size();
    m_senders.push_back(std::make_unique<StormDevice>(
        centre, settingsOf(device, authority), [this, index, &device](int status, double milliseconds) {
            const std::lock_guard lock(m_mutex);
            m_times.push_back(milliseconds);
            m_refused += status == 200 ? 0 : 1;
            QTimer::singleShot(urgentPause, m_senders[index].get(),
                               [this, index, &device] { m_senders[index]->send(urgentSubmission(device)); });
        }));
    m_senders.back()->send(urgentSubmission(device));
    m_senders.back()->connectToCentre();
}

} // namespace luotsi::tests
