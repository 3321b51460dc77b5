#include "FaultProxy.h"
#include "InMemorySyncStore.h"
#include "LoopbackCentre.h"
#include "base/Clock.h"
#include "crypto/SystemRandom.h"
#include "sync/client/Enrolment.h"
#include "sync/client/SyncClient.h"
#include "sync/client/SyncThread.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/Enrol.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/PushCodec.h"

#include <QtTest>

#include <memory>

using namespace luotsi;
using namespace luotsi::tests;
using namespace luotsi::sync;
using base::ErrorCode;

namespace {

constexpr std::int64_t year = 365LL * 24 * 60 * 60 * 1000;
const client::CentreConnection::Limits quickLimits{700, 1024};

/// A device, a link and a centre on the loopback address.
class Stage
{
public:
    crypto::SystemRandom random;
    base::SystemClock clock;
    LoopbackCentre centre{random};
    FaultProxy proxy{centre.server().port()};
    protocol::DraftId draft = random.make<protocol::DraftId>();
    std::unique_ptr<InMemorySyncStore> store;
    std::unique_ptr<client::SyncClient> device;

    Stage()
    {
        const auto now = clock.wallMilliseconds();
        identity = centre.makeDevice(centre.url(proxy.port()), {now - 1000, now + year});
        store = std::make_unique<InMemorySyncStore>(identity.device);
    }

    ports::DeviceIdentity identity;

    void start()
    {
        client::SyncOptions options;
        options.limits = quickLimits;
        device = std::make_unique<client::SyncClient>(identity, *store, *store, clock, random, options);
        device->start();
    }

    protocol::Change answer()
    {
        protocol::ChangeHeader header;
        header.draft = draft;
        header.slot = random.make<protocol::SlotId>();
        header.form = random.make<protocol::FormHash>();
        header.key = random.make<protocol::KeyId>();
        return seal(header);
    }

    protocol::Change submission(const std::vector<protocol::BlobId> &attachments)
    {
        protocol::ChangeHeader header;
        header.draft = draft;
        header.slot = random.make<protocol::SlotId>();
        header.kind = protocol::ChangeKind::Submit;
        header.form = random.make<protocol::FormHash>();
        header.key = random.make<protocol::KeyId>();
        header.urgency = protocol::Urgency::Submission;
        header.attachments = attachments;
        std::sort(header.attachments.begin(), header.attachments.end());
        header.round = 1;
        header.submission = random.make<protocol::SubmissionId>();
        return seal(header);
    }

