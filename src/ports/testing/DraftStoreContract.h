#pragma once

#include "ports/DraftStore.h"
#include "ports/testing/ManualClock.h"
#include "ports/testing/TestRecords.h"

#include <QObject>

namespace luotsi::ports::testing {

/// What every DraftStore promises, as one suite. A test program derives from it and gives a fresh, empty
/// store for each test; `clock` is the one that store uses.
class DraftStoreContract : public QObject
{
    Q_OBJECT

protected:
    virtual DraftStore &freshStore() = 0;
    /// The centre takes neither the newest change of a draft that goes there as it is written, nor that
    /// attachment.
    virtual void refuseNewest(const protocol::DraftId &draft, base::ErrorCode reason) = 0;
    virtual void refuseBlob(const protocol::BlobId &blob, base::ErrorCode reason) = 0;

    ManualClock clock;
    SeededRandom random;
    TestRecords records{random};

private Q_SLOTS:
    void createdDraft_isThereWithItsForm();
    void draftCreatedTwice_isRefusedAndStays();
    void unknownDraft_isNotFound();
    void commits_keepTheirOrder();
    void changeOfAnotherDraft_isRefusedWhole();
    void changeStoredBefore_isRefusedWhole();
    void attachmentThatWasNotWritten_refusesTheCommit();
    void openChange_isNoChangeUntilPromoted();
    void openChange_isReplacedInPlace();
    void closedSlot_leavesNoOpenChange();
    void promotingTwice_addsNothing();
    void submit_isSeenInStatus();
    void unsentChanges_areCounted();
    void whatIsPutAside_saysWhyAndSinceWhen();
    void ofSeveralPutAside_theFirstIsSaid();
    void attachmentPutAside_isMarkedBesideTheOthers();
    void code_isFoundByItsLookupOnly();
    void newCode_leavesTheOldOneUntilFirstUse();
    void usedCode_retiresOlderOnes();
    void olderCodeUsed_leavesTheNewerOne();
    void codeOfUnknownDraft_isRefused();
    void wrongTries_areFreeFiveTimesThenWait();
    void wrongTries_waitLongerEachTime();
    void tryDelay_doesNotHearTheWallClock();
    void rightCode_endsTheRowOfWrongTries();
    void rightCodeInBetween_doesNotResetTheTotal();
    void wraps_comeBackWithTheDraft();
    void wrapOfAnotherDraft_isRefused();
    void wrapChanges_areNotAmongTheChanges();
    void erasedDraft_isGoneWithItsCodes();
    void sentDraft_isNotErased();
    void blob_comesBackUnchanged();
    void blobOfUnknownDraft_isRefused();
    void blobThatIsTooLarge_isRefused();
    void blobInPieces_isTheSameAsWhole();
    void blobsBesideEachOther_doNotMix();
    void blobOfAnotherSizeThanSaid_isRefusedAndGone();
    void abandonedBlob_isNotThere();
    void unknownBlob_isNotFound();
};

} // namespace luotsi::ports::testing
