"""`rca split`: items that somebody called "done" are asked about, one by one: written, or executed?"""

from __future__ import annotations

import shlex
import sys
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import click

from rca.cli.changing import commit, namer, open_changing, with_by, with_day, with_dry_run, with_evidence
from rca.cli.command import command, with_json, with_query
from rca.cli.complete import complete_environment
from rca.cli.day import read_day
from rca.cli.option import option
from rca.cli.session import emit, say, terminal

if TYPE_CHECKING:
    from rca.changing import Changing
    from rca.rows import ItemRow

_ANSWERS = {"w": "written", "x": "executed", "s": "", "q": "quit"}


class Said(NamedTuple):
    """What the command line says of all items, so that it is not asked of each."""

    environment: str
    evidence: tuple[str, ...]
    day: date | None


@command(
    ("rca split", "walk through all items that are done-unsplit"),
    ("rca split owner:platform", "those of one owner"),
    ("rca split id:1455 --as written --dry-run", "one answer for all, without being asked"),
    ("rca split id:1455 --as executed --env prod --evidence '#1570'", "where, and what shows it"),
)
@with_query
@option("--as", "answer", choices=("written", "executed"), help="One answer for all; asks nothing.")
@option(
    "--env",
    "environment",
    default="",
    metavar="NAME",
    help="Where it was executed.",
    shell_complete=complete_environment,
)
@with_day
@with_evidence
@with_by
@with_dry_run
@with_json
def split(
    query: str,
    answer: str | None,
    environment: str,
    day: date | None,
    evidence: tuple[str, ...],
    by: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Ask of each item that is only "done": is it written, or was it executed, where, and what shows it?

    Somebody's own word stays in the document; the answer stands beside it. Without --on, the day is the one
    that this word names, else today.
    """
    changing = open_changing(by)
    rows = changing.workspace.items(f"status:done-unsplit {query}".strip())
    if not rows:
        return say('No item is only "done": every one says whether it is written or executed.')
    if answer is None and not sys.stdin.isatty():
        raise click.UsageError("say --as written or --as executed where nobody can be asked")
    said = Said(environment, evidence, day)
    if answer:
        return _all(changing, rows, answer, said, dry_run, as_json)
    return _walk(changing, rows, said, dry_run)


def _all(
    changing: Changing, rows: list[ItemRow], answer: str, said: Said, dry_run: bool, as_json: bool
) -> None:
    from rca.wishes import Marking

    marking = Marking(answer, said.day, said.environment, said.evidence)
    wishes = changing.of_items(
        [row.ref for row in rows], lambda makers, row: makers.mark(row.number, marking)
    )
    commit(changing, wishes, dry_run, as_json)


def _walk(changing: Changing, rows: list[ItemRow], said: Said, dry_run: bool) -> None:
    from rca.changes import Refused

    name = namer(changing.workspace)
    for position, row in enumerate(rows, 1):
        emit([terminal().paint(f"{position} of {len(rows)}  {name(row.incident, row.number)}  {row.text}")])
        emit([terminal().paint(f'    "{row.claim}", {row.owner_text or "no owner"}, {row.title}', "muted")])
        while (answer := _asked()) and answer != "quit":
            try:
                _mark(changing, row, answer, said, dry_run)
            except Refused as refusal:
                say(f"    {refusal}")
            else:
                break
        if answer == "quit":
            return


def _asked() -> str:
    question = "    [w]ritten  e[x]ecuted  [s]kip  [q]uit"
    choice = click.Choice(tuple(_ANSWERS))
    return _ANSWERS[click.prompt(question, type=choice, show_choices=False, err=True)]


def _mark(changing: Changing, row: ItemRow, answer: str, said: Said, dry_run: bool) -> None:
    """One item marked, on the answers to what the command line does not say."""
    from rca.commit import Wish
    from rca.wishes import Marking

    environments = _environments(row, said.environment) if answer == "executed" else [""]
    evidence = said.evidence or _evidence(
        is_required=answer == "executed" and changing.workspace.config.evidence.executed == "required"
    )
    day = said.day or _day()
    makers = changing.makers(row.path)
    wanted = [makers.mark(row.number, Marking(answer, day, where, evidence)) for where in environments]
    commit(changing, [Wish(row.path, row.incident, make) for make in wanted], dry_run, as_json=False)


def _environments(row: ItemRow, said: str) -> list[str]:
    """Where an item was executed: asked where there are several."""
    there = [environment for environment, state, _ in row.executions if state != "exempt"]
    if said or len(there) < 2:
        return [said] if said else there or [""]
    question = f"    where ({', '.join(there)}, or all)"
    return click.prompt(question, value_proc=lambda answer: _named(answer, there), err=True)


def _named(answer: str, there: list[str]) -> list[str]:
    """The environments of an answer; nothing is claimed of those that it does not name."""
    named = [part.strip() for part in answer.split(",")]
    unknown = [name for name in named if name not in there]
    if unknown and named != ["all"]:
        raise click.UsageError(f'"{unknown[0]}" is none of {", ".join(there)}')
    return there if unknown else named


def _evidence(*, is_required: bool) -> tuple[str, ...]:
    """What shows it: asked until something is said, where rca.toml demands it."""
    question = "    evidence: an URL, a file, a commit, #12" + ("" if is_required else " (Enter for none)")
    default = None if is_required else ""
    return click.prompt(question, default=default, show_default=False, value_proc=_read_evidence, err=True)


def _read_evidence(text: str) -> tuple[str, ...]:
    """Several pieces with blanks between them; one with a blank in it stands in quotes."""
    try:
        return tuple(shlex.split(text))
    except ValueError as error:
        raise click.UsageError(f"{text!r}: {error}") from None


def _day() -> date | None:
    """The day it happened; None for the one that the item's own word names, else today."""
    question = "    on (Enter for the day that it says, else today)"
    return click.prompt(question, default="", show_default=False, value_proc=_read_day, err=True)


def _read_day(text: str) -> date | None:
    try:
        return read_day(text) if text else None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
