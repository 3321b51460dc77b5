#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "centre/handlers/Metrics.h"
#include "centre/identity/CentreIdentity.h"
#include "centre/ports/KeyDesk.h"
#include "centre/storage/BlobStore.h"
#include "centre/storage/Storage.h"

#include <QString>

#include <cstdint>

namespace luotsi::centre::handlers {

namespace protocol = sync::protocol;
using base::Result;

/// When the centre calls a change safe for good (architecture, Push). A lone SQLite file without backups is
/// as safe as it will ever be at the commit; where the centre's disk is not trusted, devices keep their copy.
enum class StablePolicy : std::uint8_t { AtCommit, Never };

/// Limits and periods of one centre. Times in milliseconds.
struct Policy
{
    std::int64_t recordsPerHour = 250'000;                    ///< per device
    std::int64_t recordBytesPerHour = 512LL * 1024 * 1024;    ///< per device
    std::int64_t blobBytesPerHour = 4LL * 1024 * 1024 * 1024; ///< per device
    std::int64_t codeTriesPerHour = 30;                       ///< claims that opened nothing, per device
    std::int64_t codeTriesPerHourInTotal = 1000;
    std::int64_t enrolmentTriesPerHour = 100; ///< wrong one-time codes in total
    std::int64_t certificateLifetime = 90LL * 24 * 3600 * 1000;
    std::int64_t certificateGrace = 90LL * 24 * 3600 * 1000; ///< after expiry: push and renewal only
    std::uint64_t patchBytes = 1024 * 1024;                  ///< largest piece of an attachment per request
    std::size_t pieceRecords = 8; ///< so many of a batch at once while others write too
    StablePolicy stable = StablePolicy::AtCommit;
    QString bundleFolder; ///< signed profile and packs, served as they are
};

/// What every command is given. References outlive the commands.
struct Services
{
    storage::Storage &storage;
    storage::BlobStore &blobs;
    base::Clock &clock;
    base::Random &random;
    const identity::CentreIdentity &identity;
    Metrics &metrics;
    Policy policy;
    ports::KeyDesk *keyDesk = nullptr; ///< none: nobody is served by a worker's key, everything else works
};

/// Who asks. `expired` is true in the grace window after the certificate's end.
struct Caller
{
    storage::Device device;
    bool expired = false;
    QString certificateScope; ///< as its certificate says; empty for callers without one
};

/// Hours since the epoch: the window quotas are counted in.
[[nodiscard]] inline std::int64_t hourOf(std::int64_t wallMilliseconds)
{
    return wallMilliseconds / 3'600'000;
}

} // namespace luotsi::centre::handlers
