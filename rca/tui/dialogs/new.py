"""What is known of an incident when one begins to write about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static

from rca.tui.dialogs.dialog import Attempt, Dialog, field

if TYPE_CHECKING:
    from rca.drafting import Draft


class NewDialog(Dialog["Draft"]):
    """Asks for title, severity, date, services and template of a new RCA."""

    def __init__(
        self, severities: Sequence[str], templates: Sequence[str], today: date, attempt: Attempt[Draft]
    ) -> None:
        told = "A document is made from the template; then your editor opens it."
        super().__init__("New RCA", [told], "Write it", attempt)
        self._severities = severities
        self._templates = templates
        self._today = today

    def fields(self) -> Iterable[Widget]:
        """Title, severity, date, services, template."""
        yield field("title", "title", placeholder="what broke, in a few words")
        yield field("severity", "severity", placeholder=", ".join(self._severities) or "SEV-2")
        yield field("date", "day", str(self._today), "the day it started")
        yield field("services", "services", placeholder="checkout, payments; can be empty")
        yield field("template", "template", self._templates[0])
        yield Static(f"there are {', '.join(self._templates)}", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Complete what is known."""
        for name, known in (("severity", self._severities), ("template", self._templates)):
            self.query_one(f"#{name}", Input).suggester = SuggestFromList(known, case_sensitive=False)

    def value(self) -> Draft:
        """What the fields say; raises NoDay."""
        from rca.drafting import Draft

        said = {name: self.text(name) for name in ("title", "severity", "services")}
        return Draft(
            **said, template=self.text("template") or self._templates[0], day=self.day("day", self._today)
        )
