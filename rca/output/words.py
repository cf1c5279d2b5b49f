"""The words of output: counts before nouns, lateness as people say it."""

from __future__ import annotations

from rca.output.table import Cell
from rca.rows import ItemRow

NEAR_DAYS = 31
"""Up to here a coming day is told as `in 3 d`, beyond it as a date."""


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 item`, `2 items`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def due_cell(item: ItemRow) -> Cell:
    """`189 d late`, `today`, `in 3 d`, `immediate, 4 d late`, `post-v1`, `2026-05-19`.

    Where no day is known it is what was written.
    """
    named = item.due_text if item.due_kind in {"immediate", "milestone"} else ""
    when = _when(item)
    text = ", ".join(filter(None, (named, when))) or item.due_text or ""
    return Cell(text, _due_role(item), (when,) if named and when else ())


def due_in_full(item: ItemRow) -> list[str]:
    """As written, the day, and how long until or since then: nothing twice, empty if undated."""
    said: list[str] = []
    for part in (item.due_text, item.due, _when(item)):
        if part and not any(part in other for other in said):
            said.append(part)
    return said


def _when(item: ItemRow) -> str:
    if item.due is None:
        return ""
    if item.overdue_days:
        return f"{item.overdue_days} d late"
    days = item.due_in_days
    if days is None or not 0 <= days <= NEAR_DAYS:
        return "" if item.due_kind == "immediate" else item.due
    return f"in {days} d" if days else "today"


def _due_role(item: ItemRow) -> str:
    if item.overdue_days:
        return "error"
    return "warning" if "due-soon" in item.flags else ""


def severity_role(rank: int | None) -> str:
    """Error for the gravest only; the level's own text tells the rest."""
    return {1: "error-bold", 2: "bold"}.get(rank or 0, "")
