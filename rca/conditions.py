"""What the keys of a query mean, as SQL.

`d` is the document, `i` the action item. Values are bound, never put into the text.
"""

from __future__ import annotations

from collections.abc import Callable

from rca.binder import Binder, any_of
from rca.query import Value
from rca.values import NamedTuple

STATES = ("open", "written", "part-executed", "executed", "verified", "dropped", "done-unsplit")
PENDING = "i.state IN ('open', 'written', 'part-executed')"
"""Not carried out everywhere, as far as anybody says."""
_OWNED = "EXISTS (SELECT 1 FROM owners AS o WHERE o.document = i.document AND o.item = i.item)"
_ISSUED = "EXISTS (SELECT 1 FROM issues AS s WHERE s.document = i.document AND s.item = i.item)"
_EXECUTION = "EXISTS (SELECT 1 FROM executions AS e WHERE e.document = i.document AND e.item = i.item{})"
_TRIED = "'done', 'verified', 'failed'"
_LAG = """julianday((
    SELECT CASE WHEN count(e.day) = count(*) THEN max(e.day) END FROM executions AS e
    WHERE e.document = i.document AND e.item = i.item AND e.state IN ('done', 'verified')
)) - julianday(i.written_day)"""
_DONE_SOMEWHERE = _EXECUTION.format(" AND e.state IN ('done', 'verified')")
_WAITING = """dependencies AS w JOIN items AS n ON n.number = w.number
    AND n.state NOT IN ('executed', 'verified', 'dropped')
    AND n.document IN (
        SELECT w.document WHERE w.incident IS NULL
        UNION ALL SELECT id FROM documents WHERE incident = w.incident
    )"""
NEEDED = f"{_WAITING} WHERE w.document = i.document AND w.item = i.item"
"""The items `n`, not executed yet, that an item waits for."""
_BLOCKED = f"EXISTS (SELECT 1 FROM {NEEDED})"
_LABELLED = "EXISTS (SELECT 1 FROM labels AS l WHERE l.document = d.id AND l.kind = '{}' AND {})"

FLAGS = {
    "overdue": f"({PENDING} AND i.due < :today)",
    "due-soon": f"({PENDING} AND i.due BETWEEN :today AND :soon)",
    "blocked": f"({PENDING} AND {_BLOCKED})",
    "unowned": f"({PENDING} AND NOT {_OWNED})",
    "undated": f"({PENDING} AND i.due IS NULL AND i.due_kind IS NOT 'milestone')",
    "regressed": "i.regressed",
    "stale": "i.stale > 0",
}
"""Beside the state: name to condition, in the order in which they are shown."""

AT_ONCE = {
    FLAGS["overdue"]: f"(+{PENDING} AND (i.due IS NULL) = 0 AND i.due < :today)",
    FLAGS["due-soon"]: f"(+{PENDING} AND (i.due IS NULL) = 0 AND i.due BETWEEN :today AND :soon)",
    FLAGS["undated"]: f"(+{PENDING} AND (i.due IS NULL) = 1 AND i.due_kind IS NOT 'milestone')",
    FLAGS["blocked"]: f"({PENDING} AND (i.document, i.item) IN (SELECT w.document, w.item FROM {_WAITING}))",
}
"""The same as other SQL, where all items are asked: put as the index in the order of lists begins (`+` keeps
SQLite from another one), and what waits is looked up once. Of one document's items it would be asked slowly.
"""

ITEM_WORDS = {
    **{state: f"i.state = '{state}'" for state in STATES},
    **FLAGS,
    "paper-only": "i.state = 'written'",
    "unfinished": "i.state NOT IN ('executed', 'verified', 'dropped')",
    "pending": PENDING,
    "done": "i.state IN ('executed', 'verified')",
}
INCIDENT_WORDS = {"ongoing": "d.ongoing", "over": "NOT d.ongoing"}
_DIGITS = r"\d{1,9}$"


class Meaning(NamedTuple):
    """A condition, said of an item and said of an incident; None where it says nothing of the one."""

    item: str | None = None
    incident: str | None = None


Reader = Callable[[Binder, Value], Meaning]


