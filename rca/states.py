"""The state of an action item, derived from what is written, executed and claimed; never typed by anybody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from rca.model import State

FINISHED: tuple[State, ...] = ("executed", "verified", "dropped")
"""States in which nothing is left to carry out."""

CARRIED_OUT = ("done", "verified")
"""States of an execution that count as carried out; a failed one doesn't hold any more."""


def derive_state(written: str, executions: Iterable[str], claim: str) -> State:
    """The state from `Written.state`, the `Execution.state`s of all environments, and `Claim.means` or "".

    What is written and executed says more than a foreign word; a word that means *done* and says neither is
    `done-unsplit`.
    """
    if claim == "dropped":
        return "dropped"
    meant = [state for state in executions if state != "exempt"]
    done = sum(state in CARRIED_OUT for state in meant)
    if done == len(meant) and (done or written != "no"):
        return "verified" if done and all(state == "verified" for state in meant) else "executed"
    if done:
        return "part-executed"
    if written == "yes":
        return "written"
    return "done-unsplit" if claim == "done" else "open"


def is_paper_only(state: State) -> bool:
    """Whether the artefact exists and was executed nowhere."""
    return state == "written"


def is_overdue(state: State, day: date | None, today: date) -> bool:
    """Whether an item is late: overdue looks at *executed*, so an item that is only written is late too.

    A foreign "Done" is not counted as late; it waits for triage under its own state.
    """
    return day is not None and day < today and state not in FINISHED and state != "done-unsplit"


def is_due_soon(state: State, day: date | None, today: date, days: int = 7) -> bool:
    """Whether an item that is not late yet is due within some days."""
    return (
        day is not None
        and today <= day <= today + timedelta(days=days)
        and state not in FINISHED
        and state != "done-unsplit"
    )
