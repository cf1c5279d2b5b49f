"""`rca verify`: the checks of executed items, run again."""

from __future__ import annotations

from rca.cli.changing import namer, open_changing
from rca.cli.command import command, with_json
from rca.cli.complete import complete_environment, complete_reference
from rca.cli.option import argument, option
from rca.cli.session import emit, say, terminal
from rca.output.words import count


@command(
    ("rca verify", "every check, where its item is said to be executed"),
    ("rca verify --env staging", "those of one environment"),
    ("rca verify --stale", "only where the artefact changed since it was carried out"),
)
@argument("references", nargs=-1, metavar="[ITEM|ID]...", shell_complete=complete_reference)
@option(
    "--env",
    "environment",
    default="",
    metavar="NAME",
    help="Only in this environment.",
    shell_complete=complete_environment,
)
@option("--all", "everywhere", is_flag=True, help="Also where nobody says it is executed.")
@option("--stale", is_flag=True, help="Only where an artefact changed since it was carried out.")
@option("--dry-run", is_flag=True, help="Run the checks, record nothing.")
@with_json
def verify(
    references: tuple[str, ...],
    environment: str,
    everywhere: bool,
    stale: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Run the checks that items name; rca.toml says what they run (docs/verify.md).

    Results go into the documents and the history. Exits with 1 if something that was executed does not
    hold any more, with 3 if a check could not be run.
    """
    from rca.output.verified import result_lines, results_json
    from rca.runs import exit_code
    from rca.verifying import Wanted, planned, results

    changing = open_changing()
    trials = planned(changing, Wanted(references, environment, everywhere, stale))
    name = namer(changing.workspace)
    found = []
    for result in results(changing, trials, record=not dry_run):
        found.append(result)
        if not as_json:
            emit(result_lines(result, name, terminal()))
    if as_json:
        emit(results_json(found))
    held = sum(result.outcome.status == "holds" for result in found)
    say(f"{count(len(found), 'check')}: {held} hold." if found else "No executed item names a check to run.")
    return exit_code(found)
