"""What a change writes into the fields of an item: `Written` and `Executed` values, owners, due dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from rca.changes import (
    CheckResult,
    Drop,
    Exempt,
    MarkExecuted,
    MarkFailed,
    MarkVerified,
    MarkWritten,
    Refused,
    Reopen,
    SetItemField,
)
from rca.editing import executed
from rca.editing.evidence import as_markdown, said, said_more, unsaid
from rca.editing.executed import Style
from rca.editing.values import one_line
from rca.model import ActionItem, Execution
from rca.states import CARRIED_OUT
from rca.text import Span

Values = Mapping[str, str]
Escape = Callable[[str], str]

ItemChange = (
    SetItemField
    | MarkWritten
    | MarkExecuted
    | MarkVerified
    | MarkFailed
    | CheckResult
    | Exempt
    | Drop
    | Reopen
)


_DROPPED = re.compile(r"dropped: ", re.IGNORECASE)
OPEN = ("open", "unknown")
"""What a claim means that says nothing was done."""


class NotExecuted(Refused):
    """An item is judged where nobody executed it."""

    def __init__(self, item: ActionItem, environment: str) -> None:
        where = f" on {environment}" if environment else ""
        super().__init__(f"item {item.number} has not been executed{where} yet; mark it executed first")


class IsDropped(Refused):
    """A dropped item is to be marked."""

    def __init__(self, item: ActionItem) -> None:
        super().__init__(f"item {item.number} was dropped; reopen it first")


class NotDropped(Refused):
    """There is nothing to reopen."""

    def __init__(self, item: ActionItem) -> None:
        super().__init__(f"item {item.number} is open already")


class NameEnvironment(Refused):
    """An item that was executed is to be reopened without a word about where."""

    def __init__(self, item: ActionItem) -> None:
        done = ", ".join(e.environment for e in item.executions if e.environment and e.state != "no")
        where = f" ({done})" if done else ""
        super().__init__(
            f"item {item.number} was executed; say in which environment that is taken back{where}"
        )


class TellsState(Refused):
    """A value is to replace words that tell that the item is done or dropped."""

    def __init__(self, item: ActionItem, field: str, said: str) -> None:
        super().__init__(
            f'where item {item.number} has its {field}, the document says "{said}", which tells its state; '
            "move that to a Status column first, nothing was changed"
        )


class Subject(NamedTuple):
    """An item, its present texts, and how they are written."""

    item: ActionItem
    get: Callable[[str], str]
    style: Style


def variants(subject: Subject, change: ItemChange, escape: Escape) -> Iterator[Values]:
    """The values that a change writes, the plainest way first."""
    if isinstance(change, SetItemField):
        yield from _set(subject, change.field, escape(one_line(change.value, change.field)))
    elif isinstance(change, Reopen):
        yield from _reopened(subject, change)
    elif isinstance(change, Drop):
        yield from _dropped(subject, escape(one_line(change.reason, "reason")))
    elif subject.item.state == "dropped":
        raise IsDropped(subject.item)
    elif isinstance(change, Exempt):
        yield _exempt(subject, change, escape(one_line(change.reason, "reason")))
    elif isinstance(change, MarkWritten):
        yield {"written": _written(subject, change)}
    elif isinstance(change, MarkExecuted):
        yield _executed(subject, change)
    else:
        yield _judged(subject, change)


def _set(subject: Subject, field: str, value: str) -> Iterator[Values]:
    """A value in its place; words there that tell the item's state move into a Status column first."""
    item, claim = subject.item, subject.item.claim
    place = item.fields.get(field)
    is_there = claim and claim.span and place and _is_in(claim.span, place)
    if claim and is_there and claim.span != place:
        yield {field: f"{value} {_marked(subject.get(field), claim.text)}".strip()}
        return
    if not (claim and is_there and claim.means not in OPEN):
        yield {field: value}
        if claim and field == "text":
            yield {field: f"{value}."}  # the sentence behind it tells the state: `Add a probe. Done.`
        return
    if item.form == "table" and not subject.get("status"):
        yield {field: value, "status": subject.get(field)}
    raise TellsState(item, field, claim.text)


