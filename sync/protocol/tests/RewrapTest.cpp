#include "sync/protocol/Rewrap.h"
#include "sync/protocol/ChangeCodec.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::sync::protocol;

namespace {

template<typename Id> Id filled(char letter)
{
    return *Id::fromBytes(QByteArray(static_cast<qsizetype>(Id::size), letter));
}

RewrapRequest request()
{
    RewrapRequest result;
    result.order = {filled<RequestId>('r'), filled<DraftId>('d'), filled<DeviceId>('v'),
                    QStringLiteral("hand-over"), 1790000000000};
    result.certificate.grant = {filled<ActorId>('a'),
                                QStringLiteral("worker"),
                                QStringLiteral("north"),
                                filled<DeviceId>('v'),
                                QByteArray(32, 's'),
                                QByteArray(32, 'b'),
                                QByteArray(32, 'x'),
                                1,
                                2};
    result.certificate.signature = QByteArray(64, 'c');
    result.signature = QByteArray(64, 'w');
    return result;
}

} // namespace

class RewrapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void request_comesBack()
    {
        const auto decoded = decodeRewrapRequest(encodeRewrapRequest(request()));
        QVERIFY(decoded.ok());
        QVERIFY(*decoded == request());
        const auto certificate = decodeWorkerCertificate(encodeWorkerCertificate(request().certificate));
        QVERIFY(certificate.ok() && *certificate == request().certificate);
    }

    void request_withWhatIsNoWordIsRefused()
    {
        for (const char *text : {"", "A sentence about somebody.", "Virpi", "a_b"}) {
            auto reason = request();
            reason.order.reason = QString::fromLatin1(text);
            QVERIFY(!decodeRewrapRequest(encodeRewrapRequest(reason)));
            auto scope = request();
            scope.certificate.grant.scope = QString::fromLatin1(text);
            QVERIFY(!decodeRewrapRequest(encodeRewrapRequest(scope)));
        }
    }

    void request_withKeysOfAnotherLengthIsRefused()
    {
        auto key = request();
        key.certificate.grant.deviceBoxKey.chop(1);
        QVERIFY(!decodeRewrapRequest(encodeRewrapRequest(key)));
        auto signature = request();
        signature.signature.append('x');
        QVERIFY(!decodeRewrapRequest(encodeRewrapRequest(signature)));
    }

    void signedBytes_differForEveryField()
    {
        const auto order = request().order;
        auto other = order;
        other.draft = filled<DraftId>('e');
        QVERIFY(rewrapSignedBytes(order) != rewrapSignedBytes(other));
        other = order;
        other.device = filled<DeviceId>('e');
        QVERIFY(rewrapSignedBytes(order) != rewrapSignedBytes(other));
        auto grant = request().certificate.grant;
        grant.scope = QStringLiteral("south");
        QVERIFY(workerSignedBytes(grant) != workerSignedBytes(request().certificate.grant));
    }

    void reply_comesBackWithItsWraps()
    {
        const Wrap wrap{WrapPurpose::Worker, filled<DraftId>('d'), filled<KeyId>('k'), filled<KeyId>('r'),
                        "sealed"};
        const auto decoded = decodeRewrapReply(encodeRewrapReply({{wrap, wrap}}));
        QVERIFY(decoded.ok());
        QCOMPARE(decoded->wraps.size(), std::size_t(2));
        QCOMPARE(encodeWrap(decoded->wraps[1]), encodeWrap(wrap));
        const RewrapReply tooMany{std::vector<Wrap>(maximumRewraps + 1, wrap)};
        QVERIFY(!decodeRewrapReply(encodeRewrapReply(tooMany)));
    }
};

QTEST_APPLESS_MAIN(RewrapTest)
#include "RewrapTest.moc"
