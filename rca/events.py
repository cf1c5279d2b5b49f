"""`Event`, a change that happened: who made it, when, and what it did to the document's text."""

from __future__ import annotations

from pydantic import AwareDatetime

from rca.changes import Change
from rca.claims import Actor, Said, Sha256, Text
from rca.model import Model
from rca.text import Span, TextEdit

Replacement = tuple[int, Text, Text]
"""Where (characters, in the text before), what stood there, and what stands there now."""


class Digests(Model):
    """SHA-256 of a document's bytes around an event, equal where the event changed no text; and the edits."""

    before: Sha256 | None
    after: Sha256
    edits: tuple[Replacement, ...] = ()
    """Every replacement, in order: a commit that was cut short is completed from them, and undo goes back."""

    def forward(self) -> list[TextEdit]:
        """The edits that lead from the text before to the one after."""
        return [TextEdit(Span(start, start + len(old)), new) for start, old, new in self.edits]

    def backward(self) -> list[TextEdit]:
        """The edits that lead from the text after back to the one before, byte for byte."""
        edits: list[TextEdit] = []
        shift = 0
        for start, old, new in self.edits:
            edits.append(TextEdit(Span(start + shift, start + shift + len(new)), old))
            shift += len(new) - len(old)
        return edits


class Event(Model):
    """A change that happened; `id` is the SHA-256 of the RFC 8785 JSON of all but id and signature."""

    id: Sha256
    parents: tuple[Sha256, ...]
    """The heads it was appended to, sorted; empty for the first of an incident."""
    at: AwareDatetime
    """Aware, UTC, whole seconds."""
    by: Actor
    incident: Said
    change: Change
    document: Digests
    signature: Text = ""
    """An armoured SSH signature of the id, or empty."""