def _status(binder: Binder, value: Value) -> Meaning:
    word = value.text.lower()
    return Meaning(ITEM_WORDS.get(word), binder.like("d.status", value.text, "", ""))


def _is(binder: Binder, value: Value) -> Meaning:
    word = value.text.lower()
    if word not in ITEM_WORDS and word not in INCIDENT_WORDS:
        known = ", ".join((*ITEM_WORDS, *INCIDENT_WORDS))
        raise binder.wrong(value, f"`is:` knows {known}, not `{value.text}`")
    return Meaning(ITEM_WORDS.get(word), INCIDENT_WORDS.get(word))


def _among(binder: Binder, table: str, condition: str) -> str:
    """Whether an item is among those with such a row: these are looked up once, unless few are asked."""
    if binder.few:
        own = f"a.document = i.document AND a.item = i.item AND ({condition})"
        return f"EXISTS (SELECT 1 FROM {table} AS a WHERE {own})"
    return f"(i.document, i.item) IN (SELECT document, item FROM {table} WHERE {condition})"


def _owner(binder: Binder, value: Value) -> Meaning:
    if value.text == "none":
        return Meaning(f"NOT {_OWNED}")
    named = f"name = {binder.bind(value.text)}" if value.operator == "=" else None
    return Meaning(_among(binder, "owners", named or binder.begins("name", value.text)))


def _due(binder: Binder, value: Value) -> Meaning:
    return Meaning(binder.is_day("i.due", value))


def _date(binder: Binder, value: Value) -> Meaning:
    return Meaning(incident=binder.is_day("d.date", value))


def _written(binder: Binder, value: Value) -> Meaning:
    word = {"n/a": "exempt"}.get(value.text, value.text)
    if word in ("yes", "no", "exempt"):
        return Meaning(f"i.written = '{word}'")
    return Meaning(binder.is_day("i.written_day", value))


def _carried_out(states: str, yes: str, no: str) -> Reader:
    """A reader of `executed:` and its like: yes, no, or an environment where it has one of the states."""

    def read(binder: Binder, value: Value) -> Meaning:
        if value.text in ("yes", "no"):
            return Meaning(yes if value.text == "yes" else no)
        place = binder.like("e.environment", value.text, "", "")
        return Meaning(_EXECUTION.format(f" AND e.state IN ({states}) AND {place}"))

    return read


def _env(binder: Binder, value: Value) -> Meaning:
    item = _EXECUTION.format(
        f" AND e.state != 'exempt' AND {binder.like('e.environment', value.text, '', '')}"
    )
    return Meaning(item, _LABELLED.format("environment", binder.begins("l.value", value.text)))


def _paper(binder: Binder, value: Value) -> Meaning:
    """What was written on the last day that is meant, and nowhere executed, as far as days are known."""
    day = binder.bind(binder.days(value, value.text)[1].isoformat())
    executed = _EXECUTION.format(f" AND e.state IN ({_TRIED}) AND (e.day IS NULL OR e.day <= {day})")
    return Meaning(
        f"(i.written = 'yes' AND i.written_day <= {day} AND i.state != 'dropped' AND NOT {executed})"
    )


def _lag(binder: Binder, value: Value) -> Meaning:
    return Meaning(f"(i.state IN ('executed', 'verified') AND {binder.is_long(_LAG, value, 'd')})")


def _took(start: str, end: str) -> Reader:
    """A reader of a duration between two moments of an incident."""
    took = f"round((julianday({end}) - julianday({start})) * 1440, 3)"
    minutes = f"(SELECT {took} FROM documents WHERE id = d.id)"
    return lambda binder, value: Meaning(incident=binder.is_long(minutes, value, "m"))


def _issue(binder: Binder, value: Value) -> Meaning:
    import re

    text = value.text.removeprefix("#")
    if text == "none":
        return Meaning(f"NOT {_ISSUED}")
    if re.match(_DIGITS, text):
        match = any_of([binder.like("ref", text, before, "") for before in ("", "%#", "%/", "%-")])
    else:
        match = binder.like("ref", text)
    return Meaning(_among(binder, "issues", match))


