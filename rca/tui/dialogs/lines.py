"""Dialogs with a line or two to type in: a reason, a note, a due date, an owner."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static

from rca.output.clean import clean
from rca.tui.dialogs.dialog import Attempt, Dialog, field

_SHOWN = 8
"""Names that are shown below the line."""


@dataclass(frozen=True)
class Lines:
    """What was typed."""

    value: str
    reason: str = ""


class Reading(NamedTuple):
    """How a due date is read that somebody types."""

    means: Callable[[str], str]
    """What it means, in words."""
    writes: Callable[[str], str]
    """What is to be written for it."""


class LineDialog(Dialog[Lines]):
    """Asks for one line, such as a reason or a note."""

    def __init__(
        self, title: str, told: Iterable[str], button: str, label: str, attempt: Attempt[Lines]
    ) -> None:
        super().__init__(title, told, button, attempt, self.answer)
        self._label = label

    def fields(self) -> Iterable[Widget]:
        """The line."""
        yield field(self._label, "value")

    def answer(self) -> Lines:
        """What was typed."""
        return Lines(self.text("value"))


class DueDialog(Dialog[Lines]):
    """Asks for a due date and why it moves; tells as one types what it means."""

    def __init__(
        self, told: Iterable[str], said: Sequence[str], reading: Reading, attempt: Attempt[Lines]
    ) -> None:
        """`said` are the due dates that there are now."""
        super().__init__("Due date", told, "Set due", attempt, self.answer)
        self._said = said[0] if len(set(said)) == 1 else ""
        self._moves = any(said)
        self._reading = reading

    def fields(self) -> Iterable[Widget]:
        """The date, what it means, the reason."""
        yield field("due", "value", self._said, "2026-12-01, next week, a milestone, unscheduled")
        yield Static(clean(self._reading.means(self._said)), id="means", classes="hint", markup=False)
        yield field("reason", "reason", placeholder="why it moves" if self._moves else "can be empty")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what the date means."""
        if event.input.id == "value":
            self.query_one("#means", Static).update(clean(self._reading.means(event.value.strip())))

    def answer(self) -> Lines:
        """Date and reason."""
        return Lines(self._reading.writes(self.text("value")), self.text("reason"))


class NameDialog(Dialog[Lines]):
    """Asks for a name; the ones that are known are completed."""

    label: ClassVar[str]
    empty: ClassVar[str]
    """What an empty line means."""
    unknown: ClassVar[str]
    """What a name is that nobody knows."""

    def __init__(self, told: Iterable[str], said: str, known: Sequence[str], attempt: Attempt[Lines]) -> None:
        super().__init__(self.label.capitalize(), told, f"Set {self.label}", attempt, self.answer)
        self._said = said
        self._known = [clean(name) for name in known]

    def fields(self) -> Iterable[Widget]:
        """The name, and those that fit."""
        yield field(self.label, "value", self._said, f"a name; {self.empty}")
        yield Static("", id="names", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Complete what is known."""
        typed = self.query_one("#value", Input)
        typed.suggester = SuggestFromList(self._known, case_sensitive=False)
        self._show("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the names that fit."""
        self._show("" if event.value == self._said else event.value.strip())

    def _show(self, typed: str) -> None:
        fitting = [name for name in self._known if typed.casefold() in name.casefold()]
        more = f" and {len(fitting) - _SHOWN} more" if len(fitting) > _SHOWN else ""
        shown = ", ".join(fitting[:_SHOWN]) + more
        self.query_one("#names", Static).update(f"known: {shown}; → completes" if shown else self.unknown)

    def answer(self) -> Lines:
        """The name."""
        return Lines(self.text("value"))


class OwnerDialog(NameDialog):
    """Asks for an owner."""

    label = "owner"
    empty = "empty for nobody"
    unknown = "a new name"


class CheckDialog(NameDialog):
    """Asks for the check that shows whether an item holds."""

    label = "check"
    empty = "empty for none"
    unknown = "rca.toml has no check of this name: [verify.NAME] makes one"


class ConfirmDialog(Dialog[bool]):
    """Tells what is about to happen, and asks whether it may."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("u,y", "carry_out", "Do it", show=False)]

    def __init__(self, title: str, told: Sequence[str], button: str, attempt: Attempt[bool]) -> None:
        super().__init__(title, told, button, attempt, lambda: True)
