"""What somebody called "done": is it written, or was it executed, and where?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from rca.tui.dialogs.choices import Choices
from rca.tui.dialogs.dialog import Attempt, Dialog

if TYPE_CHECKING:
    from rca.choices import Place


@dataclass(frozen=True)
class Answer:
    """What an item that was only "done" is."""

    state: str
    """`written`, `executed`, or empty to leave it as it is."""
    environments: tuple[str, ...] = ()


class SplitDialog(Dialog[Answer]):
    """Asks of one item; `w` and `x` answer, `s` leaves it, escape ends the round."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "answer('written')", "written", show=False),
        Binding("x", "answer('executed')", "executed", show=False),
        Binding("s", "answer('')", "skip", show=False),
    ]

    def __init__(
        self, title: str, told: Iterable[str], places: Sequence[Place], attempt: Attempt[Answer]
    ) -> None:
        super().__init__(title, told, "Executed", attempt, self.answer)
        self._places = places
        self._state = "executed"

    def fields(self) -> Iterable[Widget]:
        """Where it was executed, and the two other answers."""
        names = [(place.name, "") for place in self._places]
        if names:
            where = Static("executed", classes="label", markup=False)
            yield Horizontal(where, Choices(names, (), "places"), classes="field")
        yield Static(
            "w it is written, x it was executed where you chose with space, s skip",
            classes="hint",
            markup=False,
        )
        yield Horizontal(
            Button("Written  w", id="written", compact=True), Button("Skip  s", id="skip", compact=True)
        )

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The answer that a button stands for."""
        answers = {"written": "written", "skip": "", "do": "executed"}
        self._state = answers.get(event.button.id or "", "executed")
        super().on_button_pressed(event)

    def action_answer(self, state: str) -> None:
        """Answer."""
        self._state = state
        self.action_carry_out()

    def action_carry_out(self) -> None:
        """Press the focused button, else answer."""
        focused = self.focused
        if isinstance(focused, Button):
            focused.press()
        else:
            super().action_carry_out()

    def answer(self) -> Answer:
        """The answer; raises NowhereChosen."""
        from rca.tui.dialogs.marking import NowhereChosen

        if self._state != "executed" or not self._places:
            return Answer(self._state)
        chosen = self.query_one("#places", Choices).in_order()
        if not chosen:
            raise NowhereChosen(place.name for place in self._places)
        return Answer(self._state, chosen)
