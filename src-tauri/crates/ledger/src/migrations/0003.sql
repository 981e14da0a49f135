-- The primary e-mails that accounts had when a decision about them was made, by the accounts' keys: the ground that it stood on.
-- Of decisions that were made before, nothing is known.
ALTER TABLE decisions ADD COLUMN emails TEXT NOT NULL DEFAULT '{}';

-- Who is probably counted twice and was taken onto the worklist, by the keys of an account of each.
CREATE TABLE worklist (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise TEXT NOT NULL,
    account TEXT NOT NULL,
    other TEXT NOT NULL,
    added_at TEXT NOT NULL,
    actor TEXT NOT NULL,
    UNIQUE (enterprise, account, other)
) STRICT;
