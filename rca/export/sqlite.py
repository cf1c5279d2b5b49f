"""A clean database to ask, as with Datasette: plain tables, full text, and a file that describes them."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from rca import VERSION
from rca.export.parts import incident_part
from rca.export.selected import Selected
from rca.export.sqlite_tables import DATABASE, FULL_TEXT, METADATA, TABLES, VIEWS

Row = tuple[Any, ...]


def write(selected: Selected, file: IO[bytes]) -> None:
    """Write the database, incident by incident."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rca.db")
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            _fill(connection, selected)
        finally:
            connection.close()
        with path.open("rb") as made:
            shutil.copyfileobj(made, file)


def write_metadata(name: str, file: IO[bytes]) -> None:
    """Write what Datasette is told of a database of some name: descriptions and queries."""
    told = {**METADATA, "source": f"rca {VERSION}", "databases": {name: DATABASE}}
    file.write(f"{json.dumps(told, indent=2, ensure_ascii=False)}\n".encode())


def _fill(connection: sqlite3.Connection, selected: Selected) -> None:
    connection.execute("PRAGMA synchronous = OFF")  # a file of our own, which is copied when it is whole
    connection.executescript(TABLES)
    connection.execute("BEGIN")
    connection.execute("INSERT INTO about VALUES ('as_of', ?), ('format', '1')", (str(selected.today),))
    for key, exported in enumerate(selected.documents(), 1):
        for table, row in _rows(key, incident_part(exported).model_dump(mode="json")):
            connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    connection.execute("COMMIT")
    connection.executescript(FULL_TEXT)
    connection.executescript(VIEWS)
    connection.execute("VACUUM")


def _rows(key: int, incident: dict[str, Any]) -> Iterator[tuple[str, Row]]:
    moments = ("started", "detected", "acknowledged", "mitigated", "resolved")
    plain = ("id", "title", "path", "date", "severity", "severity_rank", "status", "ongoing", "duration")
    more = ("blast_radius", "classification", "commander")
    yield (
        "incidents",
        (
            key,
            *(incident[name] for name in (*plain, *more)),
            *((incident[name] or {}).get("at") for name in moments),
        ),
    )
    for kind in ("authors", "services", "environments", "tags", "contributing_factors", "related"):
        yield from (("labels", (key, kind, value)) for value in dict.fromkeys(incident[kind]))
    for at, section in enumerate(incident["sections"], 1):
        yield "sections", (key, at, *(section[name] for name in ("name", "heading", "level", "text")))
    for at, entry in enumerate(incident["timeline"], 1):
        tags = " ".join(entry["tags"])
        yield "timeline", (key, at, entry["time"], entry["at"], entry["until"], entry["text"], tags)
    for at, item in enumerate(incident["action_items"], 1):
        yield from _item_rows(key, at, item)


def _item_rows(key: int, at: int, item: dict[str, Any]) -> Iterator[tuple[str, Row]]:
    due = item["due"] or {}
    written = item["written"]
    yield (
        "items",
        (
            key,
            at,
            *(item[name] for name in ("ref", "number", "text", "state")),
            *(due.get(name) for name in ("text", "day")),
            item["overdue_days"],
            *(written[name] for name in ("state", "day")),
            *(item[name] for name in ("kind", "priority", "group", "drop_reason")),
            *(int(flag in item["flags"]) for flag in ("overdue", "blocked", "regressed", "stale")),
        ),
    )
    yield from (("owners", (key, at, name)) for name in dict.fromkeys(item["owners"]))
    yield from (("issues", (key, at, ref)) for ref in dict.fromkeys(item["issues"]))
    yield from (("waits_for", (key, at, ref)) for ref in dict.fromkeys(item["blocked_by"]))
    executions = {each["environment"]: each for each in item["executions"]}
    for name, each in executions.items():
        yield "executions", (key, at, name, each["state"], each["day"])
        yield from (("evidence", (key, at, "executed", name, ref)) for ref in dict.fromkeys(each["evidence"]))
    yield from (("evidence", (key, at, "written", "", ref)) for ref in dict.fromkeys(written["evidence"]))
