"""The answers as JSON and CSV: stable keys, documented in `docs/cli.md`.

JSON is one value: a list of objects, or one object. Controls, bidirectional overrides and lone surrogates are
escaped, which means the same to a reader of JSON and nothing to a terminal. CSV is RFC 4180, with an
apostrophe before a cell that a spreadsheet would take for a formula.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rca.hits import Hit
from rca.output.clean import clean
from rca.rows import IncidentRow, ItemRow, Overview, SimilarRow

if TYPE_CHECKING:
    from rca.insights import Insights

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def one_json(value: Any) -> list[str]:
    """One JSON value on one line."""
    text = json.dumps(value, ensure_ascii=False)
    return [_UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)]


def incidents_json(rows: Iterable[IncidentRow]) -> list[str]:
    """A list with an object for each incident: the fields of `IncidentRow`."""
    return one_json([row._asdict() for row in rows])


def items_json(rows: Iterable[ItemRow]) -> list[str]:
    """A list with an object for each item: the fields of `ItemRow`, executions as objects."""
    return one_json([item_object(row) for row in rows])


def due_json(rows: Sequence[ItemRow], today: date) -> list[str]:
    """`{"today", "overdue": [item…], "due_soon": [item…]}`."""
    late = [item_object(row) for row in rows if row.overdue_days]
    soon = [item_object(row) for row in rows if not row.overdue_days]
    return one_json({"today": today.isoformat(), "overdue": late, "due_soon": soon})


def overview_json(overview: Overview) -> list[str]:
    """The fields of `Overview`."""
    return one_json(overview._asdict())


def stats_json(told: Insights, today: date) -> list[str]:
    """`{"today", "late", "paper", "lag", "months", "times"}`: the fields of `rca.insights.Insights`."""
    return one_json({"today": today.isoformat(), **_tree(told)})


def similar_json(rows: Iterable[SimilarRow]) -> list[str]:
    """A list with an object for each incident: the fields of `SimilarRow`."""
    return one_json([row._asdict() for row in rows])


def hits_json(hits: Iterable[Hit]) -> list[str]:
    """A list with an object for each hit: the fields of `Hit`, and `matches` as [start, end] in `snippet`."""
    return one_json([_hit_object(hit) for hit in hits])


def item_object(row: ItemRow) -> dict[str, Any]:
    """An item as JSON has it."""
    executions = [dict(zip(("environment", "state", "day"), e, strict=True)) for e in row.executions]
    return row._asdict() | {"executions": executions}


def _hit_object(hit: Hit) -> dict[str, Any]:
    snippet, matches = "", []
    for index, part in enumerate(re.split("[\x02\x03]", hit.snippet)):
        if index % 2:
            matches.append([len(snippet), len(snippet) + len(part)])
        snippet += part
    return hit._asdict() | {"snippet": snippet, "matches": matches}


def incidents_csv(rows: Iterable[IncidentRow]) -> Iterator[str]:
    """A line for each incident, header first."""
    yield _line(IncidentRow._fields)
    yield from map(_line, rows)


def items_csv(rows: Sequence[ItemRow]) -> Iterator[str]:
    """A line for each item, header first; a column `executed <environment>` for each environment."""
    environments = list(dict.fromkeys(e for row in rows for e, _, _ in row.executions))
    yield _line([*_ITEM_COLUMNS, *(f"executed {e}".rstrip() for e in environments)])
    for row in rows:
        executed = {e: day or ("" if state == "no" else state) for e, state, day in row.executions}
        yield _line([*(getattr(row, c) for c in _ITEM_COLUMNS), *(executed.get(e, "") for e in environments)])


_ITEM_COLUMNS = (
    "ref",
    "severity",
    "text",
    "owners",
    "due_text",
    "due",
    "overdue_days",
    "issues",
    "state",
    "flags",
    "priority",
    "kind",
    "path",
    "line",
    "written",
    "written_day",
)


def _line(cells: Iterable[Any]) -> str:
    return ",".join(map(_cell, cells)) + "\r"


def _cell(value: Any) -> str:
    raw = _plain(value)
    text = ("'" if raw.startswith(_FORMULA) else "") + clean(raw)
    return '"' + text.replace('"', '""') + '"' if "," in text or '"' in text else text


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _tree(value: Any) -> Any:
    """Named tuples as objects, all the way down."""
    if hasattr(value, "_asdict"):
        return {name: _tree(part) for name, part in value._asdict().items()}
    return [_tree(part) for part in value] if isinstance(value, tuple) else value
