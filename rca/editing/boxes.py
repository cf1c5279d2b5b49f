"""The box of a task: ticked when its item is executed everywhere, and not before."""

from __future__ import annotations

from rca.blocks import Outline
from rca.changes import Change, Reopen
from rca.model import ActionItem
from rca.text import Source, Span, TextEdit

_DONE = ("executed", "verified")


def ticked(
    source: Source, outline: Outline, before: ActionItem, after: ActionItem, change: Change
) -> list[TextEdit]:
    """The edit that makes a box agree with what its item has become."""
    box = next((b.box for b in outline.blocks if b.box and b.span.start == before.span.start), None)
    if box is None:
        return []
    mark = Span(box.start + 1, box.end - 1)
    is_ticked = source.slice(mark).strip() != ""
    if after.state in _DONE and not is_ticked:
        return [TextEdit(mark, "x")]
    opened = isinstance(change, Reopen) or before.state in _DONE
    return [TextEdit(mark, " ")] if is_ticked and opened and after.state not in _DONE else []
