"""What can be done to items: a name, a key, and the words for footer, palette and help."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.binding import Binding

from rca.values import NamedTuple

if TYPE_CHECKING:
    from textual.screen import Screen


@runtime_checkable
class ShowsItems(Protocol):
    """A screen on which items are meant."""

    def targets(self) -> tuple[str, ...]:
        """The refs of the selected items, else of the one under the cursor.

        A screen on which items are the exception says by `is_on_items` whether there are any now.
        """
        ...

    @property
    def is_as_asked(self) -> bool:
        """Whether what is shown is what was asked for last, so that these are the items that are meant."""
        ...

    async def settled(self) -> None:
        """Wait until it is."""
        ...


class Deed(NamedTuple):
    """Something that a person does to the items that are meant."""

    name: str
    """Of the method of `Acting` that does it."""
    key: str
    """Empty where only the palette offers it."""
    title: str
    told: str
    in_footer: bool = True
    needs_items: bool = True
    asks: bool = True
    """Whether it opens a dialog."""


DEEDS = (
    Deed("written", "w", "written", "Mark written today: its artefact exists", asks=False),
    Deed("executed", "x", "executed", "Mark executed: where, when, with what evidence"),
    Deed("verify", "v", "verify", "Run the checks that the items name, where they are executed", asks=False),
    Deed("due", "d", "due", "Set the due date, with the reason why it moves"),
    Deed("owner", "o", "owner", "Set the owner"),
    Deed("drop", "b", "drop", "Drop: it will not be done, with the reason", in_footer=False),
    Deed("note", "n", "note", "Add a note to the history", in_footer=False),
    Deed("edit", "e", "edit", "Open the document in $VISUAL or $EDITOR, at the item", asks=False),
    Deed("undo", "u", "undo", "Take back the newest change", needs_items=False),
    Deed(
        "written_with",
        "W",
        "written since",
        "Mark written: since when, with what evidence",
        in_footer=False,
    ),
    Deed("new", "N", "new RCA", "Write a new RCA", in_footer=False, needs_items=False),
    Deed("verified", "", "verified", "Mark verified: somebody else saw that it holds", in_footer=False),
    Deed("failed", "", "failed", "Mark failed: what was executed does not hold any more", in_footer=False),
    Deed("reopen", "", "reopen", "Reopen: take back a drop, or an execution", in_footer=False),
    Deed("check", "", "check", "Name the check of rca.toml that shows whether it holds", in_footer=False),
    Deed("split", "", "split", 'Say of items that are only "done": written, or executed?', in_footer=False),
)
"""In the order in which they are offered."""

BY_NAME = {deed.name: deed for deed in DEEDS}


def key_bindings() -> Iterator[Binding]:
    """The keys of those that have one."""
    for deed in DEEDS:
        if deed.key:
            yield Binding(
                deed.key,
                f"do('{deed.name}')",
                deed.title,
                show=deed.in_footer,
                tooltip=deed.told,
                id=f"item.{deed.name}",
            )


def offers(deed: Deed, screen: Screen[Any]) -> bool:
    """Whether a deed makes sense on a screen."""
    return not deed.needs_items or (isinstance(screen, ShowsItems) and getattr(screen, "is_on_items", True))
