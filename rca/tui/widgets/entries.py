"""A list of places in a document or of other documents: one is picked, and something goes there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, NamedTuple, TypeVar, cast

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rca.output.clean import clean

Target = TypeVar("Target")


class Entry(NamedTuple, Generic[Target]):
    """A line or two of a list."""

    text: str
    told: str
    """A second, quieter text; empty if there is none."""
    indent: int
    target: Target
    """Where it leads."""


class Entries(OptionList, Generic[Target]):
    """Entries, the one under the cursor highlighted."""

    DEFAULT_CSS = """
    Entries { height: 1fr; border: none; padding: 0; background: $background; scrollbar-size-vertical: 1; }
    Entries:focus { border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
        Binding("g", "first", "First", show=False),
        Binding("G", "last", "Last", show=False),
    ]

    @dataclass
    class Picked(Message):
        """Somebody wants to go where an entry leads."""

        entries: Entries[object]
        target: object

        @property
        def control(self) -> Entries[object]:
            """The list of the entry."""
            return self.entries

    def __init__(self, id: str | None = None) -> None:  # noqa: A002 - as Textual names it
        super().__init__(id=id, markup=False)
        self.entries: Sequence[Entry[Target]] = ()

    def show(self, entries: Sequence[Entry[Target]]) -> None:
        """Show other entries; the cursor stays on its place."""
        if entries == self.entries:
            return
        before = self.highlighted
        self.entries = entries
        self.clear_options()
        self.add_options([Option(_text(entry)) for entry in entries])
        if before is not None and entries:
            self.highlighted = min(before, len(entries) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say where the entry leads."""
        event.stop()
        self.post_message(self.Picked(cast("Entries[object]", self), self.entries[event.option_index].target))


def _text(entry: Entry[Target]) -> Text:
    text = Text(" " * entry.indent + clean(entry.text), no_wrap=not entry.told, overflow="ellipsis")
    if entry.told:
        text.append(f"\n{clean(entry.told)}", "dim")
    return text
