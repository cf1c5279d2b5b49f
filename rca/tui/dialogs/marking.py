"""What is said of items that are marked: where, when, with what evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.css.query import NoMatches
from textual.widget import Widget
from textual.widgets import Static

from rca.errors import UsageError
from rca.output.words import listed
from rca.tui.dialogs.choices import Choices
from rca.tui.dialogs.dialog import Attempt, Dialog, field

if TYPE_CHECKING:
    from rca.choices import Place, Prospect

_BETWEEN = re.compile(r"\s*(?:;|,\s)\s*")
_DEMANDS = {
    "required": "rca.toml requires it",
    "wanted": "wanted by rca.toml; can be empty",
    "optional": "can be empty",
}


class NowhereChosen(UsageError):
    """No environment was chosen."""

    def __init__(self, names: Iterable[str]) -> None:
        self.fields = ("places",)
        super().__init__(f"choose where with space: {listed(list(names))}")


@dataclass(frozen=True)
class Said:
    """What a dialog was told of items that are marked."""

    environments: tuple[str, ...]
    """Empty where there is one, unnamed."""
    day: date
    evidence: tuple[str, ...]
    note: str


class MarkDialog(Dialog[Said]):
    """Asks where, when, with what evidence, and what else is to be said."""

    def __init__(
        self, title: str, state: str, prospect: Prospect, told: Iterable[str], attempt: Attempt[Said]
    ) -> None:
        super().__init__(title, told, f"Mark {state}", attempt, self.answer)
        self._state = state
        self._prospect = prospect
        self._places = () if state == "written" else prospect.places

    def fields(self) -> Iterable[Widget]:
        """Environments, day, evidence, note."""
        if self._places:
            lines = [(place.name, _told(place)) for place in self._places]
            where = Static("where", classes="label")
            yield Horizontal(where, Choices(lines, self._proposed(), "places"), classes="field")
        yield field("on", "day", str(self._prospect.day), "today")
        yield field("evidence", "evidence", placeholder="#12, an URL, a file, a commit; several: a, b")
        yield Static(self._evidence_hint(), classes="hint", markup=False)
        yield field("note", "note", placeholder="what was seen" if self._state == "failed" else "")

    def _proposed(self) -> tuple[str, ...]:
        if self._state == "executed":
            return self._prospect.proposed
        return tuple(place.name for place in self._places if place.done or place.failed)[:1]

    def _evidence_hint(self) -> str:
        demand = _DEMANDS[self._prospect.demand] if self._state == "executed" else "can be empty"
        cited = self._prospect.cited
        return f"{demand}; written cites {', '.join(cited)}" if cited else demand

    def answer(self) -> Said:
        """What the fields say; raises NoDay, NowhereChosen."""
        evidence = tuple(filter(None, _BETWEEN.split(self.text("evidence"))))
        day = self.day("day", self._prospect.day)
        return Said(self._environments(), day, evidence, self.text("note"))

    def _environments(self) -> tuple[str, ...]:
        try:
            chosen = self.query_one("#places", Choices).in_order()
        except NoMatches:
            return ()
        if not chosen:
            raise NowhereChosen(place.name for place in self._places)
        return chosen


def _told(place: Place) -> str:
    """How far the items are in an environment."""
    failed = f", {place.failed} failed" if place.failed and place.meant > 1 else ""
    if place.meant == 1:
        return "failed its check" if place.failed else "executed" if place.done else "not yet"
    return f"executed {place.done} of {place.meant}{failed}"
