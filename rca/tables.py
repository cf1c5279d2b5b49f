"""The SQL of the index: what each table holds.

Days and instants are ISO 8601 text, lines count from 1; `document` is the key of the document, `item` the
position of an action item in it. `documents.id` grows with the incident's day, so that the newest come first
in descending order; it is not shown to anybody, and changes when the day does.
"""

TABLES = """
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value ANY
) STRICT, WITHOUT ROWID;
CREATE TABLE folders (
    path TEXT PRIMARY KEY,
    entries BLOB NOT NULL
) STRICT;
CREATE TABLE touched (
    folder TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER,
    mtime_ns INTEGER,
    inode INTEGER,
    PRIMARY KEY (folder, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE unreadable (
    path TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    origin TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    incident TEXT NOT NULL,
    title TEXT NOT NULL,
    date TEXT,
    severity TEXT,
    severity_rank INTEGER,
    status TEXT,
    ongoing INTEGER NOT NULL,
    duration TEXT,
    blast_radius TEXT,
    classification TEXT,
    started TEXT,
    detected TEXT,
    acknowledged TEXT,
    mitigated TEXT,
    resolved TEXT
) STRICT;
CREATE TABLE fields (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    label TEXT NOT NULL,
    value TEXT NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE labels (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (document, kind, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE sections (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    heading TEXT NOT NULL,
    level INTEGER NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE timeline (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,
    time TEXT NOT NULL,
    at TEXT,
    until TEXT,
    text TEXT NOT NULL,
    tags TEXT NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE items (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    item INTEGER NOT NULL,
    number TEXT NOT NULL,
    text TEXT NOT NULL,
    owner_text TEXT NOT NULL,
    due_text TEXT,
    due_kind TEXT,
    due TEXT,
    issue_text TEXT NOT NULL,
    state TEXT NOT NULL,
    written TEXT NOT NULL,
    written_day TEXT,
    kind TEXT NOT NULL,
    priority TEXT NOT NULL,
    check_name TEXT NOT NULL,
    claim TEXT NOT NULL,
    item_group TEXT NOT NULL,
    drop_reason TEXT NOT NULL,
    regressed INTEGER NOT NULL,
    stale INTEGER NOT NULL,
    line INTEGER NOT NULL,
    last_line INTEGER NOT NULL,
    PRIMARY KEY (document, item)
) STRICT, WITHOUT ROWID;
CREATE TABLE owners (
    document INTEGER NOT NULL,
    item INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (document, item, position),
    FOREIGN KEY (document, item) REFERENCES items ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE issues (
    document INTEGER NOT NULL,
    item INTEGER NOT NULL,
    position INTEGER NOT NULL,
    ref TEXT NOT NULL,
    PRIMARY KEY (document, item, position),
    FOREIGN KEY (document, item) REFERENCES items ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE executions (
    document INTEGER NOT NULL,
    item INTEGER NOT NULL,
    position INTEGER NOT NULL,
    environment TEXT NOT NULL,
    state TEXT NOT NULL,
    day TEXT,
    PRIMARY KEY (document, item, position),
    FOREIGN KEY (document, item) REFERENCES items ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE dependencies (
    document INTEGER NOT NULL,
    item INTEGER NOT NULL,
    position INTEGER NOT NULL,
    incident TEXT,
    number TEXT NOT NULL,
    PRIMARY KEY (document, item, position),
    FOREIGN KEY (document, item) REFERENCES items ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE diagnostics (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL,
    rule TEXT NOT NULL,
    level TEXT NOT NULL,
    message TEXT NOT NULL,
    line INTEGER NOT NULL,
    character INTEGER NOT NULL,
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE VIEW unfinished AS
    SELECT * FROM items WHERE state NOT IN ('executed', 'verified', 'dropped');
CREATE VIEW blockers AS
    SELECT d.document, d.item, own.incident || '/' || i.number AS ref
    FROM dependencies AS d
    JOIN documents AS own ON own.id = d.document
    JOIN unfinished AS i ON i.document = d.document AND i.number = d.number
    WHERE d.incident IS NULL
    UNION ALL
    SELECT d.document, d.item, other.incident || '/' || i.number
    FROM dependencies AS d
    JOIN documents AS other ON other.incident = d.incident
    JOIN unfinished AS i ON i.document = other.id AND i.number = d.number
    WHERE d.incident IS NOT NULL;
CREATE VIEW incidents AS
    SELECT id, incident, path, title, date, severity, severity_rank, status, ongoing,
        (SELECT count(*) FROM items WHERE document = documents.id) AS items,
        (SELECT count(*) FROM unfinished WHERE document = documents.id) AS open,
        (SELECT count(*) FROM items WHERE document = documents.id AND state = 'written') AS paper_only
    FROM documents
"""

SEARCH = """
CREATE TABLE texts (
    id INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    incident TEXT NOT NULL,
    title TEXT NOT NULL,
    items TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (
    incident, title, items, body, content = 'texts', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE titles USING fts5 (
    incident, title, content = 'texts', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE VIRTUAL TABLE terms USING fts5vocab (search, row)
"""

EVIDENCE = """
CREATE TABLE evidence (
    document INTEGER NOT NULL,
    item INTEGER NOT NULL,
    position INTEGER NOT NULL,
    claim TEXT NOT NULL,
    environment TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (document, item, position),
    FOREIGN KEY (document, item) REFERENCES items ON DELETE CASCADE
) STRICT, WITHOUT ROWID
"""

EVENTS = """
CREATE TABLE events (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    incident TEXT NOT NULL,
    at TEXT NOT NULL,
    by_name TEXT NOT NULL,
    by_email TEXT NOT NULL,
    by_kind TEXT NOT NULL,
    change TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    parents TEXT NOT NULL,
    line INTEGER NOT NULL
) STRICT;
CREATE INDEX events_of_incident ON events (incident, sequence);
CREATE TABLE journal_heads (
    incident TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (incident, id)
) STRICT, WITHOUT ROWID
"""

REMEMBERED = """
CREATE TABLE remembered (
    path TEXT PRIMARY KEY,
    text BLOB NOT NULL
) STRICT
"""

SHORT_NAMES = """
CREATE TABLE short_names (
    incident TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER id_came AFTER INSERT ON documents
    BEGIN DELETE FROM short_names; END;
CREATE TRIGGER id_went AFTER DELETE ON documents
    BEGIN DELETE FROM short_names; END;
CREATE TRIGGER id_changed AFTER UPDATE OF incident ON documents WHEN old.incident <> new.incident
    BEGIN DELETE FROM short_names; END
"""
"""Names as they were found, until an id comes or goes: only then another part of one may be no other's."""

KNOWN_EVENT = """
CREATE TRIGGER events_again BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id OR sequence = NEW.sequence)
BEGIN
    SELECT RAISE(IGNORE);
END
"""

APPEND_ONLY = """
CREATE TRIGGER events_{verb} BEFORE {verb} ON events
BEGIN
    SELECT RAISE(ABORT, 'events are append-only');
END
"""
