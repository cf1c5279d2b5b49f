"""What is different between two readings of a document: every value that was read, places left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pydantic import BaseModel

from rca.model import Document
from rca.text import Span

Leaves = Mapping[str, object]

GROUPS = ("fields", "sections", "timeline", "action_items")
"""The lists of a document that are compared element by element."""

_PLACES = frozenset(
    {"position", "diagnostics", "span", "text_span", "title_span", "time_span", "body", *GROUPS}
)


class Difference(NamedTuple):
    """A value that is not the same."""

    group: str
    """One of `GROUPS`, or empty for the document's own values."""
    at: int
    """Of the element in the reading before, -1 for the document and for a new element."""
    name: str
    """Of the value; empty for an element that is new or gone."""
    before: object
    after: object


def leaves(model: BaseModel) -> Leaves:
    """The values of a model by name, without spans."""
    names = (name for name in type(model).model_fields if name not in _PLACES)
    return {name: bare(getattr(model, name)) for name in names}


def bare(value: object) -> object:
    """A value without the spans in it."""
    if isinstance(value, BaseModel):
        return tuple(leaves(value).items())
    if isinstance(value, tuple) and not isinstance(value, Span):
        return tuple(bare(part) for part in value)
    return value


def differences(before: Document, after: Document) -> list[Difference]:
    """Every difference; one element more in a list counts as one difference."""
    found = _different("", -1, leaves(before), leaves(after))
    for group in GROUPS:
        found += _elements(group, getattr(before, group), getattr(after, group))
    return found


def _different(group: str, index: int, before: Leaves, after: Leaves) -> list[Difference]:
    return [
        Difference(group, index, name, before[name], after[name])
        for name in before
        if before[name] != after[name]
    ]


def _elements(group: str, before: Sequence[BaseModel], after: Sequence[BaseModel]) -> list[Difference]:
    old, new = [leaves(m) for m in before], [leaves(m) for m in after]
    if len(old) == len(new):
        return [d for k, (a, b) in enumerate(zip(old, new, strict=True)) for d in _different(group, k, a, b)]
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    return [
        *(Difference(group, head + k, "", element, None) for k, element in enumerate(gone)),
        *(Difference(group, -1, "", None, element) for element in come),
    ]


def _common(one: Sequence[Leaves], other: Sequence[Leaves]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
