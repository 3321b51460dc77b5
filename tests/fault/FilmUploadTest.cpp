#include "RealEndpoint.h"
#include "base/Clock.h"
#include "crypto/SystemRandom.h"
#include "store/SqlCipherStore.h"
#include "sync/client/Enrolment.h"

#include <QJsonObject>
#include <QtEndian>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::tests;

namespace {

constexpr qint64 megabyte = 1024 * 1024;

qint64 filmBytes()
{
    const int wanted = qEnvironmentVariableIntValue("LUOTSI_FILM_MEGABYTES");
    return (wanted > 0 ? wanted : 96) * megabyte;
}

/// "VmHWM" or "VmRSS" of a process, in bytes; 0 when it is not there.
qint64 memoryOf(qint64 process, const char *what)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(process));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(what))
            return line.mid(line.indexOf(':') + 1).trimmed().split(' ').first().toLongLong() * 1024;
    }
    return 0;
}

QByteArray box(const char *name, const QByteArray &content)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(static_cast<quint32>(content.size() + 8), bytes.data());
    return bytes + name + content;
}

/// A film as a camera writes it, with holes for pictures.
bool makeFilm(const QString &path, qint64 size)
{
    const QByteArray hdlr = box("hdlr", QByteArray(8, '\0') + "vide" + QByteArray(13, '\0'));
    QByteArray head = box("ftyp", "isom" + QByteArray(4, '\0')) + box("moov", box("trak", box("mdia", hdlr)));
    QByteArray mdat(8, '\0');
    qToBigEndian(static_cast<quint32>(size - head.size()), mdat.data());
    std::copy_n("mdat", 4, mdat.begin() + 4);
    QFile film(path);
    return film.open(QIODevice::WriteOnly) && film.write(head + mdat) > 0 && film.resize(size);
}

/// The device's process; what it says and how much memory it ever took.
class FilmDevice
{
public:
    [[nodiscard]] QString store() const { return m_folder.filePath(QStringLiteral("store")); }
    [[nodiscard]] bool start(const QString &film)
    {
        at = 0;
        m_firstAt = -1;
        settled = false;
        m_process.start(QStringLiteral(LUOTSI_FILM_DEVICE), {store(), film});
        if (!m_process.waitForStarted() || !m_process.waitForReadyRead(20'000))
            return false;
        m_atStart = memoryOf(m_process.processId(), "VmRSS");
        return read();
    }
    /// False when it has said an error or is not there any more.
    bool read()
    {
        m_process.readAllStandardError();
        while (m_process.canReadLine()) {
            const QByteArray line = m_process.readLine().trimmed();
            if (line.startsWith("ERROR"))
                error = line;
            if (line.startsWith("SENT"))
                sent = true;
            settled = settled || line.startsWith("SETTLED");
            if (line.startsWith("AT ")) {
                at = line.mid(3).toLongLong();
                m_firstAt = m_firstAt < 0 ? at : m_firstAt;
            }
        }
        const qint64 peak = memoryOf(m_process.processId(), "VmHWM");
        extra = std::max(extra, peak - m_atStart);
        return error.isEmpty() && m_process.state() == QProcess::Running;
    }
    void kill()
    {
        read();
        m_process.kill();
        m_process.waitForFinished();
    }
    [[nodiscard]] qint64 firstAt() const { return m_firstAt; }

    bool sent = false;
    bool settled = false;
    qint64 at = 0;    ///< bytes the centre has acknowledged
    qint64 extra = 0; ///< memory beyond what it took when it was ready, all its lives
    QByteArray error;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    qint64 m_atStart = 0;
    qint64 m_firstAt = -1;
};

} // namespace

/// A film from the file a person chose to the centre's verified last byte: real programs, real TLS, both
/// killed on the way. LUOTSI_FILM_MEGABYTES says how long it is.
class FilmUploadTest : public QObject
{
    Q_OBJECT

    static constexpr qint64 memoryLimit = 64 * megabyte;

private Q_SLOTS:
    void aFilm_arrivesInConstantMemoryAndGoesOnWhereItWas()
    {
        RealEndpoint endpoint;
        QVERIFY(endpoint.prepare());
        QVERIFY(endpoint.start());
        QTemporaryDir folder;
        QVERIFY(makeFilm(folder.filePath(QStringLiteral("film.mp4")), filmBytes()));
        FilmDevice device;
        QVERIFY(enrol(endpoint, device.store()));
        qint64 centreStart = memoryOf(endpoint.processId(), "VmRSS");
        qint64 centreExtra = 0;
        const auto lookAtCentre = [&] {
            centreExtra = std::max(centreExtra, memoryOf(endpoint.processId(), "VmHWM") - centreStart);
        };
        QElapsedTimer time;
        time.start();
        QVERIFY(device.start(folder.path()));
        QVERIFY2(waitFor(device, [&] { return device.sent; }), device.error.constData());
        const qint64 sealed = time.restart();

        QVERIFY(waitFor(device, [&] { return device.at > filmBytes() / 4; }));
        const qint64 atDeath = device.at;
        device.kill();
        QVERIFY(device.start(QStringLiteral("-")));
        QVERIFY(waitFor(device, [&] { return device.firstAt() >= 0 || device.settled; }));
        QVERIFY2(device.firstAt() >= atDeath, "the device begins again");

        QVERIFY(waitFor(device, [&] { return device.at > filmBytes() / 2; }));
        const qint64 atCentresDeath = device.at;
        lookAtCentre();
        endpoint.kill();
        QVERIFY(endpoint.start());
        centreStart = memoryOf(endpoint.processId(), "VmRSS");
        QVERIFY(waitFor(device, [&] { return device.at > atCentresDeath; }));
        QVERIFY(waitFor(device, [&] { return device.settled; }));
        lookAtCentre();
        device.read();

        const QJsonArray submissions = endpoint.submissions();
        QCOMPARE(submissions.size(), 1);
        QVERIFY(submissions.first().toObject().value(QLatin1String("complete")).toBool());
        qInfo("%lld MB: sealed in %.1f s, sent in %.1f s; memory beyond idle: device %.1f MB, centre %.1f MB",
              filmBytes() / megabyte, double(sealed) / 1000, double(time.elapsed()) / 1000,
              double(device.extra) / megabyte, double(centreExtra) / megabyte);
        QVERIFY(device.extra < memoryLimit);
        QVERIFY(centreExtra < memoryLimit);
    }

private:
    template<typename Condition> static bool waitFor(FilmDevice &device, Condition condition)
    {
        QElapsedTimer patience;
        patience.start();
        while (patience.elapsed() < 300'000) {
            if (!device.read())
                return false;
            if (condition())
                return true;
            QTest::qWait(20);
        }
        return false;
    }

    static bool enrol(const RealEndpoint &endpoint, const QString &folder)
    {
        const QUrl url(QStringLiteral("https://127.0.0.1:%1").arg(endpoint.port()));
        const auto identity = sync::client::enrolment::enrol(url, endpoint.oneTimeCode(),
                                                             endpoint.rootFingerprint, {5000, 1024});
        base::SystemClock clock;
        crypto::SystemRandom random;
        store::StoreOptions options;
        options.folder = folder;
        options.key = QByteArray(32, 'k');
        options.reserveFile = 0;
        const auto store = store::SqlCipherStore::open(options, clock, random);
        return identity && store && (*store)->saveIdentity(*identity).ok();
    }
};

QTEST_GUILESS_MAIN(FilmUploadTest)
#include "FilmUploadTest.moc"
