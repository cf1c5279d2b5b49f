"""Runs of checks: which run for which items, what their results mean, and what is recorded of them.

The document only names a check; what is run stands in rca.toml. A check that several items name runs once
in each environment.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from hashlib import sha256
from typing import NamedTuple

from rca.changes import CheckResult, Refused
from rca.claims import Evidence
from rca.config import Config, Verification
from rca.model import ActionItem, Execution
from rca.program import Outcome, run_check

CLAIMED = ("done", "verified", "failed")
"""States of an execution that a check can confirm or refute."""

ALL_HOLD, BROKEN, NOT_RUN = 0, 1, 3
"""Exit codes of `rca verify`; 2 is a mistake in asking."""


class Run(NamedTuple):
    """A check to be run for an item in one environment."""

    incident: str
    item: str
    check: str
    environment: str
    state: str
    """Of the execution, before: `no`, `done`, `verified` or `failed`."""

    @property
    def is_claimed(self) -> bool:
        """Whether somebody said that the item is executed there."""
        return self.state in CLAIMED


class Result(NamedTuple):
    """What a run found."""

    run: Run
    outcome: Outcome

    @property
    def is_broken(self) -> bool:
        """Whether something that was executed does not hold."""
        return self.run.is_claimed and self.outcome.status == "fails"


def runs(
    incident: str,
    items: Iterable[ActionItem],
    config: Config,
    environment: str = "",
    everywhere: bool = False,
) -> Iterator[Run]:
    """The runs for the items of an incident that name a check, in the order of items and environments.

    Only where an item is said to be executed, or `everywhere` that it is meant for; `environment` narrows
    it to one. A check that rca.toml does not have yields one run, which `carry_out` cannot carry out: a
    word in one document keeps no other from being verified. Raises Refused for an unknown environment.
    """
    if environment and environment not in config.environments:
        raise Refused(f'environment "{environment}" is not one of {_listed(config.environments)}')
    for item in items:
        if item.check in config.verify:
            check = config.verify[item.check]
            yield from _item_runs(incident, item, check, config, environment, everywhere)
        elif item.check:
            yield Run(incident, item.number, item.check, "", "no")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"


def _item_runs(
    incident: str, item: ActionItem, check: Verification, config: Config, environment: str, everywhere: bool
) -> Iterator[Run]:
    for execution in _executions(item, config):
        name = execution.environment
        wanted = name == environment if environment else not check.environments or name in check.environments
        if wanted and execution.state != "exempt" and (everywhere or execution.state in CLAIMED):
            yield Run(incident, item.number, item.check, name, execution.state)


def _executions(item: ActionItem, config: Config) -> Iterator[Execution]:
    """Those in environments that rca.toml knows: a name out of a document is never handed to a program."""
    known = config.environments or ("",)
    return (execution for execution in item.executions if execution.environment in known)


def carry_out(
    planned: Iterable[Run], config: Config, caller: Mapping[str, str] = os.environ
) -> Iterator[Result]:
    """Run what was planned, each check once in an environment, and tell as soon as a result is there."""
    outcomes: dict[tuple[str, str], Outcome] = {}
    for run in planned:
        key = (run.check, run.environment)
        if key not in outcomes:
            outcomes[key] = _outcome(run, config, caller)
        yield Result(run, outcomes[key])


def _outcome(run: Run, config: Config, caller: Mapping[str, str]) -> Outcome:
    if run.check in config.verify:
        return run_check(config.verify[run.check], run.environment, config.root, caller)
    near = get_close_matches(run.check, config.verify, 1, 0.5)
    hint = f"did you mean {near[0]}?" if near else f"it has {_listed(config.verify)}"
    return Outcome("unknown", None, "", f"{config.file or 'rca.toml'} does not have it; {hint}", 0.0)


def recorded(result: Result, day: date, exercised: tuple[Evidence, ...] = ()) -> CheckResult | None:
    """What the journal keeps of a result; None where nothing was found out.

    Only a digest of the output: what a program prints stays on the screen.
    """
    if result.outcome.status == "unknown":
        return None
    return CheckResult(
        item=result.run.item,
        environment=result.run.environment,
        check=result.run.check,
        day=day,
        holds=result.outcome.status == "holds",
        exit_code=result.outcome.exit_code,
        output_sha256=sha256(result.outcome.output.encode()).hexdigest(),
        exercised=exercised,
    )


def exit_code(results: Iterable[Result]) -> int:
    """1 where something that was executed does not hold, else 3 where a check could not be run, else 0."""
    code = ALL_HOLD
    for result in results:
        if result.is_broken:
            return BROKEN
        if result.outcome.status == "unknown":
            code = NOT_RUN
    return code
