-- A centre of the first version with one submission. Never edited: it stands for files in the field.
PRAGMA journal_mode = WAL;
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
INSERT INTO device VALUES (X'01010101010101010101010101010101','kiosk','library','north',X'02','PEM',1,2,0);
INSERT INTO draft VALUES (X'03030303030303030303030303030303',X'01010101010101010101010101010101',1,0);
INSERT INTO draft_scope VALUES (X'03030303030303030303030303030303','north');
INSERT INTO submission VALUES (X'0404040404040404040404040404040404040404040404040404040404040404',X'03030303030303030303030303030303',1,X'0505050505050505050505050505050505050505050505050505050505050505',X'01010101010101010101010101010101','7KQ4-M2RD',1,1,X'06',0,'',1,0);
PRAGMA user_version = 1;
