"""The tables of an exported database, and what Datasette is told of them."""

from __future__ import annotations

from typing import Any

TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE incidents (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL, path TEXT NOT NULL UNIQUE, date TEXT,
    severity TEXT, severity_rank INTEGER, status TEXT, ongoing INTEGER NOT NULL, duration TEXT,
    blast_radius TEXT, classification TEXT, commander TEXT,
    started TEXT, detected TEXT, acknowledged TEXT, mitigated TEXT, resolved TEXT
) STRICT;
CREATE TABLE labels (
    incident INTEGER NOT NULL REFERENCES incidents, kind TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (incident, kind, value)
) STRICT;
CREATE TABLE sections (
    incident INTEGER NOT NULL REFERENCES incidents, position INTEGER NOT NULL, name TEXT NOT NULL,
    heading TEXT NOT NULL, level INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (incident, position)
) STRICT;
CREATE TABLE timeline (
    incident INTEGER NOT NULL REFERENCES incidents, position INTEGER NOT NULL, time TEXT NOT NULL, at TEXT,
    until TEXT, text TEXT NOT NULL, tags TEXT NOT NULL,
    PRIMARY KEY (incident, position)
) STRICT;
CREATE TABLE items (
    incident INTEGER NOT NULL REFERENCES incidents, position INTEGER NOT NULL, ref TEXT NOT NULL,
    number TEXT NOT NULL, text TEXT NOT NULL, state TEXT NOT NULL, due_text TEXT, due TEXT,
    overdue_days INTEGER NOT NULL, written TEXT NOT NULL, written_on TEXT, kind TEXT NOT NULL,
    priority TEXT NOT NULL, item_group TEXT NOT NULL, drop_reason TEXT NOT NULL,
    is_overdue INTEGER NOT NULL, is_blocked INTEGER NOT NULL, is_regressed INTEGER NOT NULL,
    is_stale INTEGER NOT NULL,
    PRIMARY KEY (incident, position)
) STRICT;
CREATE TABLE owners (
    incident INTEGER NOT NULL, item INTEGER NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (incident, item, name), FOREIGN KEY (incident, item) REFERENCES items
) STRICT;
CREATE TABLE issues (
    incident INTEGER NOT NULL, item INTEGER NOT NULL, ref TEXT NOT NULL,
    PRIMARY KEY (incident, item, ref), FOREIGN KEY (incident, item) REFERENCES items
) STRICT;
CREATE TABLE waits_for (
    incident INTEGER NOT NULL, item INTEGER NOT NULL, ref TEXT NOT NULL,
    PRIMARY KEY (incident, item, ref), FOREIGN KEY (incident, item) REFERENCES items
) STRICT;
CREATE TABLE executions (
    incident INTEGER NOT NULL, item INTEGER NOT NULL, environment TEXT NOT NULL, state TEXT NOT NULL,
    day TEXT,
    PRIMARY KEY (incident, item, environment), FOREIGN KEY (incident, item) REFERENCES items
) STRICT;
CREATE TABLE evidence (
    incident INTEGER NOT NULL, item INTEGER NOT NULL, claim TEXT NOT NULL, environment TEXT NOT NULL,
    ref TEXT NOT NULL,
    PRIMARY KEY (incident, item, claim, environment, ref), FOREIGN KEY (incident, item) REFERENCES items
) STRICT;
"""

FULL_TEXT = """
CREATE VIRTUAL TABLE sections_fts USING fts5 (
    heading, text, content = 'sections', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO sections_fts (rowid, heading, text) SELECT rowid, heading, text FROM sections;
CREATE VIRTUAL TABLE items_fts USING fts5 (
    text, content = 'items', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO items_fts (rowid, text) SELECT rowid, text FROM items;
CREATE VIRTUAL TABLE incidents_fts USING fts5 (
    id, title, content = 'incidents', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO incidents_fts (rowid, id, title) SELECT key, id, title FROM incidents;
"""

VIEWS = """
CREATE INDEX items_state ON items (state);
CREATE INDEX items_due ON items (due);
CREATE INDEX owners_name ON owners (name);
CREATE INDEX incidents_date ON incidents (date);
CREATE VIEW action_items AS
    SELECT i.ref, n.severity, i.text, group_concat(o.name, ', ') AS owners, i.due, i.overdue_days, i.state,
        n.title AS incident
    FROM items AS i JOIN incidents AS n ON n.key = i.incident
    LEFT JOIN owners AS o ON o.incident = i.incident AND o.item = i.position
    GROUP BY i.incident, i.position;
"""

_QUERIES = {
    "overdue": {
        "title": "Overdue action items",
        "sql": "select * from action_items where overdue_days > 0 order by overdue_days desc",
    },
    "paper_only": {
        "title": "Written, and executed nowhere",
        "sql": "select * from action_items where state = 'written' order by due",
    },
    "by_owner": {
        "title": "What each owner has open, and how much of it is late",
        "sql": "select o.name as owner, count(*) as open, sum(i.is_overdue) as overdue,"
        " max(i.overdue_days) as days_late from owners as o"
        " join items as i on i.incident = o.incident and i.position = o.item"
        " where i.state not in ('executed', 'verified', 'dropped')"
        " group by o.name order by overdue desc, owner",
    },
    "unproven": {
        "title": "Executed, and nothing is cited that shows it",
        "sql": "select i.ref, i.text, x.environment, x.state, x.day from executions as x"
        " join items as i on i.incident = x.incident and i.position = x.item"
        " left join evidence as e on e.incident = x.incident and e.item = x.item"
        " and e.claim = 'executed' and e.environment = x.environment"
        " where x.state in ('done', 'verified') and e.ref is null order by x.day desc",
    },
    "environments": {
        "title": "How far items got in each environment",
        "sql": "select environment, state, count(*) as items from executions group by environment, state"
        " order by environment, items desc",
    },
    "search": {
        "title": "Sections with some words",
        "sql": "select n.id, s.heading, snippet(sections_fts, 1, '', '', ' … ', 24) as text from sections_fts"
        " join sections as s on s.rowid = sections_fts.rowid join incidents as n on n.key = s.incident"
        " where sections_fts match escape_fts(:words) order by rank limit 50",
    },
}

METADATA: dict[str, Any] = {
    "title": "Root cause analyses",
    "description": "Incidents with their action items, exported by rca. Days are ISO 8601.",
}

DATABASE: dict[str, Any] = {
    "queries": _QUERIES,
    "tables": {
        "incidents": {
            "label_column": "title",
            "sort_desc": "date",
            "fts_table": "incidents_fts",
            "fts_pk": "key",
        },
        "items": {"label_column": "text", "sort": "due", "fts_table": "items_fts", "fts_pk": "rowid"},
        "sections": {"label_column": "heading", "fts_table": "sections_fts", "fts_pk": "rowid"},
        "evidence": {"description": "What is cited for a claim: written, or executed in an environment."},
        "action_items": {"description": "Every action item with its owners, in one row."},
    },
}
