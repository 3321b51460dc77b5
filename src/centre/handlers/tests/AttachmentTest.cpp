#include "centre/handlers/tests/CentreScene.h"

#include "sealing/BlobSealing.h"
#include "sealing/ReceiptSigning.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/PushCodec.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::centre::handlers;
using protocol::ProblemType;
namespace paths = sync::protocol::paths;

namespace {

/// An attachment of a submitted draft, on its way.
struct Upload
{
    CentreScene centre;
    TestDevice device = centre.device();
    TestDraft draft = device.newDraft();
    sealing::SealedBlob blob = *sealing::sealBlob(QByteArray(150'000, 'p'), centre.random);

    [[nodiscard]] QByteArray path() const { return QByteArray(paths::blobs) + '/' + blob.id.toHex(); }
    [[nodiscard]] Response announce()
    {
        const auto body =
            protocol::encodeBlobCreate({blob.id, draft.id, static_cast<std::uint64_t>(blob.sealed.size())});
        return centre.send(Method::Post, paths::blobs, body, &device);
    }
    [[nodiscard]] Response append(std::uint64_t offset, const QByteArray &bytes)
    {
        return centre.send(Method::Patch, path(), bytes, &device, offset);
    }
    [[nodiscard]] protocol::Receipt submit()
    {
        const protocol::AttachmentRef ref{sealing::attachmentName(blob.id, u"jpg"), blob.id, blob.key,
                                          QStringLiteral("image/jpeg"), 150'000};
        const auto reply = centre.push(device, {device.next(draft, device.submit(draft, 1, {}, {ref}))});
        return *reply.results.front().receipt;
    }
    [[nodiscard]] protocol::Receipt receipt(const protocol::Receipt &of)
    {
        const auto response = centre.send(Method::Get, paths::receipts + of.submission.toHex(), {}, &device);
        return *protocol::decodeReceipt(response.body);
    }
};

std::optional<std::uint64_t> trueOffset(const Response &response)
{
    const auto problem = CentreScene::problemOf(response);
    return problem && problem->type == ProblemType::OffsetMismatch ? problem->offset : std::nullopt;
}

} // namespace

class AttachmentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSubmissionIsCompleteOnlyWhenTheLastAttachmentIsVerified()
    {
        Upload upload;
        const auto received = upload.submit();
        QVERIFY(!received.complete);
        QVERIFY(received.missing == std::vector{upload.blob.id});
        QCOMPARE(upload.announce().status, 201);
        QCOMPARE(upload.append(0, upload.blob.sealed.left(100'000)).status, 200);
        QVERIFY(!upload.receipt(received).complete);
        QCOMPARE(upload.append(100'000, upload.blob.sealed.mid(100'000)).status, 200);
        const auto complete = upload.receipt(received);
        QVERIFY(complete.complete && complete.missing.empty());
        QCOMPARE(complete.receivedAt, received.receivedAt);
        QCOMPARE(complete.reference, received.reference);
        QVERIFY(sealing::verifyReceipt(complete, upload.device.reply.receiptKey).ok());
        const auto whole = upload.centre.send(Method::Get, upload.path(), {}, &upload.device);
        QCOMPARE(whole.body, upload.blob.sealed);
    }

    void aLargeAttachmentIsGivenInRangesAlone()
    {
        Upload upload;
        upload.blob = *sealing::sealBlob(QByteArray(5'000'000, 'f'), upload.centre.random);
        (void)upload.announce();
        (void)upload.append(0, upload.blob.sealed);
        const auto whole = upload.centre.send(Method::Get, upload.path(), {}, &upload.device);
        QCOMPARE(whole.status, 413);
        Request request;
        request.path = upload.path();
        request.clientCertificatePem = upload.device.certificatePem;
        request.range = std::pair(std::uint64_t(4'000'000), std::uint64_t(4'000'099));
        const auto part = upload.centre.router->handle(request);
        QCOMPARE(part.status, 206);
        QCOMPARE(part.body, upload.blob.sealed.mid(4'000'000, 100));
    }

    void anAttachmentThatCameFirstLeavesNothingMissing()
    {
        Upload upload;
        (void)upload.announce();
        (void)upload.append(0, upload.blob.sealed);
        QVERIFY(upload.submit().complete);
    }

    void anAttachmentThatHasOnlyBegunIsMissing()
    {
        Upload upload;
        (void)upload.announce();
        (void)upload.append(0, upload.blob.sealed.left(1000));
        QVERIFY(upload.submit().missing == std::vector{upload.blob.id});
    }

    void aWrongOffsetIsToldTheTrueOneAndGoesOn()
    {
        Upload upload;
        (void)upload.announce();
        QCOMPARE(upload.append(0, upload.blob.sealed.left(1000)).status, 200);
        const auto repeated = upload.append(0, upload.blob.sealed.left(1000));
        QCOMPARE(repeated.status, 409);
        QCOMPARE(*trueOffset(repeated), std::uint64_t(1000));
        QCOMPARE(*trueOffset(upload.append(5000, "ahead")), std::uint64_t(1000));
        const auto head = upload.centre.send(Method::Head, upload.path(), {}, &upload.device);
        QVERIFY(head.headers.front().second == "1000");
        QCOMPARE(upload.append(1000, upload.blob.sealed.mid(1000)).status, 200);
    }

    void bytesThatAreNotTheAttachmentsStartOverAndThenStop()
    {
        Upload upload;
        (void)upload.announce();
        QByteArray wrong = upload.blob.sealed;
        wrong[17] = static_cast<char>(wrong[17] ^ 1);
        QCOMPARE(*trueOffset(upload.append(0, wrong)), std::uint64_t(0));
        QCOMPARE(*trueOffset(upload.append(0, wrong)), std::uint64_t(0));
        QCOMPARE(CentreScene::problemOf(upload.append(0, wrong))->type, ProblemType::Quarantined);
        QVERIFY(!upload.centre.rows([&](auto &rows) { return (**rows.blob(upload.blob.id)).verified; }));
        QCOMPARE(upload.append(0, upload.blob.sealed).status, 200);
    }

    void announcingTwiceIsOneAttachmentAndAnotherSizeIsRefused()
    {
        Upload upload;
        QCOMPARE(upload.announce().status, 201);
        (void)upload.append(0, upload.blob.sealed.left(10));
        const auto again = upload.announce();
        QCOMPARE(again.status, 200);
        QCOMPARE(protocol::decodeBlobState(again.body)->offset, std::uint64_t(10));
        const auto other = protocol::encodeBlobCreate({upload.blob.id, upload.draft.id, 5});
        QCOMPARE(upload.centre.send(Method::Post, paths::blobs, other, &upload.device).status, 400);
    }

    void moreBytesThanAnnouncedAreRefused()
    {
        Upload upload;
        (void)upload.announce();
        QCOMPARE(upload.append(0, upload.blob.sealed + 'x').status, 400);
        QCOMPARE(upload.append(0, {}).status, 400);
        QCOMPARE(upload.append(0, upload.blob.sealed).status, 200);
    }

    void anotherScopeIsNotToldThatAnAttachmentExists()
    {
        Upload upload;
        (void)upload.submit();
        (void)upload.announce();
        (void)upload.append(0, upload.blob.sealed);
        const auto stranger = upload.centre.device(QStringLiteral("south"));
        for (const Method method : {Method::Get, Method::Head})
            QCOMPARE(upload.centre.send(method, upload.path(), {}, &stranger).status, 404);
        QCOMPARE(upload.centre.send(Method::Patch, upload.path(), "evil", &stranger, 0).status, 404);
    }
};

QTEST_APPLESS_MAIN(AttachmentTest)
#include "AttachmentTest.moc"
