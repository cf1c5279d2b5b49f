"""Rules about what became of an action item: written, executed, verified, dropped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rca.checks import words
from rca.checks.items import time_limit
from rca.checks.places import of_field, of_item, pending
from rca.checks.rule import CheckContext, Level, Problem, rule
from rca.model import ActionItem, Document, Execution
from rca.text import Span

PAPER_DAYS = 14
"""Days after which something written and executed nowhere counts as left on paper."""
_NO_EVIDENCE = frozenset(("", "yes", "y", "done", "written", "merged", "x", "utc", "sop written"))


def _is_bare(text: str) -> bool:
    """Whether a text says no more than a day and that it is so."""
    return text.strip("0123456789 \t✅✓☑/.:,()-").lower() in _NO_EVIDENCE


def _place(execution: Execution, item: ActionItem) -> Span:
    return execution.span or of_item(item, "executed")


def _where(execution: Execution) -> str:
    return f" in {execution.environment}" if execution.environment else ""


@rule("AI19", "warning", "An item that is dropped says why.", "PD")
def dropped(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Not doing something is a decision, and somebody will ask for its reason after the next incident."""
    for item in document.action_items:
        if item.state == "dropped" and not item.drop_reason.strip():
            place = (item.claim.span if item.claim else None) or item.text_span
            yield Problem(
                place,
                f"action item {item.number} is dropped without a reason; write why, who decided and when",
            )


@rule("AI21", "info", "Written leads to what was written.", "RCA")
def written_without_link(document: Document, context: CheckContext) -> Iterator[Problem]:
    """A runbook, a migration or a change that nobody can find might as well not exist: the next person has
    to be able to open it.
    """
    for item in document.action_items:
        written = item.written
        if written.state == "yes" and not (written.evidence or item.issues) and _is_bare(written.text):
            place = written.span or of_item(item, "written")
            yield Problem(
                place,
                f"action item {item.number} is written, but nothing says where; link it",
            )


@rule("AI22", "warning", "Executed and verified carry a day and evidence.", "CAPA", "SRU")
def without_evidence(document: Document, context: CheckContext) -> Iterator[Problem]:
    """A "verified" without evidence is the word of somebody who may have left. A day and a link (the output,
    the graph, the pull request) let anybody look again. `[evidence]` in rca.toml says whether executed
    needs it too.
    """
    demand = context.config.evidence.executed
    for item in document.action_items:
        for execution in item.executions:
            wanted = demand != "optional" and "executed" in item.fields
            if execution.state == "verified" or (execution.state == "done" and wanted):
                yield from _evidence(item, execution, demand == "required")


def _evidence(item: ActionItem, execution: Execution, required: bool) -> Iterator[Problem]:
    lacking = [
        what for what, there in (("a day", execution.day), ("evidence", execution.evidence)) if not there
    ]
    if not lacking:
        return
    verb = "verified" if execution.state == "verified" else "executed"
    level: Level | None = "error" if required else None if verb == "verified" else "info"
    what = f"{verb}{_where(execution)} without {' or '.join(lacking)}"
    message = f"action item {item.number} is {what}; write what shows it, and when"
    yield Problem(_place(execution, item), message, level)


@rule("AI23", "warning", "What is executed was written first, or needs no artefact.", "RCA")
def executed_unwritten(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Something that was carried out from memory is carried out differently next time. An item that needs
    no artefact says so with `n/a` under Written.
    """
    for item in document.action_items:
        done = [execution for execution in item.executions if execution.state in ("done", "verified")]
        if done and item.written.state == "no" and "written" in item.fields:
            what = f"action item {item.number} is executed{_where(done[0])}, but nothing is written"
            message = f"{what}; link it, or write `n/a` if it needs no artefact"
            yield Problem(of_item(item, "written"), message)


@rule("AI24", "error", "Nothing is called done while an environment waits for it.", "SRU", "RCA")
def done_elsewhere(document: Document, context: CheckContext) -> Iterator[Problem]:
    """A fix that is live in staging protects nobody in production. Done means done in every environment
    that the item is meant for; one that does not need it is exempted with `n/a` and a reason.
    """
    for item in document.action_items:
        waiting = [
            execution.environment for execution in item.executions if execution.state in ("no", "failed")
        ]
        claim = item.claim
        if claim and claim.means == "done" and waiting and "executed" in item.fields:
            where = ", ".join(name for name in waiting if name) or "any environment"
            message = (
                f'"{claim.text}", but not executed in {where}; execute it there, or write `n/a` with a reason'
            )
            yield Problem(claim.span or item.text_span, message)


@rule("AI27", "warning", "What is written is executed soon after.", "RCA", "RCA2", "GW")
def paper_only(document: Document, context: CheckContext) -> Iterator[Problem]:
    """A procedure that nobody has carried out is a hope: the first rehearsal usually finds what is missing
    in it. Written and executed nowhere is paper-only, however well it reads.
    """
    for item in document.action_items:
        since = item.written.day or document.date
        days = context.days_since(since, PAPER_DAYS) if item.state == "written" and since else 0
        if days:
            what = f"action item {item.number} has been paper-only for {days} days"
            message = f"{what}; execute it and record where and when, or drop it with a reason"
            yield Problem(item.written.span or item.text_span, message)


@rule("AI30", "warning", "No action item is overdue.", "ATL", "RCA")
def overdue(document: Document, context: CheckContext) -> Iterator[Problem]:
    """The due date was a promise. Executing the item keeps it; a new date with a reason renews it. Past
    twice the time limit of the severity it is an error.
    """
    limit = time_limit(document, context)
    for item in pending(document):
        day = item.due.day if item.due else None
        late = context.days_since(day) if day else 0
        if item.due and late:
            state = _SHORTFALL[item.state]
            message = (
                f"{late} day{'s' * (late > 1)} late and {state}; execute it, or set a new date and say why"
            )
            yield Problem(
                item.due.span, message, "error" if _far_past(document.date, limit, context) else None
            )


_SHORTFALL = {
    "open": "not executed",
    "written": "written, but not executed",
    "part-executed": "not executed everywhere",
}


def _far_past(incident: date | None, limit: int | None, context: CheckContext) -> bool:
    return limit is not None and incident is not None and context.days_since(incident, 2 * limit) > 0


@rule("DOC26", "warning", "A closed document has no open action items.", "RCA", "PD")
def closed_with_open_items(document: Document, context: CheckContext) -> Iterator[Problem]:
    """Closing the document closes the subject in everybody's head. It is closed when every item is
    executed, dropped with a reason, or handed over with a link.
    """
    items = pending(document)
    if items and words.CLOSED_STATUS.fullmatch((document.status or "").strip()):
        numbers = ", ".join(item.number for item in items[:5]) + (", …" if len(items) > 5 else "")
        what = f"{len(items)} action items are not executed ({numbers})"
        message = f'the status is "{document.status}", but {what}; finish or drop them first'
        yield Problem(of_field(document, "status"), message.replace("1 action items are", "1 action item is"))
