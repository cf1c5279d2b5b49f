"""What a change did, as words: told from the change as JSON holds it, so that no model is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Json = Mapping[str, Any]

_MOST_FACTS = 3
"""How many facts are told one by one; more of them are counted."""
_LONGEST = 60
"""How many characters of a fact's value are told."""


def told(change: Json) -> str:
    """What a change did, as words that follow the name of its item or incident, without a full stop.

    The kind alone where this version does not know it, or where a part of it is missing.
    """
    words = _WORDS.get(change["kind"])
    try:
        return words(change) if words else str(change["kind"])
    except (KeyError, TypeError, AttributeError, ValueError):
        return str(change["kind"])


def facts_told(facts: Iterable[Json]) -> str:
    """Facts with their values before and after; from four on their number."""
    facts = list(facts)
    if len(facts) > _MOST_FACTS:
        return f"{len(facts)} facts changed"
    return ", ".join(map(_fact, facts))


def _fact(fact: Json) -> str:
    item, name = fact.get("item", ""), fact["name"].replace("_", " ").replace("executed:", "executed on ")
    before, after = (_short(fact.get(side) or "none") for side in ("before", "after"))
    return f"{f'{item}: ' if item else ''}{name.removesuffix(' on ')} {before} → {after}"


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else value[:_LONGEST] + "…"


def _said(change: Json) -> str:
    """Day, evidence and note behind a verb."""
    parts = [f" {change['day']}"]
    if change.get("evidence"):
        parts.append(f", evidence {', '.join(map(_evidence, change['evidence']))}")
    return "".join(parts) + (f": {change['note']}" if change.get("note") else "")


def _evidence(evidence: Json) -> str:
    value = str(evidence["value"])
    return value[:12] if evidence["kind"] == "commit" else value


def _on(change: Json) -> str:
    return f" on {change['environment']}" if change.get("environment") else ""


def _set(change: Json) -> str:
    before = f" (was {change['previous']})" if change.get("previous") else ""
    reason = f": {change['reason']}" if change.get("reason") else ""
    return f"{change['field'].replace('_', ' ')} is {change['value'] or 'empty'}{before}{reason}"


def _result(change: Json) -> str:
    verdict = "passed" if change["holds"] else "failed"
    return f"check {change['check']} {verdict}{_on(change)} {change['day']}"


def _reopened(change: Json) -> str:
    there = ", ".join(filter(None, change.get("environments", ())))
    return (f"reopened on {there}" if there else "reopened") + (
        f": {change['reason']}" if change.get("reason") else ""
    )


def _reformatted(change: Json) -> str:
    if change.get("numbers"):
        return "has numbers for its action items"
    if change.get("columns"):
        return "has columns for Written and Executed"
    return "has the canonical form" if change.get("whole") else "has its action items in the canonical table"


def _exempted(change: Json) -> str:
    what = f"not meant for {change.get('environment') or 'execution'}"
    return f"{'needs no artefact' if change['aspect'] == 'written' else what}: {change['reason']}"


def _recorded(change: Json) -> str:
    facts = change.get("facts", ())
    if change.get("baseline"):
        return f"was found with {len(facts)} {'fact' if len(facts) == 1 else 'facts'} when its history began"
    if facts:
        return f"was edited by hand: {facts_told(facts)}"
    return "was edited by hand, its prose alone" if change.get("whole") else "was edited by hand"


_WORDS: Mapping[str, Callable[[Json], str]] = {
    "set-field": _set,
    "set-item-field": _set,
    "mark-written": lambda change: f"written{_said(change)}",
    "mark-executed": lambda change: f"executed{_on(change)}{_said(change)}",
    "mark-verified": lambda change: f"verified{_on(change)}{_said(change)}",
    "mark-failed": lambda change: f"failed{_on(change)}{_said(change)}",
    "check-result": _result,
    "exempt": _exempted,
    "drop": lambda change: f"dropped {change['day']}: {change['reason']}",
    "reopen": _reopened,
    "add-item": lambda change: f"added: {change['text']}",
    "add-timeline-entry": lambda change: f"timeline {change['time']}: {change['text']}",
    "note": lambda change: f"noted: {change['text']}",
    "replace-section": lambda change: f"section {change['section']} rewritten",
    "reformat": _reformatted,
    "external": _recorded,
    "undo": lambda change: f"change {change['event'][:12]} undone",
}
