"""How far an action item has come: what is written, what is executed where, what a foreign word claims."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from rca.inline import has_words, plain
from rca.parsing.cells import (
    NOT_WRITTEN,
    Part,
    Remark,
    canonical_environment,
    executed_parts,
    execution_facts,
    execution_state,
    may_remark,
    read_remark,
    written_facts,
)
from rca.parsing.claimed import claim_facts, claimed_environments
from rca.parsing.drafts import Draft
from rca.parsing.reader import Facts, Reader
from rca.text import Span

DONE_MEANINGS = ("done", "written", "executed")
"""Claims that something has been completed, in one sense or the other."""


class Context(NamedTuple):
    """What the items of a document share."""

    day: date | None
    """The incident's."""
    environments: tuple[str, ...]
    milestones: Mapping[str, date]


def claim_of(reader: Reader, context: Context, draft: Draft) -> Facts | None:
    """What a foreign word, mark, box, strike-through or sub-heading claims."""
    facts = _first_claim(reader, context, draft)
    if draft.is_struck and (facts is None or facts["means"] not in (*DONE_MEANINGS, "dropped")):
        facts = {"text": "struck through", "means": "dropped", "day": None, "span": draft.text_span}
    if facts is None and draft.group.claim:
        facts = {"text": draft.group.text, "means": draft.group.claim, "day": None, "span": None}
    return facts


_BOXES = {"x": "done", "X": "done", "✓": "done", "✔": "done", "✅": "done", " ": "open", "-": "dropped"}
_BOXES |= {"~": "open", "/": "open"}


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


def written_of(context: Context, draft: Draft, claim: Facts | None) -> Facts:
    """The `Written`: its own value, else a claim that says so."""
    raw = draft.values.get("written")
    if raw is not None:
        facts = written_facts(raw.text, raw.span, context.day)
        if raw.text or claim is None or claim["means"] != "written":
            return facts
    if claim is not None and claim["means"] == "written":
        facts = written_facts(claim["text"], claim["span"], context.day)
        return {**facts, "state": "yes", "day": claim["day"]}
    return NOT_WRITTEN


_DASHES = frozenset("—–-")
"""Cells that say of no environment that anything was executed there."""
_NOWHERE: Facts = {"environment": "", "state": "no", "day": None, "evidence": (), "text": "", "span": None}


def executions_of(reader: Reader, context: Context, draft: Draft, claim: Facts | None) -> list[Facts]:
    """One execution for each environment that the item is meant for or exempt from, in order."""
    order = _meant_for(context, draft)
    raw = draft.values.get("executed")
    if raw is None and (claim is None or claim["means"] != "executed"):
        return [_NOWHERE] if not order else [{**_NOWHERE, "environment": name} for name in order]
    found: dict[str, Facts] = {}
    says_nothing = raw is None or not raw.text or (len(order) > 1 and raw.text in _DASHES)
    for part in () if raw is None or says_nothing else executed_parts(raw.text, order):
        if not read_remark(part.text):
            _take_part(reader, context, draft, part, order, found)
    if claim is not None and claim["means"] == "executed":
        _take_claim(reader, context, claim, order, found)
    for name in order or ("",):
        if name not in found and (name or not found):
            found[name] = {**_NOWHERE, "environment": name, "span": raw.span if raw else None}
    names = [*order, *(name for name in found if name not in order)]
    return [found[name] for name in names]


_BETWEEN = re.compile(r"[,/;&+\s]+")


def _meant_for(context: Context, draft: Draft) -> tuple[str, ...]:
    own = draft.plain("environments")
    if not has_words(own):
        return context.environments
    names = [n for n in _BETWEEN.split(own) if n]
    return tuple(canonical_environment(name, context.environments) for name in names)


def _take_part(
    reader: Reader,
    context: Context,
    draft: Draft,
    part: Part,
    order: tuple[str, ...],
    found: dict[str, Facts],
) -> None:
    name, text, _, _ = part
    span = _place(reader, draft.fields["executed"], draft.value("executed"), part)
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


def _place(reader: Reader, whole: Span, text: str, part: Part) -> Span:
    """Where one part of an executed text stands, its environment's name included."""
    if reader.raw(whole) != text:
        return whole
    inner = text[part.start : part.end]
    start = whole.start + part.start + len(inner) - len(inner.lstrip())
    return Span(start, start + len(inner.strip()))


def _take_claim(
    reader: Reader, context: Context, claim: Facts, order: tuple[str, ...], found: dict[str, Facts]
) -> None:
    """What a foreign word says of the environments that the item's own facts say nothing of."""
    names = claimed_environments(claim["text"], order)
    if not names and any(f["state"] != "no" for f in found.values()):
        return
    if not names and len(order) > 1 and claim["span"] is not None:
        _ask_where(reader, claim["text"], order, claim["span"])
    for name in names or [order[0] if len(order) == 1 else ""]:
        if name not in found:
            facts = execution_facts(name, claim["text"], "done", claim["span"], context.day)
            found[name] = {**facts, "day": claim["day"]}


def _ask_where(reader: Reader, text: str, order: tuple[str, ...], span: Span) -> None:
    reader.note(
        "READ04",
        "warning",
        f'"{text}" does not say where it was executed ({" or ".join(order)}); write {order[0]}: before it',
        span,
    )


def remark_of(draft: Draft) -> Remark | None:
    """What the item's own facts say of it as a whole; it says more than a foreign word."""
    if dropped := draft.value("dropped"):
        return Remark("dropped", dropped)
    executed = draft.value("executed")
    if not (executed and may_remark(executed)):
        return None
    parts = executed_parts(executed, ())
    return next((remark for part in parts if (remark := read_remark(part.text))), None)


def remark_facts(draft: Draft, remark: Remark) -> Facts:
    """The claim that a remark is."""
    span = draft.fields.get("dropped") or draft.fields.get("executed")
    means = "dropped" if remark.word == "dropped" else "open"
    return {"text": remark.word, "means": means, "day": None, "span": span}


def reason_of(claim: Facts | None, remark: Remark | None) -> str:
    """Why an item was dropped, empty if nobody said."""
    return plain(remark.reason) if remark else _drop_reason(claim)


def _drop_reason(claim: Facts | None) -> str:
    """What follows the word that drops an item."""
    text = str(claim["text"]) if claim else ""
    match = re.search(r"[(（](?P<inner>[^()]{3,300})[)）]|(?:\s[—–-]\s|[:,;]\s+)(?P<rest>.{3,300})$", text)
    return (match["inner"] or match["rest"]).strip() if match else ""
