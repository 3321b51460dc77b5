#pragma once

#include <QLatin1String>

#include <array>
#include <cstdint>
#include <optional>

namespace luotsi::sim {

/// Defects the simulator can be given, to show that it notices them. Each lives in the simulator's adapters
/// around the real code, never in the product.
enum class SeededBug : std::uint8_t {
    None,
    AckBeforeCommit,
    CursorBeforeData,
    SequenceAtAllocation,
    NoDuplicateCheck,
    LastWriteWins,
    NoForkCheck,
    OutboxClearedAtSend,
    SubmissionNotIdempotent,
    RetryNotArmed,
    CompleteBeforeAttachments,
    OverwriteOnPull,
    StopAtFirstBadRecord,
    DeviceSyncIgnored,
    CentreSyncIgnored,
    RevocationIgnored,
    TombstoneIgnored,
    WrapNotChecked,
    PlainBody,
    FeedNumberSkipped,
    MergeByArrival,
    WallClockAsTimer,
    RestoreNotNoticed,
    CommandAcknowledgedFirst,
    WipeTakesUnsent,
    RecordClearedAtSend,
};

struct BugFacts
{
    SeededBug bug;
    const char *name; ///< for --bug
    const char *what;
    std::uint32_t seeds; ///< within how many seeds, from 1 on, it is caught
};

inline constexpr std::array seededBugs{
    BugFacts{SeededBug::AckBeforeCommit, "ack-before-commit", "centre answers a push whose commit never came",
             60},
    BugFacts{SeededBug::CursorBeforeData, "cursor-before-data",
             "reader of the feed keeps its cursor before the page", 60},
    BugFacts{SeededBug::SequenceAtAllocation, "sequence-at-allocation",
             "centre takes feed numbers before, not inside, the commit", 60},
    BugFacts{SeededBug::NoDuplicateCheck, "no-duplicate-check", "centre counts a record sent again once more",
             20},
    BugFacts{SeededBug::LastWriteWins, "last-write-wins", "reader lets the newest device clock win", 20},
    BugFacts{SeededBug::NoForkCheck, "no-fork-check", "centre takes another envelope for a place it has",
             120},
    BugFacts{SeededBug::OutboxClearedAtSend, "outbox-cleared-at-send",
             "device drops records when they are sent, not when they are answered", 20},
    BugFacts{SeededBug::SubmissionNotIdempotent, "submission-not-idempotent",
             "centre makes a new receipt for a submission it has", 60},
    BugFacts{SeededBug::RetryNotArmed, "retry-not-armed", "device forgets the timer after a failure", 20},
    BugFacts{SeededBug::CompleteBeforeAttachments, "complete-before-attachments",
             "centre says complete without looking", 20},
    BugFacts{SeededBug::OverwriteOnPull, "overwrite-on-pull",
             "what is pulled replaces what has not been sent", 150},
    BugFacts{SeededBug::StopAtFirstBadRecord, "stop-at-first-bad-record",
             "centre throws away, and acknowledges, what stands behind a bad record", 60},
    BugFacts{SeededBug::DeviceSyncIgnored, "device-sync-ignored",
             "device commits without waiting for the disk", 60},
    BugFacts{SeededBug::CentreSyncIgnored, "centre-sync-ignored",
             "centre commits without waiting for the disk", 60},
    BugFacts{SeededBug::RevocationIgnored, "revocation-ignored", "centre takes a revoked device's records",
             60},
    BugFacts{SeededBug::TombstoneIgnored, "tombstone-ignored", "device keeps a draft the centre has erased",
             120},
    BugFacts{SeededBug::WrapNotChecked, "wrap-not-checked",
             "reader takes a wrap for whatever draft it came with", 60},
    BugFacts{SeededBug::PlainBody, "plain-body", "a body is stored in clear", 10},
    BugFacts{SeededBug::FeedNumberSkipped, "feed-number-skipped",
             "centre leaves a hole in the feed's numbers", 20},
    BugFacts{SeededBug::MergeByArrival, "merge-by-arrival", "reader lets the change that came last win", 20},
    BugFacts{SeededBug::WallClockAsTimer, "wall-clock-as-timer", "device measures waiting on the wall clock",
             60},
    BugFacts{SeededBug::RestoreNotNoticed, "restore-not-noticed",
             "device does not hear that the centre was restored", 60},
    BugFacts{SeededBug::CommandAcknowledgedFirst, "command-acknowledged-first",
             "device acknowledges a command before what it orders is durable", 120},
    BugFacts{SeededBug::WipeTakesUnsent, "wipe-takes-unsent", "a wipe destroys what has not been sent", 60},
    BugFacts{SeededBug::RecordClearedAtSend, "record-cleared-at-send",
             "device drops its record when it is sent, not when it has arrived", 60},
};

[[nodiscard]] std::optional<SeededBug> bugNamed(QLatin1String name);

} // namespace luotsi::sim
