"""`rca sync`: bring the index up to date and say what changed."""

from __future__ import annotations

from rca.cli.command import command, with_json
from rca.cli.option import option
from rca.cli.progress import LineProgress
from rca.cli.session import emit, find_workspace, say, synced
from rca.output.words import count


@command(
    ("rca sync", "read what changed since the last time"),
    ("rca sync --json", "the counts as data"),
)
@option("--progress", is_flag=True, help="Write to stderr how far it is, a line each time.")
@with_json
def sync(progress: bool, as_json: bool) -> None:
    """Bring the index up to date with the documents; reading commands do it by themselves."""
    workspace = find_workspace()
    stats = workspace.sync(LineProgress()) if progress else synced(workspace)
    if as_json:
        from rca.output.data import one_json

        unreadable = [file._asdict() for file in workspace.unreadable()]
        skipped = [file._asdict() for file in workspace.skipped()]
        odd = {"unreadable_files": unreadable, "skipped_files": skipped}
        return emit(one_json(stats._asdict() | odd))
    emit([str(stats)])
    for file in workspace.unreadable():
        say(f"{file.path}: {file.reason}")
    if stats.skipped and stats.added:
        say(f"{count(stats.skipped, 'file')} without an incident skipped: see rca doctor.")
    return None
