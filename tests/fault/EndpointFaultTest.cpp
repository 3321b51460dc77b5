#include "FaultProxy.h"
#include "RealEndpoint.h"
#include "base/Clock.h"
#include "crypto/SystemRandom.h"
#include "store/SqlCipherStore.h"
#include "sync/client/Enrolment.h"
#include "sync/client/SyncClient.h"
#include "sync/protocol/ChangeCodec.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

#include <memory>

using namespace luotsi;
using namespace luotsi::tests;
using namespace luotsi::sync;

namespace {

const client::CentreConnection::Limits quickLimits{1500, 1024};

/// A kiosk with the real store and the real network side.
class Kiosk
{
public:
    std::unique_ptr<store::SqlCipherStore> store;
    std::unique_ptr<client::SyncClient> client;
    protocol::DraftId draft;

    Kiosk()
    {
        store::StoreOptions options;
        options.folder = m_folder.filePath(QStringLiteral("store"));
        options.key = QByteArray(32, 'k');
        options.draftReserve = 0;
        options.reserveFile = 64 * 1024;
        options.peelCode = [](const ports::CodeEntry &code) -> base::Result<protocol::Wrap> {
            return protocol::Wrap{protocol::WrapPurpose::ResumeCode, code.draft, code.key, code.reader,
                                  code.sealedWrap};
        };
        store = std::move(*store::SqlCipherStore::open(options, m_clock, m_random));
        m_form = m_random.make<protocol::FormHash>();
        m_key = m_random.make<protocol::KeyId>();
    }

    [[nodiscard]] bool start(const ports::DeviceIdentity &identity)
    {
        if (!store->saveIdentity(identity)) // envelopes carry the device's number
            return false;
        client::SyncOptions options;
        options.limits = quickLimits;
        client = std::make_unique<client::SyncClient>(identity, *store, *store, m_clock, m_random, options);
        client->start();
        return true;
    }

    [[nodiscard]] bool beginDraft()
    {
        draft = m_random.make<protocol::DraftId>();
        ports::NewDraft fresh;
        fresh.form = m_form;
        fresh.copy = ports::CentreCopy::AsWritten;
        fresh.first = {draft, {change(protocol::ChangeKind::Create, {})}, {}, {}, false};
        fresh.code = {m_random.make<protocol::LookupId>(),
                      draft,
                      m_key,
                      m_random.make<protocol::KeyId>(),
                      QByteArray(96, 'w'),
                      m_clock.wallMilliseconds(),
                      false};
        return store->createDraft(fresh).ok();
    }
    [[nodiscard]] bool answer()
    {
        return store->commit({draft, {change(protocol::ChangeKind::Answer, {})}, {}, {}, false}).ok();
    }
    [[nodiscard]] bool submit(const QByteArray &photo)
    {
        std::vector<protocol::BlobId> blobs;
        if (!photo.isEmpty()) {
            const auto blob = store->writeBlob(draft, photo);
            if (!blob)
                return false;
            blobs.push_back(*blob);
        }
        return store->commit({draft, {change(protocol::ChangeKind::Submit, blobs)}, {}, blobs, true}).ok();
    }
    [[nodiscard]] bool received() const
    {
        const auto status = store->status(draft);
        return status && status->receipt && status->receipt->complete && status->unsentChanges == 0 &&
               status->unsentBlobs == 0 && !status->stuck;
    }

