"""What deeds ask of the workspace; runs in the threads of the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rca.changes import Refused
from rca.changing import Changing
from rca.errors import RcaError
from rca.outcomes import Made, Outcome, Undone
from rca.output.changed import item_of, sentence, staged_lines
from rca.output.clean import clean
from rca.output.names import naming
from rca.output.terminal import Terminal
from rca.tui.told import failure
from rca.wishes import Make, Makers, Marking

if TYPE_CHECKING:
    from rca.choices import Due
    from rca.commit import Wish
    from rca.rows import ItemRow
    from rca.tui.dialogs.marking import Said
    from rca.workspace import Workspace

MOST_NAMED = 5
"""Items that a dialog names one by one."""


class OfIncident(RcaError):
    """A refusal of one among several incidents, under its short name."""

    def __init__(self, name: str, refusal: Refused) -> None:
        self.fields = getattr(refusal, "fields", ())
        super().__init__(f"{name}, {failure(refusal)}")


def rows_of(workspace: Workspace, refs: Iterable[str]) -> list[ItemRow]:
    """The items that refs name."""
    return [workspace.resolve_items(ref)[0] for ref in refs]


def named(workspace: Workspace, refs: Sequence[str]) -> list[str]:
    """A line for each item: its name and its text; of many the first ones and how many more there are."""
    name = naming(workspace.id_lines())
    rows = rows_of(workspace, refs[:MOST_NAMED])
    more = [f"and {len(refs) - MOST_NAMED} more items"] if len(refs) > MOST_NAMED else []
    return [f"{name(row.incident, row.number)}  {clean(row.text)}" for row in rows] + more


def marked(changing: Changing, refs: Iterable[str], markings: Sequence[Marking]) -> list[Wish]:
    """Wishes that mark each item with each of some markings."""
    wishes: list[Wish] = []
    for marking in markings:
        wishes += changing.of_items(refs, _marker(marking))
    return wishes


def _marker(marking: Marking) -> Callable[[Makers, ItemRow], Make]:
    return lambda makers, row: makers.mark(row.number, marking)


def markings(state: str, said: Said, proposed: date) -> list[Marking]:
    """What a dialog was told, one marking for each environment; the day that it proposed was not given."""
    day = None if said.day == proposed else said.day
    return [Marking(state, day, place, said.evidence, said.note) for place in said.environments or ("",)]


def committed(workspace: Workspace, wishes: Callable[[Changing], list[Wish]]) -> Outcome:
    """Wishes carried out; raises Refused, of several incidents by name."""
    changing = Changing(workspace)
    wanted = wishes(changing)
    try:
        return changing.commit(wanted)
    except Refused as refusal:
        if refusal.incident and len({wish.incident for wish in wanted}) > 1:
            raise OfIncident(naming(workspace.id_lines())(refusal.incident, ""), refusal) from None
        raise


def told(workspace: Workspace, outcome: Outcome) -> list[str]:
    """A sentence for each change that was carried out."""
    plain = Terminal(None, color=False, unicode=True)
    return list(staged_lines(outcome.staged, naming(workspace.id_lines()), plain))


def undoing(workspace: Workspace, made: Sequence[list[Made]]) -> tuple[list[Made], list[str]]:
    """What undo would take back, and how that is told: what was made last, else the newest change of all."""
    changing = Changing(workspace)
    if made and changing.is_newest(made[-1]):
        return made[-1], _told(workspace, made[-1])
    (newest,) = changing.undo(dry_run=True)
    return [(newest.path, newest.event.id)], [_sentence(workspace, newest)]


def undo(workspace: Workspace, made: list[Made]) -> list[str]:
    """Take changes back; a sentence for each."""
    undone = Changing(workspace).take_back(made)
    return [f"Undone: {_sentence(workspace, each)}" for each in undone]


def _told(workspace: Workspace, made: Sequence[Made]) -> list[str]:
    name = naming(workspace.id_lines())
    changing = Changing(workspace)
    known = {
        event.id: event
        for path in dict.fromkeys(path for path, _ in made)
        for event in changing.events(workspace.resolve_incident(path))
    }
    events = [known[id_] for _, id_ in made]
    return [f"{sentence(e.change, name(e.incident, item_of(e.change)))}." for e in events]


def _sentence(workspace: Workspace, undone: Undone) -> str:
    event = undone.event
    return f"{sentence(event.change, naming(workspace.id_lines())(event.incident, item_of(event.change)))}."


def meaning(due: Due, text: str, today: date) -> str:
    """What a due date means, as one types it; and the day that is written for words that count from today."""
    understood = due.understood
    if understood is None:
        return "no due date" if not text else "names no day"
    if understood.kind == "unclear":
        return 'not understood; write 2026-06-01, next week, a milestone of rca.toml, or "unscheduled"'
    if understood.day is None:
        return understood.kind
    days = (understood.day - today).days
    when = "today" if days == 0 else f"in {days} d" if days > 0 else f"{-days} d late"
    written = "" if due.text == text else f"; {due.text} will be written"
    return f"{understood.day:%A} {understood.day}, {when}{written}"
