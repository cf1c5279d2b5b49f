"""Exports that people send on: one visible table of kinds, each a function that writes what is selected."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from rca.export.selected import Selected

Write = Callable[["Selected", IO[bytes]], None]
WriteBeside = Callable[[str, IO[bytes]], None]
"""Is told the name of the file beside, without its suffix."""


class Kind(NamedTuple):
    """Something to export to."""

    place: str
    """`module:name` of the function that writes it."""
    suffix: str
    is_text: bool
    """Whether a terminal can show it."""
    short: str
    beside: str = ""
    """`module:name` of the function that writes the file `NAME.metadata.json` beside it; empty for none."""

    @property
    def write(self) -> Write:
        """The function that writes it."""
        write: Write = _function(self.place)
        return write

    @property
    def write_beside(self) -> WriteBeside | None:
        """The function that writes what goes with it."""
        return _function(self.beside) if self.beside else None


def _function(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


KINDS = {
    "html": Kind("rca.export.html:write", ".html", True, "one page that needs nothing else"),
    "pdf": Kind("rca.export.pdf:write", ".pdf", False, "pages to print or send, by Typst"),
    "docx": Kind("rca.export.docx:write", ".docx", False, "a document for a word processor"),
    "md": Kind("rca.export.markdown:write", ".md", True, "the Markdown itself"),
    "json": Kind("rca.export.json:write", ".json", True, "everything, for programs; rca schema describes it"),
    "csv": Kind("rca.export.csv:write", ".csv", True, "action items, a line each"),
    "xlsx": Kind("rca.export.xlsx:write", ".xlsx", False, "action items and incidents as two sheets"),
    "ics": Kind("rca.export.ics:write", ".ics", True, "a calendar of what is due"),
    "confluence": Kind("rca.export.confluence:write", ".xml", True, "storage format of a wiki page"),
    "sqlite": Kind(
        "rca.export.sqlite:write",
        ".db",
        False,
        "a database to ask, as with Datasette",
        "rca.export.sqlite:write_metadata",
    ),
}
"""Every kind, in the order in which they are told."""
