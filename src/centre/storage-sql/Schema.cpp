#include "centre/storage-sql/Schema.h"

#include <array>

namespace luotsi::centre::storage_sql {

namespace {

constexpr const char *firstTables = R"sql(
CREATE TABLE device (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    role TEXT NOT NULL, site TEXT NOT NULL, scope TEXT NOT NULL,
    request_key BLOB NOT NULL UNIQUE, certificate BLOB NOT NULL,
    enrolled_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, revoked BIGINT NOT NULL
);
CREATE TABLE enrolment_code (
    code_hash BLOB NOT NULL PRIMARY KEY,
    role TEXT NOT NULL, site TEXT NOT NULL, scope TEXT NOT NULL,
    expires_at BIGINT NOT NULL, used_by BLOB NOT NULL
);
CREATE TABLE counter (
    name BLOB NOT NULL, period BIGINT NOT NULL, value BIGINT NOT NULL,
    PRIMARY KEY (name, period)
);
CREATE TABLE setting (name BLOB NOT NULL PRIMARY KEY, value BLOB NOT NULL);

CREATE TABLE draft (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    created_by BLOB NOT NULL, created_at BIGINT NOT NULL, erased_at BIGINT NOT NULL
);
CREATE TABLE draft_scope (
    draft BLOB NOT NULL, scope TEXT NOT NULL, PRIMARY KEY (draft, scope)
);
CREATE TABLE envelope (
    draft BLOB NOT NULL, device BLOB NOT NULL, epoch BLOB NOT NULL, sequence BIGINT NOT NULL,
    hash BLOB NOT NULL, change_id BLOB NOT NULL, outcome BIGINT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (draft, device, epoch, sequence)
) WITHOUT ROWID;
CREATE TABLE change_record (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    draft BLOB NOT NULL, place BIGINT NOT NULL, kind BIGINT NOT NULL, device BLOB NOT NULL,
    received_at BIGINT NOT NULL, after_submission BIGINT NOT NULL, bytes BLOB NOT NULL,
    UNIQUE (draft, place)
);
CREATE TABLE quarantine (
    change_id BLOB NOT NULL, device BLOB NOT NULL, draft BLOB NOT NULL, reason TEXT NOT NULL,
    received_at BIGINT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (change_id, device)
);
CREATE INDEX quarantine_by_draft ON quarantine (draft);
CREATE TABLE scope (id TEXT NOT NULL PRIMARY KEY, last_seq BIGINT NOT NULL);
CREATE TABLE feed (
    scope TEXT NOT NULL, number BIGINT NOT NULL, change_id BLOB NOT NULL, PRIMARY KEY (scope, number)
) WITHOUT ROWID;
CREATE INDEX feed_by_change ON feed (change_id);

CREATE TABLE wrap (
    draft BLOB NOT NULL, purpose BIGINT NOT NULL, key_id BLOB NOT NULL, reader BLOB NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY (draft, purpose, key_id, reader)
);
CREATE TABLE resume_code (
    lookup BLOB NOT NULL PRIMARY KEY, draft BLOB NOT NULL, key_id BLOB NOT NULL, reader BLOB NOT NULL,
    sealed BLOB NOT NULL, device BLOB NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL
);
CREATE INDEX resume_code_by_draft ON resume_code (draft);
CREATE TABLE submission (
    id BLOB NOT NULL PRIMARY KEY, draft BLOB NOT NULL, round BIGINT NOT NULL, change_id BLOB NOT NULL,
    device BLOB NOT NULL, reference TEXT NOT NULL UNIQUE, received_at BIGINT NOT NULL,
    completed_at BIGINT NOT NULL, receipt BLOB NOT NULL, check_state BIGINT NOT NULL, check_detail TEXT NOT NULL,
    next_delivery_at BIGINT NOT NULL, delivery_tries BIGINT NOT NULL,
    UNIQUE (draft, round)
);
CREATE INDEX submission_waiting ON submission (check_state, next_delivery_at);
CREATE TABLE submission_blob (
    submission BLOB NOT NULL, blob BLOB NOT NULL, PRIMARY KEY (submission, blob)
);
CREATE INDEX submission_blob_by_blob ON submission_blob (blob);
CREATE TABLE supplement (
    change_id BLOB NOT NULL PRIMARY KEY, draft BLOB NOT NULL, round BIGINT NOT NULL, proposed BLOB NOT NULL,
    received_at BIGINT NOT NULL
);
CREATE INDEX supplement_by_draft ON supplement (draft);
CREATE TABLE blob (
    id BLOB NOT NULL PRIMARY KEY, draft BLOB NOT NULL, device BLOB NOT NULL, size BIGINT NOT NULL,
    upload_offset BIGINT NOT NULL, verified BIGINT NOT NULL, failures BIGINT NOT NULL
);
CREATE INDEX blob_by_draft ON blob (draft);
)sql";

// Who has opened a draft (the notice promises the person to see it).
constexpr const char *accessTable = R"sql(
CREATE TABLE access (
    draft BLOB NOT NULL, number BIGINT NOT NULL, at BIGINT NOT NULL, kind BIGINT NOT NULL,
    site TEXT NOT NULL, device BLOB NOT NULL, PRIMARY KEY (draft, number)
) WITHOUT ROWID;
)sql";

// Lines of erased drafts stay in the feed as tombstones. Lines an earlier program took out are put back
// without their draft, so that no reader takes their numbers for something it has missed.
constexpr const char *feedTombstones = R"sql(
ALTER TABLE feed ADD COLUMN erased BLOB NOT NULL DEFAULT '';
WITH RECURSIVE line (scope, number, last_seq) AS (
    SELECT id, 1, last_seq FROM scope WHERE last_seq > 0
    UNION ALL SELECT scope, number + 1, last_seq FROM line WHERE number < last_seq
)
INSERT INTO feed (scope, number, change_id)
SELECT scope, number, '' FROM line
WHERE NOT EXISTS (SELECT 1 FROM feed WHERE feed.scope = line.scope AND feed.number = line.number);
)sql";

constexpr const char *controlTables = R"sql(
CREATE TABLE command (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    device BLOB NOT NULL, kind BIGINT NOT NULL, made_at BIGINT NOT NULL, acked_at BIGINT NOT NULL
);
CREATE INDEX command_open ON command (device, acked_at, made_at);
CREATE TABLE audit (
    device BLOB NOT NULL, number BIGINT NOT NULL, hash BLOB NOT NULL, received_at BIGINT NOT NULL,
    bytes BLOB NOT NULL, PRIMARY KEY (device, number)
) WITHOUT ROWID;
)sql";

constexpr std::array steps{SchemaStep{1, firstTables}, SchemaStep{2, accessTable},
                           SchemaStep{3, feedTombstones}, SchemaStep{4, controlTables}};

constexpr bool isOrdered()
{
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].number != static_cast<int>(i) + 1)
            return false;
    }
    return true;
}
static_assert(isOrdered(), "steps are numbered 1, 2, 3 … without a gap");

} // namespace

std::span<const SchemaStep> schemaSteps()
{
    return steps;
}

int newestSchema()
{
    return steps.back().number;
}

} // namespace luotsi::centre::storage_sql