def _is_in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _marked(text: str, words: str) -> str:
    """Words at the end of a text, with the marks around them: `**DONE**`, `— done`, `(done)`."""
    match = re.search(rf"(?:[—–-]\s+)?[(\[*_~`]*{re.escape(words)}\W*$", text)
    return match.group() if match else words


def _written(subject: Subject, change: MarkWritten) -> str:
    was, text = subject.item.written, subject.get("written")
    if was.state != "yes" or not text.strip():
        return said(change.day, as_markdown(change.evidence))
    return said_more(text, was.day, change.day, unsaid(change.evidence, was.evidence))


def _executed(subject: Subject, change: MarkExecuted) -> Values:
    was = execution_of(subject.item, change.environment)
    before = executed.value(subject.get("executed"), change.environment, subject.style)
    if was and was.state in CARRIED_OUT and before:
        kept = executed.unjudged(before) if was.day != change.day else before
        text = said_more(kept, was.day, change.day, unsaid(change.evidence, was.evidence))
    else:
        text = said(change.day, as_markdown(change.evidence))
    value = executed.put(subject.get("executed"), change.environment, text, subject.style)
    return {"written": "n/a", "executed": value} if change.without_artefact else {"executed": value}


def _judged(subject: Subject, change: MarkVerified | MarkFailed | CheckResult) -> Values:
    execution = execution_of(subject.item, change.environment)
    if execution is None or execution.state in ("no", "exempt"):
        if isinstance(change, CheckResult):
            return {}
        raise NotExecuted(subject.item, change.environment)
    holds = change.holds if isinstance(change, CheckResult) else isinstance(change, MarkVerified)
    evidence = [] if isinstance(change, CheckResult) else as_markdown(change.evidence)
    text = executed.value(subject.get("executed"), change.environment, subject.style) or said(
        execution.day, ()
    )
    judged = executed.judged(text, "verified" if holds else "failed", evidence)
    return {"executed": executed.put(subject.get("executed"), change.environment, judged, subject.style)}


def execution_of(item: ActionItem, environment: str) -> Execution | None:
    """What an item says of an environment."""
    return next((e for e in item.executions if e.environment.casefold() == environment.casefold()), None)


def _exempt(subject: Subject, change: Exempt, reason: str) -> Values:
    text = f"n/a ({reason})"
    if change.aspect == "written":
        return {"written": text}
    return {"executed": executed.put(subject.get("executed"), change.environment, text, subject.style)}


def _dropped(subject: Subject, reason: str) -> Iterator[Values]:
    if subject.item.state == "dropped":
        raise IsDropped(subject.item)
    if subject.style.colon == " ":
        yield {"dropped": reason}
        return
    if _has_open_status(subject):
        word = "dropped" if subject.get("status")[:1].islower() else "Dropped"
        yield {"status": f"{word}: {reason}"}
    yield {"executed": executed.add(subject.get("executed"), f"dropped: {reason}")}


def _has_open_status(subject: Subject) -> bool:
    """Whether a Status says nothing yet or that the item is open, and the item has no Executed beside it."""
    fields, claim = subject.item.fields, subject.item.claim
    if "status" not in fields or "executed" in fields:
        return False
    says_open = claim is not None and claim.means == "open" and claim.span == fields["status"]
    return says_open or executed.is_blank(subject.get("status"))


def _reopened(subject: Subject, change: Reopen) -> Iterator[Values]:
    """Our own facts taken back; where somebody's own word closed the item, `reopened` beside it."""
    if subject.item.state == "open":
        raise NotDropped(subject.item)
    if subject.item.state in ("part-executed", "executed", "verified") and not change.environments:
        raise NameEnvironment(subject.item)
    if _DROPPED.match(subject.get("status")) and "executed" not in subject.item.fields:
        yield {"status": "open" if subject.get("status")[:1].islower() else "Open"}
    before = executed.without_remarks(subject.get("executed"), subject.style)
    text = before
    for environment in change.environments:
        text = (
            executed.put(text, environment, "—", subject.style)
            if executed.find(text, environment, subject.style)
            else text
        )
    emptied = "" if executed.says_nothing(text, subject.style) else text
    dropped = {"dropped": ""} if subject.get("dropped") else {}
    if emptied != subject.get("executed") or dropped:
        yield {"executed": emptied, **dropped}
    yield {"executed": executed.add(emptied, "reopened"), **dropped}
