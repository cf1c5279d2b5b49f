"""One action item with all that the index and its journal know of it, without reading its document."""

from __future__ import annotations

from rca.historyrows import ItemDetail, ItemHistory
from rca.journal import JournalError
from rca.listing import drop_reason, evidence
from rca.references import find_items
from rca.workspace import Workspace


def item_detail(workspace: Workspace, ref: str) -> ItemDetail:
    """All that is known of an item; raises UnknownItem, UnknownIncident."""
    row = workspace.resolve_items(ref)[0]
    document, positions = find_items(workspace.index, ref)
    waits_for, needed_by = workspace.item_links(ref)
    history, problem = _history(workspace, ref)
    return ItemDetail(
        row,
        evidence(workspace.index, document, positions[0]),
        drop_reason(workspace.index, document, positions[0]),
        tuple(waits_for),
        tuple(needed_by),
        history,
        problem,
    )


def _history(workspace: Workspace, ref: str) -> tuple[ItemHistory, str]:
    """What the journal tells; one that cannot be read does not hide what the document says."""
    try:
        return workspace.item_history(ref), ""
    except (JournalError, OSError) as error:
        return ItemHistory(), str(error)
