"""Incidents, items and counts out of the index, as the rows of `rca.rows`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from rca.conditions import FLAGS, NEEDED, PENDING
from rca.problems import explained
from rca.rows import IncidentRow, ItemRow, Overview, SkippedRow, UnreadableRow
from rca.selection import Selection, mentions_document
from rca.store import SKIPPED, Index, Row

_OVERDUE = f"(SELECT count(*) FROM items AS i WHERE i.document = d.id AND {FLAGS['overdue']})"

_PAPER_ONLY = "(SELECT count(*) FROM items AS i WHERE i.document = d.id AND +i.state = 'written')"
"""With a `+`, as SQLite would look at all that is so, for each incident again."""

_INCIDENT = f"""
d.incident, d.path, d.title, d.date, d.severity, d.severity_rank, d.status, d.ongoing, d.items, d.open,
    {_OVERDUE}, {_PAPER_ONLY}
"""
_INCIDENTS = f"""
SELECT {_INCIDENT} FROM incidents AS d WHERE {{where}} ORDER BY {{order}} LIMIT :limit OFFSET :offset
"""

_JOINED = "(SELECT group_concat({}, char(30)) FROM {} AS c WHERE c.document = i.document AND c.item = i.item)"

_BLOCKERS = f"""(
    SELECT group_concat((SELECT incident FROM documents WHERE id = n.document) || '/' || n.number, char(30))
    FROM {NEEDED}
)"""

_ITEM = f"""
d.incident, i.number, d.path, i.line, d.title, d.severity, d.severity_rank, i.text,
    {_JOINED.format("c.name", "owners")}, i.owner_text, i.due_text, i.due_kind, i.due,
    {_JOINED.format("c.ref", "issues")}, i.state, i.written, i.written_day,
    {_JOINED.format("c.environment || char(31) || c.state || char(31) || ifnull(c.day, '')", "executions")},
    i.kind, i.priority, i.check_name, i.claim, i.item_group, {_BLOCKERS}, {PENDING},
    {", ".join(FLAGS.values())}
