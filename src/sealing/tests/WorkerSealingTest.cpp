#include "sealing/WorkerSealing.h"
#include "crypto/Sodium.h"
#include "crypto/SystemRandom.h"
#include "sealing/TimeSigning.h"
#include "sealing/WrapSealing.h"

#include <QFile>
#include <QJsonDocument>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::sealing;
using base::ErrorCode;

namespace {

crypto::SystemRandom random_;

struct Worker
{
    crypto::SigningKey signing = *crypto::SigningKey::generate(random_);
    crypto::BoxKeyPair box = *crypto::BoxKeyPair::generate(random_);
    crypto::BoxKeyPair device = *crypto::BoxKeyPair::generate(random_);

    [[nodiscard]] protocol::WorkerGrant grant() const
    {
        return {random_.make<protocol::ActorId>(),
                QStringLiteral("worker"),
                QStringLiteral("north"),
                random_.make<protocol::DeviceId>(),
                signing.publicKey,
                box.publicKey,
                device.publicKey,
                100,
                200};
    }
};

} // namespace

class WorkerSealingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise().ok()); }

    void certificate_holdsForItsRootAndItsTime()
    {
        const auto root = *crypto::SigningKey::generate(random_);
        const auto other = *crypto::SigningKey::generate(random_);
        const auto certificate = *certifyWorker(Worker().grant(), root);
        QVERIFY(checkWorker(certificate, root.publicKey, 150).ok());
        QCOMPARE(checkWorker(certificate, other.publicKey, 150).error().code, ErrorCode::SignatureInvalid);
        QCOMPARE(checkWorker(certificate, root.publicKey, 99).error().code, ErrorCode::CertificateExpired);
        QCOMPARE(checkWorker(certificate, root.publicKey, 201).error().code, ErrorCode::CertificateExpired);
        auto risen = certificate;
        risen.grant.scope = QStringLiteral("south");
        QCOMPARE(checkWorker(risen, root.publicKey, 150).error().code, ErrorCode::SignatureInvalid);
    }

    void request_isTheWorkersOwnAndForOneDraft()
    {
        const Worker worker;
        const auto root = *crypto::SigningKey::generate(random_);
        const auto certificate = *certifyWorker(worker.grant(), root);
        const protocol::RewrapOrder order{random_.make<protocol::RequestId>(),
                                          random_.make<protocol::DraftId>(), certificate.grant.device,
                                          QStringLiteral("hand-over"), 1};
        const auto request = *signRewrap(order, certificate, worker.signing);
        QVERIFY(checkRewrap(request).ok());
        auto moved = request;
        moved.order.draft = random_.make<protocol::DraftId>();
        QCOMPARE(checkRewrap(moved).error().code, ErrorCode::SignatureInvalid);
        const auto forged = *signRewrap(order, certificate, *crypto::SigningKey::generate(random_));
        QCOMPARE(checkRewrap(forged).error().code, ErrorCode::SignatureInvalid);
    }

    void wrap_opensWithBothKeysOnly()
    {
        const Worker worker;
        const Worker thief;
        const auto draft = random_.make<protocol::DraftId>();
        const auto keys = *DraftKeys::create(random_);
        const auto wrap = *sealWorkerWrap(draft, keys, worker.grant());
        const auto opened = openWorkerWrap(wrap, draft, worker.box, worker.device);
        QVERIFY(opened.ok() && opened->draftKey.view() == keys.draftKey.view());
        QVERIFY(!openWorkerWrap(wrap, draft, worker.box, thief.device));
        QVERIFY(!openWorkerWrap(wrap, draft, thief.box, worker.device));
        QVERIFY(!openWrap(wrap, protocol::WrapPurpose::Worker, draft, worker.box));
    }

    void wrap_movedToAnotherDraftIsRefused()
    {
        const Worker worker;
        const auto draft = random_.make<protocol::DraftId>();
        const auto other = random_.make<protocol::DraftId>();
        auto wrap = *sealWorkerWrap(draft, *DraftKeys::create(random_), worker.grant());
        QCOMPARE(openWorkerWrap(wrap, other, worker.box, worker.device).error().code,
                 ErrorCode::WrapMismatch);
        wrap.draft = other;
        QCOMPARE(openWorkerWrap(wrap, other, worker.box, worker.device).error().code,
                 ErrorCode::WrapMismatch);
    }

    void signaturesOfAnotherImplementation_hold()
    {
        QFile file(QStringLiteral(LUOTSI_SOURCE_DIR "/sync/protocol/vectors/control.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonDocument json = QJsonDocument::fromJson(file.readAll());
        const auto hex = [](const QJsonValue &value) {
            return QByteArray::fromHex(value.toString().toLatin1());
        };
        const auto request = protocol::decodeRewrapRequest(hex(json[u"rewrap"][u"bytes"]));
        const QByteArray key = hex(json[u"rewrap"][u"signingKey"]);
        QVERIFY(request.ok());
        QVERIFY(checkRewrap(*request).ok());
        QVERIFY(checkWorker(request->certificate, key, 1'790'000'000'000).ok());
        QVERIFY(verifyTime(json[u"feedPage"][u"serverTime"].toInteger(), hex(json[u"feedPage"][u"signature"]),
                           key)
                    .ok());
    }

    void time_isTheCentresWord()
    {
        const auto key = *crypto::SigningKey::generate(random_);
        const auto signature = *signTime(1790000000000, key);
        QVERIFY(verifyTime(1790000000000, signature, key.publicKey).ok());
        QVERIFY(!verifyTime(1790000000001, signature, key.publicKey));
    }
};

QTEST_APPLESS_MAIN(WorkerSealingTest)
#include "WorkerSealingTest.moc"
