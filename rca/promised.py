"""Due dates that people give: which are refused, because they are no promise that anybody could count on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rca.changes import Lacks, Refused
from rca.due import read_due


class RelativeDue(Refused):
    """A due date that means another day today than on the day of the incident, from which it would count."""

    def __init__(self, value: str, day: date) -> None:
        super().__init__(
            f'the due date "{value}" would count from the day of the incident; counted from today it is '
            f"{day}: write {day}, nothing was changed"
        )


def meant_today(
    value: str, incident: date | None, today: date, milestones: Mapping[str, date]
) -> date | None:
    """The day that a due date means today, where it would mean another one in the document."""
    understood, now = read_due(value, incident, milestones), read_due(value, today, milestones)
    return now.day if now and now.kind == "date" and now != understood else None


def check_due(value: str, incident: date | None, today: date, milestones: Mapping[str, date]) -> None:
    """Raises Refused for a due date that is none, RelativeDue for one that would not mean what was meant."""
    if day := meant_today(value, incident, today, milestones):
        raise RelativeDue(value, day)
    understood = read_due(value, incident, milestones)
    if understood and understood.kind == "unclear":
        raise Refused(
            f'the due date "{value}" is no date; write 2026-06-01, a milestone of rca.toml, or "unscheduled"'
        )


def check_moved(number: str, said: str, reason: str) -> None:
    """A due date is a promise: who moves it says why."""
    if said and not reason.strip():
        sentence = f"moving the due date of item {number} from {said} needs a reason"
        raise Lacks(f"{sentence}: --reason TEXT", sentence, ("reason",))