"""
_ITEMS = f"""
SELECT {_ITEM} FROM items AS i JOIN documents AS d ON d.id = i.document
WHERE {{where}} ORDER BY {{order}} LIMIT :limit OFFSET :offset
"""
_ITEMS_AT = f"""
SELECT wanted.column1, {_ITEM} FROM (VALUES {{keys}}) AS wanted
CROSS JOIN items AS i ON i.document = wanted.column2 AND i.item = wanted.column3
JOIN documents AS d ON d.id = i.document
"""
_WAITS_FOR = """(i.document, i.item) IN (
    SELECT n.document, n.item FROM dependencies AS w JOIN items AS n ON n.number = w.number
    AND n.document IN (
        SELECT :key WHERE w.incident IS NULL
        UNION ALL SELECT id FROM documents WHERE incident = w.incident
    )
    WHERE w.document = :key AND w.item = :item
)"""
_NEEDED_BY = """(i.document, i.item) IN (
    SELECT w.document, w.item FROM dependencies AS w
    JOIN items AS me ON me.document = :key AND me.item = :item AND me.number = w.number
    WHERE w.incident IS NULL AND w.document = :key
        OR w.incident = (SELECT incident FROM documents WHERE id = :key)
)"""
"""Conditions on `i`: what the item with :key and :item waits for, and what waits for it."""

_FACTS = 25
"""Columns of `_ITEM` before the flags."""


def incidents(index: Index, selection: Selection, limit: int = -1, offset: int = 0) -> list[IncidentRow]:
    """Incidents that a query selects, in its order."""
    sql = _INCIDENTS.format(where=selection.where, order=selection.order)
    rows = index.rows(sql, {**selection.values, "limit": limit, "offset": offset})
    return [_incident(row) for row in rows]


def each_incident(index: Index, selection: Selection) -> Iterator[IncidentRow]:
    """The same one by one, however many there are."""
    sql = _INCIDENTS.format(where=selection.where, order=selection.order)
    with explained(index.path):
        for row in index.connection.execute(sql, {**selection.values, "limit": -1, "offset": 0}):
            yield _incident(row)


def incident(index: Index, document: int, values: Mapping[str, object]) -> IncidentRow:
    """The incident of a document."""
    return incidents(index, Selection("d.id = :key", "d.id", {**values, "key": document}))[0]


def incidents_at(index: Index, keys: Sequence[int], values: Mapping[str, object]) -> list[IncidentRow | None]:
    """The incidents with these keys, in their order; None for one that is gone."""
    sql = f"SELECT d.id, {_INCIDENT} FROM incidents AS d WHERE d.id IN ({', '.join(map(str, keys))})"
    found = {row[0]: _incident(row[1:]) for row in index.rows(sql, dict(values))}
    return [found.get(key) for key in keys]


def _incident(row: Row) -> IncidentRow:
    return IncidentRow(*row)._replace(ongoing=bool(row[7]))


def items(index: Index, selection: Selection, today: date, limit: int = -1, offset: int = 0) -> list[ItemRow]:
    """Items that a query selects, in its order."""
    sql = _ITEMS.format(where=selection.where, order=selection.order)
    rows = index.rows(sql, {**selection.values, "limit": limit, "offset": offset})
    return [_item(row, today) for row in rows]


def each_item(index: Index, selection: Selection, today: date) -> Iterator[ItemRow]:
    """The same one by one, however many there are."""
    sql = _ITEMS.format(where=selection.where, order=selection.order)
    with explained(index.path):
        for row in index.connection.execute(sql, {**selection.values, "limit": -1, "offset": 0}):
            yield _item(row, today)


def items_at(
    index: Index, keys: Sequence[tuple[int, int]], today: date, values: Mapping[str, object]
) -> list[ItemRow | None]:
    """The items with these keys (document and item), in their order; None for one that is gone."""
    wanted = ", ".join(f"({at}, {document}, {item})" for at, (document, item) in enumerate(keys))
    found = index.rows(_ITEMS_AT.format(keys=wanted), dict(values)) if keys else []
    rows = {row[0]: _item(row[1:], today) for row in found}
    return [rows.get(at) for at in range(len(keys))]


def items_of(
    index: Index,
    document: int,
    today: date,
    values: Mapping[str, object],
    positions: Sequence[int] | None = None,
) -> list[ItemRow]:
    """The items of a document, all or those at some positions, in its order."""
    there = f"AND i.item IN ({', '.join(map(str, positions))})" if positions is not None else ""
    return _items_where(index, f"i.document = :key {there}", today, {**values, "key": document})


def links(
    index: Index, document: int, item: int, today: date, values: Mapping[str, object]
) -> tuple[list[ItemRow], list[ItemRow]]:
    """What an item waits for, done or not, and what waits for it."""
    named = {**values, "key": document, "item": item}
    return _items_where(index, _WAITS_FOR, today, named), _items_where(index, _NEEDED_BY, today, named)


def _items_where(index: Index, where: str, today: date, values: dict[str, object]) -> list[ItemRow]:
    return items(index, Selection(where, "i.document, i.item", values), today)


def evidence(index: Index, document: int, item: int) -> tuple[tuple[str, str, str], ...]:
    """What a document cites for the claims of an item: claim, environment, value."""
    sql = "SELECT claim, environment, value FROM evidence WHERE document = ? AND item = ? ORDER BY position"
    return tuple((claim, place, value) for claim, place, value in index.rows(sql, (document, item)))


def drop_reason(index: Index, document: int, item: int) -> str:
    """Why an item was dropped, as the document says; empty where it was not."""
    sql = "SELECT drop_reason FROM items WHERE document = ? AND item = ?"
    return str(index.value(sql, (document, item)) or "")


def count_items(index: Index, selection: Selection) -> int:
    """How many items a query selects."""
    sql = f"SELECT count(*) FROM items AS i JOIN documents AS d ON d.id = i.document WHERE {selection.where}"
    return int(index.value(sql, selection.values))


def counts(index: Index, selections: Sequence[Selection]) -> list[int]:
    """How many items each of several selections has, in one question; no two may name a value alike."""
    totals = ", ".join(f"(SELECT count(*) FROM {_source(each)} WHERE {each.where})" for each in selections)
    values = {name: value for selection in selections for name, value in selection.values.items()}
    return [int(total) for total in index.rows(f"SELECT {totals}", values)[0]] if selections else []


def _source(selection: Selection) -> str:
    """What a selection is to be looked for in: what concerns documents is told of each once."""
    if mentions_document(selection.where):
        return "documents AS d CROSS JOIN items AS i ON i.document = d.id"
    return "items AS i"


def _item(row: Row, today: date) -> ItemRow:
    incident, number, path, line, title, severity, rank, text, owners, owner_text = row[:10]
    due_text, due_kind, due, issues, state, written, written_day, executions = row[10:18]
    kind, priority, check, claim, group, blockers, pending = row[18:_FACTS]
    days = (date.fromisoformat(due) - today).days if due and pending else None
    return ItemRow(
        f"{incident}/{number}", incident, number, path, line, title, severity, rank, text,
        _parts(owners), owner_text, due_text, due_kind, due, _parts(issues), state, written, written_day,
        tuple(_execution(part) for part in _parts(executions)), kind, priority, check, claim, group,
        _parts(blockers) if pending else (), max(0, -days) if days is not None else 0, days,
        tuple(name for name, holds in zip(FLAGS, row[_FACTS:], strict=True) if holds),
    )  # fmt: skip


def _parts(joined: str | None) -> tuple[str, ...]:
    return tuple(joined.split("\x1e")) if joined else ()


def _execution(joined: str) -> tuple[str, str, str | None]:
    environment, state, day = joined.rsplit("\x1f", 2)
    return environment, state, day or None


def ids(index: Index) -> tuple[str, ...]:
    """The ids of all incidents, as often as documents have them; the newest first."""
    return tuple(incident for (incident,) in index.rows("SELECT incident FROM documents ORDER BY id DESC"))


def id_lines(index: Index) -> str:
    """The ids of all incidents, one a line."""
    return str(index.value("SELECT group_concat(incident, char(10)) FROM documents") or "")


def kept_names(index: Index, incidents: Collection[str]) -> dict[str, str]:
    """Short names of incidents, as far as they are kept: until ids come or go."""
    among = ", ".join("?" * len(incidents))
    sql = f"SELECT incident, name FROM short_names WHERE incident IN ({among})"
    return dict(index.rows(sql, tuple(incidents)))


def keep_names(index: Index, names: Mapping[str, str], lines: str) -> None:
    """Keep short names that were found among ids, one a line, unless other ids are there by now.

    Raises IndexProblem, IndexBusy at once.
    """
    with index.unwaiting(), index.transaction() as connection:
        if id_lines(index) == lines:
            connection.executemany("INSERT OR REPLACE INTO short_names VALUES (?, ?)", names.items())


def unreadable(index: Index) -> list[UnreadableRow]:
    """What cannot be read, with the reason."""
    return [UnreadableRow(path, why) for path, why, origin in _unread(index) if origin not in SKIPPED]


def skipped(index: Index) -> list[SkippedRow]:
    """Files that are left out on purpose, with the reason."""
    return [SkippedRow(path, why) for path, why, origin in _unread(index) if origin in SKIPPED]


def _unread(index: Index) -> list[tuple[str, str, str]]:
    return [(path, why, origin) for path, (why, origin) in sorted(index.unread().items())]


def overview(index: Index, selection: Selection) -> Overview:
    """Counts over the items that a query selects, and over the whole index."""
    counted = ", ".join(f"total({condition})" for condition in FLAGS.values())
    joined = f"FROM items AS i JOIN documents AS d ON d.id = i.document WHERE {selection.where}"
    states: dict[str, int] = dict(
        index.rows(f"SELECT i.state, count(*) {joined} GROUP BY i.state", selection.values)
    )
    flags = index.rows(f"SELECT {counted} {joined}", selection.values)[0]
    return Overview(
        documents=index.value("SELECT count(*) FROM documents"),
        items=sum(states.values()),
        states=states,
        flags=dict(zip(FLAGS, map(int, flags), strict=True)),
        unreadable=len(unreadable(index)),
        diagnostics=dict(index.rows("SELECT level, count(*) FROM diagnostics GROUP BY level")),
    )
