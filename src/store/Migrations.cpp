#include "store/Migrations.h"

#include "store/SqlCipherStore.h"
#include "store/Statement.h"

#include <array>

namespace luotsi::store {

namespace {

// Columns named `draft`, `change` and `blob` outside their own table are row numbers. Times are wall
// milliseconds. What a draft says is in `bytes` only, and those are sealed. A published version is never
// edited.
constexpr char version1Sql[] = R"sql(
CREATE TABLE setting(
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE device(
    one INTEGER PRIMARY KEY CHECK(one = 1),
    id BLOB NOT NULL, certificate BLOB NOT NULL, private_key BLOB NOT NULL, authority BLOB NOT NULL,
    centre_url BLOB NOT NULL, receipt_key BLOB NOT NULL, intake_key BLOB NOT NULL, intake_key_id BLOB NOT NULL);
CREATE TABLE bundle(
    name BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE draft(
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    form BLOB NOT NULL,
    copy INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    submitted_at INTEGER,
    gone INTEGER NOT NULL DEFAULT 0,
    chain_epoch BLOB,
    chain_sequence INTEGER NOT NULL DEFAULT 0,
    chain_hash BLOB);
CREATE TABLE change(
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    draft INTEGER NOT NULL REFERENCES draft(number),
    kind INTEGER NOT NULL,
    urgency INTEGER NOT NULL,
    stored_at INTEGER NOT NULL,
    state INTEGER NOT NULL,
    reason TEXT,
    epoch BLOB, sequence INTEGER, previous BLOB,
    bytes BLOB NOT NULL);
CREATE INDEX change_of_draft ON change(draft, number);
CREATE INDEX change_waiting ON change(draft, number, urgency) WHERE state = 1;
CREATE UNIQUE INDEX change_in_chain ON change(draft, epoch, sequence) WHERE sequence IS NOT NULL;
CREATE TABLE open_change(
    draft INTEGER NOT NULL REFERENCES draft(number),
    slot BLOB NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY(draft, slot)) WITHOUT ROWID;
CREATE TABLE wrap(
    number INTEGER PRIMARY KEY,
    draft INTEGER NOT NULL REFERENCES draft(number),
    bytes BLOB NOT NULL);
CREATE INDEX wrap_of_draft ON wrap(draft);
CREATE TABLE code(
    number INTEGER PRIMARY KEY,
    lookup BLOB NOT NULL UNIQUE,
    draft INTEGER NOT NULL REFERENCES draft(number),
    key BLOB NOT NULL,
    reader BLOB NOT NULL,
    sealed_wrap BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    used INTEGER NOT NULL,
    upload INTEGER NOT NULL);
CREATE INDEX code_of_draft ON code(draft);
CREATE TABLE blob(
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    draft INTEGER NOT NULL REFERENCES draft(number),
    size INTEGER NOT NULL,
    written_at INTEGER NOT NULL,
    upload INTEGER NOT NULL,
    acknowledged INTEGER NOT NULL DEFAULT 0);
CREATE INDEX blob_of_draft ON blob(draft);
CREATE TABLE blob_part(
    number INTEGER PRIMARY KEY,
    blob INTEGER NOT NULL REFERENCES blob(number),
    part INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE(blob, part));
CREATE TABLE change_blob(
    change INTEGER NOT NULL REFERENCES change(number),
    blob INTEGER NOT NULL REFERENCES blob(number),
    PRIMARY KEY(change, blob)) WITHOUT ROWID;
CREATE INDEX change_of_blob ON change_blob(blob);
CREATE TABLE receipt(
    submission BLOB NOT NULL PRIMARY KEY,
    draft INTEGER NOT NULL REFERENCES draft(number),
    round INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    bytes BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX receipt_of_draft ON receipt(draft, round);
CREATE TABLE attempt(
    one INTEGER PRIMARY KEY CHECK(one = 1),
    at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    last_error TEXT);
)sql";

// Wrong codes are counted on the device; an attachment or a code can be put aside with its reason; a draft
// expires counted from the last thing that was done in it, not from its beginning.
constexpr char version2Sql[] = R"sql(
CREATE TABLE code_try(
    one INTEGER PRIMARY KEY CHECK(one = 1),
    failed INTEGER NOT NULL,
    total INTEGER NOT NULL,
    pause INTEGER NOT NULL,
    since INTEGER NOT NULL,
    total_since INTEGER NOT NULL);
ALTER TABLE blob ADD COLUMN reason TEXT;
ALTER TABLE code ADD COLUMN reason TEXT;
ALTER TABLE draft ADD COLUMN touched_at INTEGER NOT NULL DEFAULT 0;
UPDATE draft SET touched_at = max(created_at,
    coalesce((SELECT max(stored_at) FROM change WHERE change.draft = draft.number), 0));
)sql";

// A draft grows idle by the centre's clock alone: counted from the first look after it was last touched,
// because the device's own clock may have been anywhere when it was. Likewise an attachment nothing names
// yet. Beside the queue of work: what is followed, what was ordered, and the device's own record.
constexpr char version3Sql[] = R"sql(
ALTER TABLE draft DROP COLUMN touched_at;
ALTER TABLE draft ADD COLUMN idle_since INTEGER;
ALTER TABLE draft ADD COLUMN followed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE blob ADD COLUMN unnamed_since INTEGER;
ALTER TABLE code ADD COLUMN claimed INTEGER NOT NULL DEFAULT 0;
CREATE TABLE feed(
    scope TEXT NOT NULL PRIMARY KEY,
    epoch BLOB,
    number INTEGER NOT NULL,
    complete INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE command(
    id BLOB NOT NULL PRIMARY KEY,
    kind INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE audit(
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    subject BLOB NOT NULL,
    number INTEGER, previous BLOB,
    sent INTEGER NOT NULL DEFAULT 0);
CREATE INDEX audit_waiting ON audit(row) WHERE sent = 0;
)sql";

// A queue is read from its front: what it costs to look at it does not grow with what waits behind.
constexpr char version4Sql[] = R"sql(
DROP INDEX change_waiting;
CREATE INDEX change_waiting ON change(urgency, number, draft) WHERE state = 1;
CREATE INDEX change_waiting_of_draft ON change(draft, number) WHERE state = 1;
CREATE INDEX blob_waiting ON blob(written_at) WHERE upload = 1;
CREATE INDEX code_waiting ON code(created_at) WHERE upload = 1;
CREATE INDEX receipt_incomplete ON receipt(submission) WHERE complete = 0;
)sql";

// Since when something lies aside. What an earlier version put aside has no such moment.
constexpr char version5Sql[] = R"sql(
ALTER TABLE change ADD COLUMN put_aside_at INTEGER;
ALTER TABLE blob ADD COLUMN put_aside_at INTEGER;
ALTER TABLE code ADD COLUMN put_aside_at INTEGER;
)sql";

struct Migration
{
    int version;
    void (*run)(Database &);
};

constexpr std::array migrations{
    Migration{1, [](Database &database) { database.execute(version1Sql); }},
    Migration{2, [](Database &database) { database.execute(version2Sql); }},
    Migration{3, [](Database &database) { database.execute(version3Sql); }},
    Migration{4, [](Database &database) { database.execute(version4Sql); }},
    Migration{5, [](Database &database) { database.execute(version5Sql); }},
};

consteval bool numberedInOrder()
{
    for (std::size_t index = 0; index < migrations.size(); ++index) {
        if (migrations[index].version != static_cast<int>(index) + 1)
            return false;
    }
    return true;
}

static_assert(numberedInOrder(), "migrations are numbered from 1 without a gap");
static_assert(migrations.back().version == SqlCipherStore::schemaVersion,
              "the last migration makes the schema the store works with");

constexpr char versionSql[] = "PRAGMA user_version";

} // namespace

base::Result<void> migrate(Database &database)
{
    const auto found = database.read([&] { return Statement(database, versionSql).number(); });
    if (!found)
        return found.error();
    if (*found > SqlCipherStore::schemaVersion)
        return {base::ErrorCode::StoreTooNew, QStringLiteral("database version %1").arg(*found)};
    for (const Migration &migration : migrations) {
        if (migration.version <= *found)
            continue;
        auto done = database.write([&] {
            migration.run(database);
            database.execute(("PRAGMA user_version = " + QByteArray::number(migration.version)).constData());
        });
        if (!done)
            return done;
    }
    return {};
}

} // namespace luotsi::store
