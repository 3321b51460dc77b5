#include "ports/testing/DraftStoreContract.h"

#include "ports/CodeTries.h"

#include <QCryptographicHash>
#include <QTest>

namespace luotsi::ports::testing {

using base::ErrorCode;

namespace {

std::vector<protocol::ChangeId> idsOf(const std::vector<protocol::Change> &changes)
{
    std::vector<protocol::ChangeId> ids;
    ids.reserve(changes.size());
    for (const protocol::Change &change : changes)
        ids.push_back(change.id);
    return ids;
}

template<typename Value> ErrorCode errorOf(const base::Result<Value> &result)
{
    return result.ok() ? ErrorCode::Internal : result.error().code;
}

} // namespace

void DraftStoreContract::createdDraft_isThereWithItsForm()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    const auto loaded = store.load(draft.first.draft);
    QVERIFY(loaded.ok());
    QCOMPARE(loaded->form.toHex(), draft.form.toHex());
    QVERIFY(idsOf(loaded->changes) == idsOf(draft.first.changes));
    QCOMPARE(loaded->changes.front().bytes, draft.first.changes.front().bytes);
    QVERIFY(!store.status(draft.first.draft)->submitted);
}

void DraftStoreContract::draftCreatedTwice_isRefusedAndStays()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    NewDraft again = records.draft();
    again.first.draft = draft.first.draft;
    again.first.changes = {records.change(draft.first.draft)};
    again.code.draft = draft.first.draft;
    QCOMPARE(errorOf(store.createDraft(again)), ErrorCode::MalformedInput);
    QVERIFY(idsOf(store.load(draft.first.draft)->changes) == idsOf(draft.first.changes));
}

void DraftStoreContract::unknownDraft_isNotFound()
{
    DraftStore &store = freshStore();
    const auto nobody = random.make<protocol::DraftId>();
    const protocol::Change change = records.change(nobody);
    QCOMPARE(errorOf(store.load(nobody)), ErrorCode::NotFound);
    QCOMPARE(errorOf(store.status(nobody)), ErrorCode::NotFound);
    QCOMPARE(errorOf(store.commit(TestRecords::commitOf(change))), ErrorCode::NotFound);
    QCOMPARE(errorOf(store.putOpenChange({nobody, change.header.slot, change})), ErrorCode::NotFound);
    QCOMPARE(errorOf(store.promoteOpenChanges(nobody)), ErrorCode::NotFound);
    QCOMPARE(errorOf(store.addWraps(nobody, {records.intakeWrap(nobody)})), ErrorCode::NotFound);
    QCOMPARE(errorOf(store.eraseDraft(nobody, std::nullopt)), ErrorCode::NotFound);
}

void DraftStoreContract::commits_keepTheirOrder()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    std::vector<protocol::ChangeId> wanted = idsOf(draft.first.changes);
    for (int commitNumber = 0; commitNumber < 5; ++commitNumber) {
        DraftCommit commit;
        commit.draft = draft.first.draft;
        commit.changes = {records.change(commit.draft), records.change(commit.draft)};
        for (const auto &id : idsOf(commit.changes))
            wanted.push_back(id);
        QVERIFY(store.commit(commit).ok());
    }
    QVERIFY(idsOf(store.load(draft.first.draft)->changes) == wanted);
}

void DraftStoreContract::changeOfAnotherDraft_isRefusedWhole()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    const NewDraft other = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    QVERIFY(store.createDraft(other).ok());
    DraftCommit commit;
    commit.draft = draft.first.draft;
    commit.changes = {records.change(draft.first.draft), records.change(other.first.draft)};
    QCOMPARE(errorOf(store.commit(commit)), ErrorCode::MalformedInput);
    QCOMPARE(store.load(draft.first.draft)->changes.size(), std::size_t{1});
    QCOMPARE(store.load(other.first.draft)->changes.size(), std::size_t{1});
}

