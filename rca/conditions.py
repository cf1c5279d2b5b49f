"""What the keys of a query mean, as SQL.

`d` is the document, `i` the action item. Values are bound, never put into the text.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from rca.query import QuerySyntaxError, Value

SOON_DAYS = 7
"""How many days ahead an item is due soon."""

STATES = ("open", "written", "part-executed", "executed", "verified", "dropped", "done-unsplit")
PENDING = "i.state IN ('open', 'written', 'part-executed')"
"""Not carried out everywhere, as far as anybody says."""

_OWNED = "EXISTS (SELECT 1 FROM owners AS o WHERE o.document = i.document AND o.item = i.item{})"
_ISSUED = "EXISTS (SELECT 1 FROM issues AS s WHERE s.document = i.document AND s.item = i.item{})"
_EXECUTION = "EXISTS (SELECT 1 FROM executions AS e WHERE e.document = i.document AND e.item = i.item{})"
_DONE_SOMEWHERE = _EXECUTION.format(" AND e.state IN ('done', 'verified')")
_BLOCKED = "EXISTS (SELECT 1 FROM blockers AS b WHERE b.document = i.document AND b.item = i.item)"
_LABELLED = "EXISTS (SELECT 1 FROM labels AS l WHERE l.document = d.id AND l.kind = '{}' AND {})"

FLAGS = {
    "overdue": f"({PENDING} AND i.due < :today)",
    "due-soon": f"({PENDING} AND i.due BETWEEN :today AND :soon)",
    "blocked": f"({PENDING} AND {_BLOCKED})",
    "unowned": f"({PENDING} AND NOT {_OWNED.format('')})",
    "undated": f"({PENDING} AND i.due IS NULL AND i.due_kind IS NOT 'milestone')",
    "regressed": "i.regressed",
    "stale": "i.stale > 0",
}
"""Beside the state: name to condition, in the order in which they are shown."""

ITEM_WORDS = {
    **{state: f"i.state = '{state}'" for state in STATES},
    **FLAGS,
    "paper-only": "i.state = 'written'",
    "unfinished": "i.state NOT IN ('executed', 'verified', 'dropped')",
    "pending": PENDING,
    "done": "i.state IN ('executed', 'verified')",
}
INCIDENT_WORDS = {"ongoing": "d.ongoing", "over": "NOT d.ongoing"}

_NAMED_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_RELATIVE = r"([+-]?\d{1,6})([dw])$"
_DIGITS = r"\d{1,9}$"
_COMPARED = {"<": "< {0}", "<=": "<= {1}", ">": "> {1}", ">=": ">= {0}"}


class Meaning(NamedTuple):
    """A condition, said of an item and said of an incident; None where it says nothing of the one."""

    item: str | None = None
    incident: str | None = None


def any_of(conditions: list[str]) -> str:
    """One condition that holds where one of several does."""
    return conditions[0] if len(conditions) == 1 else f"({' OR '.join(conditions)})"


class Binder:
    """Puts values under names and compares columns with them."""

    def __init__(self, query: str, today: date, severities: Mapping[str, tuple[str, ...]]) -> None:
        self.query = query
        self.today = today
        soon = today + timedelta(days=SOON_DAYS)
        self.values: dict[str, object] = {"today": today.isoformat(), "soon": soon.isoformat()}
        self.ranks = {
            name.casefold(): rank
            for rank, (level, others) in enumerate(severities.items(), 1)
            for name in (level, *others)
        }

    def wrong(self, value: Value, reason: str) -> QuerySyntaxError:
        """The error for a value that says nothing."""
        return QuerySyntaxError(self.query, value.column, reason)

    def bind(self, value: object) -> str:
        """A name for a value."""
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def like(self, column: str, text: str, before: str = "%", after: str = "%") -> str:
        """Whether a column holds a text, in any case of its letters; `*` in the text stands for anything."""
        escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("*", "%")
        return f"{column} LIKE {self.bind(before + escaped + after)} ESCAPE '\\'"

    def begins(self, column: str, text: str) -> str:
        """Whether a column, or a word in it, begins with a text."""
        return any_of([self.like(column, text, before) for before in ("", "% ", "@")])

    def is_day(self, column: str, value: Value) -> str:
        """A comparison of a day with a day, a month, a year or a range `a..b`."""
        if value.text in ("none", "any"):
            return f"{column} IS {'NOT ' if value.text == 'any' else ''}NULL"
        start, dots, end = value.text.partition("..")
        low, high = self.days(value, start)[0], self.days(value, end if dots else start)[1]
        bound = self.bind(low.isoformat()), self.bind(high.isoformat())
        return f"{column} {_COMPARED.get(value.operator, 'BETWEEN {0} AND {1}').format(*bound)}"

    def days(self, value: Value, text: str) -> tuple[date, date]:
        """The first and the last day that a text means."""
        try:
            return _days(text, self.today)
        except (ValueError, OverflowError):
            known = "2026-05-19, 2026-05, today, 7d (in a week) or none"
            raise self.wrong(value, f'"{text}" is no day; write {known}') from None


def _days(text: str, today: date) -> tuple[date, date]:
    if relative := re.match(_RELATIVE, text):
        days = int(relative[1]) * (7 if relative[2] == "w" else 1)
    elif text in _NAMED_DAYS:
        days = _NAMED_DAYS[text]
    else:
        return _calendar(*(int(part) for part in text.split("-")))
    day = today + timedelta(days=days)
    return day, day


def _calendar(year: int, month: int = 0, day: int = 0, *more: int) -> tuple[date, date]:
    if more:
        raise ValueError(more)
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return date(year, month, 1), last
    return date(year, 1, 1), date(year, 12, 31)


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


def _owner(binder: Binder, value: Value) -> Meaning:
    if value.text == "none":
        return Meaning(f"NOT {_OWNED.format('')}")
    return Meaning(_OWNED.format(f" AND {binder.begins('o.name', value.text)}"))


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


def _issue(binder: Binder, value: Value) -> Meaning:
    text = value.text.removeprefix("#")
    if text == "none":
        return Meaning(f"NOT {_ISSUED.format('')}")
    if re.match(_DIGITS, text):
        match = any_of([binder.like("s.ref", text, before, "") for before in ("", "%#", "%/", "%-")])
    else:
        match = binder.like("s.ref", text)
    return Meaning(_ISSUED.format(f" AND {match}"))


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
    own = [binder.like(column, value.text) for column in ("i.text", "i.owner_text", "d.title", "d.incident")]
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
}
"""Every key of the language but `sort`: how a value of it is read."""
