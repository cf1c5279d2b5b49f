"""A draft understood: owners, due date, issues, written, executed, claim and state of one action item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rca.aliases import key
from rca.citations import issue_references
from rca.columns import NOBODY
from rca.due import read_due
from rca.inline import has_words, plain
from rca.memory import remembered
from rca.parsing.cells import read_remark
from rca.parsing.claimed import claim_facts
from rca.parsing.drafts import Draft
from rca.parsing.people import split_people
from rca.parsing.progress import (
    DONE_MEANINGS,
    Context,
    claim_of,
    executions_of,
    reason_of,
    remark_facts,
    remark_of,
    written_of,
)
from rca.parsing.reader import Facts, Reader
from rca.parsing.waits import dependencies, listed_dependencies
from rca.states import derive_state

_STRUCK = re.compile(r"~~[^~]{0,200}~~\s*")
_REMARK = re.compile(r"[(（][^()（）]{0,300}[)）]")


def understood(reader: Reader, context: Context, draft: Draft, position: int) -> Facts:
    """The fields of an `ActionItem`."""
    claim = claim_of(reader, context, draft)
    remark = remark_of(draft)
    due, is_claim = _due(reader, context, draft)
    if is_claim and (claim is None or claim["means"] == "unknown"):
        claim = claim_facts(reader.words, draft.value("due"), draft.fields["due"], context.day)
    written = written_of(context, draft, claim)
    if remark:
        claim = remark_facts(draft, remark)
    executions = executions_of(reader, context, draft, claim)
    states = [execution["state"] for execution in executions]
    means = claim["means"] if claim else ""
    owner_text, owners = _owners(draft.plain("owner"))
    return {
        "number": draft.number or str(position),
        "position": position,
        "text": draft.text,
        "owners": owners,
        "owner_text": owner_text,
        "due": due,
        "issues": _issues(reader, draft),
        "issue_text": draft.plain("issue"),
        "written": written,
        "executions": executions,
        "claim": claim,
        "drop_reason": reason_of(claim, remark) if means == "dropped" else "",
        "kind": _kind(reader, draft),
        "priority": draft.plain("priority") or draft.group.priority,
        "check": draft.plain("check"),
        "depends_on": _depends(draft),
        "group": draft.group.text,
        "state": derive_state(written["state"], states, means),
        "regressed": "failed" in states,
        "form": draft.form,
        "span": draft.span,
        "text_span": draft.text_span,
        "fields": draft.fields,
    }


@remembered
def _owners(text: str) -> tuple[str, tuple[str, ...]]:
    """The owner as written, and the people that it names."""
    if not has_words(text) or key(text) in NOBODY:
        return "", ()
    return text, tuple(dict.fromkeys(split_people(_REMARK.sub(" ", text))))


def _due(reader: Reader, context: Context, draft: Draft) -> tuple[Facts | None, bool]:
    """The `Due`, and whether the text is a completion instead."""
    raw = draft.values.get("due")
    if raw is None or not raw.text:
        return None, False
    text = plain(_STRUCK.sub("", raw.text) if "~~" in raw.text else raw.text)
    if reader.words.state(text) in DONE_MEANINGS:
        return None, True
    found = read_due(text, context.day, context.milestones)
    if found is None:
        return None, False
    if found.kind == "unclear":
        reader.note(
            "READ01",
            "warning",
            f'the due date "{text}" is no date; write {_example(context)}, a milestone of rca.toml,'
            ' or "unscheduled"',
            raw.span,
        )
    return {"text": plain(raw.text), "kind": found.kind, "day": found.day, "span": raw.span}, False


def _example(context: Context) -> str:
    day = context.day or date(2026, 6, 1)
    return date(day.year + (day.month == 12), day.month % 12 + 1, 1).isoformat()


def _issues(reader: Reader, draft: Draft) -> tuple[str, ...]:
    found: list[str] = []
    for text in _without_evidence(draft):
        targets = reader.targets if "[" in text else None
        if targets or "#" in text or "-" in text or "/" in text or "ug " in text:
            found += issue_references(text, targets)
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def _without_evidence(draft: Draft) -> Iterator[str]:
    """The item's texts without what it says of its state: references there are evidence, or a reason."""
    own = [value for name in ("written", "executed", "dropped") if (value := draft.value(name))]
    if read_remark(draft.value("status")):
        own.append(draft.value("status"))
    own.sort(key=len, reverse=True)
    for source in draft.sources:
        rest = source
        for value in own:
            before, _, after = rest.rpartition(value)
            rest = f"{before} {after}"
        yield rest


def _kind(reader: Reader, draft: Draft) -> str:
    text = draft.plain("kind")
    if not has_words(text):
        return draft.group.kind
    return reader.words.kind(text) or text


_WAITS = re.compile(
    r"\b(?:after|blocked|depends?|waits?|waiting|requires?|needs|once|nach|pending)\b[^;\n]{0,50}\d",
    re.IGNORECASE,
)
_WAIT_WORDS = ("after", "block", "depend", "wait", "requir", "needs", "once", "nach", "pending")
_TELLING = ("owner", "due", "status", "executed", "note")


def _depends(draft: Draft) -> tuple[str, ...]:
    values = draft.values
    found = listed_dependencies(values["depends"].text) if "depends" in values else ()
    told = [raw.text for name in _TELLING if (raw := values.get(name)) and raw.text]
    told.append(draft.text)
    folded = "\n".join(told).lower()
    if any(word in folded for word in _WAIT_WORDS):
        for text in told:
            if _WAITS.search(text):
                found += dependencies(plain(text))
    return tuple(dict.fromkeys(number for number in found if number != draft.number)) if found else ()
