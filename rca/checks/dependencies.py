"""Rules about what an action item waits for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rca.checks.places import of_item
from rca.checks.rule import CheckContext, Problem, rule
from rca.model import ActionItem, Document

_PENDING = frozenset({"open", "written", "part-executed"})


@rule("AI29", "error", "What an item waits for exists, is another item, and comes first.", "RCA")
def dependencies(document: Document, context: CheckContext) -> Iterator[Problem]:
    """An item that waits for one that is not there, or for itself in a circle, waits for ever, and shows up
    as blocked instead of late.
    """
    items = {item.number: item for item in document.action_items}
    for each in context.elsewhere:
        if each.rule == "AI29" and each.number in items:
            yield Problem(of_item(items[each.number], "depends_on"), each.message)
    for item in document.action_items:
        for wanted in item.depends_on:
            message = _unknown(wanted, items, document, context) or _circular(item, wanted, items)
            if message:
                yield Problem(of_item(item, "depends_on"), message)
            elif _too_early(item, wanted, items):
                what = f"action item {item.number} is {item.state}, but it waits for {wanted}, which is not"
                early = f"{what}; correct the one or the other"
                yield Problem(of_item(item, "depends_on"), early, "warning")


def _unknown(wanted: str, items: Mapping[str, ActionItem], document: Document, context: CheckContext) -> str:
    if wanted in items:
        return ""
    incident, slash, number = wanted.rpartition("/")
    if slash and incident != document.incident_id:
        missing = context.known is not None and wanted not in context.known
    else:
        missing = number not in items
    return f"it waits for item {wanted}, which does not exist; correct the number" if missing else ""


def _circular(item: ActionItem, wanted: str, items: Mapping[str, ActionItem]) -> str:
    if wanted == item.number:
        return f"action item {item.number} waits for itself; name the item that comes first"
    path = _path(wanted, item.number, items)
    if not path:
        return ""
    circle = " → ".join((item.number, *path))
    return f"items {circle} wait for each other in a circle; take one of these dependencies away"


def _path(start: str, goal: str, items: Mapping[str, ActionItem]) -> tuple[str, ...]:
    """The numbers from start to goal along dependencies; empty if none leads there."""
    paths: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while paths:
        path = paths.pop(0)
        if path[-1] == goal:
            return path
        further = items[path[-1]].depends_on if path[-1] in items else ()
        new = [number for number in dict.fromkeys(further) if number not in seen]
        seen.update(new)
        paths += [(*path, number) for number in new]
    return ()


def _too_early(item: ActionItem, wanted: str, items: Mapping[str, ActionItem]) -> bool:
    return wanted in items and item.state in ("executed", "verified") and items[wanted].state in _PENDING
