"""Items marked from within an editor: what can be said of one, and the edit that says it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rca.changing import Changing
from rca.commit import refuse_conflict
from rca.edit import Plan, plan
from rca.lsp.site import View
from rca.model import ActionItem
from rca.proposals import propose
from rca.text import Span
from rca.wishes import Makers, Marking

_OPEN = ("no", "failed")


class Mark(NamedTuple):
    """Something that can be said of an item."""

    number: str
    state: str
    """`written` or `executed`."""
    environment: str = ""

    @property
    def title(self) -> str:
        """The words of the offer."""
        where = f" on {self.environment}" if self.environment else ""
        return f"Mark item {self.number} {self.state}{where}"


def marks_at(view: View, span: Span) -> Iterator[Mark]:
    """What can be said of the items that a span touches."""
    for item in view.document.action_items:
        if item.span.start <= span.end and span.start <= item.span.end:
            yield from _marks(item)


def _marks(item: ActionItem) -> Iterator[Mark]:
    if item.state == "dropped":
        return
    if item.written.state == "no":
        yield Mark(item.number, "written")
    for execution in item.executions:
        if execution.state in _OPEN:
            yield Mark(item.number, "executed", execution.environment)


def planned(view: View, mark: Mark) -> Plan:
    """A mark as edits of the text as it is; raises Refused, NobodyActs where it could not be recorded."""
    site, text = view.site, view.text
    marking = Marking(mark.state, None, mark.environment)
    path = site.path(text.path) if site.known.workspace else None
    if site.known.workspace is not None and path is not None:
        changing = Changing(site.known.workspace)
        make = changing.makers(path).mark(mark.number, marking)
        return propose(changing, path, text.source, view.document, make)
    refuse_conflict(text.source, text.name)
    makers = Makers(site.config, Path(text.path).parent, site.today)
    change = makers.mark(mark.number, marking)(text.source, view.document)
    return plan(text.source, view.document, change, site.config, name=text.name)
