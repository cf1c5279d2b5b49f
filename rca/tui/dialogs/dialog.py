"""What all dialogs share: a title, fields, a refusal in its own words, two buttons, `enter` and `escape`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import date
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.css.query import NoMatches
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from rca.errors import UsageError
from rca.output.clean import clean, clean_lines
from rca.tui.told import FAILURES, failure
from rca.tui.widgets.painting import looks_of

Value = TypeVar("Value")
Attempt = Callable[[Value], Awaitable[None]]
"""Carries a value out; raises RcaError or OSError where it is refused."""


class NoDay(UsageError):
    """A day was typed that is none."""

    def __init__(self, text: str) -> None:
        self.fields = ("day",)
        super().__init__(f'"{text}" is no day; write it as 2026-06-01')


class Dialog(ModalScreen[Value | None], Generic[Value]):
    """Asks for one value; it closes when the value was carried out, or with None when the user leaves."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > #box { width: 76; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
        border: round $accent; background: $surface; }
    Dialog #box.-busy { opacity: 60%; }
    Dialog #heading { text-style: bold; height: auto; }
    Dialog #told { color: $text-muted; height: auto; max-height: 6; margin-bottom: 1; }
    Dialog #fields { height: auto; max-height: 14; }
    Dialog .field { height: auto; }
    Dialog .label { width: 11; color: $text-muted; }
    Dialog .hint { color: $text-muted; padding-left: 11; height: auto; }
    Dialog Input { width: 1fr; }
    Dialog #refusal { color: $text-error; height: auto; display: none; margin-top: 1; }
    Dialog #refusal.-said { display: block; }
    Dialog #buttons { height: 1; margin-top: 1; align-horizontal: right; }
    Dialog #buttons Button { margin-left: 2; }
    """
    # With priority a key is done with before the next one comes, which is then typed into the right field.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "carry_out", "Do it", priority=True, id="dialog.enter"),
        Binding("escape", "leave", "Cancel", id="dialog.escape"),
        Binding("tab", "app.focus_next", "Next field", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", "Field before", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        told: Iterable[str],
        button: str,
        attempt: Attempt[Value],
        answer: Callable[[], Value],
    ) -> None:
        """`answer` is what the fields say, and raises UsageError where that is nothing."""
        super().__init__()
        self._answer = answer
        self._heading = clean(title)
        self._told = clean_lines("\n".join(told))
        self._button = button
        self._attempt = attempt
        self._busy = False
        self._answered = False

    def compose(self) -> ComposeResult:
        """Title, what is known, fields, refusal, buttons."""
        with Vertical(id="box"):
            yield Static(self._heading, id="heading", markup=False)
            yield Static(self._told, id="told", markup=False)
            with VerticalScroll(id="fields", can_focus=False):
                yield from self.fields()
            yield Static("", id="refusal", markup=False)
            with Horizontal(id="buttons"):
                yield Button(f"{self._button}  enter", id="do", variant="primary", compact=True)
                yield Button("Cancel  esc", id="leave", compact=True)

    def fields(self) -> Iterable[Widget]:
        """What is asked for."""
        return ()

    def on_mount(self) -> None:
        """Begin in the first field."""
        self.set_class(not looks_of(self).unicode, "-ascii")
        if not self._told:
            self.query("#told").set(display=False)
        # One that was left before it was there has neither a field nor a button.
        for field in self.query("#fields Input, #fields Choices, #do").results(Widget):
            return self.set_focus(field)
        return None

    def text(self, name: str) -> str:
        """What stands in a field; empty where there is none of that name."""
        try:
            return self.query_one(f"#{name}", Input).value.strip()
        except NoMatches:
            return ""

    def day(self, name: str, usual: date) -> date:
        """The day in a field; raises NoDay."""
        typed = self.text(name)
        try:
            return date.fromisoformat(typed) if typed else usual
        except ValueError:
            raise NoDay(typed) from None

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do it, or leave."""
        event.stop()
        if event.button.id == "leave":
            return self.action_leave()
        return self._begin()

    def action_leave(self) -> None:
        """Close, and change nothing; what is being carried out already is waited for."""
        if not self._busy:
            self._close(None)

    def action_carry_out(self) -> None:
        """Do it, or what the focused button says."""
        if self.focused is not None and self.focused.id == "leave":
            return self.action_leave()
        return self._begin()

    def _begin(self) -> None:
        if self.is_mounted and not (self._busy or self._answered):
            self.run_worker(self._carry_out())

    async def _carry_out(self) -> None:
        if self._busy:
            return
        self._set_busy(True)
        try:
            value = self._answer()
            await self._attempt(value)
        except FAILURES as error:
            self._set_busy(False)
            self.refuse(failure(error))
            self._focus_first(getattr(error, "fields", ()))
        else:
            self._set_busy(False)
            self._close(value)

    def _focus_first(self, fields: Iterable[str]) -> None:
        """Go to the first field among those that are missing."""
        for name in fields:
            for field in self.query(f"#fields #{name}").results(Widget):
                return self.set_focus(field)
        return None

    def _close(self, value: Value | None) -> None:
        """Close, unless that was done already: keys can come faster than screens go."""
        if self.is_active and not self._answered:
            self._answered = True
            _ = self.dismiss(value)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.query("#box").set_class(busy, "-busy")

    def refuse(self, sentence: str) -> None:
        """Say why it was not done; one that is taken down already, at the end of the application, cannot."""
        for refusal in self.query("#refusal").results(Static):
            refusal.update(sentence)
            refusal.set_class(bool(sentence), "-said")


class Chosen(Input):
    """A line whose text is selected from the beginning, so that what is typed takes its place.

    Selected when the focus comes, it would take the place of what was typed right before that is noticed.
    """

    def on_mount(self) -> None:
        """Select the text."""
        self.action_select_all()


def field(label: str, name: str, value: str = "", placeholder: str = "") -> Horizontal:
    """A label and a line to type in."""
    typed = Chosen(clean(value), placeholder=placeholder, id=name, compact=True, select_on_focus=False)
    return Horizontal(Static(label, classes="label", markup=False), typed, classes="field")