    void describe() const
    {
        const auto queue = store->queue();
        const auto status = store->status(draft);
        qWarning("waiting: %u records, %u attachments, %u codes; last error %s; receipt %d complete %d, "
                 "unsent %u and %u, stuck %s",
                 queue->records, queue->blobs, queue->codes,
                 queue->lastError ? base::name(*queue->lastError).data() : "none",
                 status->receipt.has_value(), status->receipt && status->receipt->complete,
                 status->unsentChanges, status->unsentBlobs,
                 status->stuck ? base::name(status->stuck->reason).data() : "none");
    }

private:
    protocol::Change change(protocol::ChangeKind kind, const std::vector<protocol::BlobId> &attachments)
    {
        protocol::ChangeHeader header;
        header.draft = draft;
        header.slot = m_random.make<protocol::SlotId>();
        header.kind = kind;
        header.form = m_form;
        header.key = m_key;
        header.attachments = attachments;
        if (kind == protocol::ChangeKind::Submit) {
            header.urgency = protocol::Urgency::Submission;
            header.round = 1;
            header.submission = m_random.make<protocol::SubmissionId>();
        }
        QByteArray nonce(24, Qt::Uninitialized);
        m_random.fill(reinterpret_cast<std::uint8_t *>(nonce.data()), 24);
        const auto made = protocol::makeChange(header, nonce, QByteArray(144, 'c'));
        if (!made)
            qFatal("%s", qPrintable(made.error().detail));
        return *made;
    }

