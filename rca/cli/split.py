"""`rca split`: items that somebody called "done" are asked about, one by one: written, or executed?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from rca.cli.changing import commit, namer, open_changing, with_by, with_dry_run
from rca.cli.command import command, with_json, with_query
from rca.cli.complete import complete_environment
from rca.cli.option import option
from rca.cli.session import emit, say, terminal

if TYPE_CHECKING:
    from rca.changing import Changing
    from rca.rows import ItemRow

_ANSWERS = {"w": "written", "x": "executed", "s": "", "q": "quit"}


@command(
    ("rca split", "walk through all items that are done-unsplit"),
    ("rca split owner:platform", "those of one owner"),
    ("rca split id:1455 --as written --dry-run", "one answer for all, without being asked"),
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
@with_by
@with_dry_run
@with_json
def split(query: str, answer: str | None, environment: str, by: str, dry_run: bool, as_json: bool) -> None:
    """Ask of each item that is only "done": is it written, or was it executed, and where?

    Somebody's own word stays in the document; the answer stands beside it.
    """
    changing = open_changing(by)
    rows = changing.workspace.items(f"status:done-unsplit {query}".strip())
    if not rows:
        return say('No item is only "done": every one says whether it is written or executed.')
    if answer is None and not sys.stdin.isatty():
        raise click.UsageError("say --as written or --as executed where nobody can be asked")
    if answer:
        return _all(changing, rows, answer, environment, dry_run, as_json)
    return _walk(changing, rows, dry_run)


def _all(
    changing: Changing, rows: list[ItemRow], answer: str, environment: str, dry_run: bool, as_json: bool
) -> None:
    from rca.wishes import Marking

    marking = Marking(answer, None, environment)
    wishes = changing.of_items(
        [row.ref for row in rows], lambda makers, row: makers.mark(row.number, marking)
    )
    commit(changing, wishes, dry_run, as_json)


def _walk(changing: Changing, rows: list[ItemRow], dry_run: bool) -> None:
    name = namer(changing.workspace)
    for position, row in enumerate(rows, 1):
        emit([terminal().paint(f"{position} of {len(rows)}  {name(row.incident, row.number)}  {row.text}")])
        emit([terminal().paint(f'    "{row.claim}", {row.owner_text or "no owner"}, {row.title}', "muted")])
        answer = _ANSWERS[_asked("[w]ritten  e[x]ecuted  [s]kip  [q]uit", tuple(_ANSWERS))]
        if answer == "quit":
            return
        if answer:
            environments = _environments(row) if answer == "executed" else [""]
            _mark(changing, row, answer, environments, dry_run)


def _environments(row: ItemRow) -> list[str]:
    """Where an item was executed: asked where there are several."""
    there = [environment for environment, state, _ in row.executions if state != "exempt"]
    if len(there) < 2:
        return there or [""]
    question = f"    where ({', '.join(there)}, or all)"
    return click.prompt(question, value_proc=lambda answer: _named(answer, there), err=True)


def _named(answer: str, there: list[str]) -> list[str]:
    """The environments of an answer; nothing is claimed of those that it does not name."""
    named = [part.strip() for part in answer.split(",")]
    unknown = [name for name in named if name not in there]
    if unknown and named != ["all"]:
        raise click.UsageError(f'"{unknown[0]}" is none of {", ".join(there)}')
    return there if unknown else named


def _mark(changing: Changing, row: ItemRow, answer: str, environments: list[str], dry_run: bool) -> None:
    from rca.commit import Wish
    from rca.wishes import Marking

    makers = changing.makers(row.path)
    wanted = [makers.mark(row.number, Marking(answer, None, environment)) for environment in environments]
    commit(changing, [Wish(row.path, row.incident, make) for make in wanted], dry_run, as_json=False)


def _asked(question: str, answers: tuple[str, ...]) -> str:
    return click.prompt(f"    {question}", type=click.Choice(answers), show_choices=False, err=True)
