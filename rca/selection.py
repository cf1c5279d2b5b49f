"""A query as SQL: all of its terms as one condition, and an order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rca.binder import Binder, any_of
from rca.conditions import AT_ONCE, FLAGS, MEANINGS, PENDING, Meaning
from rca.query import Term, Value, parse_query
from rca.values import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Literal, TypeAlias

Subject: TypeAlias = "Literal['incidents', 'items']"

SORTS = {
    "date": ("d.date", "DESC"),
    "sev": ("d.severity_rank", "ASC"),
    "id": ("d.incident", "ASC"),
    "title": ("d.title", "ASC"),
    "due": ("i.due", "ASC"),
    "owner": ("i.owner_text", "ASC"),
    "state": ("i.state", "ASC"),
    "priority": ("i.priority", "ASC"),
    "open": ("(SELECT count(*) FROM unfinished AS u WHERE u.document = d.id)", "DESC"),
    "overdue": (f"(SELECT count(*) FROM items AS i WHERE i.document = d.id AND {FLAGS['overdue']})", "DESC"),
    "paper": ("(SELECT count(*) FROM items AS i WHERE i.document = d.id AND +i.state = 'written')", "DESC"),
}
"""What one can sort by: column, and the direction that is natural for it.

The last three are of incidents alone: how many of their items are so.
"""

_KNOWN_LAST = {
    "date": "d.date IS NULL",
    "sev": "d.severity_rank IS NULL",
    "due": "i.due IS NULL",
    "owner": "i.owner_text = ''",
    "priority": "i.priority = ''",
    "title": "d.title = ''",
}
"""What nobody said stands last, whichever way it is sorted; just so that indexes serve it."""

_DEFAULT_ORDER = {
    "items": "i.due IS NULL, i.due, i.document DESC, i.item",
    "incidents": "d.date IS NULL, d.date DESC, d.incident, d.path",
}


def default_order(subject: Subject) -> str:
    """The order of a list for which no other is wanted."""
    return _DEFAULT_ORDER[subject]


def mentions_document(sql: str) -> bool:
    """Whether SQL speaks of `d`; without it a question over all items is quicker."""
    before = f" {sql}".split("d.")[:-1]
    return any(not (text[-1:].isalnum() or text[-1:] == "_") for text in before)


class Selection(NamedTuple):
    """A query as SQL, for a statement with `d` (and, for items, `i`) in it."""

    where: str
    order: str
    values: dict[str, object]


def select(
    query: str,
    subject: Subject,
    today: date,
    severities: Mapping[str, tuple[str, ...]] | None = None,
    prefix: str = "",
    *,
    few: bool = False,
) -> Selection:
    """A query as the WHERE and ORDER BY of a statement; raises QuerySyntaxError.

    A condition on items selects, in a list of incidents, those that have such an item: one that meets all of
    them. `severities` are the levels of the configuration, gravest first; `prefix` begins the names of the
    values, for a statement that holds several queries; `few` is for one that asks a thousand items or so.
    """
    terms = parse_query(query)
    binder = Binder(query, today, severities or {}, prefix, few=few)
    where = _where(binder, [term for term in terms if term.key != "sort"], subject)
    sorts = (value for term in terms if term.key == "sort" for value in term.values)
    order = [_sort_column(binder, value, subject) for value in sorts]
    return Selection(where, ", ".join([*order, _DEFAULT_ORDER[subject]]), binder.values)


def due_until(selection: Selection, day: date) -> Selection:
    """Of the items that a query selects those that are pending and due by a day."""
    where = f"{PENDING} AND i.due <= :until AND ({selection.where})"
    return selection._replace(where=where, values={**selection.values, "until": day.isoformat()})


def _where(binder: Binder, terms: list[Term], subject: Subject) -> str:
    alone: list[str] = []
    together: list[str] = []
    for term in terms:
        meanings = [MEANINGS[term.key](binder, value) for value in term.values]
        if subject == "items":
            conditions = [meaning.item or meaning.incident or "0" for meaning in meanings]
            condition = any_of(conditions if binder.few else [AT_ONCE.get(each, each) for each in conditions])
        elif term.negated or any(meaning.incident for meaning in meanings):
            condition = any_of(list(map(_of_incident, meanings)))
        else:
            together.append(any_of([meaning.item or "0" for meaning in meanings]))
            continue
        alone.append(f"NOT ifnull({condition}, 0)" if term.negated else condition)
    if together:
        alone.append(_has_item(" AND ".join(together)))
    return " AND ".join(alone) or "1"


def _of_incident(meaning: Meaning) -> str:
    """A condition on an incident: what is said of it, or that one of its items is so."""
    parts = [meaning.incident, _has_item(meaning.item) if meaning.item else None]
    return any_of([part for part in parts if part])


def _has_item(condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM items AS i WHERE i.document = d.id AND {condition})"


def _sort_column(binder: Binder, value: Value, subject: Subject) -> str:
    name = value.text.lower()
    known = [key for key, (column, _) in SORTS.items() if column[0] in ("di" if subject == "items" else "d(")]
    if name.removeprefix("-") not in known:
        raise binder.wrong(value, f"{subject} can be sorted by {', '.join(known)}, not by `{name}`")
    column, direction = SORTS[name.removeprefix("-")]
    if name.startswith("-"):
        direction = "ASC" if direction == "DESC" else "DESC"
    last = _KNOWN_LAST.get(name.removeprefix("-"))
    return f"{last}, {column} {direction}" if last else f"{column} {direction}"