void DraftStoreContract::changeStoredBefore_isRefusedWhole()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    const protocol::Change change = records.change(draft.first.draft);
    QVERIFY(store.commit(TestRecords::commitOf(change)).ok());
    DraftCommit again;
    again.draft = draft.first.draft;
    again.changes = {records.change(again.draft), change};
    QCOMPARE(errorOf(store.commit(again)), ErrorCode::MalformedInput);
    QCOMPARE(store.load(draft.first.draft)->changes.size(), std::size_t{2});
}

void DraftStoreContract::attachmentThatWasNotWritten_refusesTheCommit()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    DraftCommit commit = TestRecords::commitOf(records.change(draft.first.draft));
    commit.blobs = {random.make<protocol::BlobId>()};
    QCOMPARE(errorOf(store.commit(commit)), ErrorCode::NotFound);
    QCOMPARE(store.load(draft.first.draft)->changes.size(), std::size_t{1});
}

void DraftStoreContract::openChange_isNoChangeUntilPromoted()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    const protocol::Change change = records.change(draft.first.draft);
    QVERIFY(store.putOpenChange({draft.first.draft, change.header.slot, change}).ok());
    QCOMPARE(store.load(draft.first.draft)->changes.size(), std::size_t{1});
    QCOMPARE(store.status(draft.first.draft)->unsentChanges, 1U);
    QVERIFY(store.promoteOpenChanges(draft.first.draft).ok());
    const auto loaded = store.load(draft.first.draft);
    QCOMPARE(loaded->changes.size(), std::size_t{2});
    QCOMPARE(loaded->changes.back().bytes, change.bytes);
}

void DraftStoreContract::openChange_isReplacedInPlace()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    TestRecords::Options options;
    options.slot = records.slot();
    protocol::Change last;
    for (int typed = 0; typed < 4; ++typed) {
        last = records.change(draft.first.draft, options);
        QVERIFY(store.putOpenChange({draft.first.draft, options.slot, last}).ok());
    }
    QVERIFY(store.promoteOpenChanges(draft.first.draft).ok());
    const auto loaded = store.load(draft.first.draft);
    QCOMPARE(loaded->changes.size(), std::size_t{2});
    QCOMPARE(loaded->changes.back().id.toHex(), last.id.toHex());
}

void DraftStoreContract::closedSlot_leavesNoOpenChange()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    TestRecords::Options options;
    options.slot = records.slot();
    const protocol::Change typed = records.change(draft.first.draft, options);
    QVERIFY(store.putOpenChange({draft.first.draft, options.slot, typed}).ok());
    DraftCommit commit = TestRecords::commitOf(records.change(draft.first.draft, options));
    commit.closedSlots = {options.slot};
    QVERIFY(store.commit(commit).ok());
    QVERIFY(store.promoteOpenChanges(draft.first.draft).ok());
    QCOMPARE(store.load(draft.first.draft)->changes.size(), std::size_t{2});
}

void DraftStoreContract::promotingTwice_addsNothing()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    const protocol::Change typed = records.change(draft.first.draft);
    QVERIFY(store.putOpenChange({draft.first.draft, typed.header.slot, typed}).ok());
    QVERIFY(store.commit(TestRecords::commitOf(typed)).ok());
    QVERIFY(store.promoteOpenChanges(draft.first.draft).ok());
    QVERIFY(store.promoteOpenChanges(draft.first.draft).ok());
    QCOMPARE(store.load(draft.first.draft)->changes.size(), std::size_t{2});
}

void DraftStoreContract::submit_isSeenInStatus()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    clock.advance(60'000);
    QVERIFY(store.commit(TestRecords::commitOf(records.submit(draft.first.draft), true)).ok());
    const auto status = store.status(draft.first.draft);
    QVERIFY(status->submitted);
    QCOMPARE(status->submittedAt, clock.wall);
    QVERIFY(!status->receipt.has_value());
    QVERIFY(!status->stuck.has_value());
}

