"""Results of checks on the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rca.output.data import one_json
from rca.output.marks import REGRESSED, STATES
from rca.output.terminal import Terminal
from rca.runs import Result

_WORDS = {"holds": "passed", "fails": "failed", "unknown": "could not be run"}


def result_lines(result: Result, names: Callable[[str, str], str], terminal: Terminal) -> Iterator[str]:
    """One line for a result; what the program printed below it where it did not hold."""
    run, outcome = result
    mark = {"holds": STATES["verified"], "fails": REGRESSED}.get(outcome.status, STATES["done-unsplit"])
    there = f" on {run.environment}" if run.environment else ""
    said = f"{names(run.incident, run.item)}  check {run.check} {_WORDS[outcome.status]}{there}"
    reason = f": {outcome.reason}" if outcome.reason else ""
    sign = terminal.paint(mark.on(terminal), mark.role)
    yield f"{sign} {terminal.paint(f'{said}, {outcome.seconds:.1f} s{reason}')}"
    if outcome.status != "holds" and outcome.output:
        for line in outcome.output.rstrip("\n").split("\n"):
            yield f"    {terminal.paint_lines(line, 'muted')}"


def results_json(results: Iterable[Result]) -> list[str]:
    """Every run with its outcome."""
    return one_json([{**r.run._asdict(), **r.outcome._asdict(), "regressed": r.is_broken} for r in results])
