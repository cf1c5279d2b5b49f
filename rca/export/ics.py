"""Action items that are due as a calendar: a task and an all-day entry for each.

A subscribed calendar updates: an entry keeps its UID whatever is said of it, and SEQUENCE and LAST-MODIFIED
grow with the journal of its incident. The same documents and journals make the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import IO, TYPE_CHECKING

from rca.errors import MissingExtra
from rca.export.prose import outside
from rca.export.revisions import Revision
from rca.export.selected import Selected
from rca.output.clean import clean
from rca.rows import ItemRow

if TYPE_CHECKING:
    from icalendar import Component

_STATUS = {"executed": "COMPLETED", "verified": "COMPLETED", "dropped": "CANCELLED"}
_BEGUN = ("written", "part-executed", "done-unsplit")


def write(selected: Selected, file: IO[bytes]) -> None:
    """Write a calendar, entry by entry."""
    try:
        import icalendar
    except ImportError:
        raise MissingExtra("A calendar", "ics") from None
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//rca//action items//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Action items")
    head, end = calendar.to_ical().split(b"END:VCALENDAR")
    file.write(head)
    for item in selected.items():
        if item.due:
            place = f"{item.path}:{item.line}" if selected.has_files else ""
            for entry in _entries(item, selected.revision(item), place):
                file.write(entry.to_ical())
    file.write(b"END:VCALENDAR" + end)


def _entries(item: ItemRow, revision: Revision, place: str) -> Iterator[Component]:
    """The task, and the all-day entry of the day on which it is due."""
    from icalendar import Event, Todo

    assert item.due
    day = date.fromisoformat(item.due)
    told = _description(item, place)
    task = Todo()
    _describe(task, item, revision, "todo")
    task.add("description", told)
    task.add("due", day)
    task.add("status", _status(item))
    if _STATUS.get(item.state) == "COMPLETED":
        task.add("percent-complete", 100)
        if done := max((on for _, _, on in item.executions if on), default=""):
            task.add("completed", datetime.combine(date.fromisoformat(done), time.min, UTC))
    yield task
    entry = Event()
    _describe(entry, item, revision, "due")
    entry.add("description", told)
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(1))
    entry.add("transp", "TRANSPARENT")
    entry.add("status", "CANCELLED" if item.state == "dropped" else "CONFIRMED")
    yield entry


def _describe(entry: Component, item: ItemRow, revision: Revision, kind: str) -> None:
    entry.add("uid", f"{sha256(f'{item.incident}/{item.number}'.encode()).hexdigest()[:32]}-{kind}@rca")
    entry.add("dtstamp", revision.at)
    entry.add("last-modified", revision.at)
    entry.add("sequence", revision.number)
    told = f"{item.state}: " if item.state in _STATUS else ""
    entry.add("summary", clean(f"{told}{item.text} ({item.ref})"))
    entry.add("categories", [word for word in (item.severity, _word(item)) if word])
    if address := next(filter(outside, item.issues), ""):
        entry.add("url", address)


def _description(item: ItemRow, place: str) -> str:
    told = (
        ("Incident", item.title),
        ("Owner", item.owner_text or "nobody"),
        ("State", _word(item)),
        ("Due", item.due_text or ""),
        ("Issues", ", ".join(item.issues)),
        ("Waits for", ", ".join(item.blocked_by)),
        ("File", place),
    )
    return "\n".join(f"{label}: {clean(text)}" for label, text in told if text)


def _word(item: ItemRow) -> str:
    return "paper-only" if item.state == "written" else item.state


def _status(item: ItemRow) -> str:
    return _STATUS.get(item.state) or ("IN-PROCESS" if item.state in _BEGUN else "NEEDS-ACTION")
