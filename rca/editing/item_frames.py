"""The frames of changes to one action item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.changes import (
    CheckResult,
    Drop,
    Exempt,
    MarkExecuted,
    MarkFailed,
    MarkVerified,
    MarkWritten,
    Reopen,
    SetItemField,
)
from rca.claims import Evidence
from rca.editing.compare import Difference, leaves
from rca.editing.evidence import written_value
from rca.editing.frames import Expected
from rca.editing.marks import OPEN, ItemChange, execution_of
from rca.editing.values import light
from rca.inline import plain
from rca.model import ActionItem, Document, Execution

_ITEM_VALUES = {
    "text": {"text", "issues", "depends_on"},
    "owner": {"owners", "owner_text", "depends_on"},
    "due": {"due"},
    "issue": {"issues", "issue_text"},
    "priority": {"priority"},
    "kind": {"kind"},
    "check": {"check"},
}
_MARKDOWN = {"text", "issue"}
"""Fields whose values are Markdown; the others are plain text."""
_STATE = {"state", "regressed", "claim"}


def item_frame(change: ItemChange, before: Document, index: int) -> Expected:
    """The frame of a change to the item at an index."""
    item = before.action_items[index]
    names = set(_names(change))
    is_told_there = isinstance(change, SetItemField) and (change.field == "text" or item.form == "heading")

    def tolerates(found: Difference) -> bool:
        if found.group == "sections" and found.name in ("heading", "name") and is_told_there:
            return before.sections[found.at].span.start == item.span.start
        if found.group != "action_items" or found.at != index:
            return False
        if found.name == "executions":
            return "executions" in names and _keeps_others(item, change, found)
        if found.name == "claim" and isinstance(change, SetItemField):
            return found.after is None and item.claim is not None and item.claim.means in OPEN
        return found.name in names

    return Expected(tolerates, lambda after: _missing(change, after.action_items[index]))


def _names(change: ItemChange) -> set[str]:
    """Which values of the item a change may touch."""
    if isinstance(change, SetItemField):
        return _ITEM_VALUES[change.field]
    if isinstance(change, MarkWritten):
        return {"written", *_STATE}
    if isinstance(change, Exempt):
        return {"written" if change.aspect == "written" else "executions", *_STATE}
    if isinstance(change, MarkExecuted) and change.without_artefact:
        return {"written", "executions", *_STATE}
    if isinstance(change, Drop | Reopen):
        return {"drop_reason", "executions", *_STATE}
    return {"executions", *_STATE}


def _keeps_others(item: ActionItem, change: ItemChange, found: Difference) -> bool:
    """Whether what is said of the other environments stayed the same."""
    touched = _touched(change)
    assert isinstance(found.after, tuple)
    after = {dict(e)["environment"]: dict(e) for e in found.after}
    for execution in item.executions:
        name = execution.environment
        if not name and isinstance(change, MarkExecuted) and change.environment and not after.get(name):
            continue  # "Deployed", which said nowhere where, gives way to a fact that says so
        if name not in touched and not _is_same(execution, after.pop(name, None)):
            return False
    return all(name in touched or e["state"] == "no" for name, e in after.items())


def _touched(change: ItemChange) -> set[str]:
    if isinstance(change, Reopen):
        return set(change.environments)
    return {getattr(change, "environment", "")} if not isinstance(change, Drop) else set()


def _is_same(before: Execution, after: dict[str, object] | None) -> bool:
    if after is None:
        return before.state == "no"
    if before.state == after["state"] == "no":
        return True
    return {**leaves(before), "text": ""} == {**after, "text": ""}


def _missing(change: ItemChange, item: ActionItem) -> Iterator[str]:
    if isinstance(change, SetItemField):
        yield from _missing_value(change, item)
    elif isinstance(change, MarkWritten):
        yield from _missing_written(change, item)
    elif isinstance(change, Exempt) and change.aspect == "written":
        if item.written.state != "exempt":
            yield "that it needs no artefact"
    elif isinstance(change, Drop):
        if item.state != "dropped" or item.drop_reason != " ".join(change.reason.split()):
            yield "that it was dropped, and why"
    elif isinstance(change, Reopen):
        yield from _missing_reopened(change, item)
    elif isinstance(change, MarkExecuted | MarkVerified | MarkFailed | CheckResult | Exempt):
        yield from _missing_execution(change, item)


def value_of(item: ActionItem, field: str) -> str:
    """A field of an item as the document says it."""
    if field == "due":
        return item.due.text if item.due else ""
    return str({"owner": item.owner_text, "issue": item.issue_text}.get(field) or getattr(item, field, ""))


def _missing_value(change: SetItemField, item: ActionItem) -> Iterator[str]:
    wanted = " ".join(change.value.split())
    found = value_of(item, change.field)
    same = {wanted, plain(light(wanted))} if change.field in _MARKDOWN else {wanted}
    if found in same or found == f"@{wanted}" or (change.field == "kind" and found and wanted):
        return
    if not (item.claim and any(_is_beside(item.claim.text, said, found) for said in same)):
        yield f"{change.field} {wanted!r} (found {found!r})"


def _is_beside(words: str, value: str, found: str) -> bool:
    """Whether a value ends a sentence, or a word for the state stands behind it after a dash or a bracket."""
    return bool(re.fullmatch(rf"{re.escape(value)}(?:\.|\W*{re.escape(words)}\W*)", found))


def _missing_written(change: MarkWritten, item: ActionItem) -> Iterator[str]:
    if item.written.state != "yes" or item.written.day != change.day:
        yield f"that it was written on {change.day}"
    yield from _missing_evidence(change.evidence, item.written.evidence)


def _missing_evidence(wanted: tuple[Evidence, ...], found: tuple[str, ...]) -> Iterator[str]:
    for evidence in wanted:
        if written_value(evidence) not in found:
            yield f"the evidence {evidence.value}"


_WORDS = {MarkExecuted: "done", MarkVerified: "verified", MarkFailed: "failed", Exempt: "exempt"}


def _missing_execution(
    change: MarkExecuted | MarkVerified | MarkFailed | CheckResult | Exempt, item: ActionItem
) -> Iterator[str]:
    execution = execution_of(item, change.environment)
    where = change.environment or "its environment"
    if isinstance(change, CheckResult):
        if execution and execution.state in ("done", "verified", "failed"):
            wanted = "verified" if change.holds else "failed"
            if execution.state != wanted:
                yield f"{wanted} in {where}"
        return
    wanted = _WORDS[type(change)]
    if execution is None or execution.state != wanted:
        yield f"{wanted} in {where}"
    elif isinstance(change, MarkExecuted) and execution.day != change.day:
        yield f"that it was executed on {change.day}"
    elif not isinstance(change, Exempt):
        yield from _missing_evidence(change.evidence, execution.evidence)
    if isinstance(change, MarkExecuted) and change.without_artefact and item.written.state != "exempt":
        yield "that it needs no artefact"


def _missing_reopened(change: Reopen, item: ActionItem) -> Iterator[str]:
    if item.state in ("dropped", "done-unsplit"):
        yield "that it is open again"
    for environment in change.environments:
        execution = execution_of(item, environment)
        if execution is not None and execution.state in ("done", "verified"):
            yield f"that it is not executed in {environment or 'its environment'}"
