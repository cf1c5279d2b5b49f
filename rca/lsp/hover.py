"""What an editor shows over an item, an incident or a diagnostic, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from rca.checks import SOURCES
from rca.checks.explain import explanation
from rca.historyrows import EventRow, ItemDetail
from rca.lsp.places import Goal, Library, item_at
from rca.lsp.site import View
from rca.model import ActionItem, Diagnostic, Execution
from rca.output.clean import clean
from rca.output.marks import EXECUTIONS, STATES
from rca.output.words import count
from rca.rows import IncidentRow, ItemRow
from rca.ruleids import UnknownRule
from rca.text import Span

_MARKUP = re.compile(r"([\\`*_\[\]<>|~])")
_ESCAPED = re.compile(r"\\(.)")
_BOLD = re.compile(r"(?<!\\)\*\*(.+?)(?<!\\)\*\*")
_EVENTS = 6
"""Events that are told, the newest first."""
_DONE = frozenset(("executed", "verified", "dropped"))


class Hover(NamedTuple):
    """What is shown, and the words that it is about."""

    markdown: str
    span: Span

    @property
    def plain(self) -> str:
        """The same for an editor that draws no Markdown."""
        return _ESCAPED.sub(r"\1", _BOLD.sub(r"\1", self.markdown)).replace("&amp;", "&")


def hover(view: View, library: Library, offset: int, diagnostics: Iterable[Diagnostic]) -> Hover | None:
    """What is known of the place at an offset; None where there is nothing to tell."""
    parts: list[str] = []
    found = [each for each in diagnostics if each.span.start <= offset <= max(each.span.end, each.span.start)]
    for code in dict.fromkeys(each.rule for each in found):
        parts += filter(None, (rule_told(code),))
    span = found[0].span if found else Span(offset, offset)
    goal = library.goal(view, offset)
    item = item_at(view, offset)
    if goal is not None:
        parts.append(_goal_told(goal))
        span = goal.words
    elif item is not None:
        parts.append(item_told(view, item))
        span = span if found else item.text_span
    return Hover("\n\n---\n\n".join(parts), span) if parts else None


def rule_told(code: str) -> str:
    """What a rule asks for and why, and where it comes from; empty for an id that no rule has."""
    try:
        told = explanation(code)
    except UnknownRule:
        return ""
    lines = [f"**{told.code}** {escaped(told.title)}"]
    if told.why:
        lines.append(escaped(told.why))
    if told.sources:
        lines.append("Source: " + "; ".join(_linked(name) for name in told.sources))
    if told.accept:
        lines.append(f"To accept one case: `{told.accept}`")
    return "\n\n".join(lines)


def _linked(name: str) -> str:
    url = next((url for known, url in SOURCES.values() if known == name), "")
    return f"[{escaped(name)}]({url})" if url else escaped(name)


def _goal_told(goal: Goal) -> str:
    if goal.item is not None:
        return item_told(goal.view, goal.item)
    return incident_told(goal.view, goal.view.known.incident(goal.view.incident))


def incident_told(view: View, row: IncidentRow | None) -> str:
    """An incident in a few lines, as its text tells it and the index counts its items."""
    document = view.document
    day = document.date.isoformat() if document.date else ""
    facts = " · ".join(map(escaped, filter(None, (day, document.severity or "", document.status or ""))))
    counts = (
        f"{count(row.items, 'item')}: {row.open} open, {row.overdue} overdue, {row.paper_only} only on paper"
        if row
        else ""
    )
    return "\n\n".join(
        filter(None, (f"**{escaped(view.incident)}** {escaped(document.title)}", facts, counts))
    )


def item_told(view: View, item: ActionItem) -> str:
    """An item as the text has it now, and what its journal tells of how it came there."""
    ref = f"{view.incident}/{item.number}"
    detail = view.known.detail(ref)
    mark = STATES[item.state]
    flags = "".join(f", {flag}" for flag in _flags(view, item))
    lines = [f"- {line}" for line in (*_claims(item), *_promises(item), *_waits(view, item, detail))]
    head = f"**{escaped(ref)}** {mark.sign} {mark.word}{flags}"
    body = "\n".join(lines)
    return "\n\n".join(filter(None, (head, escaped(item.text), body, _history(detail))))


def _flags(view: View, item: ActionItem) -> Iterator[str]:
    if item.due and item.due.day and item.due.day < view.site.today and item.state not in _DONE:
        yield f"{(view.site.today - item.due.day).days} d late"
    if item.regressed:
        yield "regressed"


def _claims(item: ActionItem) -> Iterator[str]:
    if item.state == "dropped":
        yield f"dropped: {escaped(item.drop_reason or 'nobody says why')}"
    if item.claim and item.state == "done-unsplit":
        yield f"says “{escaped(item.claim.text)}”: written, or executed?"
    yield _claim(
        "written",
        {"yes": "done"}.get(item.written.state, item.written.state),
        item.written.day,
        item.written.evidence,
    )
    yield from map(_executed, item.executions)


def _executed(execution: Execution) -> str:
    return _claim(execution.environment or "executed", execution.state, execution.day, execution.evidence)


def _claim(label: str, state: str, day: date | None, evidence: tuple[str, ...]) -> str:
    if state == "exempt":
        return f"{escaped(label)}: n/a"
    word = (
        "not yet"
        if state == "no"
        else " ".join(filter(None, (EXECUTIONS[state].word, day.isoformat() if day else "")))
    )
    cited = f" ({', '.join(map(escaped, evidence))})" if evidence else ""
    return f"{escaped(label)}: {EXECUTIONS[state].sign} {word.replace('executed', 'done')}{cited}"


def _promises(item: ActionItem) -> Iterator[str]:
    yield f"owner: {escaped(item.owner_text) or 'nobody'}"
    if item.due is not None:
        day = (
            item.due.day.isoformat() if item.due.day and item.due.day.isoformat() not in item.due.text else ""
        )
        yield f"due: {escaped(item.due.text)}" + (f" ({day})" if day else "")
    if item.issues:
        yield f"issue: {', '.join(map(escaped, item.issues))}"


def _waits(view: View, item: ActionItem, detail: ItemDetail | None) -> Iterator[str]:
    own = {other.number: other for other in view.document.action_items}
    for ref in item.depends_on:
        if (other := own.get(ref)) is not None:
            yield f"waits for {_told(ref, other.state, other.text)}"
        elif (row := view.known.item(ref)) is not None:
            yield f"waits for {_told(row.ref, row.state, row.text)}"
        else:
            yield f"waits for {escaped(ref)}, which nobody knows"
    yield from (f"needed by {_row(row)}" for row in (detail.needed_by if detail else ()))


def _row(row: ItemRow) -> str:
    return _told(row.ref, row.state, row.text)


def _told(name: str, state: str, text: str) -> str:
    return f"{escaped(name)} {STATES[state].sign} {escaped(text)}"


def _history(detail: ItemDetail | None) -> str:
    if detail is None:
        return ""
    if detail.problem:
        return escaped(detail.problem)
    events = detail.history.events[::-1]
    more = [f"- and {count(len(events) - _EVENTS, 'event')} before"] if len(events) > _EVENTS else []
    return "\n".join([*map(_event, events[:_EVENTS]), *more])


def _event(event: EventRow) -> str:
    undone = ", undone" if event.undone else ""
    return f"- {event.at[:10]} {escaped(event.by)}: {escaped(event.words)}{undone}"


def escaped(text: str) -> str:
    """A document's text as Markdown that shows its characters, and does nothing else."""
    return _MARKUP.sub(r"\\\1", clean(text)).replace("&", "&amp;")
