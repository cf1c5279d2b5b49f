"""Parts of all items: how many of those that could be so are so, always as a number of a number."""

from __future__ import annotations

from typing import NamedTuple

from rca.conditions import FLAGS
from rca.selection import Selection
from rca.store import Index

_MEANT = "i.state NOT IN ('dropped', 'done-unsplit')"
_EVERYWHERE = "i.state IN ('executed', 'verified')"
_LAST_DAY = """(
    SELECT CASE WHEN count(e.day) = count(*) THEN max(e.day) END FROM executions AS e
    WHERE e.document = i.document AND e.item = i.item AND e.state IN ('done', 'verified')
)"""


class _Asked(NamedTuple):
    name: str
    part: str
    whole: str
    definition: str


_ASKED = (
    _Asked(
        "executed",
        _EVERYWHERE,
        _MEANT,
        "executed in every environment they are meant for ÷ all items, without dropped and done-unsplit ones",
    ),
    _Asked(
        "paper-only",
        "i.state = 'written'",
        f"{_MEANT} AND i.written = 'yes'",
        "written and executed nowhere ÷ written",
    ),
    _Asked("verified", "i.state = 'verified'", _EVERYWHERE, "verified ÷ executed everywhere"),
    _Asked(
        "in time",
        f"{_EVERYWHERE} AND {_LAST_DAY} <= i.due",
        f"i.due IS NOT NULL AND ({_EVERYWHERE} AND {_LAST_DAY} IS NOT NULL OR {FLAGS['overdue']})",
        "executed everywhere by the due date ÷ those, those executed later, and those overdue",
    ),
    _Asked(
        "no longer sure",
        f"({_EVERYWHERE} OR i.regressed) AND (i.regressed OR i.stale > 0)",
        f"({_EVERYWHERE} OR i.regressed)",
        "last check failed, or evidence older than its artefact ÷ executed everywhere, or failed",
    ),
    _Asked(
        "blocked",
        FLAGS["blocked"],
        "i.state IN ('open', 'written', 'part-executed')",
        "that wait for another item ÷ pending",
    ),
    _Asked("dropped", "i.state = 'dropped'", "1", "dropped ÷ all items"),
)


class Rate(NamedTuple):
    """So many of so many."""

    name: str
    part: int
    whole: int
    definition: str


def rates(index: Index, selection: Selection) -> tuple[Rate, ...]:
    """The rates of the items that a query selects."""
    totals = ", ".join(f"total({asked.whole}), total(({asked.whole}) AND ({asked.part}))" for asked in _ASKED)
    sql = f"SELECT {totals} FROM items AS i JOIN documents AS d ON d.id = i.document WHERE {selection.where}"
    found = [int(number) for number in index.rows(sql, selection.values)[0]]
    pairs = zip(_ASKED, found[::2], found[1::2], strict=True)
    return tuple(Rate(asked.name, part, whole, asked.definition) for asked, whole, part in pairs)
