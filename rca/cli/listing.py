"""`rca list` and `rca actions`: incidents and action items as tables, JSON or CSV."""

from __future__ import annotations

from rca.cli.command import command, with_csv, with_json, with_query
from rca.cli.session import emit, open_workspace, say, terminal


@command(
    ("rca list", "all incidents, newest first"),
    ("rca list 'sev:<=2' date:2026", "the grave ones of a year"),
    ("rca list --csv is:paper-only", "incidents with something that is only on paper"),
    name="list",
)
@with_query
@with_json
@with_csv
def incidents(query: str, as_json: bool, as_csv: bool) -> None:
    """List incidents, with what is open, overdue and only on paper of each."""
    workspace = open_workspace()
    rows = workspace.incidents(query)
    if as_json or as_csv:
        from rca.output.data import incidents_csv, incidents_json

        return emit(incidents_json(rows) if as_json else incidents_csv(rows))
    from rca.output.listing import incident_lines

    emit(incident_lines(rows, workspace.ids(), terminal()))
    return None if rows else say(_nothing("incident", query))


@command(
    ("rca actions", "all action items, by due date"),
    ("rca actions is:paper-only", "written, but executed nowhere"),
    ("rca actions owner:platform --csv", "one owner's items for a spreadsheet"),
)
@with_query
@with_json
@with_csv
def actions(query: str, as_json: bool, as_csv: bool) -> None:
    """List action items: what is written, and what is executed in which environment."""
    workspace = open_workspace()
    rows = workspace.items(query)
    if as_json or as_csv:
        from rca.output.data import items_csv, items_json

        return emit(items_json(rows) if as_json else items_csv(rows))
    from rca.output.listing import item_lines

    emit(item_lines(rows, workspace.ids(), terminal()))
    return None if rows else say(_nothing("action item", query))


def _nothing(noun: str, query: str) -> str:
    return f"No {noun} matches {query}." if query else f"There is no {noun} yet; rca new writes an RCA."