    [[nodiscard]] bool allSent() const
    {
        const auto queue = store->queue();
        return queue->empty() && store->incompleteSubmissions()->empty();
    }
    /// The records of every push that came, in the order in which they came.
    [[nodiscard]] std::vector<std::vector<std::uint64_t>> sequencesPushed() const
    {
        std::vector<std::vector<std::uint64_t>> pushes;
        for (const HttpRequest &request : centre.requests) {
            if (request.path != protocol::paths::changes)
                continue;
            std::vector<std::uint64_t> sequences;
            const auto batch = protocol::decodePushRequest(request.body);
            for (const auto &record : batch->records)
                sequences.push_back(record.envelope->sequence);
            pushes.push_back(sequences);
        }
        return pushes;
    }
    [[nodiscard]] bool everyChangeCountedOnce(std::size_t expected) const
    {
        return centre.changes.size() == expected &&
               std::all_of(centre.changes.begin(), centre.changes.end(),
                           [](const auto &change) { return change.second == 1; });
    }

private:
    protocol::Change seal(const protocol::ChangeHeader &header)
    {
        const auto change = protocol::makeChange(header, QByteArray(24, 'n'), QByteArray(144, 'c'));
        if (!change)
            qFatal("%s", qPrintable(change.error().detail));
        return *change;
    }
};

/// Waiting with the pressing of "send" in between, so that no test waits for a back-off of minutes.
#define VERIFY_IN_TIME(stage, condition)                                                                     \
    do {                                                                                                     \
        QElapsedTimer elapsed;                                                                               \
        elapsed.start();                                                                                     \
        while (!(condition) && elapsed.elapsed() < 8'000) {                                                  \
            (stage).device->submitted();                                                                     \
            QTest::qWait(50);                                                                                \
        }                                                                                                    \
        QVERIFY(condition);                                                                                  \
    } while (false)

} // namespace

class ClientFaultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodDay_everythingArrivesOnceWithAGenuineReceipt()
    {
        Stage stage;
        const auto blob = stage.store->addBlob(stage.draft, QByteArray(700'000, 'p'));
        stage.store->add(stage.answer());
        stage.store->add(stage.submission({blob}));
        stage.start();
        VERIFY_IN_TIME(stage, stage.allSent());
        QVERIFY(stage.everyChangeCountedOnce(2));
        QCOMPARE(stage.store->receipts.size(), 1U);
        QVERIFY(stage.store->receipts.begin()->second.complete);
        QCOMPARE(stage.device->connection().state, core::Connection::State::Online);
    }

    void F9_lostReply_isResentAndCountsOnce()
    {
        Stage stage;
        stage.store->add(stage.answer());
        stage.store->add(stage.submission({}));
        int cut = 0;
        stage.centre.tamper = [&cut](const HttpRequest &request, HttpReply &reply) {
            if (request.path == protocol::paths::changes && cut < 2)
                reply.cutAfter = cut++ == 0 ? 0 : 60; // nothing, then half of the head
        };
        stage.start();
        VERIFY_IN_TIME(stage, stage.allSent());
        QCOMPARE(cut, 2);
        QVERIFY(stage.everyChangeCountedOnce(2));
        QCOMPARE(stage.store->outcomes,
                 std::vector<protocol::PushOutcome>(2, protocol::PushOutcome::Duplicate));
        QCOMPARE(stage.centre.submissions.size(), 1U);
        QCOMPARE(stage.store->receipts.size(), 1U);
    }

    void F9_everyRequestTwice_countsOnce()
    {
        Stage stage;
        stage.centre.handleEverythingTwice = true;
        const auto blob = stage.store->addBlob(stage.draft, QByteArray(600'000, 'p'));
        stage.store->add(stage.answer());
        stage.store->add(stage.submission({blob}));
        stage.start();
        VERIFY_IN_TIME(stage, stage.allSent());
        QVERIFY(stage.everyChangeCountedOnce(2));
        QCOMPARE(stage.centre.submissions.size(), 1U);
        QCOMPARE(stage.centre.blobs[blob].size(), 600'000);
    }

    void F9_linkThatBreaksAfterAnyNumberOfBytes_losesNothing()
    {
        Stage stage;
        for (int index = 0; index < 20; ++index)
            stage.store->add(stage.answer());
        stage.start();
        for (qint64 bytes = 0; bytes < 9'000; bytes += 900) {
            stage.proxy.setFault({Fault::Kind::CutAfterSent, bytes, 0, -1});
            stage.proxy.cutAll();
            stage.device->submitted();
            QTest::qWait(60);
            stage.proxy.setFault({Fault::Kind::CutAfterReceived, bytes / 2, 0, -1});
            stage.proxy.cutAll();
            stage.device->submitted();
            QTest::qWait(60);
        }
        QVERIFY(stage.proxy.faultCount() > 5);
        stage.proxy.setFault({});
        VERIFY_IN_TIME(stage, stage.allSent());
        QVERIFY(stage.everyChangeCountedOnce(20));
    }

    void F11_halfOpenLink_isNoticedAndTheWorkGoesOn()
    {
        Stage stage;
        stage.store->add(stage.answer());
        stage.proxy.setFault({Fault::Kind::HalfOpen, 2'000, 0, 1});
        stage.start();
        QTRY_COMPARE_WITH_TIMEOUT(stage.device->connection().state, core::Connection::State::Offline, 5'000);
        QCOMPARE(stage.device->connection().reason, std::optional(ErrorCode::NetworkUnreachable));
        VERIFY_IN_TIME(stage, stage.allSent());
        QVERIFY(stage.everyChangeCountedOnce(1));
    }

    void F10_centreThatDribbles_isGivenUpAtTheRateFloor()
    {
        Stage stage;
        stage.store->add(stage.answer());
        stage.proxy.setFault({Fault::Kind::Dribble, 1'000, 100, 1});
        stage.start();
        VERIFY_IN_TIME(stage, stage.allSent());
        QCOMPARE(stage.proxy.faultCount(), 1);
        QVERIFY(stage.everyChangeCountedOnce(1));
    }

    void slowLink_isNoFault()
    {
        Stage stage;
        stage.store->add(stage.answer());
        stage.proxy.setFault({Fault::Kind::Delay, 0, 60, -1});
        stage.start();
        QTRY_VERIFY_WITH_TIMEOUT(stage.allSent(), 10'000);
        QCOMPARE(stage.centre.requests.front().path, QByteArray(protocol::paths::changes));
    }

    void F12_captivePortalInClear_isOffline()
    {
        Stage stage;
        stage.store->add(stage.answer());
        stage.proxy.setFault({Fault::Kind::PortalPage, 0, 0, -1});
        stage.start();
        QTRY_COMPARE_WITH_TIMEOUT(stage.device->connection().reason, std::optional(ErrorCode::CaptivePortal),
                                  5'000);
        QVERIFY(stage.store->attempt.nextAttemptAt > 0);
        stage.proxy.setFault({});
        VERIFY_IN_TIME(stage, stage.allSent());
    }

    void F12_pageOrRedirectInsteadOfAnAnswer_isACaptivePortalAndChangesNothing_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("location");
        QTest::newRow("page") << 200 << QByteArray("text/html") << QByteArray();
        QTest::newRow("page that says it is a problem") << 403 << QByteArray("text/html") << QByteArray();
        QTest::newRow("redirect to another host")
            << 302 << QByteArray("text/html") << QByteArray("https://127.0.0.2/");
        QTest::newRow("redirect to itself") << 307 << QByteArray() << QByteArray("/v1/changes");
        QTest::newRow("network authentication") << 511 << QByteArray("text/html") << QByteArray();
        QTest::newRow("problem of no known type")
            << 400 << QByteArray("application/problem+json") << QByteArray();
    }

    void F12_pageOrRedirectInsteadOfAnAnswer_isACaptivePortalAndChangesNothing()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, location);
        Stage stage;
        stage.store->add(stage.answer());
        bool portal = true;
        stage.centre.tamper = [&](const HttpRequest &, HttpReply &reply) {
            if (!portal)
                return;
            reply = {status, type, "<html>Welcome</html>", {}, -1, 0};
            if (!location.isEmpty())
                reply.headers.emplace_back("Location", location);
        };
        stage.start();
        QTRY_COMPARE_WITH_TIMEOUT(stage.device->connection().reason, std::optional(ErrorCode::CaptivePortal),
                                  5'000);
        QCOMPARE(stage.store->queue()->records, 1U);
        QVERIFY(stage.store->outcomes.empty());
        QTest::qWait(300);
        QVERIFY2(stage.centre.requests.size() < 3, "a captive portal must not be stormed");
        portal = false;
        VERIFY_IN_TIME(stage, stage.allSent());
    }

    void F12_certificateOfAnotherAuthority_isRefusedAndSeesNothing()
    {
        Stage stage;
        LoopbackCentre interceptor(stage.random);
        stage.store->add(stage.answer());
        stage.proxy.setCentrePort(interceptor.server().port());
        stage.start();
        QTRY_COMPARE_WITH_TIMEOUT(stage.device->connection().reason,
                                  std::optional(ErrorCode::CertificateRefused), 5'000);
        QVERIFY(interceptor.requests.empty());
        stage.proxy.setCentrePort(stage.centre.server().port());
        VERIFY_IN_TIME(stage, stage.allSent());
    }

    void F13_centreRestartsOnTheSamePort_andTheWorkGoesOn()
    {
        Stage stage;
        stage.start();
        QTRY_COMPARE_WITH_TIMEOUT(stage.device->connection().state, core::Connection::State::Online, 5'000);
        stage.centre.server().stop();
        stage.store->add(stage.answer());
        stage.device->submitted();
        QTRY_COMPARE_WITH_TIMEOUT(stage.device->connection().reason,
                                  std::optional(ErrorCode::NetworkUnreachable), 5'000);
        QVERIFY(stage.store->attempt.nextAttemptAt > 0);
        QVERIFY(stage.centre.server().resume());
        VERIFY_IN_TIME(stage, stage.allSent());
        QVERIFY(stage.everyChangeCountedOnce(1));
    }

    void F13_withoutAnybodyPressingAnything_theWaitEndsByItself()
    {
        Stage stage;
        stage.centre.server().stop();
        stage.store->add(stage.answer());
        stage.start();
        QTRY_COMPARE_WITH_TIMEOUT(stage.device->connection().state, core::Connection::State::Offline, 5'000);
        QVERIFY(stage.centre.server().resume());
        QTRY_VERIFY_WITH_TIMEOUT(stage.allSent(), 30'000);
    }

    void F14_busyCentre_isLeftAloneForAsLongAsItAsks()
    {
        Stage stage;
        stage.store->add(stage.answer());
        bool busy = true;
        stage.centre.tamper = [&busy](const HttpRequest &, HttpReply &reply) {
            if (busy)
                reply = problem(ErrorCode::ServerBusy, 2);
        };
        stage.start();
        QTRY_COMPARE_WITH_TIMEOUT(stage.device->connection().reason, std::optional(ErrorCode::ServerBusy),
                                  5'000);
        busy = false;
        const std::size_t before = stage.centre.requests.size();
        for (int press = 0; press < 10; ++press) {
            stage.device->submitted();
            QTest::qWait(100);
        }
        QCOMPARE(stage.centre.requests.size(), before);
        VERIFY_IN_TIME(stage, stage.allSent());
    }

    void F18_expiredCertificate_isRenewedInGraceAndTheWorkGoesOn()
    {
        Stage stage;
        stage.store->add(stage.answer());
        stage.centre.tamper = [&stage](const HttpRequest &request, HttpReply &reply) {
            if (request.path != protocol::paths::reenrol && stage.centre.certificatesMade == 0)
                reply = problem(ErrorCode::CertificateExpired);
        };
        stage.start();
        VERIFY_IN_TIME(stage, stage.allSent());
        QVERIFY(stage.store->savedIdentity.has_value());
        QVERIFY(stage.store->savedIdentity->privateKeyPem != stage.identity.privateKeyPem);
    }

    void F19_newRootNobodyKnownVouchesFor_isNotTakenAndTheRestGoesOn()
    {
        Stage stage;
        stage.store->add(stage.answer());
        const auto now = stage.clock.wallMilliseconds();
        const auto stranger =
            *pki::makeAuthority(QStringLiteral("Stranger"), {now - 1000, now + year}, stage.random);
        int refused = 0;
        stage.centre.tamper = [&](const HttpRequest &request, HttpReply &reply) {
            if (request.path != protocol::paths::reenrol && stage.centre.certificatesMade == 0)
                reply = problem(ErrorCode::CertificateExpired);
            if (request.path == protocol::paths::reenrol && refused++ == 0) {
                auto message = *protocol::decodeEnrolReply(reply.body);
                message.successionPem = stranger.certificatePem;
                reply.body = protocol::encodeEnrolReply(message);
            }
        };
        stage.start();
        VERIFY_IN_TIME(stage, stage.allSent());
        VERIFY_IN_TIME(stage, stage.store->savedIdentity.has_value());
        QVERIFY(refused > 1);
        QCOMPARE(stage.store->savedIdentity->authorityPem, stage.identity.authorityPem);
    }

    void F31_attachment_goesOnAtTheOffsetAfterACut()
    {
        Stage stage;
        const QByteArray bytes(2'000'000, 'p');
        const auto blob = stage.store->addBlob(stage.draft, bytes);
        stage.proxy.setFault({Fault::Kind::CutAfterSent, 900'000, 0, 1});
        stage.start();
        VERIFY_IN_TIME(stage, stage.allSent());
        QCOMPARE(stage.proxy.faultCount(), 1);
        QCOMPARE(stage.centre.blobs[blob], bytes);
        qint64 uploaded = 0;
        for (const HttpRequest &request : stage.centre.requests)
            uploaded += request.method == "PATCH" ? request.body.size() : 0;
        QCOMPARE(uploaded, bytes.size()); // nothing that had arrived was sent again
    }

    void F31_lostReplyOfASegment_goesOnWhereTheCentreStands()
    {
        Stage stage;
        const QByteArray bytes(900'000, 'p');
        const auto blob = stage.store->addBlob(stage.draft, bytes);
        int cut = 0;
        stage.centre.tamper = [&cut](const HttpRequest &request, HttpReply &reply) {
            if (request.method == "PATCH" && cut++ == 1)
                reply.cutAfter = 0;
        };
        stage.start();
        VERIFY_IN_TIME(stage, stage.allSent());
        QCOMPARE(stage.centre.blobs[blob], bytes);
        QVERIFY(stage.store->refusedBlobs.empty());
    }

    void F31_attachmentThatNeverVerifies_isPutAsideVisibly()
    {
        Stage stage;
        const auto blob = stage.store->addBlob(stage.draft, QByteArray(400'000, 'p'));
        stage.centre.tamper = [&stage, blob](const HttpRequest &request, HttpReply &) {
            if (request.method == "PATCH" && !stage.centre.blobs[blob].isEmpty())
                stage.centre.blobs[blob][0] = 'x'; // the centre's disk rots
        };
        stage.start();
        VERIFY_IN_TIME(stage, !stage.store->refusedBlobs.empty());
        stage.store->add(stage.answer());
        VERIFY_IN_TIME(stage, stage.allSent());
    }

    void F24_replyThatIsNoReply_changesNothingAndIsTriedAgain_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("garbage") << QByteArray("\xff\xff\xff\xff");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("larger than any reply may be") << QByteArray(6 * 1024 * 1024, 'x');
    }

    void F24_replyThatIsNoReply_changesNothingAndIsTriedAgain()
    {
        QFETCH(QByteArray, body);
        Stage stage;
        stage.store->add(stage.answer());
        bool bad = true;
        stage.centre.tamper = [&](const HttpRequest &request, HttpReply &reply) {
            if (bad && request.path == protocol::paths::changes)
                reply.body = body;
        };
        stage.start();
        QTRY_VERIFY_WITH_TIMEOUT(stage.store->attempt.tries > 0, 5'000);
        QVERIFY(stage.store->outcomes.empty());
        bad = false;
        VERIFY_IN_TIME(stage, stage.allSent());
        QVERIFY(stage.everyChangeCountedOnce(1));
    }

    void F25_receiptTheCentreDidNotSign_isNotShownAsReceived()
    {
        Stage stage;
        LoopbackCentre other(stage.random);
        stage.identity.receiptKey = other.makeDevice({}, {0, year}).receiptKey;
        stage.store->add(stage.submission({}));
        stage.start();
        QTRY_VERIFY_WITH_TIMEOUT(stage.store->attempt.tries > 0, 5'000);
        QVERIFY(stage.store->receipts.empty());
        QCOMPARE(stage.store->queue()->records, 1U);
    }

    void resumeCodes_leaveTheDeviceAfterItsRecords_andBringTheDraftElsewhere()
    {
        Stage stage;
        const auto lookup = stage.random.make<protocol::LookupId>();
        protocol::Wrap wrap;
        wrap.draft = stage.draft;
        wrap.key = stage.random.make<protocol::KeyId>();
        wrap.reader = stage.random.make<protocol::KeyId>();
        wrap.sealed = QByteArray(120, 'w');
        stage.store->addCode({lookup, wrap, stage.clock.wallMilliseconds() + year});
        for (int index = 0; index < 5; ++index)
            stage.store->add(stage.answer());
        stage.start();
        VERIFY_IN_TIME(stage, stage.allSent());
        QCOMPARE(stage.centre.codes.size(), 1U);

        std::optional<base::Result<client::ClaimedDraft>> claimed;
        stage.device->claim(lookup, [&claimed](const auto &draft) { claimed = draft; });
        QTRY_VERIFY(claimed.has_value());
        QVERIFY2(claimed->ok(), claimed->ok() ? "" : qPrintable(claimed->error().detail));
        QCOMPARE((*claimed)->changes.size(), 5U);
        QCOMPARE((*claimed)->wrap.sealed, wrap.sealed);

        claimed.reset();
        stage.device->claim(stage.random.make<protocol::LookupId>(),
                            [&claimed](const auto &draft) { claimed = draft; });
        QTRY_VERIFY(claimed.has_value());
        QCOMPARE(claimed->error().code, ErrorCode::CodeRefused);
    }

    void enrolment_makesADeviceThatCanSend()
    {
        Stage stage;
        const auto identity =
            client::enrolment::enrol(stage.centre.url(stage.proxy.port()), stage.centre.oneTimeCode,
                                     stage.centre.rootFingerprint(), quickLimits);
        QVERIFY2(identity.ok(), identity.ok() ? "" : qPrintable(identity.error().detail));
        stage.identity = *identity;
        stage.store->add(stage.answer());
        stage.start();
        VERIFY_IN_TIME(stage, stage.allSent());
    }

    void enrolment_neverSendsTheCodeToACentreWithAnotherRoot()
    {
        Stage stage;
        LoopbackCentre other(stage.random);
        const auto identity = client::enrolment::enrol(other.url(other.server().port()), other.oneTimeCode,
                                                       stage.centre.rootFingerprint(), quickLimits);
        QCOMPARE(identity.error().code, ErrorCode::CertificateRefused);
        QCOMPARE(other.requests.size(), 1U);
    }

    void enrolment_wrongCodeIsRefused_andALostReplyUsesUpNothing()
    {
        Stage stage;
        const QUrl url = stage.centre.url(stage.proxy.port());
        const auto wrong = client::enrolment::enrol(url, QStringLiteral("XXXX"),
                                                    stage.centre.rootFingerprint(), quickLimits);
        QCOMPARE(wrong.error().code, ErrorCode::EnrolmentRefused);
        int cut = 0;
        stage.centre.tamper = [&cut](const HttpRequest &request, HttpReply &reply) {
            if (request.path == protocol::paths::enrol && cut++ == 0)
                reply.cutAfter = 0;
        };
        const auto identity = client::enrolment::enrol(url, stage.centre.oneTimeCode,
                                                       stage.centre.rootFingerprint(), quickLimits);
        QVERIFY(identity.ok());
        QCOMPARE(stage.centre.certificatesMade, 1);
    }

    void longQueue_leavesInOrderAndIsReadAhead()
    {
        constexpr std::uint64_t waiting = 2 * protocol::maximumBatchRecords + 200;
        Stage stage;
        for (std::uint64_t number = 0; number < waiting; ++number)
            stage.store->add(stage.answer());
        {
            client::SyncThread thread(stage.identity, *stage.store, *stage.store, stage.clock, stage.random,
                                      {quickLimits, year});
            thread.start();
            QTRY_COMPARE_WITH_TIMEOUT(stage.centre.changes.size(), waiting, 8'000);
            QTRY_COMPARE(thread.connection().state, core::Connection::State::Online);
            QTest::qWait(200); // the last answer is applied
        }
        const auto pushes = stage.sequencesPushed();
        QCOMPARE(pushes.size(), std::size_t{3});
        std::uint64_t last = 0;
        for (const auto &sequences : pushes) {
            for (const std::uint64_t sequence : sequences)
                QCOMPARE(sequence, ++last);
        }
        QVERIFY(stage.allSent());
        QVERIFY(stage.everyChangeCountedOnce(waiting));
        QVERIFY(stage.store->readsAhead >= 2);
    }

    void longQueueWhoseSecondAnswerIsLost_countsOnce()
    {
        constexpr std::uint64_t waiting = 2 * protocol::maximumBatchRecords + 200;
        Stage stage;
        for (std::uint64_t number = 0; number < waiting; ++number)
            stage.store->add(stage.answer());
        int pushes = 0;
        stage.centre.tamper = [&pushes](const HttpRequest &request, HttpReply &reply) {
            if (request.path == protocol::paths::changes && ++pushes == 2)
                reply.cutAfter = 0;
        };
        stage.start();
        VERIFY_IN_TIME(stage, stage.allSent());
        QVERIFY(pushes >= 4);
        QVERIFY(stage.everyChangeCountedOnce(waiting));
        const auto &outcomes = stage.store->outcomes;
        QCOMPARE(outcomes.size(), waiting);
        QCOMPARE(static_cast<std::size_t>(
                     std::count(outcomes.begin(), outcomes.end(), protocol::PushOutcome::Duplicate)),
                 protocol::maximumBatchRecords);
    }

    void thread_sendsWhileTheScreenDoesOtherThings()
    {
        Stage stage;
        stage.store->add(stage.answer());
        int progress = 0;
        {
            client::SyncThread thread(stage.identity, *stage.store, *stage.store, stage.clock, stage.random,
                                      {quickLimits, year});
            connect(&thread, &client::SyncThread::progressed, this, [&progress] { ++progress; });
            thread.start();
            QTRY_COMPARE_WITH_TIMEOUT(thread.connection().state, core::Connection::State::Online, 5'000);
            QTRY_VERIFY(progress > 0);
        }
        QVERIFY(stage.allSent());
    }
};

QTEST_GUILESS_MAIN(ClientFaultTest)
#include "ClientFaultTest.moc"
