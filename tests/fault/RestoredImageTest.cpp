#include "DeviceProcess.h"
#include "crypto/SystemRandom.h"
#include "sealing/ChangeSealing.h"
#include "sync/client/DraftClaim.h"
#include "sync/client/Enrolment.h"
#include "sync/client/TlsSettings.h"
#include "sync/core/Merge.h"

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QJsonObject>
#include <QtTest>

#include <map>
#include <set>

using namespace luotsi;
using namespace luotsi::tests;
namespace protocol = sync::protocol;
namespace core = sync::core;

namespace {

constexpr int patience = 60'000;

bool copyFolder(const QString &from, const QString &to)
{
    if (!QDir(to).removeRecursively() || !QDir().mkpath(to))
        return false;
    for (const QString &file : QDir(from).entryList(QDir::Files | QDir::Hidden)) {
        if (!QFile::copy(from + u'/' + file, to + u'/' + file))
            return false;
    }
    return true;
}

/// A draft a person goes on with in a device's store, between two lives of the device's process.
class Draft
{
public:
    explicit Draft(QString folder)
        : m_folder(std::move(folder)), m_keys(std::move(*sealing::DraftKeys::create(m_random))),
          id(m_random.make<protocol::DraftId>()), lookup(m_random.make<protocol::LookupId>())
    {
    }

    [[nodiscard]] bool begin()
    {
        ports::NewDraft fresh;
        fresh.copy = ports::CentreCopy::AsWritten;
        fresh.first = {
            id,
            {seal(QStringLiteral("#create"), protocol::CreateBody{{}, QStringLiteral("library"), {}}, {})},
            {},
            {},
            false};
        fresh.code = {lookup,
                      id,
                      m_keys.keyId,
                      m_random.make<protocol::KeyId>(),
                      QByteArray(96, 'w'),
                      m_clock.wallMilliseconds(),
                      false};
        const auto store = openDeviceStore(m_folder, m_clock, m_random);
        return store && store->createDraft(fresh).ok();
    }

    /// Null when the store refused.
    protocol::ChangeId answer(const QString &path, const QString &value,
                              std::vector<protocol::ChangeId> parents = {})
    {
        const auto change = seal(path, protocol::AnswerBody{path, value}, std::move(parents));
        const auto store = openDeviceStore(m_folder, m_clock, m_random);
        if (!store || !store->commit({id, {change}, {}, {}, false}))
            return {};
        return change.id;
    }

    [[nodiscard]] std::unique_ptr<store::SqlCipherStore> open()
    {
        return openDeviceStore(m_folder, m_clock, m_random);
    }
    [[nodiscard]] core::DraftState merged(const std::vector<protocol::Change> &changes) const
    {
        return core::mergeDraft(changes, [this](const protocol::Change &change) {
            const auto body = sealing::openChange(change, m_keys);
            return body ? std::optional(*body) : std::nullopt;
        });
    }

private:
    [[nodiscard]] protocol::Change seal(const QString &path, const protocol::Body &body,
                                        std::vector<protocol::ChangeId> parents)
    {
        protocol::ChangeHeader header;
        header.draft = id;
        header.slot = *sealing::slotFor(m_keys, path);
        header.parents = std::move(parents);
        header.deviceTime = m_clock.wallMilliseconds();
        return *sealing::sealChange(header, body, m_keys, m_random);
    }

    base::SystemClock m_clock;
    crypto::SystemRandom m_random;
    QString m_folder;
    sealing::DraftKeys m_keys;

public:
    const protocol::DraftId id;
    const protocol::LookupId lookup;
};

QString valueAt(const core::DraftState &state, const char *path)
{
    const core::SlotState *slot = state.find(QString::fromLatin1(path));
    const protocol::Body *body = slot == nullptr ? nullptr : slot->settled();
    return body == nullptr ? QString() : std::get<protocol::AnswerBody>(*body).value;
}

/// What the centre has of the draft, read with its code from another device.
std::vector<protocol::Change> atTheCentre(const RealEndpoint &endpoint, const protocol::LookupId &lookup)
{
    const QUrl url(QStringLiteral("https://127.0.0.1:%1").arg(endpoint.port()));
    const auto other =
        sync::client::enrolment::enrol(url, endpoint.oneTimeCode(), endpoint.rootFingerprint, {5000, 1024});
    const auto tls = other ? sync::client::deviceSettings(*other) : other.error();
    if (!tls)
        return {};
    sync::client::CentreConnection connection(url, *tls, {5000, 1024});
    std::vector<protocol::Change> changes;
    QEventLoop loop;
    sync::client::claimDraft(connection, lookup, other->receiptKey,
                             [&](const base::Result<sync::client::ClaimedDraft> &claimed) {
                                 if (claimed)
                                     changes = claimed->changes;
                                 loop.quit();
                             });
    loop.exec();
    return changes;
}

} // namespace