    QTemporaryDir m_folder;
    base::SystemClock m_clock;
    crypto::SystemRandom m_random;
    protocol::FormHash m_form;
    protocol::KeyId m_key;
};

#define VERIFY_IN_TIME(kiosk, condition)                                                                     \
    do {                                                                                                     \
        QElapsedTimer elapsed;                                                                               \
        elapsed.start();                                                                                     \
        while (!(condition) && elapsed.elapsed() < 20'000) {                                                 \
            (kiosk).client->submitted();                                                                     \
            QTest::qWait(50);                                                                                \
        }                                                                                                    \
        if (!(condition))                                                                                    \
            (kiosk).describe();                                                                              \
        QVERIFY(condition);                                                                                  \
    } while (false)

} // namespace

/// The real endpoint process, the real store and a link that breaks.
class EndpointFaultTest : public QObject
{
    Q_OBJECT

private:
    /// An enrolled device behind `proxy`.
    [[nodiscard]] static std::optional<ports::DeviceIdentity> enrolled(const RealEndpoint &endpoint,
                                                                       const FaultProxy &proxy)
    {
        const QUrl url(QStringLiteral("https://127.0.0.1:%1").arg(proxy.port()));
        const auto identity =
            client::enrolment::enrol(url, endpoint.oneTimeCode(), endpoint.rootFingerprint, quickLimits);
        if (identity)
            return *identity;
        qWarning("%s", base::name(identity.error().code).data());
        return std::nullopt;
    }

private Q_SLOTS:
    void F13_repliesLostAndEndpointKilledInTheMiddle_oneSubmissionArrives()
    {
        RealEndpoint endpoint;
        QVERIFY(endpoint.prepare());
        QVERIFY(endpoint.start());
        FaultProxy proxy(endpoint.port());
        const auto identity = enrolled(endpoint, proxy);
        QVERIFY(identity.has_value());
        Kiosk kiosk;
        QVERIFY(kiosk.beginDraft());
        QVERIFY(kiosk.start(*identity));
        for (int round = 0; round < 6; ++round) {
            for (int count = 0; count < 5; ++count)
                QVERIFY(kiosk.answer());
            // From inside the handshake to behind the answer: nothing of it comes back after so many bytes.
            proxy.setFault({Fault::Kind::LoseReply, 300 + 400 * round, 0, 1});
            proxy.cutAll();
            const int before = proxy.faultCount();
            for (int press = 0; press < 10 && proxy.faultCount() == before; ++press) {
                kiosk.client->submitted();
                QTest::qWait(30);
            }
            if (round % 3 != 2)
                continue;
            endpoint.kill();
            kiosk.client->submitted();
            QTest::qWait(100);
            QVERIFY(endpoint.start());
        }
        QVERIFY(kiosk.submit(QByteArray(700'000, 'p')));
        kiosk.client->submitted();
        QTest::qWait(30);
        endpoint.kill();
        QTest::qWait(100);
        QVERIFY(endpoint.start());
        proxy.setFault({});
        VERIFY_IN_TIME(kiosk, kiosk.received());
        QVERIFY(proxy.faultCount() > 1);
        const QJsonArray submissions = endpoint.submissions();
        QCOMPARE(submissions.size(), 1);
        QVERIFY(submissions.first().toObject().value(QLatin1String("complete")).toBool());
        QCOMPARE(submissions.first().toObject().value(QLatin1String("draft")).toString(),
                 QString::fromLatin1(kiosk.draft.toHex()));
    }

    void F31_attachmentIsCutAgainAndAgain_andGoesOnAtTheOffset()
    {
        RealEndpoint endpoint;
        QVERIFY(endpoint.prepare());
        QVERIFY(endpoint.start());
        FaultProxy proxy(endpoint.port());
        const auto identity = enrolled(endpoint, proxy);
        QVERIFY(identity.has_value());
        Kiosk kiosk;
        QVERIFY(kiosk.beginDraft());
        QVERIFY(kiosk.start(*identity));
        VERIFY_IN_TIME(kiosk, kiosk.store->queue()->empty());
        proxy.setFault({Fault::Kind::CutAfterSent, 900'000, 0, 4});
        proxy.cutAll();
        QVERIFY(kiosk.submit(QByteArray(3'000'000, 'p')));
        VERIFY_IN_TIME(kiosk, kiosk.received());
        QVERIFY(proxy.faultCount() >= 3);
        QCOMPARE(endpoint.submissions().size(), 1);
    }

    void F18_certificateThatExpiredWhileOffline_isRenewedAndTheWorkArrives()
    {
        RealEndpoint endpoint;
        endpoint.options = {QStringLiteral("--certificate-seconds"), QStringLiteral("2")};
        QVERIFY(endpoint.prepare());
        QVERIFY(endpoint.start());
        FaultProxy proxy(endpoint.port());
        const auto identity = enrolled(endpoint, proxy);
        QVERIFY(identity.has_value());
        endpoint.kill();
        endpoint.options.clear();
        QTest::qWait(2'500); // longer than the certificate lives
        QVERIFY(endpoint.start());
        Kiosk kiosk;
        QVERIFY(kiosk.beginDraft());
        QVERIFY(kiosk.submit({}));
        QVERIFY(kiosk.start(*identity));
        VERIFY_IN_TIME(kiosk, kiosk.received());
        QTRY_VERIFY_WITH_TIMEOUT((*kiosk.store->identity())->certificatePem != identity->certificatePem,
                                 10'000);
    }

    void F19_deviceOfflineAcrossTheWholeRotation_stillReachesTheCentreAndRenews()
    {
        RealEndpoint endpoint;
        endpoint.options = {QStringLiteral("--certificate-seconds"), QStringLiteral("2")};
        QVERIFY(endpoint.prepare());
        QVERIFY(endpoint.start());
        FaultProxy proxy(endpoint.port());
        const auto identity = enrolled(endpoint, proxy);
        QVERIFY(identity.has_value());
        QCOMPARE(identity->authorityPem, endpoint.authority());
        endpoint.kill();
        endpoint.options.clear();
        QVERIFY(endpoint.rotateAuthority());
        QVERIFY(endpoint.rotateAuthority());
        QTest::qWait(2'500); // longer than the certificate lives
        QVERIFY(endpoint.start());
        Kiosk kiosk;
        QVERIFY(kiosk.beginDraft());
        QVERIFY(kiosk.submit({}));
        QVERIFY(kiosk.start(*identity));
        VERIFY_IN_TIME(kiosk, kiosk.received());
        const auto kept = [&kiosk] { return *kiosk.store->identity().value(); };
        VERIFY_IN_TIME(kiosk, kept().certificatePem != identity->certificatePem);
        // The old root went when the new one had carried a connection.
        VERIFY_IN_TIME(kiosk, kept().authorityPem == endpoint.authority());

        // And once more, of what it has learned.
        endpoint.kill();
        QVERIFY(endpoint.rotateAuthority());
        QVERIFY(endpoint.start());
        QVERIFY(kiosk.beginDraft());
        QVERIFY(kiosk.submit({}));
        VERIFY_IN_TIME(kiosk, kiosk.received());
        QCOMPARE(endpoint.submissions().size(), 2);
    }

    void F19_rotatedUnderARunningEndpoint_devicesGoOnBeforeAndAfterItsRestart()
    {
        RealEndpoint endpoint;
        QVERIFY(endpoint.prepare());
        QVERIFY(endpoint.start());
        FaultProxy proxy(endpoint.port());
        QVERIFY(endpoint.rotateAuthority());
        // A slip of before the rotation still enrols, before the restart and after it.
        const auto early = enrolled(endpoint, proxy);
        QVERIFY(early.has_value());
        endpoint.kill();
        QVERIFY(endpoint.start());
        const auto late = enrolled(endpoint, proxy);
        QVERIFY(late.has_value());
        QCOMPARE(late->authorityPem, endpoint.authority() + early->authorityPem);
        for (const auto &identity : {*early, *late}) {
            Kiosk kiosk;
            QVERIFY(kiosk.beginDraft());
            QVERIFY(kiosk.submit({}));
            QVERIFY(kiosk.start(identity));
            VERIFY_IN_TIME(kiosk, kiosk.received());
        }
        QCOMPARE(endpoint.submissions().size(), 2);
    }

    void F19_strangerWithACrossCertificateOfItsOwn_isRefused()
    {
        RealEndpoint endpoint;
        QVERIFY(endpoint.prepare());
        QVERIFY(endpoint.start());
        FaultProxy proxy(endpoint.port());
        auto identity = enrolled(endpoint, proxy);
        QVERIFY(identity.has_value());
        // A working centre of the same name, whose chain leads to a root of its own.
        RealEndpoint stranger;
        QVERIFY(stranger.prepare());
        QVERIFY(stranger.rotateAuthority());
        QVERIFY(stranger.admitDevicesOf(endpoint));
        QVERIFY(stranger.start());
        const FaultProxy detour(stranger.port());
        QVERIFY(enrolled(stranger, detour).has_value());
        identity->centreUrl = QUrl(QStringLiteral("https://127.0.0.1:%1").arg(detour.port())).toEncoded();
        Kiosk kiosk;
        QVERIFY(kiosk.beginDraft());
        QVERIFY(kiosk.submit({}));
        QVERIFY(kiosk.start(*identity));
        VERIFY_IN_TIME(kiosk, kiosk.store->queue()->lastError == base::ErrorCode::CertificateRefused);
        QVERIFY(stranger.submissions().isEmpty());
        QCOMPARE((*kiosk.store->identity())->authorityPem, identity->authorityPem);
    }

    void enrolment_worksOnceAndNeverWithAnotherRoot()
    {
        RealEndpoint endpoint;
        QVERIFY(endpoint.prepare());
        QVERIFY(endpoint.start());
        const QUrl url(QStringLiteral("https://127.0.0.1:%1").arg(endpoint.port()));
        const QString code = endpoint.oneTimeCode();
        QByteArray otherRoot = endpoint.rootFingerprint;
        otherRoot[0] = static_cast<char>(otherRoot[0] ^ 1);
        QCOMPARE(client::enrolment::enrol(url, code, otherRoot, quickLimits).error().code,
                 base::ErrorCode::CertificateRefused);
        QVERIFY(client::enrolment::enrol(url, code, endpoint.rootFingerprint, quickLimits).ok());
        QCOMPARE(client::enrolment::enrol(url, code, endpoint.rootFingerprint, quickLimits).error().code,
                 base::ErrorCode::EnrolmentRefused);
    }
};

QTEST_GUILESS_MAIN(EndpointFaultTest)
#include "EndpointFaultTest.moc"
