"""Verifying: checks are run, and their results taken into documents and journals, as `rca verify` does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rca.changes import Change, Refused
from rca.changing import Changing
from rca.claims import Evidence
from rca.commit import Wish
from rca.edit import item_named
from rca.evidence import artefacts
from rca.journal import journal_of, read_entries
from rca.model import Document
from rca.rows import IncidentRow
from rca.runs import Result, Run, carry_out, recorded, runs
from rca.staleness import stale_executions
from rca.text import Source


class Wanted(NamedTuple):
    """Which checks are wanted."""

    refs: tuple[str, ...] = ()
    """Items or incidents; all where none is named."""
    environment: str = ""
    everywhere: bool = False
    """Whether also where nobody says that the item is executed."""
    stale: bool = False
    """Whether only where an artefact changed since it was carried out."""


class NothingToVerify(Refused):
    """No item names a check where one is wanted."""

    def __init__(self) -> None:
        super().__init__(
            "no item that is executed names a check here; `rca set ITEM check NAME` names one of rca.toml"
        )


class Trial(NamedTuple):
    """The runs of one incident."""

    incident: IncidentRow
    planned: list[Run]


def planned(changing: Changing, wanted: Wanted) -> list[Trial]:
    """The runs that are wanted, incident by incident; raises Refused where items are named without any."""
    trials = [_trial(changing, row, numbers, wanted) for row, numbers in _targets(changing, wanted.refs)]
    found = [trial for trial in trials if trial.planned]
    if not found and wanted.refs and not wanted.stale:
        raise NothingToVerify
    return found


def _targets(changing: Changing, refs: Sequence[str]) -> list[tuple[IncidentRow, set[str]]]:
    """Incidents with the numbers of the items that are meant; an empty set means all of them."""
    workspace = changing.workspace
    if not refs:
        with_check = {row.incident for row in workspace.items("check:*") if row.check}
        return [(row, set()) for row in workspace.incidents() if row.id in with_check]
    found: dict[str, tuple[IncidentRow, set[str]]] = {}
    for ref in refs:
        row, number = changing.named(ref)
        _, numbers = found.setdefault(row.path, (row, set()))
        numbers.update({number} if number else set())
    return list(found.values())


def _trial(changing: Changing, row: IncidentRow, numbers: set[str], wanted: Wanted) -> Trial:
    _, document, _ = changing.workspace.document(row.path)
    config = changing.workspace.config
    items = [item for item in document.action_items if not numbers or item.number in numbers]
    found = list(runs(row.id, items, config, wanted.environment, wanted.everywhere))
    if wanted.stale:
        stale = stale_executions(
            read_entries(journal_of(changing.workspace.root, row.path, row.id)), Path(config.root)
        )
        found = [run for run in found if (run.item, run.environment) in stale]
    return Trial(row, found)


def results(changing: Changing, trials: Iterable[Trial], *, record: bool = True) -> Iterator[Result]:
    """Run the checks, one after the other; when those of an incident are through, they are recorded."""
    for trial in trials:
        found: list[Result] = []
        for result in carry_out(trial.planned, changing.workspace.config):
            found.append(result)
            yield result
        wishes = [_wish(changing, trial.incident, result) for result in found if _is_known(result)]
        if record and wishes:
            changing.commit(wishes)


def _is_known(result: Result) -> bool:
    return result.outcome.status != "unknown"


def _wish(changing: Changing, row: IncidentRow, result: Result) -> Wish:
    workspace = changing.workspace

    def make(_: Source, document: Document) -> Change:
        change = recorded(result, workspace.today, _exercised(changing, row, document, result.run.item))
        assert change is not None
        return change

    return Wish(row.path, row.id, make)


def _exercised(changing: Changing, row: IncidentRow, document: Document, number: str) -> tuple[Evidence, ...]:
    makers = changing.makers(row.path)
    return artefacts(item_named(document, number).written.evidence, makers.root, makers.folder)
