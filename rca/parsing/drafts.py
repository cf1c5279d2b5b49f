"""An action item as its row or line says it, before it is understood: raw texts with their places."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from rca.inline import plain, plain_cell
from rca.text import Span

if TYPE_CHECKING:
    from rca.model import Form


class Raw(NamedTuple):
    """A raw text and where it stands."""

    text: str
    span: Span


make_raw = partial(tuple.__new__, Raw)
"""From a tuple of its fields, for half the cost of `Raw(…)`: a document has a dozen."""


class Group(NamedTuple):
    """The sub-heading, bold line or group bullet that items stand under."""

    text: str = ""
    claim: str = ""
    """What it claims of its items; empty for nothing."""
    kind: str = ""
    priority: str = ""


class Draft:
    """One action item being read."""

    def __init__(self, form: Form, span: Span, text: str, text_span: Span, group: Group) -> None:
        self.form: Form = form
        self.span = span
        self.text = text
        self.text_span = text_span
        self.group = group
        self.number = ""
        self.values: dict[str, Raw] = {}
        """Raw values by canonical column name."""
        self.claims: list[Raw] = []
        """Foreign state words, marks and boxes, surest first."""
        self.is_struck = False
        self.box = ""
        self.sources: list[str] = []
        """Texts to look for issue references in."""
        self.fields: dict[str, Span] = {}

    def put(self, name: str, text: str, span: Span) -> None:
        """Keep the first value of a name, and its place."""
        if name not in self.values or not self.values[name].text:
            self.values[name] = make_raw((text, span))
            self.fields[name] = span

    def value(self, name: str) -> str:
        """The raw text of a value, empty if there is none."""
        found = self.values.get(name)
        return found.text if found else ""

    def plain(self, name: str) -> str:
        """A value without markup, empty if there is none."""
        found = self.values.get(name)
        if found is None or not found.text:
            return ""
        return plain_cell(found.text) if self.form == "table" else plain(found.text)
