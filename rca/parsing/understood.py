"""A draft understood: owners, due date, issues, written, executed, claim and state of one action item."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from rca.aliases import key
from rca.columns import NOBODY
from rca.due import read_due
from rca.inline import issue_references, plain
from rca.parsing.cells import (
    NOT_WRITTEN,
    Remark,
    canonical_environment,
    claim_facts,
    claimed_environments,
    dependencies,
    executed_parts,
    execution_facts,
    execution_state,
    listed_dependencies,
    read_remark,
    written_facts,
)
from rca.parsing.drafts import Draft
from rca.parsing.metadata import split_people
from rca.parsing.reader import Facts, Reader
from rca.states import derive_state
from rca.text import Span

_REMARK = re.compile(r"[(（][^()（）]{0,300}[)）]")
_DONE_MEANINGS = ("done", "written", "executed")


class Context(NamedTuple):
    """What the items of a document share."""

    day: date | None
    """The incident's."""
    environments: tuple[str, ...]
    milestones: Mapping[str, date]


def understood(reader: Reader, context: Context, draft: Draft, position: int) -> Facts:
    """The fields of an `ActionItem`."""
    claim = _claim(reader, context, draft)
    remark = _remark(draft)
    due, is_claim = _due(reader, context, draft)
    if is_claim and (claim is None or claim["means"] == "unknown"):
        claim = claim_facts(reader.words, draft.value("due"), draft.fields["due"], context.day)
    written = _written(context, draft, claim)
    if remark:
        claim = _remark_facts(draft, remark)
    executions = _executions(reader, context, draft, claim)
    means = claim["means"] if claim else ""
    owner_text, owners = _owners(draft)
    return {
        "number": draft.number or str(position),
        "position": position,
        "text": draft.text,
        "owners": owners,
        "owner_text": owner_text,
        "due": due,
        "issues": _issues(reader, draft),
        "issue_text": plain(draft.value("issue")),
        "written": written,
        "executions": executions,
        "claim": claim,
        "drop_reason": _reason(claim, remark) if means == "dropped" else "",
        "kind": _kind(reader, draft),
        "priority": plain(draft.value("priority")) or draft.group.priority,
        "check": plain(draft.value("check")),
        "depends_on": _depends(draft),
        "group": draft.group.text,
        "state": derive_state(written["state"], [e["state"] for e in executions], means),
        "regressed": any(e["state"] == "failed" for e in executions),
        "form": draft.form,
        "span": draft.span,
        "text_span": draft.text_span,
        "fields": draft.fields,
    }


def _owners(draft: Draft) -> tuple[str, tuple[str, ...]]:
    raw = draft.value("owner")
    if not raw:
        return "", ()
    text = plain(raw)
    if not any(c.isalnum() for c in text) or key(text) in NOBODY:
        return "", ()
    return text, tuple(dict.fromkeys(split_people(_REMARK.sub(" ", text))))


def _due(reader: Reader, context: Context, draft: Draft) -> tuple[Facts | None, bool]:
    """The `Due`, and whether the text is a completion instead."""
    raw = draft.values.get("due")
    if raw is None or not raw.text:
        return None, False
    text = plain(re.sub(r"~~[^~]{0,200}~~\s*", "", raw.text))
    if reader.words.state(text) in _DONE_MEANINGS:
        return None, True
    found = read_due(text, context.day, context.milestones)
    if found is None:
        return None, False
    if found.kind == "unclear":
        reader.note(
            "READ01",
            "warning",
            f'the due date "{text}" is no date; write {_example(context)}, a milestone of rca.toml, or "unscheduled"',
            raw.span,
        )
    return {"text": plain(raw.text), "kind": found.kind, "day": found.day, "span": raw.span}, False


def _example(context: Context) -> str:
    day = context.day or date(2026, 6, 1)
    return date(day.year + (day.month == 12), day.month % 12 + 1, 1).isoformat()


def _issues(reader: Reader, draft: Draft) -> tuple[str, ...]:
    found: list[str] = []
    for text in draft.sources:
        if "#" in text or "-" in text or "/" in text:
            found += issue_references(text, reader.targets)
    return tuple(dict.fromkeys(found))


def _claim(reader: Reader, context: Context, draft: Draft) -> Facts | None:
    facts = _first_claim(reader, context, draft)
    if draft.is_struck and (facts is None or facts["means"] not in _DONE_MEANINGS):
        facts = {"text": "struck through", "means": "dropped", "day": None, "span": draft.text_span}
    if facts is None and draft.group.claim:
        facts = {"text": draft.group.text, "means": draft.group.claim, "day": None, "span": None}
    return facts


_BOXES = {
    "x": "done",
    "X": "done",
    "✓": "done",
    "✔": "done",
    "✅": "done",
    " ": "open",
    "-": "dropped",
    "~": "open",
    "/": "open",
}


def _first_claim(reader: Reader, context: Context, draft: Draft) -> Facts | None:
    """The surest claim that is understood, else the first that is there."""
    facts = [f for raw in draft.claims if (f := claim_facts(reader.words, raw.text, raw.span, context.day))]
    known = next((f for f in facts if f["means"] != "unknown"), None)
    if known is None and draft.box:
        means = _BOXES.get(draft.box, "unknown")
        return {"text": f"[{draft.box}]", "means": means, "day": None, "span": draft.fields.get("box")}
    if known is None and facts and _is_day(facts[0]):
        return {**facts[0], "means": "done"}
    return known or (facts[0] if facts else None)


