#pragma once

#include "store/BlobTable.h"
#include "store/DraftTable.h"
#include "store/Statement.h"

#include <cstdint>
#include <vector>

namespace luotsi::store {

/// Decides what may go. Nothing the centre has not acknowledged goes by age, but for drafts a person began,
/// kept from the centre and did not come back to; how long ago that was is counted on the centre's clock
/// alone, from the first run after the draft was last touched. Runs inside Database::write and throws
/// Failure.
class Expiry
{
public:
    Expiry(Database &database, DraftTable &drafts, BlobTable &blobs);

    /// `now` is the centre's time. Says whether anything was removed.
    [[nodiscard]] bool run(std::int64_t now, std::int64_t unsentLifetime);

private:
    [[nodiscard]] std::vector<std::int64_t> numbers(const char *sql, std::int64_t before);

    Database &m_database;
    DraftTable &m_drafts;
    BlobTable &m_blobs;
};

} // namespace luotsi::store
