#include "centre/storage/tests/StorageContract.h"
#include "centre/storage/tests/ContractSteps.h"

#include <QtTest>

#include <algorithm>

namespace luotsi::centre::storage {

using namespace contract;

void StorageContract::init()
{
    m_storage = makeStorage();
    QVERIFY(m_storage != nullptr);
}

void StorageContract::cleanup()
{
    m_storage.reset();
}

void StorageContract::anErrorRollsEverythingBack()
{
    const auto failed = m_storage->write([](Transaction &rows) -> Result<void> {
        STEP(rows.putDevice(device()));
        STEP(rows.raiseCounter("c", 1, 5));
        return base::ErrorCode::QuotaExceeded;
    });
    QVERIFY(!failed.ok());
    QCOMPARE(failed.error().code, base::ErrorCode::QuotaExceeded);
    WRITE({
        EXPECT(!rows.device(deviceA)->has_value());
        EXPECT(*rows.raiseCounter("c", 1, 0) == 0);
    });
}

void StorageContract::aReadLeavesNothingBehind()
{
    WRITE(STEP(rows.putSetting("s", "1")););
    QByteArray seen;
    verifyOk(m_storage->read([&](Transaction &rows) -> Result<void> {
        seen = **rows.setting("s");
        return {};
    }),
             __LINE__);
    QCOMPARE(seen, QByteArray("1"));
}

void StorageContract::aDeviceIsFoundByIdAndByItsKey()
{
    WRITE({
        STEP(rows.putDevice(device()));
        EXPECT(**rows.device(deviceA) == device());
        EXPECT(**rows.lockDevice(deviceA) == device());
        EXPECT(**rows.deviceByRequestKey(QByteArray(32, 'k')) == device());
        EXPECT(!rows.deviceByRequestKey(QByteArray(32, 'z'))->has_value());
        Device revoked = device();
        revoked.revoked = true;
        revoked.requestKey = QByteArray(32, 'n');
        STEP(rows.putDevice(revoked));
        EXPECT(**rows.device(deviceA) == revoked);
        EXPECT(rows.devices()->size() == 1);
        EXPECT(!rows.deviceByRequestKey(QByteArray(32, 'k'))->has_value());
    });
}

void StorageContract::aCodeRemembersWhoUsedIt()
{
    WRITE({
        EnrolmentCode fresh{QByteArray(32, 'h'),
                            QStringLiteral("kiosk"),
                            QStringLiteral("library"),
                            QStringLiteral("north"),
                            500,
                            {}};
        STEP(rows.putEnrolmentCode(fresh));
        EXPECT(**rows.enrolmentCode(fresh.codeHash) == fresh);
        EXPECT(!rows.enrolmentCode(QByteArray(32, 'i'))->has_value());
        fresh.usedBy = QByteArray(32, 'k');
        STEP(rows.putEnrolmentCode(fresh));
        EXPECT((*rows.enrolmentCode(fresh.codeHash))->usedBy == QByteArray(32, 'k'));
    });
}

void StorageContract::aCounterAddsWithinItsWindowOnly()
{
    WRITE({
        EXPECT(*rows.raiseCounter("tries", 7, 2) == 2);
        EXPECT(*rows.raiseCounter("tries", 7, 3) == 5);
        EXPECT(*rows.raiseCounter("tries", 8, 1) == 1);
        EXPECT(*rows.raiseCounter("other", 7, 1) == 1);
        STEP(rows.dropCountersBefore(8));
        EXPECT(*rows.raiseCounter("tries", 7, 0) == 0);
        EXPECT(*rows.raiseCounter("tries", 8, 0) == 1);
    });
}

void StorageContract::aDraftKeepsItsFirstRowAndGathersScopes()
{
    WRITE({
        STEP(rows.putDevice(device()));
        EXPECT(!rows.draft(draftA)->has_value());
        STEP(rows.addDraft(draft(draftA)));
        Draft other = draft(draftA);
        other.createdAt = 999;
        other.scopes = {QStringLiteral("elsewhere")};
        STEP(rows.addDraft(other));
        EXPECT(**rows.draft(draftA) == draft(draftA));
        STEP(rows.addDraftScope(draftA, QStringLiteral("east")));
        STEP(rows.addDraftScope(draftA, QStringLiteral("north")));
        EXPECT(
            ((*rows.draft(draftA))->scopes == std::vector{QStringLiteral("east"), QStringLiteral("north")}));
    });
}

void StorageContract::aChainGivesBackEveryEnvelope()
{
    const ChainName name{draftA, deviceA, id<protocol::EpochId>('e')};
    const ChainName other{draftA, deviceA, id<protocol::EpochId>('f')};
    const EnvelopeEntry first{1, id<protocol::EnvelopeHash>('1'), id<protocol::ChangeId>('p'),
                              protocol::PushOutcome::Stored, base::ErrorCode::Internal};
    const EnvelopeEntry second{2, id<protocol::EnvelopeHash>('2'), id<protocol::ChangeId>('q'),
                               protocol::PushOutcome::Refused, base::ErrorCode::Erased};
    WRITE({
        STEP(withDraft(rows));
        EXPECT(*rows.chain(name) == ChainHead{});
        STEP(rows.appendEnvelope(name, first));
        STEP(rows.appendEnvelope(name, second));
        EXPECT((*rows.chain(name) == ChainHead{2, second.hash}));
        EXPECT(**rows.envelope(name, 1) == first);
        EXPECT(**rows.envelope(name, 2) == second);
        EXPECT(!rows.envelope(name, 3)->has_value());
        EXPECT(*rows.chain(other) == ChainHead{});
    });
}

void StorageContract::aChangeIsStoredOnceInOrderOfArrival()
{
    WRITE({
        STEP(withDraft(rows));
        STEP(rows.addDraft(draft(draftB)));
        EXPECT(*rows.addChange(change('z')));
        EXPECT(*rows.addChange(change('m')));
        EXPECT(*rows.addChange(change('n', draftB)));
        EXPECT(!*rows.addChange(change('z')));
        EXPECT((*rows.changesOf(draftA) == std::vector{change('z'), change('m')}));
        EXPECT(**rows.change(id<protocol::ChangeId>('n')) == change('n', draftB));
        EXPECT(!rows.change(id<protocol::ChangeId>('o'))->has_value());
    });
}

void StorageContract::quarantineKeepsBytesApart()
{
    const QuarantinedChange row{id<protocol::ChangeId>('q'), draftA, deviceA,
                                base::ErrorCode::Revoked,    5,      "bytes"};
    WRITE({
        STEP(withDraft(rows));
        STEP(rows.addQuarantined(row));
        STEP(rows.addQuarantined(row));
        EXPECT(*rows.quarantined(draftA, deviceA) == std::vector{row});
        STEP(rows.addQuarantined({id<protocol::ChangeId>('n'), draftB, deviceA,
                                  base::ErrorCode::MalformedInput, 6, QByteArrayLiteral("")}));
        EXPECT(rows.quarantined(draftB, deviceA)->front().bytes.isEmpty());
        STEP(rows.dropQuarantined(id<protocol::ChangeId>('n'), deviceA));
        EXPECT(rows.quarantined(draftB, deviceA)->empty());
        EXPECT(rows.quarantined(draftA, id<protocol::DeviceId>('o'))->empty());
        EXPECT(rows.changesOf(draftA)->empty());
    });
}

void StorageContract::quarantineIsCountedByDraftDeviceAndReason_longestKeptFirst()
{
    const auto other = id<protocol::DeviceId>('o');
    const auto kept = [](char name, const protocol::DeviceId &device, base::ErrorCode reason, int at) {
        return QuarantinedChange{id<protocol::ChangeId>(name), draftA, device, reason, at, "bytes"};
    };
    WRITE({
        STEP(withDraft(rows));
        EXPECT(rows.quarantineCounts()->empty());
        STEP(rows.addQuarantined(kept('q', deviceA, base::ErrorCode::Revoked, 7)));
        STEP(rows.addQuarantined(kept('r', deviceA, base::ErrorCode::Revoked, 6)));
        STEP(rows.addQuarantined(kept('q', other, base::ErrorCode::Quarantined, 5)));
        const QuarantineCount ofOther{draftA, other, base::ErrorCode::Quarantined, 1, 5};
        EXPECT((*rows.quarantineCounts() ==
                std::vector{ofOther, QuarantineCount{draftA, deviceA, base::ErrorCode::Revoked, 2, 6}}));
        STEP(rows.dropQuarantined(id<protocol::ChangeId>('q'), deviceA));
        EXPECT((*rows.quarantineCounts() ==
                std::vector{ofOther, QuarantineCount{draftA, deviceA, base::ErrorCode::Revoked, 1, 6}}));
    });
}

void StorageContract::draftsAreListedUntilTheyAreErased()
{
    WRITE({
        STEP(withDraft(rows));
        STEP(rows.addDraft(draft(draftB)));
        auto all = *rows.drafts();
        std::sort(all.begin(), all.end());
        EXPECT((all == std::vector{std::min(draftA, draftB), std::max(draftA, draftB)}));
        EXPECT(rows.eraseDraft(draftA, 9).ok());
        EXPECT(*rows.drafts() == std::vector{draftB});
    });
}

void StorageContract::aRepeatedWrapReplacesItself()
{
    WRITE({
        STEP(withDraft(rows));
        STEP(rows.putWrap(wrap("old")));
        STEP(rows.putWrap(wrap("new")));
        const auto all = rows.wraps(draftA);
        EXPECT(all->size() == 1 && all->front().sealed == "new");
        EXPECT(all->front().purpose == protocol::WrapPurpose::Intake);
        EXPECT(all->front().reader == id<protocol::KeyId>('2'));
        EXPECT(rows.wraps(draftB)->empty());
    });
}

void StorageContract::olderCodesAreRetiredWhenTold()
{
    WRITE({
        STEP(withDraft(rows));
        STEP(rows.putCode(code('1', 10)));
        STEP(rows.putCode(code('2', 20)));
        STEP(rows.retireCodesBefore(draftA, 20));
        EXPECT((*rows.code(id<protocol::LookupId>('1')))->retired());
        EXPECT(!(*rows.code(id<protocol::LookupId>('2')))->retired());
        ResumeCode used = **rows.code(id<protocol::LookupId>('2'));
        EXPECT(used.wrap.sealed == "inner" && used.expiresAt == 9000 && used.usedAt == 0);
        used.usedAt = 77;
        STEP(rows.putCode(used));
        EXPECT((*rows.code(used.lookup))->usedAt == 77);
    });
}

void StorageContract::accessesAreToldNewestFirst()
{
    const auto access = [](std::int64_t at, const char *site) {
        return DraftAccess{{at, protocol::Access::By::Code, QString::fromLatin1(site)}, deviceA};
    };
    WRITE({
        STEP(withDraft(rows));
        STEP(rows.addAccess(draftA, access(10, "one")));
        STEP(rows.addAccess(draftA, access(10, "two")));
        STEP(rows.addAccess(draftB, access(11, "other")));
        STEP(rows.addAccess(draftA, access(9, "three")));
        const auto newest = rows.accesses(draftA, 2);
        EXPECT(newest.ok() && newest->size() == 2);
        EXPECT(newest->front() == access(9, "three") && newest->back() == access(10, "two"));
    });
}

void StorageContract::aRoundHasOneSubmission()
{
    WRITE({
        STEP(withDraft(rows));
        EXPECT(!*rows.hasSubmission(draftA));
        STEP(rows.addSubmission(submission('s', 1)));
        EXPECT(*rows.hasSubmission(draftA));
        EXPECT(!*rows.hasSubmission(draftB));
        EXPECT(**rows.submissionOf(draftA, 1) == submission('s', 1));
        EXPECT(**rows.submission(id<protocol::SubmissionId>('s')) == submission('s', 1));
        EXPECT(!rows.submissionOf(draftA, 2)->has_value());
        EXPECT(*rows.referenceTaken(QStringLiteral("REFs")));
        EXPECT(!*rows.referenceTaken(QStringLiteral("REFt")));
    });
    const auto second =
        m_storage->write([](Transaction &rows) { return rows.addSubmission(submission('t', 1)); });
    QVERIFY(!second.ok());
    WRITE({
        STEP(rows.addSubmission(submission('u', 2)));
        EXPECT(rows.submissions()->size() == 2);
        EXPECT(rows.submissions()->front().round == 1);
        const Supplement extra{draftA, 1, id<protocol::SubmissionId>('v'), id<protocol::ChangeId>('v'), 9};
        STEP(rows.addSupplement(extra));
        STEP(rows.addSupplement(extra));
        EXPECT(*rows.supplements(draftA) == std::vector{extra});
    });
}

void StorageContract::aSubmissionFollowsItsChecks()
{
    WRITE({
        STEP(withDraft(rows));
        Submission row = submission('s', 1);
        row.nextDeliveryAt = 50;
        STEP(rows.addSubmission(row));
        EXPECT(rows.deliveriesDue(49, 10)->empty());
        EXPECT(rows.deliveriesDue(50, 10)->size() == 1);
        row.check = CheckState::Differs;
        row.checkDetail = QStringLiteral("/data/total");
        row.deliveryTries = 3;
        row.completedAt = 60;
        row.receipt = "other";
        STEP(rows.updateSubmission(row));
        EXPECT(**rows.submission(row.id) == row);
        EXPECT(rows.deliveriesDue(99, 10)->empty());
    });
}

void StorageContract::aSubmissionWaitsForEachOfItsAttachments()
{
    WRITE({
        STEP(withDraft(rows));
        Submission row = submission('s', 1);
        STEP(rows.addSubmission(row));
        EXPECT(rows.incompleteWith(id<protocol::BlobId>('x'))->size() == 1);
        EXPECT(rows.incompleteWith(id<protocol::BlobId>('y'))->size() == 1);
        EXPECT(rows.incompleteWith(id<protocol::BlobId>('z'))->empty());
        row.completedAt = 5;
        STEP(rows.updateSubmission(row));
        EXPECT(rows.incompleteWith(id<protocol::BlobId>('x'))->empty());
    });
}

void StorageContract::anOffsetMovesByCompareAndSet()
{
    const auto blobId = id<protocol::BlobId>('x');
    WRITE({
        STEP(withDraft(rows));
        const Blob blob{blobId, draftA, deviceA, 100, 0, false, 0};
        STEP(rows.addBlob(blob));
        Blob other = blob;
        other.size = 5;
        STEP(rows.addBlob(other));
        EXPECT(**rows.blob(blobId) == blob);
        EXPECT(*rows.moveBlob(blobId, 0, 40));
        EXPECT(!*rows.moveBlob(blobId, 0, 40));
        EXPECT((*rows.blob(blobId))->offset == 40);
        STEP(rows.restartBlob(blobId));
        EXPECT((*rows.blob(blobId))->offset == 0 && (*rows.blob(blobId))->failures == 1);
        EXPECT(*rows.moveBlob(blobId, 0, 100));
        STEP(rows.markBlobVerified(blobId));
        EXPECT((*rows.blob(blobId))->verified);
        EXPECT(!*rows.moveBlob(blobId, 100, 0));
    });
}

void StorageContract::erasingLeavesTheTombstoneAlone()
{
    const QString north = QStringLiteral("north");
    WRITE({
        STEP(withDraft(rows));
        STEP(rows.addDraft(draft(draftB)));
        STEP(rows.addChange(change('p')));
        STEP(rows.addChange(change('q', draftB)));
        STEP(rows.raiseScope(north, 2));
        STEP(rows.addFeedEntry(north, {1, id<protocol::ChangeId>('p')}));
        STEP(rows.addFeedEntry(north, {2, id<protocol::ChangeId>('q')}));
        STEP(rows.putWrap(wrap("sealed")));
        STEP(rows.putCode(code('1', 10)));
        STEP(rows.addAccess(draftA, {{10, protocol::Access::By::Code, north}, deviceA}));
        STEP(rows.addBlob({id<protocol::BlobId>('x'), draftA, deviceA, 10, 0, false, 0}));
        const auto freed = rows.eraseDraft(draftA, 500);
        EXPECT(freed.ok() && *freed == std::vector{id<protocol::BlobId>('x')});
        EXPECT((*rows.draft(draftA))->erasedAt == 500);
        EXPECT(rows.changesOf(draftA)->empty());
        EXPECT(rows.changesOf(draftB)->size() == 1);
        EXPECT(rows.wraps(draftA)->empty());
        EXPECT((*rows.code(id<protocol::LookupId>('1')))->retired());
        EXPECT(rows.accesses(draftA, 10)->empty());
        EXPECT(!rows.blob(id<protocol::BlobId>('x'))->has_value());
        EXPECT((*rows.feed(north, 0, 10) ==
                std::vector<FeedEntry>{{1, {}, draftA}, {2, id<protocol::ChangeId>('q')}}));
        EXPECT(rows.feedPage(north, 0, 10, 1000)->at(0).change.isEmpty());
    });
}

} // namespace luotsi::centre::storage
