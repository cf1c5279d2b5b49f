"""The mark, word and colour of each state; never colour alone."""

from __future__ import annotations

from rca.output.table import Cell
from rca.output.terminal import Terminal
from rca.values import NamedTuple


class Mark(NamedTuple):
    """How something looks: one cell in Unicode, one in ASCII, a word, a colour role."""

    sign: str
    ascii: str
    word: str
    role: str

    def on(self, terminal: Terminal) -> str:
        """The sign that a terminal can show."""
        return self.sign if terminal.unicode else self.ascii


STATES = {
    "open": Mark("○", ".", "open", "muted"),
    "written": Mark("◔", "w", "paper-only", "warning"),
    "part-executed": Mark("◑", "p", "part-executed", "accent"),
    "executed": Mark("●", "x", "executed", "success"),
    "verified": Mark("✓", "v", "verified", "success-bold"),
    "done-unsplit": Mark("?", "?", "done-unsplit", "warning"),
    "dropped": Mark("–", "-", "dropped", "dropped"),
}
"""States of an item, in the order in which they are told."""

REGRESSED = Mark("✗", "!", "regressed", "error-bold")
STALE = Mark("~", "~", "stale", "warning")
BLOCKED = Mark("⊘", "b", "blocked", "error")

EXECUTIONS = {
    "no": STATES["open"],
    "done": STATES["executed"],
    "verified": STATES["verified"],
    "failed": REGRESSED,
}
"""States of one environment; `exempt` has the words n/a instead of a mark."""


def state_mark(state: str, flags: tuple[str, ...] = ()) -> Mark:
    """The mark of an item: what is wrong with it comes before what its state is."""
    if "regressed" in flags:
        return REGRESSED
    return STALE if "stale" in flags else STATES[state]


def state_cell(state: str, flags: tuple[str, ...], terminal: Terminal) -> Cell:
    """Mark and word of an item's state, `⊘` behind it where the item is blocked; without room the marks."""
    mark = state_mark(state, flags)
    blocked = f" {BLOCKED.on(terminal)}" if "blocked" in flags else ""
    alone = f"{mark.on(terminal)}{blocked}"
    return Cell(f"{mark.on(terminal)} {mark.word}{blocked}", mark.role, (alone,))


def written_cell(written: str, day: str | None, terminal: Terminal) -> Cell:
    """`● 05-15`, `○` or `n/a`: whether the artefact exists, and since when."""
    return _environment_cell({"yes": "done"}.get(written, written), day, terminal)


def execution_cell(state: str, day: str | None, terminal: Terminal) -> Cell:
    """`● 05-15`, `✓ 05-16`, `✗`, `○` or `n/a` for one environment; empty where the item does not name it."""
    return _environment_cell(state, day, terminal) if state else Cell("")


def _environment_cell(state: str, day: str | None, terminal: Terminal) -> Cell:
    if state == "exempt":
        return Cell("n/a", "muted")
    mark = EXECUTIONS[state]
    return Cell(f"{mark.on(terminal)} {day[5:]}" if day else mark.on(terminal), mark.role)
