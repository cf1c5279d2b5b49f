"""An incident that is given an id: its history begins under it, and one that has a history keeps its own."""

from __future__ import annotations

from pathlib import Path

from rca.changes import Refused
from rca.journal import file_name
from rca.sealing import Draft


class HasHistory(Refused):
    """An id that cannot be given, or taken away, because a history bears it."""

    def __init__(self, journal: Path) -> None:
        super().__init__(
            f"every event of {journal.parent.name}/{journal.name} bears its id, and events are never "
            "rewritten; an incident with a history keeps its id, nothing was changed"
        )


def under_its_id(journal: Path, drafts: list[Draft], named: str) -> tuple[Path, list[Draft]]:
    """The journal for drafts of an incident that is called `named` in the end; raises HasHistory.

    They stay where they are unless one of them is what gives it that id.
    """
    given = any(getattr(draft.change, "field", "") == "incident_id" for draft in drafts)
    if not given or named == drafts[0].incident:
        return journal, drafts
    new = journal.with_name(file_name(named))
    for each in (journal, new):
        if each.exists():
            raise HasHistory(each)
    return new, [draft._replace(incident=named) for draft in drafts]
