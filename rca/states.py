"""The state of an action item, derived from what is written, executed and claimed; never typed by anybody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rca.model import State

CARRIED_OUT = ("done", "verified")
"""States of an execution that count as carried out; a failed one doesn't hold any more."""


def derive_state(written: str, executions: Iterable[str], claim: str) -> State:
    """The state from `Written.state`, the `Execution.state`s of all environments, and `Claim.means` or "".

    What is written and executed says more than a foreign word; a word that means *done* and says neither is
    `done-unsplit`. What failed was executed: it is not on paper only.
    """
    if claim == "dropped":
        return "dropped"
    meant = [state for state in executions if state != "exempt"]
    done = sum(map(meant.count, CARRIED_OUT))
    if done == len(meant) and (done or written != "no"):
        return "verified" if done and meant.count("verified") == done else "executed"
    if done or "failed" in meant:
        return "part-executed"
    if written == "yes":
        return "written"
    return "done-unsplit" if claim == "done" else "open"
