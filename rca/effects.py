"""What an event makes of the facts of its incident, told from the event as JSON holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

FactKey = tuple[str, str]
"""Item (empty for the incident itself) and name, as in `rca.claims.Fact`."""

EXECUTED = "executed:"
"""What the name of an execution's fact begins with; the environment follows."""

ITEM_FIELDS = ("text", "owner", "due", "issue", "priority", "kind", "check")
"""The fields of an item that are facts."""

Effect = tuple[FactKey, str]


def effects(change: Mapping[str, Any], document: Mapping[str, Any]) -> Iterable[Effect]:
    """What an event makes of the facts; takes `change` and `document` as JSON holds them.

    A value is empty where the event takes a fact away. Kinds that this version does not know have none.
    Raises KeyError, TypeError or AttributeError for a change that lacks a part, or has it of another type.
    """
    effect = _EFFECTS.get(change["kind"])
    return list(map(_typed, effect(change, document))) if effect else ()


def _typed(effect: Effect) -> Effect:
    (item, name), value = effect
    if not (type(item) is type(name) is type(value) is str and name.strip()):
        raise TypeError(effect)
    return effect


def undone_by(change: Mapping[str, Any]) -> str:
    """The id of the event that a change takes back; empty where it takes none back."""
    event = change.get("event") if change["kind"] == "undo" else None
    return event if isinstance(event, str) else ""


Json = Mapping[str, Any]


def _executed(state: str) -> Callable[[Json, Json], list[Effect]]:
    def effect(change: Json, _: Json) -> list[Effect]:
        return [((change["item"], EXECUTED + change.get("environment", "")), state)]

    return effect


def _mark_executed(change: Json, document: Json) -> list[Effect]:
    done = _executed("done")(change, document)
    return [*done, ((change["item"], "written"), "exempt")] if change.get("without_artefact") else done


def _check_result(change: Json, document: Json) -> list[Effect]:
    # A result that changed no text confirmed what stood there, or said something of an item nobody executed.
    if document.get("before") == document["after"]:
        return []
    return _executed("verified" if change["holds"] else "failed")(change, document)


def _exempt(change: Json, document: Json) -> list[Effect]:
    if change["aspect"] == "executed":
        return _executed("exempt")(change, document)
    return [((change["item"], "written"), "exempt")]


def _reopen(change: Json, _: Json) -> list[Effect]:
    item = change["item"]
    taken = [((item, EXECUTED + environment), "") for environment in change.get("environments", ())]
    return [((item, "dropped"), ""), *taken]


def _add_item(change: Json, _: Json) -> list[Effect]:
    item = change["item"]
    given = {name: change.get("item_kind" if name == "kind" else name, "") for name in ITEM_FIELDS}
    return [((item, name), value) for name, value in given.items() if value]


def _restated(change: Json, _: Json) -> list[Effect]:
    return [
        ((fact.get("item", ""), fact["name"]), fact.get("after") or "") for fact in change.get("facts", ())
    ]


_EFFECTS: Mapping[str, Callable[[Json, Json], list[Effect]]] = {
    "set-field": lambda change, _: [(("", change["field"]), change["value"])],
    "set-item-field": lambda change, _: [((change["item"], change["field"]), change["value"])],
    "mark-written": lambda change, _: [((change["item"], "written"), "yes")],
    "mark-executed": _mark_executed,
    "mark-verified": _executed("verified"),
    "mark-failed": _executed("failed"),
    "check-result": _check_result,
    "exempt": _exempt,
    "drop": lambda change, _: [((change["item"], "dropped"), "yes")],
    "reopen": _reopen,
    "add-item": _add_item,
    "external": _restated,
    "undo": _restated,
}
