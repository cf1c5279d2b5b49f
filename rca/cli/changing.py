"""What the commands that change documents share: one commit, its sentences, its diff, its events."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from rca.cli.day import read_day
from rca.cli.option import option
from rca.cli.session import emit, open_workspace, say, terminal

if TYPE_CHECKING:
    from rca.changing import Changing
    from rca.commit import Wish
    from rca.outcomes import Outcome
    from rca.workspace import Workspace

Function = Callable[..., Any]
Tell = Callable[[Iterable[str]], None]

with_by = option(
    "--by", default="", metavar="'NAME <MAIL>'", help="Who did it; by default the one that git names."
)
with_dry_run = option("--dry-run", is_flag=True, help="Show the diff, change nothing.")
with_evidence = option(
    "--evidence", multiple=True, metavar="URL|PATH|COMMIT", help="What shows it; may be given repeatedly."
)


with_day = option("--on", "day", read=read_day, metavar="DATE", help="The day it happened; today by default.")


def open_changing(by: str = "") -> Changing:
    """The workspace, up to date, ready to be changed."""
    from rca.changing import Changing

    return Changing(open_workspace(), by)


def commit(changing: Changing, wishes: list[Wish], dry_run: bool, as_json: bool, tell: Tell = emit) -> None:
    """Carry out wishes and `tell` what became of them; with `dry_run` show what would."""
    outcome = changing.commit(wishes, dry_run=dry_run)
    for note in outcome.notes:
        say(note)
    if as_json:
        from rca.output.changed import staged_json

        return emit(staged_json(outcome.staged))
    if dry_run:
        return _show(outcome)
    return _tell(changing.workspace, outcome, tell)


def _show(outcome: Outcome) -> None:
    from rca.output.changed import diff_lines

    for each in outcome.staged:
        emit(diff_lines(each.path, each.before, each.after, terminal()))


def _tell(workspace: Workspace, outcome: Outcome, tell: Tell) -> None:
    from rca.output.changed import says_something, staged_lines

    names = namer(workspace)
    tell(staged_lines(outcome.staged, names, terminal()))
    back = [
        f"`rca undo {names(each.incident, '')}{f' --last {told}' if told > 1 else ''}`"
        for each in outcome.staged
        if (told := sum(map(says_something, each.plans)))
    ]
    if back:
        say(f"{' and '.join(back)} undo{'' if len(back) > 1 else 'es'}.")


def namer(workspace: Workspace) -> Callable[[str, str], str]:
    """Makes the short name of an item, or of an incident where no number is given."""
    from rca.output.names import naming

    return naming(workspace.id_lines())