def _text_of_item(column: str) -> Reader:
    """A reader that compares a column of items; `none` is the empty text."""

    def read(binder: Binder, value: Value) -> Meaning:
        return Meaning(f"{column} = ''" if value.text == "none" else binder.begins(column, value.text))

    return read


def _part_of(column: str) -> Reader:
    """A reader that looks for a text in a column of incidents."""
    return lambda binder, value: Meaning(incident=binder.like(column, value.text))


def _label(kind: str) -> Reader:
    """A reader for one of the lists that an incident has."""

    def read(binder: Binder, value: Value) -> Meaning:
        return Meaning(incident=_LABELLED.format(kind, binder.begins("l.value", value.text)))

    return read


def _severity(binder: Binder, value: Value) -> Meaning:
    import re

    text = value.text
    if text == "none":
        return Meaning(incident="(d.severity IS NULL AND d.severity_rank IS NULL)")
    digits = re.search(_DIGITS, text)
    rank = binder.ranks.get(text.casefold(), int(digits[0]) if digits else None)
    if rank is None and value.operator not in ("", "="):
        raise binder.wrong(
            value, f'"{text}" has no rank; compare with a number, or name the levels in rca.toml'
        )
    if rank is None:
        return Meaning(incident=binder.like("d.severity", text, "", ""))
    return Meaning(incident=f"d.severity_rank {value.operator or '='} {binder.bind(rank)}")


def _id(binder: Binder, value: Value) -> Meaning:
    incident, slash, number = value.text.rpartition("/")
    if not slash:
        return Meaning(incident=binder.like("d.incident", number))
    item = f"({binder.like('d.incident', incident)} AND i.number = {binder.bind(number)})"
    return Meaning(f"EXISTS (SELECT 1 FROM documents AS d WHERE d.id = i.document AND {item})")


def _text(binder: Binder, value: Value) -> Meaning:
    """Words: of an item in its text or its incident's title; of an incident anywhere in the document."""
    import re

    of_incident = any_of([binder.like(column, value.text) for column in ("title", "incident")])
    own = [binder.like(column, value.text) for column in ("i.text", "i.owner_text")]
    if binder.few:
        own.append(f"EXISTS (SELECT 1 FROM documents WHERE id = i.document AND {of_incident})")
    else:
        own.append(f"i.document IN (SELECT id FROM documents WHERE {of_incident})")
    words = [word for word in re.split(r"\W+", value.text) if word]
    if not words:
        return Meaning(any_of(own), binder.like("d.title", value.text))
    phrase = binder.bind('"' + " ".join(words) + '"*')
    return Meaning(any_of(own), f"d.id IN (SELECT rowid FROM search WHERE search MATCH {phrase})")


MEANINGS: dict[str, Reader] = {
    "": _text,
    "status": _status,
    "is": _is,
    "owner": _owner,
    "due": _due,
    "written": _written,
    "executed": _carried_out(
        "'done', 'verified'",
        "i.state IN ('executed', 'verified')",
        f"(i.state NOT IN ('executed', 'verified') AND NOT {_DONE_SOMEWHERE})",
    ),
    "verified": _carried_out("'verified'", "i.state = 'verified'", "i.state != 'verified'"),
    "failed": _carried_out("'failed'", "i.regressed", "NOT i.regressed"),
    "env": _env,
    "kind": _text_of_item("i.kind"),
    "priority": _text_of_item("i.priority"),
    "issue": _issue,
    "check": _text_of_item("i.check_name"),
    "group": _text_of_item("i.item_group"),
    "sev": _severity,
    "date": _date,
    "id": _id,
    "title": _part_of("d.title"),
    "service": _label("service"),
    "tag": _label("tag"),
    "author": _label("author"),
    "path": _part_of("d.path"),
    "paper": _paper,
    "lag": _lag,
    "ttd": _took("started", "detected"),
    "tta": _took("detected", "acknowledged"),
    "ttm": _took("started", "mitigated"),
    "ttr": _took("started", "resolved"),
}
"""Every key of the language but `sort`: how a value of it is read."""
