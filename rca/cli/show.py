"""`rca show`: an incident, or one action item in detail."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rca.cli.command import command, with_json
from rca.cli.complete import complete_reference
from rca.cli.option import argument, option
from rca.cli.session import emit, open_workspace, say, terminal, write_bytes

if TYPE_CHECKING:
    from rca.model import ActionItem
    from rca.rows import ItemRow
    from rca.text import Source
    from rca.workspace import Workspace


@command(
    ("rca show 1455", "an incident: facts, action items per environment, timeline, sections"),
    ("rca show 1455/2", "an action item: what it waits for, and what it is known by"),
    ("rca show 1455 --raw", "the document's own text"),
)
@argument("reference", metavar="ID|ITEM", shell_complete=complete_reference)
@option(
    "--raw", is_flag=True, help="Print the document itself: every character as it is, but for a terminal."
)
@with_json
def show(reference: str, raw: bool, as_json: bool) -> None:
    """Show an incident, or an action item (ID/NUMBER). Any part of an id that only one has will do."""
    from rca.references import names_item

    workspace = open_workspace()
    if raw:
        return _raw(workspace, reference)
    if names_item(reference):
        return _item(workspace, reference, as_json)
    return _incident(workspace, reference, as_json)


def _raw(workspace: Workspace, reference: str) -> None:
    source, _, _ = workspace.document(reference)
    if sys.stdout.isatty():
        emit(terminal().paint_lines(source.text).split("\n"))
    else:
        write_bytes(source.to_bytes())


def _incident(workspace: Workspace, reference: str, as_json: bool) -> None:
    incident = workspace.resolve_incident(reference)
    source, document, path = workspace.document(incident.path)
    items = workspace.items_of(incident.path)
    if as_json:
        from rca.jsonform import document_json
        from rca.output.data import item_object, one_json

        whole = document_json(source, document, str(path))
        return emit(
            one_json(
                {"incident": incident._asdict(), "items": list(map(item_object, items)), "document": whole}
            )
        )
    from rca.output.incident import incident_lines

    return emit(incident_lines(incident, document, source, items, terminal()))


def _item(workspace: Workspace, reference: str, as_json: bool) -> None:
    for index, row in enumerate(workspace.resolve_items(reference)):
        source, document, _ = workspace.document(row.path)
        item = next(i for i in document.action_items if _is(i, row, source))
        stale = _stale(workspace, row)
        waits_for, needed_by = workspace.details.links(f"{row.path}/{row.number}")
        if as_json:
            from rca.output.data import item_object, one_json

            links = {"waits_for": [r.ref for r in waits_for], "needed_by": [r.ref for r in needed_by]}
            read = {"stale": stale, "read": item.model_dump(mode="json")}
            emit(one_json(item_object(row) | links | read))
            continue
        from rca.output.item import item_lines

        emit([""] if index else [])
        emit(item_lines(row, item, waits_for, needed_by, terminal(), stale))


def _stale(workspace: Workspace, row: ItemRow) -> list[str]:
    """Why an item is stale; a journal that cannot be read does not hide what the document says."""
    from rca.journal import JournalError

    try:
        return workspace.details.stale_reasons(row)
    except JournalError as error:
        say(str(error))
        return []


def _is(item: ActionItem, row: ItemRow, source: Source) -> bool:
    return item.number == row.number and source.line(item.span.start) == row.line
