"""Action items as a table for readers outside: written anew out of what was read, roles for owners."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rca.audience.allowed import Rules
from rca.model import ActionItem, Execution

_SPECIAL = re.compile(r"[\\`*\[\]<>|~]|(?<!\w)_|_(?!\w)|&(?=#?\w)")

Cell = Callable[[ActionItem, Rules], str]


def item_table(items: Sequence[ActionItem], rules: Rules) -> list[str]:
    """The lines of a table with the columns that are allowed: two of its head, one for each item."""
    wanted = [name for name in _CELLS if name in rules.audience.columns or name in ("number", "action")]
    rows = [[_CELLS[name][1](item, rules) for name in wanted] for item in items]
    states = [_status(item) if "executed" in wanted or "status" in wanted else "" for item in items]
    if any(states):
        wanted.append("status")
        rows = [[*row, state] for row, state in zip(rows, states, strict=True)]
    titles = [_CELLS[name][0] if name in _CELLS else "Status" for name in wanted]
    lines = [titles, ["---"] * len(titles), *rows]
    return [f"| {' | '.join(cell or ' ' for cell in line)} |" for line in lines]


def _owner(item: ActionItem, rules: Rules) -> str:
    after = [number for number in item.depends_on if "/" not in number]
    waits = f" (after item {escaped(', '.join(after))})" if after else ""
    return f"{escaped(rules.roles(item.owners))}{waits}" if item.owners else ""


def _due(item: ActionItem, _: Rules) -> str:
    if item.due is None:
        return ""
    is_day = item.due.day and item.due.kind not in ("immediate", "milestone")
    return str(item.due.day) if is_day else escaped(item.due.text)


def _written(item: ActionItem, _: Rules) -> str:
    state, day = item.written.state, item.written.day
    return {"no": "—", "exempt": "n/a", "yes": str(day) if day else "yes"}[state]


def _executed(item: ActionItem, _: Rules) -> str:
    return "; ".join(map(_execution, item.executions)) or "—"


def _execution(execution: Execution) -> str:
    day = str(execution.day) if execution.day else ""
    told = {
        "no": "—",
        "exempt": "n/a",
        "done": day or "done",
        "verified": f"{day} verified".strip(),
        "failed": f"{day} failed".strip(),
    }[execution.state]
    return f"{escaped(execution.environment)}: {told}" if execution.environment else told


def _status(item: ActionItem) -> str:
    """What no other column tells: that it was dropped, or is done without saying how."""
    return {"dropped": "dropped", "done-unsplit": "done"}.get(item.state, "")


def escaped(text: str) -> str:
    """A text on one line that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


_CELLS: dict[str, tuple[str, Cell]] = {
    "number": ("#", lambda item, _: escaped(item.number)),
    "action": ("Action", lambda item, _: escaped(item.text)),
    "owner": ("Owner", _owner),
    "due": ("Due", _due),
    "issue": ("Issue", lambda item, _: escaped(", ".join(item.issues))),
    "kind": ("Type", lambda item, _: escaped(item.kind)),
    "priority": ("Priority", lambda item, _: escaped(item.priority)),
    "written": ("Written", _written),
    "executed": ("Executed", _executed),
}
"""Columns in their order: title, and what stands in a cell."""
