-- Times: RFC 3339 text in UTC with milliseconds. Digests: 64 lower-case hex digits. JSON: text.
-- `sequence` is the order of arrival; it is explicit because a VACUUM may renumber hidden row ids.

CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE enterprises (
    name TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    web_origin TEXT NOT NULL,
    api_origin TEXT NOT NULL,
    slug TEXT NOT NULL,
    route TEXT NOT NULL,
    endpoint TEXT,
    practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
    added_at TEXT NOT NULL
) STRICT;

-- The _key columns are the form in which ids and hosts are compared.
CREATE TABLE servers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    server_id TEXT,
    server_id_key TEXT,
    host TEXT NOT NULL,
    host_key TEXT NOT NULL,
    enterprise TEXT REFERENCES enterprises (name) ON UPDATE CASCADE ON DELETE SET NULL,
    first_seen TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX servers_by_identity ON servers (host_key, coalesce(server_id_key, ''));
CREATE INDEX servers_by_server_id ON servers (server_id_key);

-- What a server was called before, or is called elsewhere, as a person said.
CREATE TABLE server_aliases (
    server INTEGER NOT NULL REFERENCES servers (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('host', 'server_id')),
    value TEXT NOT NULL,
    key TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (server, kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX server_aliases_by_key ON server_aliases (kind, key);

CREATE TABLE reviews (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    begun_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    closed_at TEXT
) STRICT;
-- One review at a time is open.
CREATE UNIQUE INDEX reviews_open ON reviews (closed_at IS NULL) WHERE closed_at IS NULL;

-- `session` is the process that reads it. `sound` is 1 for an export without errors.
CREATE TABLE files (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    review TEXT NOT NULL REFERENCES reviews (id),
    position INTEGER NOT NULL,
    path TEXT,
    name TEXT NOT NULL,
    file_date TEXT,
    added_at TEXT NOT NULL,
    server INTEGER REFERENCES servers (id),
    state TEXT NOT NULL CHECK (state IN ('reading', 'read', 'cancelled', 'forgotten')),
    reading TEXT,
    findings TEXT NOT NULL,
    sha256 TEXT,
    sound INTEGER NOT NULL CHECK (sound IN (0, 1)),
    session INTEGER NOT NULL
) STRICT;
CREATE INDEX files_by_review ON files (review, position);
CREATE INDEX files_by_digest ON files (sha256);
CREATE INDEX files_by_server ON files (server, sequence);

CREATE TABLE question_answers (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    file TEXT NOT NULL REFERENCES files (id),
    code TEXT NOT NULL,
    choice TEXT NOT NULL,
    answered_at TEXT NOT NULL,
    actor TEXT NOT NULL
) STRICT;
CREATE INDEX question_answers_by_file ON question_answers (file, code);

-- `enterprise` is the name as it was: a hand-over outlives the entry. `session` is the process that sends it.
CREATE TABLE hand_overs (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    review TEXT REFERENCES reviews (id),
    file TEXT REFERENCES files (id),
    enterprise TEXT NOT NULL,
    server INTEGER REFERENCES servers (id),
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    handed_name TEXT NOT NULL,
    route TEXT NOT NULL,
    actor TEXT NOT NULL,
    ticket TEXT,
    state TEXT NOT NULL CHECK (state IN (
        'ready', 'handing_over', 'waiting', 'received', 'counted', 'failed', 'unconfirmed', 'cancelled', 'stopped')),
    reason TEXT,
    created_at TEXT NOT NULL,
    claimed_at TEXT,
    handed_at TEXT,
    settled_at TEXT,
    idempotency_key TEXT NOT NULL,
    consumed_before TEXT,
    consumed_after TEXT,
    expected INTEGER,
    held INTEGER,
    asked_times INTEGER NOT NULL DEFAULT 0,
    last_asked TEXT,
    owner TEXT,
    session INTEGER
) STRICT;
-- The same bytes are on their way to an enterprise once at most.
CREATE UNIQUE INDEX hand_overs_in_flight ON hand_overs (sha256, enterprise)
    WHERE state IN ('handing_over', 'waiting', 'received');
CREATE INDEX hand_overs_by_digest ON hand_overs (sha256, enterprise, state);
CREATE INDEX hand_overs_by_review ON hand_overs (review);
CREATE INDEX hand_overs_by_server ON hand_overs (server, sequence);
CREATE INDEX hand_overs_by_state ON hand_overs (state);

CREATE TABLE steps (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    hand_over TEXT NOT NULL REFERENCES hand_overs (id),
    step TEXT NOT NULL,
    at TEXT NOT NULL,
    cloud_at TEXT,
    evidence TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT;
CREATE INDEX steps_by_hand_over ON steps (hand_over, sequence);
CREATE TRIGGER steps_stay BEFORE UPDATE ON steps
BEGIN
    SELECT raise(ABORT, 'steps are append-only');
END;

CREATE TABLE receipts (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    number TEXT NOT NULL UNIQUE,
    hand_over TEXT NOT NULL REFERENCES hand_overs (id),
    issued_at TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX receipts_by_hand_over ON receipts (hand_over, sequence);

-- What the cloud last answered to each question.
CREATE TABLE cloud_answers (
    enterprise TEXT NOT NULL REFERENCES enterprises (name) ON UPDATE CASCADE ON DELETE CASCADE,
    what TEXT NOT NULL CHECK (what IN ('consumed_licenses', 'license_sync_status', 'uploads')),
    at TEXT NOT NULL,
    cloud_at TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (enterprise, what)
) STRICT, WITHOUT ROWID;

-- `search` holds the subjects and the texts of `params` in lower case.
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    server INTEGER REFERENCES servers (id) ON DELETE SET NULL,
    subjects TEXT NOT NULL,
    params TEXT NOT NULL,
    search TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_kind ON events (kind, id);
CREATE INDEX events_by_server ON events (server, id);

-- The private copies in hand-over/, each noted before it is made.
CREATE TABLE copies (
    name TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_digest ON copies (sha256);

-- Originals that are to be removed, and whether deleted bytes may still stand in the database's files.
CREATE TABLE forgetting (
    sha256 TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE scrubbing (
    since TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
