"""What a document says of an item already: whether marking it again adds something, and on which day."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from rca.changes import Lacks
from rca.model import ActionItem, Execution, Written


class Adding(Protocol):
    """What is said beside the state that an item is marked with."""

    @property
    def day(self) -> date | None:
        """None where nobody named one."""

    @property
    def evidence(self) -> tuple[str, ...]:
        """As it was typed."""

    @property
    def note(self) -> str:
        """Empty for none."""


class SaidAlready(Lacks):
    """An item has the state that it is to be marked with, and nothing is said beside it."""

    def __init__(self, number: str, state: str, said: str) -> None:
        already = f"item {number} is {state} already{f': {said}' if said else ''}"
        super().__init__(
            f"{already}; say --evidence, --on or --note to add to it, nothing was changed",
            f"{already}; evidence, another day or a note adds to it, nothing was changed",
            ("evidence", "day", "note"),
        )


class VerifiedAlready(Lacks):
    """An item is to be marked executed where somebody saw already that this holds."""

    def __init__(self, number: str, where: str, said: str) -> None:
        already = f"item {number} is verified{where} already: {said}; mark it verified to add evidence"
        super().__init__(
            f"{already}, or say --on with the day of another execution, nothing was changed",
            f"{already}, or give the day of another execution, nothing was changed",
            ("day",),
        )


def written_day(item: ActionItem, adding: Adding, today: date) -> date | None:
    """The day for an item that is marked written: the named one, else the one it says; raises SaidAlready.

    What is said again on the same day takes nothing away, and is one more event.
    """
    if item.written.state == "yes":
        if not _adds(adding) and item.written.day != today:
            raise SaidAlready(item.number, "written", _told(item.written))
        return adding.day or item.written.day
    return adding.day


def executed_day(item: ActionItem, environment: str, adding: Adding, today: date) -> date | None:
    """The same for an item that is marked executed in an environment; what is verified needs another day."""
    done = next((e for e in item.executions if e.environment == environment), None)
    if done is None or done.state not in ("done", "verified"):
        return adding.day
    where = f" in {environment}" if environment else ""
    if done.state == "verified" and adding.day in (None, done.day):
        raise VerifiedAlready(item.number, where, _told(done))
    if not _adds(adding) and done.day != today:
        raise SaidAlready(item.number, f"executed{where}", _told(done))
    return adding.day or done.day


def _adds(adding: Adding) -> bool:
    return bool(adding.day or adding.evidence or adding.note.strip())


def _told(said: Written | Execution) -> str:
    """Day and evidence, else the words."""
    day = [said.day.isoformat()] if said.day else []
    return ", ".join((*day, *said.evidence)) or said.text
