#pragma once

#include "centre/storage/Storage.h"

#include <QObject>

#include <memory>

namespace luotsi::centre::storage {

/// What every storage promises, as one suite: an engine's test inherits it and says how a fresh storage is
/// made. Durability and concurrency are in the engine's own test; here are the rules the handlers rely on.
class StorageContract : public QObject
{
    Q_OBJECT

protected:
    [[nodiscard]] virtual std::unique_ptr<Storage> makeStorage() = 0;

private Q_SLOTS:
    void init();
    void cleanup();

    void anErrorRollsEverythingBack();
    void aReadLeavesNothingBehind();
    void aDeviceIsFoundByIdAndByItsKey();
    void aCodeRemembersWhoUsedIt();
    void aCounterAddsWithinItsWindowOnly();
    void aDraftKeepsItsFirstRowAndGathersScopes();
    void aChainGivesBackEveryEnvelope();
    void aChangeIsStoredOnceInOrderOfArrival();
    void quarantineKeepsBytesApart();
    void quarantineIsCountedByDraftDeviceAndReason_longestKeptFirst();
    void draftsAreListedUntilTheyAreErased();
    void feedNumbersHaveNoGaps();
    void aFeedPageGivesTheBytesAndEndsAtItsLimits();
    void aReaderBesideWritersSkipsNoNumber();
    void aSettingIsAddedOnce();
    void commandsStandUntilTheyAreAcknowledged();
    void anAuditChainIsReadBackInOrder();
    void aRepeatedWrapReplacesItself();
    void olderCodesAreRetiredWhenTold();
    void accessesAreToldNewestFirst();
    void aRoundHasOneSubmission();
    void aSubmissionFollowsItsChecks();
    void aSubmissionWaitsForEachOfItsAttachments();
    void anOffsetMovesByCompareAndSet();
    void erasingLeavesTheTombstoneAlone();

private:
    std::unique_ptr<Storage> m_storage;
};

} // namespace luotsi::centre::storage
