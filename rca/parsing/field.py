"""A metadata field as it stands in the text, before it is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rca.text import Span

if TYPE_CHECKING:
    from rca.model import FieldForm


class Entry(NamedTuple):
    """One metadata field."""

    name: str
    """Canonical, empty if no alias knows the label."""
    label: str
    values: tuple[str, ...]
    """Several for a list in front matter, else one; without markup."""
    span: Span
    form: FieldForm

    @property
    def value(self) -> str:
        """The value as one text."""
        return ", ".join(self.values)
