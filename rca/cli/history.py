"""`rca log` and `rca undo`: the history, and a step back in it."""

from __future__ import annotations

from rca.cli.changing import namer, open_changing, with_by, with_dry_run
from rca.cli.command import command, with_json
from rca.cli.complete import complete_reference
from rca.cli.option import argument, at_least_one, option
from rca.cli.session import emit, say, terminal


@command(
    ("rca log 1455", "what was said of an incident, by whom, when"),
    ("rca log 1455/2 --json", "the events of an item as the journal keeps them"),
)
@argument("reference", metavar="[ID|ITEM]", required=False, shell_complete=complete_reference)
@with_json
def log(reference: str | None, as_json: bool) -> None:
    """Show the history of an incident or an item; without a name that of all, newest last."""
    changing = open_changing()
    found = changing.history(reference)
    if as_json:
        from rca.output.changed import events_json

        return emit(events_json(found))
    if not found:
        return say("Nothing was changed with rca yet; `rca mark` does.")
    from rca.output.changed import history_lines

    return emit(history_lines(found, namer(changing.workspace), terminal()))


@command(
    ("rca mark 1455/3 written && rca undo", "take back the newest change"),
    ("rca mark 1455/3 written && rca undo 1455/3", "the newest change of an item"),
    ("rca mark 1455/3 1455/5 written && rca undo 1455 --last 2", "two changes, both or none"),
)
@argument("reference", metavar="[ID|ITEM]", required=False, shell_complete=complete_reference)
@option("--last", metavar="N", read=at_least_one, help="Take back so many, the newest first; 1 by default.")
@with_by
@with_dry_run
@with_json
def undo(reference: str | None, last: int | None, by: str, dry_run: bool, as_json: bool) -> None:
    """Take back a change: the document gets back every byte, if nobody changed it since.

    The history keeps both, the change and its undoing.
    """
    changing = open_changing(by)
    undone = changing.undo(reference, last=last or 1, dry_run=dry_run)
    for note in undone[0].notes:
        say(note)
    if as_json:
        from rca.output.changed import event_object
        from rca.output.data import one_json

        told = [{"path": each.path, "undone": event_object(each.event)} for each in undone]
        return emit(one_json(told if last else told[0]))
    from rca.output.changed import diff_lines, item_of, sentence

    emit(diff_lines(undone[0].path, undone[0].before, undone[-1].after, terminal()))
    names = namer(changing.workspace)
    for event in (each.event for each in undone):
        ref = names(event.incident, item_of(event.change))
        say(f"{'Would be undone' if dry_run else 'Undone'}: {sentence(event.change, ref)}.")
    return None
