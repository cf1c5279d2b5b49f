"""The columns of action items and of incidents, the same for every kind that is a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple

from rca.rows import IncidentRow, ItemRow

Form = Literal["text", "date", "number"]
Value = str | int | None


class Column(NamedTuple):
    """A column: what it is called, and what stands in it."""

    key: str
    """Its name in CSV and in a database."""
    title: str
    """Its name for people."""
    form: Form
    value: Callable[[Any], Value]
    width: int = 14
    """Characters that it is given in a sheet."""


def _plain(key: str, title: str, form: Form = "text", width: int = 14) -> Column:
    return Column(key, title, form, lambda row: getattr(row, key), width)


def _listed(key: str, title: str, width: int = 14) -> Column:
    return Column(key, title, "text", lambda row: "; ".join(getattr(row, key)), width)


def _flag(key: str, title: str) -> Column:
    return Column(key, title, "text", lambda row: "yes" if getattr(row, key) else "no", 9)


ITEM = (
    _plain("ref", "Item", width=30),
    _plain("incident", "Incident", width=28),
    _plain("number", "#", width=5),
    _plain("title", "Incident title", width=40),
    _plain("severity", "Severity", width=9),
    _plain("text", "Action", width=60),
    _listed("owners", "Owners", 18),
    _plain("due_text", "Due as written"),
    _plain("due", "Due", "date", 11),
    _plain("overdue_days", "Days late", "number", 9),
    _plain("state", "State"),
    _listed("flags", "Flags", 18),
    _plain("written", "Written", width=9),
    _plain("written_day", "Written on", "date", 11),
    _listed("issues", "Issues", 18),
    _listed("blocked_by", "Waits for", 18),
    _plain("priority", "Priority", width=9),
    _plain("kind", "Type", width=11),
    _plain("path", "File", width=40),
    _plain("line", "Line", "number", 6),
)

INCIDENT = (
    _plain("id", "Incident", width=28),
    _plain("title", "Title", width=60),
    _plain("date", "Date", "date", 11),
    _plain("severity", "Severity", width=9),
    _plain("severity_rank", "Rank", "number", 6),
    _plain("status", "Status", width=12),
    _flag("ongoing", "Ongoing"),
    _plain("items", "Items", "number", 7),
    _plain("open", "Open", "number", 7),
    _plain("overdue", "Overdue", "number", 9),
    _plain("paper_only", "Paper-only", "number", 11),
    _plain("path", "File", width=40),
)


def item_columns(environments: Iterable[str]) -> tuple[Column, ...]:
    """The columns of items, and two for each environment: how far, and since when."""
    return (*ITEM, *(column for name in environments for column in _environment(name)))


def _environment(name: str) -> tuple[Column, Column]:
    where = f" {name}" if name else ""
    return (
        Column(f"executed{where}", f"Executed{where}", "text", lambda row: _execution(row, name, 1), 12),
        Column(
            f"executed_on{where}", f"Executed{where} on", "date", lambda row: _execution(row, name, 2), 12
        ),
    )


def _execution(row: ItemRow, environment: str, part: int) -> str | None:
    return next((e[part] for e in row.executions if e[0] == environment), None)


def incident_columns() -> tuple[Column, ...]:
    """The columns of incidents."""
    return INCIDENT


__all__ = ["Column", "IncidentRow", "incident_columns", "item_columns"]
