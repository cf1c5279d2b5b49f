"""`rca journal`: verify, show and record."""

from __future__ import annotations

import click

from rca.cli.changing import namer, open_changing, with_by
from rca.cli.command import Declared, command, with_json
from rca.cli.complete import complete_reference
from rca.cli.made import made
from rca.cli.option import argument, option
from rca.cli.session import emit, say, terminal
from rca.output.words import count


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def journal() -> None:
    """The history behind the documents: events that nobody can quietly rewrite (docs/journal.md)."""


def _add(declared: Declared) -> Declared:
    journal.add_command(made(declared))
    return declared


@_add
@command(
    ("rca journal verify", "every journal against its document; exit code 1 if one cannot be trusted"),
    ("rca journal verify --strict --signatures", "warnings count too, and who signed"),
    short_help="Verify that nobody rewrote the history.",
)
@option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@option("--signatures", is_flag=True, help="Check who signed each event (gpg.ssh.allowedSignersFile).")
@with_json
def verify(strict: bool, signatures: bool, as_json: bool) -> int:
    """Verify that the journals are what was written, and explain what the documents say. Changes nothing."""
    from rca.journals import verify_all
    from rca.output.journal import faults_json, faults_lines

    found = verify_all(open_changing().workspace, signatures=signatures)
    emit(faults_json(found) if as_json else faults_lines(found, terminal()))
    say(
        f"{count(found.journals, 'journal')}, {count(found.events, 'event')}: "
        f"{count(found.count('error'), 'error')}, {count(found.count('warning'), 'warning')}."
    )
    return found.exit_code(strict)


@_add
@command(("rca journal show 1455", "every event, with its id, parents and digests"))
@argument("reference", metavar="ID", shell_complete=complete_reference)
@with_json
def show(reference: str, as_json: bool) -> None:
    """Show the events of an incident as the journal keeps them."""
    changing = open_changing()
    events = changing.history(reference)
    if as_json:
        from rca.output.changed import events_json

        return emit(events_json(events))
    if not events:
        return say("There is no history of it yet; `rca mark` begins one, and so does `rca journal record`.")
    from rca.output.journal import events_lines

    return emit(events_lines(events, namer(changing.workspace), terminal()))


@_add
@command(
    ("rca journal accept", "forget every event that was thrown away and that git never had"),
    ("rca journal accept 1455", "those of one incident"),
    short_help="Forget events that were thrown away.",
)
@argument("references", nargs=-1, metavar="[ID]...", shell_complete=complete_reference)
@with_json
def accept(references: tuple[str, ...], as_json: bool) -> int:
    """Forget events that were thrown away on purpose, as by git checkout, and that no commit ever had.

    Only what the index remembers changes. Where a commit took an event out, it stays told.
    """
    from rca.forgetting import accept as accepted
    from rca.output.journal import forgotten_json, forgotten_lines

    found = accepted(open_changing().workspace, references)
    emit(forgotten_json(*found) if as_json else forgotten_lines(found.events, terminal()))
    for sentence in found.refused:
        say(sentence)
    say(f"{count(len(found.events), 'event')} forgotten.")
    return int(bool(found.refused))


@_add
@command(
    ("rca journal record", "take every edit by hand into the history"),
    ("rca journal record 1455", "those of one incident"),
    short_help="Take edits by hand into the history.",
)
@argument("references", nargs=-1, metavar="[ID]...", shell_complete=complete_reference)
@with_by
@with_json
def record(references: tuple[str, ...], by: str, as_json: bool) -> None:
    """Take edits that were made by hand into the history, by the author that git names.

    Documents without a history get one where they say that something was done.
    """
    changing = open_changing(by)
    recorded, notes = changing.record(references)
    for note in notes:
        say(note)
    if as_json:
        from rca.output.changed import events_json

        return emit(events_json(recorded))
    from rca.output.changed import history_lines

    emit(history_lines(recorded, namer(changing.workspace), terminal()) if recorded else ())
    return say(f"{count(len(recorded), 'event')} recorded.")