void DraftStoreContract::unsentChanges_areCounted()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    QVERIFY(store.commit(TestRecords::commitOf(records.change(draft.first.draft))).ok());
    const auto blob = store.writeBlob(draft.first.draft, records.noise(1000));
    DraftCommit commit = TestRecords::commitOf(records.change(draft.first.draft));
    commit.blobs = {*blob};
    QVERIFY(store.commit(commit).ok());
    QCOMPARE(store.status(draft.first.draft)->unsentChanges, 3U);
    QCOMPARE(store.status(draft.first.draft)->unsentBlobs, 1U);
    const auto attachments = store.status(draft.first.draft)->attachments;
    QCOMPARE(attachments.size(), std::size_t{1});
    QVERIFY(attachments[0].size > 0);
    QCOMPARE(attachments[0].acknowledged, std::uint64_t{0});
    QVERIFY(!attachments[0].arrived());
}

void DraftStoreContract::whatIsPutAside_saysWhyAndSinceWhen()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft(CentreCopy::AsWritten);
    QVERIFY(store.createDraft(draft).ok());
    QVERIFY(store.commit(TestRecords::commitOf(records.change(draft.first.draft))).ok());
    QVERIFY(!store.status(draft.first.draft)->stuck.has_value());
    clock.advance(60'000);
    const std::int64_t then = clock.wallMilliseconds();
    refuseNewest(draft.first.draft, base::ErrorCode::Quarantined);
    clock.advance(60'000);
    const auto status = store.status(draft.first.draft);
    QVERIFY(status->stuck.has_value());
    QCOMPARE(status->stuck->reason, base::ErrorCode::Quarantined);
    QCOMPARE(status->stuck->since, then);
}

void DraftStoreContract::ofSeveralPutAside_theFirstIsSaid()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft(CentreCopy::AsWritten);
    QVERIFY(store.createDraft(draft).ok());
    const auto blob = store.writeBlob(draft.first.draft, records.noise(1000));
    DraftCommit commit = TestRecords::commitOf(records.change(draft.first.draft));
    commit.blobs = {*blob};
    QVERIFY(store.commit(commit).ok());
    const PutAside first{base::ErrorCode::QuotaExceeded, clock.wallMilliseconds()};
    refuseBlob(*blob, first.reason);
    clock.advance(60'000);
    refuseNewest(draft.first.draft, base::ErrorCode::Quarantined);
    QVERIFY(store.status(draft.first.draft)->stuck == first);
}

void DraftStoreContract::attachmentPutAside_isMarkedBesideTheOthers()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft(CentreCopy::AsWritten);
    QVERIFY(store.createDraft(draft).ok());
    const auto refused = store.writeBlob(draft.first.draft, records.noise(1000));
    const auto other = store.writeBlob(draft.first.draft, records.noise(1000));
    DraftCommit commit = TestRecords::commitOf(records.change(draft.first.draft));
    commit.blobs = {*refused, *other};
    QVERIFY(store.commit(commit).ok());
    refuseBlob(*refused, base::ErrorCode::AttachmentTooLarge);
    const auto attachments = store.status(draft.first.draft)->attachments;
    QCOMPARE(attachments.size(), std::size_t{2});
    for (const AttachmentProgress &one : attachments)
        QCOMPARE(one.putAside, one.blob == *refused);
}

void DraftStoreContract::code_isFoundByItsLookupOnly()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    QVERIFY(!store.findCode(random.make<protocol::LookupId>())->has_value());
    const auto found = store.findCode(draft.code.lookup);
    QVERIFY(found.ok() && found->has_value());
    QCOMPARE((*found)->draft.toHex(), draft.first.draft.toHex());
    QCOMPARE((*found)->key.toHex(), draft.code.key.toHex());
    QCOMPARE((*found)->reader.toHex(), draft.code.reader.toHex());
    QCOMPARE((*found)->sealedWrap, draft.code.sealedWrap);
    QCOMPARE((*found)->createdAt, draft.code.createdAt);
    QVERIFY(!(*found)->used);
}