def _is_day(claim: Facts) -> bool:
    """Whether a state says a day and nothing else: the day on which it was completed."""
    return claim["day"] is not None and not re.search(r"[A-Za-z]{4,}", claim["text"])


def _written(context: Context, draft: Draft, claim: Facts | None) -> Facts:
    raw = draft.values.get("written")
    if raw is not None:
        facts = written_facts(raw.text, raw.span, context.day)
        if raw.text or claim is None or claim["means"] != "written":
            return facts
    if claim is not None and claim["means"] == "written":
        facts = written_facts(claim["text"], claim["span"], context.day)
        return {**facts, "state": "yes", "day": claim["day"]}
    return NOT_WRITTEN


def _executions(reader: Reader, context: Context, draft: Draft, claim: Facts | None) -> list[Facts]:
    """One execution for each environment that the item is meant for or exempt from, in order."""
    order = _meant_for(context, draft)
    found: dict[str, Facts] = {}
    raw = draft.values.get("executed")
    for part in executed_parts(raw.text, order) if raw else ():
        if not read_remark(part.text):
            _take_part(reader, context, draft, part.environment, part.text, order, found)
    if (
        claim is not None
        and claim["means"] == "executed"
        and not any(f["state"] != "no" for f in found.values())
    ):
        _take_claim(reader, context, claim, order, found)
    for name in order or ("",):
        if name not in found and (name or not found):
            found[name] = execution_facts(name, "", "no", raw.span if raw else None, context.day)
    names = [*order, *(name for name in found if name not in order)]
    return [found[name] for name in names]


def _meant_for(context: Context, draft: Draft) -> tuple[str, ...]:
    own = plain(draft.value("environments"))
    if not any(c.isalnum() for c in own):
        return context.environments
    names = [n for n in re.split(r"[,/;&+\s]+", own) if n]
    return tuple(canonical_environment(name, context.environments) for name in names)


def _take_part(
    reader: Reader,
    context: Context,
    draft: Draft,
    name: str,
    text: str,
    order: tuple[str, ...],
    found: dict[str, Facts],
) -> None:
    span = draft.fields["executed"]
    state = execution_state(text)
    if state is None:
        reader.note(
            "READ08",
            "warning",
            f'"{plain(text)}" does not say whether it was executed; write a date, or —',
            span,
        )
        state = "no"
    if not name and len(order) == 1:
        name = order[0]
    elif not name and len(order) > 1 and state not in ("no", "exempt"):
        _ask_where(reader, plain(text), order, span)
    elif not name and order:
        return
    found[name] = execution_facts(name, text, state, span, context.day)


def _take_claim(
    reader: Reader, context: Context, claim: Facts, order: tuple[str, ...], found: dict[str, Facts]
) -> None:
    names = claimed_environments(claim["text"], order)
    if not names and len(order) > 1 and claim["span"] is not None:
        _ask_where(reader, claim["text"], order, claim["span"])
    for name in names or [order[0] if len(order) == 1 else ""]:
        facts = execution_facts(name, claim["text"], "done", claim["span"], context.day)
        found[name] = {**facts, "day": claim["day"]}


def _ask_where(reader: Reader, text: str, order: tuple[str, ...], span: Span) -> None:
    reader.note(
        "READ04",
        "warning",
        f'"{text}" does not say where it was executed ({" or ".join(order)}); write {order[0]}: before it',
        span,
    )


def _remark(draft: Draft) -> Remark | None:
    """What the item's own facts say of it as a whole; it says more than a foreign word."""
    if dropped := draft.value("dropped"):
        return Remark("dropped", dropped)
    parts = executed_parts(draft.value("executed"), ())
    return next((remark for part in parts if (remark := read_remark(part.text))), None)


def _remark_facts(draft: Draft, remark: Remark) -> Facts:
    span = draft.fields.get("dropped") or draft.fields.get("executed")
    means = "dropped" if remark.word == "dropped" else "open"
    return {"text": remark.word, "means": means, "day": None, "span": span}


def _reason(claim: Facts | None, remark: Remark | None) -> str:
    return plain(remark.reason) if remark else _drop_reason(claim)


def _drop_reason(claim: Facts | None) -> str:
    """What follows the word that drops an item."""
    text = str(claim["text"]) if claim else ""
    match = re.search(r"[(（](?P<inner>[^()]{3,300})[)）]|(?:\s[—–-]\s|[:,;]\s+)(?P<rest>.{3,300})$", text)
    return (match["inner"] or match["rest"]).strip() if match else ""


def _kind(reader: Reader, draft: Draft) -> str:
    text = plain(draft.value("kind"))
    if not any(c.isalnum() for c in text):
        return draft.group.kind
    return reader.words.kind(text) or text


def _depends(draft: Draft) -> tuple[str, ...]:
    found = listed_dependencies(draft.value("depends")) if draft.value("depends") else ()
    for name in ("owner", "due", "status", "executed", "note"):
        if raw := draft.value(name):
            found += dependencies(plain(raw))
    return tuple(dict.fromkeys(n for n in (*found, *dependencies(draft.text)) if n != draft.number))
