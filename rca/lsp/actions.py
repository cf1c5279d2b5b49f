"""What can be done at a place: diagnostics mended or accepted, items marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from rca.changes import Refused
from rca.edit import Plan
from rca.lsp.fixes import accept, accept_title, can_be_accepted, fixes
from rca.lsp.marks import Mark, marks_at, planned
from rca.lsp.site import View
from rca.model import Diagnostic
from rca.text import Span, TextEdit

FIX, REWRITE = "quickfix", "refactor.rewrite"
"""Kinds of actions, as the protocol names them."""


class Action(NamedTuple):
    """Something that a person can choose."""

    title: str
    kind: str
    diagnostic: Diagnostic | None
    """What it mends."""
    mends: bool
    edits: tuple[TextEdit, ...] | None
    """None where they are made when the action is chosen, out of `choice`."""
    choice: tuple[Any, ...] = ()


class Edited(NamedTuple):
    """The edits of an action that was chosen."""

    edits: tuple[TextEdit, ...]
    plan: Plan | None
    """Of a mark: the journal gets it when it is saved."""


class CannotAccept(Refused):
    """A diagnostic stands where no comment silences it."""

    def __init__(self, rule: str) -> None:
        super().__init__(f"no comment here would silence {rule} without changing what the document says")


def actions_at(
    view: View, span: Span, diagnostics: Sequence[Diagnostic], only: Sequence[str] = ()
) -> Iterator[Action]:
    """What can be done about a span, of the kinds that are asked for; what mends comes first."""
    if _is_wanted(FIX, only):
        touched = [
            each for each in diagnostics if each.span.start <= span.end and span.start <= each.span.end
        ]
        yield from (action for each in touched for action in _mending(view, each))
        yield from map(_accepting, filter(can_be_accepted, touched))
    if _is_wanted(REWRITE, only):
        yield from map(_marking, marks_at(view, span))


def _is_wanted(kind: str, only: Sequence[str]) -> bool:
    return not only or any(kind == wanted or kind.startswith(f"{wanted}.") for wanted in only)


def _mending(view: View, diagnostic: Diagnostic) -> Iterator[Action]:
    for fix in fixes(view, diagnostic):
        yield Action(fix.title, FIX, diagnostic, fix.mends, fix.edits)


def _accepting(diagnostic: Diagnostic) -> Action:
    choice = ("accept", diagnostic.rule, diagnostic.message, *diagnostic.span)
    return Action(accept_title(diagnostic), FIX, diagnostic, mends=False, edits=None, choice=choice)


def _marking(mark: Mark) -> Action:
    return Action(mark.title, REWRITE, None, mends=False, edits=None, choice=("mark", *mark))


def chosen(view: View, choice: Sequence[Any]) -> Edited:
    """The edits of a choice, for the text as it is now; raises Refused with the reason why not."""
    if choice[0] == "mark":
        plan = planned(view, Mark(*choice[1:]))
        return Edited(plan.edits, plan)
    _, rule, message, start, end = choice
    span = Span(min(start, len(view.text.source.text)), min(end, len(view.text.source.text)))
    fix = accept(view, Diagnostic(rule=rule, level="info", message=message, span=span))
    if fix is None:
        raise CannotAccept(rule)
    return Edited(fix.edits, None)