void DraftStoreContract::newCode_leavesTheOldOneUntilFirstUse()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    const CodeEntry second = records.code(draft.first.draft, 2);
    QVERIFY(store.addCode(second).ok());
    QVERIFY(store.findCode(draft.code.lookup)->has_value());
    QVERIFY(store.findCode(second.lookup)->has_value());
}

void DraftStoreContract::usedCode_retiresOlderOnes()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    const NewDraft other = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    QVERIFY(store.createDraft(other).ok());
    // Made later although its clock says earlier: the order of adding decides.
    const CodeEntry second = records.code(draft.first.draft, 0);
    QVERIFY(store.addCode(second).ok());
    QVERIFY(store.markCodeUsed(second.lookup).ok());
    QVERIFY(!store.findCode(draft.code.lookup)->has_value());
    QVERIFY(store.findCode(second.lookup)->value().used);
    QVERIFY(store.findCode(other.code.lookup)->has_value());
}

void DraftStoreContract::olderCodeUsed_leavesTheNewerOne()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    const CodeEntry second = records.code(draft.first.draft, 2);
    QVERIFY(store.addCode(second).ok());
    QVERIFY(store.markCodeUsed(draft.code.lookup).ok());
    QVERIFY(store.findCode(draft.code.lookup)->has_value());
    QVERIFY(store.findCode(second.lookup)->has_value());
}

void DraftStoreContract::codeOfUnknownDraft_isRefused()
{
    DraftStore &store = freshStore();
    QCOMPARE(errorOf(store.addCode(records.code(random.make<protocol::DraftId>(), 1))), ErrorCode::NotFound);
    QCOMPARE(errorOf(store.markCodeUsed(random.make<protocol::LookupId>())), ErrorCode::NotFound);
}

void DraftStoreContract::wrongTries_areFreeFiveTimesThenWait()
{
    DraftStore &store = freshStore();
    QCOMPARE(*store.tryDelay(), 0);
    for (std::uint32_t wrong = 1; wrong < CodeTries::freeTries; ++wrong)
        QCOMPARE(*store.countFailedTry(), 0);
    QCOMPARE(*store.countFailedTry(), CodeTries::firstPause);
    QCOMPARE(*store.tryDelay(), CodeTries::firstPause);
    clock.advance(CodeTries::firstPause);
    QCOMPARE(*store.tryDelay(), 0);
}

void DraftStoreContract::wrongTries_waitLongerEachTime()
{
    DraftStore &store = freshStore();
    std::int64_t before = 0;
    for (int wrong = 0; wrong < 9; ++wrong) {
        const std::int64_t delay = *store.countFailedTry();
        QVERIFY(delay >= before);
        before = delay;
        clock.monotonic += delay;
    }
    QCOMPARE(before, CodeTries::firstPause * 16);
}

void DraftStoreContract::tryDelay_doesNotHearTheWallClock()
{
    DraftStore &store = freshStore();
    for (int wrong = 0; wrong < 6; ++wrong)
        QVERIFY(store.countFailedTry().ok());
    const std::int64_t delay = *store.tryDelay();
    QVERIFY(delay > 0);
    clock.wall += std::int64_t{365} * 24 * 3600 * 1000;
    QCOMPARE(*store.tryDelay(), delay);
    clock.wall -= std::int64_t{2} * 365 * 24 * 3600 * 1000;
    QCOMPARE(*store.tryDelay(), delay);
}

void DraftStoreContract::rightCode_endsTheRowOfWrongTries()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    for (int wrong = 0; wrong < 4; ++wrong)
        QVERIFY(store.countFailedTry().ok());
    QVERIFY(store.markCodeUsed(draft.code.lookup).ok());
    for (int wrong = 0; wrong < 4; ++wrong)
        QCOMPARE(*store.countFailedTry(), 0);
}

void DraftStoreContract::rightCodeInBetween_doesNotResetTheTotal()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    std::int64_t delay = 0;
    for (std::uint32_t wrong = 0; wrong < CodeTries::freeTotal; ++wrong) {
        delay = *store.countFailedTry();
        QVERIFY(store.markCodeUsed(draft.code.lookup).ok());
    }
    QVERIFY(delay > 0);
}

