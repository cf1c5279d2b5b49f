"""What is known of an incident when one begins to write about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static

from rca.tui.dialogs.dialog import Attempt, Dialog, field

if TYPE_CHECKING:
    from rca.draft import Draft


class Known(NamedTuple):
    """What the fields offer."""

    severities: tuple[str, ...]
    environments: tuple[str, ...]
    templates: tuple[str, ...]
    """The usual one first."""
    today: date


class NewDialog(Dialog["Draft"]):
    """Asks for title, severity, date, services, environments and template of a new RCA."""

    def __init__(self, known: Known, attempt: Attempt[Draft]) -> None:
        told = "A document is made from the template; then your editor opens it."
        super().__init__("New RCA", [told], "Write it", attempt, self.answer)
        self._known = known

    def fields(self) -> Iterable[Widget]:
        """Title, severity, date, services, environments, template."""
        known = self._known
        yield field("title", "title", placeholder="what broke, in a few words")
        yield field("severity", "severity", placeholder=", ".join(known.severities) or "SEV-2")
        yield field("date", "day", str(known.today), "the day it started")
        yield field("services", "services", placeholder="checkout, payments; can be empty")
        places = ", ".join(known.environments) or "staging, prod"
        yield field("where", "environments", placeholder=f"{places}; empty for all")
        yield field("template", "template", known.templates[0])
        yield Static(f"there are {', '.join(known.templates)}", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Complete what is known."""
        known = self._known
        offered = {
            "severity": known.severities,
            "environments": known.environments,
            "template": known.templates,
        }
        for name, words in offered.items():
            self.query_one(f"#{name}", Input).suggester = SuggestFromList(words, case_sensitive=False)

    def answer(self) -> Draft:
        """What the fields say; raises NoDay, BadDraft."""
        from rca.draft import draft_of, parts
        from rca.new import EmptyTitle, one_line

        title = one_line(self.text("title"))
        if not title:
            raise EmptyTitle
        return draft_of(
            title=title,
            severity=one_line(self.text("severity")),
            services=parts(self.text("services")),
            environments=parts(self.text("environments")),
            template=self.text("template") or self._known.templates[0],
            day=self.day("day", self._known.today),
        )
