-- What a person decided about accounts, by their keys. `undone_at` takes a decision back; it can be made to stand again.
CREATE TABLE decisions (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    enterprise TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('link', 'unlink', 'exclude', 'note')),
    account TEXT NOT NULL,
    other TEXT,
    note TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    undone_at TEXT,
    CHECK ((kind IN ('link', 'unlink')) = (other IS NOT NULL))
) STRICT;
CREATE INDEX decisions_by_enterprise ON decisions (enterprise, sequence);