void DraftStoreContract::wraps_comeBackWithTheDraft()
{
    DraftStore &store = freshStore();
    NewDraft draft = records.draft();
    draft.wraps = {records.intakeWrap(draft.first.draft)};
    QVERIFY(store.createDraft(draft).ok());
    const protocol::Wrap later = records.intakeWrap(draft.first.draft);
    QVERIFY(store.addWraps(draft.first.draft, {later}).ok());
    const auto loaded = store.load(draft.first.draft);
    QCOMPARE(loaded->wraps.size(), std::size_t{2});
    QCOMPARE(loaded->wraps[0].sealed, draft.wraps[0].sealed);
    QCOMPARE(loaded->wraps[1].sealed, later.sealed);
    QCOMPARE(loaded->wraps[1].purpose, protocol::WrapPurpose::Intake);
    QCOMPARE(loaded->wraps[1].reader.toHex(), later.reader.toHex());
}

void DraftStoreContract::wrapOfAnotherDraft_isRefused()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    const auto other = random.make<protocol::DraftId>();
    QCOMPARE(errorOf(store.addWraps(draft.first.draft, {records.intakeWrap(other)})),
             ErrorCode::WrapMismatch);
    QVERIFY(store.load(draft.first.draft)->wraps.empty());
}

void DraftStoreContract::wrapChanges_areNotAmongTheChanges()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    QVERIFY(store.addWraps(draft.first.draft, {records.intakeWrap(draft.first.draft)}).ok());
    QCOMPARE(store.load(draft.first.draft)->changes.size(), std::size_t{1});
    // But it has to reach the centre.
    QCOMPARE(store.status(draft.first.draft)->unsentChanges, 2U);
}

void DraftStoreContract::erasedDraft_isGoneWithItsCodes()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    const auto blob = store.writeBlob(draft.first.draft, records.noise(3000));
    DraftCommit commit = TestRecords::commitOf(records.change(draft.first.draft));
    commit.blobs = {*blob};
    QVERIFY(store.commit(commit).ok());
    QVERIFY(store.eraseDraft(draft.first.draft, std::nullopt).ok());
    QCOMPARE(errorOf(store.load(draft.first.draft)), ErrorCode::NotFound);
    QVERIFY(!store.findCode(draft.code.lookup)->has_value());
    QCOMPARE(errorOf(store.readBlob(*blob)), ErrorCode::NotFound);
}

void DraftStoreContract::sentDraft_isNotErased()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    QVERIFY(store.commit(TestRecords::commitOf(records.submit(draft.first.draft), true)).ok());
    QCOMPARE(errorOf(store.eraseDraft(draft.first.draft, std::nullopt)), ErrorCode::AlreadySubmitted);
    QCOMPARE(store.load(draft.first.draft)->changes.size(), std::size_t{2});
}

void DraftStoreContract::blob_comesBackUnchanged()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    for (const qsizetype size : {1, 65535, 65536, 65537, 200'000}) {
        const QByteArray sealed = records.noise(size);
        const auto blob = store.writeBlob(draft.first.draft, sealed);
        QVERIFY(blob.ok());
        QCOMPARE(blob->toByteArray(), QCryptographicHash::hash(sealed, QCryptographicHash::Sha256));
        const auto again = store.readBlob(*blob);
        QVERIFY(again.ok());
        QVERIFY(*again == sealed);
    }
}

void DraftStoreContract::blobOfUnknownDraft_isRefused()
{
    QCOMPARE(errorOf(freshStore().writeBlob(random.make<protocol::DraftId>(), records.noise(10))),
             ErrorCode::NotFound);
}

void DraftStoreContract::blobThatIsTooLarge_isRefused()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    QCOMPARE(errorOf(store.beginBlob(draft.first.draft, protocol::maximumBlobBytes + 1)),
             ErrorCode::AttachmentTooLarge);
    QCOMPARE(errorOf(store.beginBlob(draft.first.draft, 0)), ErrorCode::MalformedInput);
}

