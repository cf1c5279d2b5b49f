"""A part of a document on its way to the canonical form: its edits, and the words that they exchange."""

from __future__ import annotations

from typing import NamedTuple

from rca.text import TextEdit


class Renaming(NamedTuple):
    """Words that say the same as others."""

    kind: str
    """heading, label, header or column."""
    line: int
    """Where the old ones stand in the document before."""
    old: str
    new: str
    """Empty where the form says it without words."""

    def __str__(self) -> str:
        return (
            f'line {self.line}: the {self.kind} "{self.old}" becomes "{self.new}"'
            if self.new
            else (f'line {self.line}: the {self.kind} "{self.old}" goes')
        )


class Candidate(NamedTuple):
    """Edits that bring a part of a document to its canonical form, if they read back."""

    edits: tuple[TextEdit, ...]
    renamings: tuple[Renaming, ...] = ()