/// The disk of a device is put back to an earlier image of itself: real processes, store and endpoint.
class RestoredImageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anImagePutBack_isAForkAndLosesNothingOfEitherLife()
    {
        RealEndpoint endpoint;
        QVERIFY(endpoint.prepare());
        QVERIFY(endpoint.start());
        DeviceProcess device;
        QVERIFY(device.enrol(endpoint, endpoint.port()));
        const QTemporaryDir images;
        const QString image = images.filePath(QStringLiteral("image"));

        Draft draft(device.folder());
        QVERIFY(draft.begin());
        const auto rent = draft.answer(QStringLiteral("/data/rent"), QStringLiteral("500"));
        const auto kept = draft.answer(QStringLiteral("/data/kept"), QStringLiteral("as it was"));
        live(device, 2);
        QVERIFY2(device.settled, device.error + device.log);
        // In the image it still waits to be sent.
        const auto waiting = draft.answer(QStringLiteral("/data/waiting"), QStringLiteral("written before"));
        QVERIFY(copyFolder(device.folder(), image));

        const auto rentA = draft.answer(QStringLiteral("/data/rent"), QStringLiteral("600"), {rent});
        const auto onlyA = draft.answer(QStringLiteral("/data/first"), QStringLiteral("of the first life"));
        live(device, 3);
        QVERIFY(device.settled);
        QVERIFY(!device.log.contains("epoch-opened"));

        QVERIFY(copyFolder(image, device.folder()));
        const auto rentB = draft.answer(QStringLiteral("/data/rent"), QStringLiteral("700"), {rent});
        const auto onlyB = draft.answer(QStringLiteral("/data/second"), QStringLiteral("of the second life"));
        live(device, 3);
        QVERIFY2(device.settled, "what waits after the image was put back never leaves");
        // One new epoch, because of a fork and nothing else.
        QCOMPARE(device.log.count("epoch-opened"), 1);
        QVERIFY(!device.log.contains("centre-restored"));

        const auto changes = atTheCentre(endpoint, draft.lookup);
        std::multiset<protocol::ChangeId> arrived;
        for (const protocol::Change &change : changes)
            arrived.insert(change.id);
        for (const auto &written : {rent, kept, waiting, rentA, onlyA, rentB, onlyB})
            QCOMPARE(arrived.count(written), std::size_t{1});
        QCOMPARE(arrived.size(), std::size_t{8}); // and the one it began with
        const core::DraftState state = draft.merged(changes);
        QCOMPARE(valueAt(state, "/data/kept"), QStringLiteral("as it was"));
        QCOMPARE(valueAt(state, "/data/waiting"), QStringLiteral("written before"));
        QCOMPARE(valueAt(state, "/data/first"), QStringLiteral("of the first life"));
        QCOMPARE(valueAt(state, "/data/second"), QStringLiteral("of the second life"));
        const core::SlotState *disputed = state.find(QStringLiteral("/data/rent"));
        QVERIFY(disputed != nullptr && disputed->settlement == core::Settlement::Conflict);
        QCOMPARE(disputed->heads.size(), std::size_t{2});
        for (const core::Head &head : disputed->heads)
            QVERIFY(head.change == rentA || head.change == rentB);

        const auto store = draft.open();
        QVERIFY(store != nullptr);
        const auto status = store->status(draft.id);
        QVERIFY(status.ok());
        QCOMPARE(status->unsentChanges, 0U);
        QVERIFY(!status->stuck);
        everySubmissionOnce(endpoint, device.sent);
    }

private:
    /// Sends `drafts` and dies when everything is at the centre.
    static void live(DeviceProcess &device, int drafts)
    {
        if (!device.start(drafts))
            return;
        const bool settled = device.waitUntilSettled(patience);
        device.kill();
        device.settled = settled;
    }

    static void everySubmissionOnce(const RealEndpoint &endpoint, const std::set<QString> &sent)
    {
        QCOMPARE(sent.size(), std::size_t{8});
        const QJsonArray submissions = endpoint.submissions();
        QCOMPARE(submissions.size(), qsizetype{8});
        std::set<QString> arrived;
        for (const auto &value : submissions) {
            QVERIFY(value.toObject().value(QLatin1String("complete")).toBool());
            arrived.insert(value.toObject().value(QLatin1String("draft")).toString());
        }
        QVERIFY(arrived == sent);
    }
};

QTEST_GUILESS_MAIN(RestoredImageTest)
#include "RestoredImageTest.moc"