void DraftStoreContract::blobInPieces_isTheSameAsWhole()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    const QByteArray sealed = records.noise(3 * blobPieceBytes + 77'777);
    for (const qsizetype length : {qsizetype{65'553}, blobPieceBytes + 272, qsizetype{2'000'000}}) {
        const auto writing = store.beginBlob(draft.first.draft, static_cast<std::uint64_t>(sealed.size()));
        QVERIFY(writing.ok());
        for (qsizetype at = 0; at < sealed.size(); at += length)
            QVERIFY(store.appendBlob(*writing, sealed.mid(at, length)).ok());
        const auto blob = store.finishBlob(*writing);
        QVERIFY(blob.ok());
        QCOMPARE(blob->toByteArray(), QCryptographicHash::hash(sealed, QCryptographicHash::Sha256));
        const auto again = store.readBlob(*blob);
        QVERIFY(again.ok() && *again == sealed);
    }
}

void DraftStoreContract::blobsBesideEachOther_doNotMix()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    const QByteArray first = records.noise(2 * blobPieceBytes);
    const QByteArray second = records.noise(2 * blobPieceBytes);
    const auto one = store.beginBlob(draft.first.draft, static_cast<std::uint64_t>(first.size()));
    const auto two = store.beginBlob(draft.first.draft, static_cast<std::uint64_t>(second.size()));
    QVERIFY(one.ok() && two.ok() && *one != *two);
    for (const qsizetype at : {qsizetype{0}, blobPieceBytes}) {
        QVERIFY(store.appendBlob(*one, first.mid(at, blobPieceBytes)).ok());
        QVERIFY(store.appendBlob(*two, second.mid(at, blobPieceBytes)).ok());
    }
    const auto finished = store.finishBlob(*two);
    QVERIFY(store.readBlob(*finished).value() == second);
    QVERIFY(store.readBlob(*store.finishBlob(*one)).value() == first);
}

void DraftStoreContract::blobOfAnotherSizeThanSaid_isRefusedAndGone()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    const auto more = store.beginBlob(draft.first.draft, 10);
    QCOMPARE(errorOf(store.appendBlob(*more, records.noise(11))), ErrorCode::MalformedInput);
    QCOMPARE(errorOf(store.finishBlob(*more)), ErrorCode::NotFound);
    const auto less = store.beginBlob(draft.first.draft, 10);
    QVERIFY(store.appendBlob(*less, records.noise(9)).ok());
    QCOMPARE(errorOf(store.finishBlob(*less)), ErrorCode::MalformedInput);
    QCOMPARE(errorOf(store.finishBlob(*less)), ErrorCode::NotFound);
}

void DraftStoreContract::abandonedBlob_isNotThere()
{
    DraftStore &store = freshStore();
    const NewDraft draft = records.draft();
    QVERIFY(store.createDraft(draft).ok());
    const QByteArray sealed = records.noise(2 * blobPieceBytes + 1);
    const auto writing = store.beginBlob(draft.first.draft, static_cast<std::uint64_t>(sealed.size()));
    QVERIFY(store.appendBlob(*writing, sealed).ok());
    QVERIFY(store.abandonBlob(*writing).ok());
    QCOMPARE(errorOf(store.appendBlob(*writing, sealed)), ErrorCode::NotFound);
    QCOMPARE(errorOf(store.finishBlob(*writing)), ErrorCode::NotFound);
    const auto id = protocol::BlobId::fromBytes(QCryptographicHash::hash(sealed, QCryptographicHash::Sha256));
    QCOMPARE(errorOf(store.readBlob(*id)), ErrorCode::NotFound);
}

void DraftStoreContract::unknownBlob_isNotFound()
{
    QCOMPARE(errorOf(freshStore().readBlob(random.make<protocol::BlobId>())), ErrorCode::NotFound);
}

} // namespace luotsi::ports::testing
