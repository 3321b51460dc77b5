#pragma once

#include "base/Clock.h"
#include "ports/CodeTries.h"
#include "ports/DraftStore.h"
#include "ports/SyncStore.h"
#include "store/SqlCipherStore.h"
#include "store/Statement.h"
#include "store/States.h"

#include <cstdint>
#include <optional>

namespace luotsi::store {

/// Resume codes as their lookups and doubly sealed wraps, and the count of wrong tries, which outlives every
/// restart. All members run inside Database::read or write and throw Failure.
class CodeTable
{
public:
    CodeTable(Database &database, const base::Clock &clock);

    [[nodiscard]] std::optional<ports::CodeEntry> find(const protocol::LookupId &lookup);
    void add(std::int64_t draft, const ports::CodeEntry &code, bool released);
    /// A code that came from the centre: there is nothing to upload.
    void addKnownAtCentre(std::int64_t draft, const ports::CodeEntry &code);
    void drop(const protocol::LookupId &lookup);
    /// Retires the draft's older codes at the first use; ends the row of wrong tries.
    void markUsed(const protocol::LookupId &lookup);

    [[nodiscard]] std::int64_t countFailedTry();
    [[nodiscard]] std::int64_t tryDelay();
    /// At opening: the machine's monotonic clock may have begun anew.
    void restartTries();

    [[nodiscard]] std::int64_t waitingUploads();
    [[nodiscard]] std::optional<ports::CodeEntry> nextUpload();
    void setUpload(const protocol::LookupId &lookup, UploadState state,
                   std::optional<base::ErrorCode> reason);
    /// The centre may have lost those that this device brought.
    void sendAllAgain();

private:
    void insert(std::int64_t draft, const ports::CodeEntry &code, UploadState upload);
    [[nodiscard]] ports::CodeTries tries();
    void save(const ports::CodeTries &tries);

    Database &m_database;
    const base::Clock &m_clock;
    Statement m_find;
    Statement m_insert;
    Statement m_use;
    Statement m_retire;
    Statement m_drop;
    Statement m_tries;
    Statement m_saveTries;
    Statement m_waiting;
    Statement m_next;
    Statement m_setUpload;
    Statement m_sendAllAgain;
};

} // namespace luotsi::store
