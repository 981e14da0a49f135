-- The cloud's report of consumed licenses as it was read over the API: its bytes are an original. The newest two of an
-- enterprise stay. `pages` tells each page's size and tag, so that what did not change is not sent again.
CREATE TABLE cloud_reports (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    enterprise TEXT NOT NULL REFERENCES enterprises (name) ON UPDATE CASCADE ON DELETE CASCADE,
    begun_at TEXT NOT NULL,
    at TEXT NOT NULL,
    cloud_at TEXT,
    sha256 TEXT NOT NULL,
    reading TEXT NOT NULL,
    pages TEXT NOT NULL
) STRICT;
CREATE INDEX cloud_reports_by_enterprise ON cloud_reports (enterprise, sequence);
CREATE INDEX cloud_reports_by_digest ON cloud_reports (sha256);
