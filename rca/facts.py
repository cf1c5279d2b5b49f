"""The facts of an incident: what its document says of each item, and what an event makes of them.

A fact is named by an item's number (empty for the incident itself) and a name, as in `rca.claims.Fact`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rca.changes import External
from rca.claims import Fact
from rca.model import ActionItem, Document

FactKey = tuple[str, str]
"""Item and name."""

Facts = dict[FactKey, str]

EXECUTED = "executed:"
"""What the name of an execution's fact begins with; the environment follows."""

_ITEM_FIELDS: tuple[tuple[str, Callable[[ActionItem], str]], ...] = (
    ("text", lambda item: item.text),
    ("owner", lambda item: item.owner_text),
    ("due", lambda item: item.due.text if item.due else ""),
    ("issue", lambda item: item.issue_text),
    ("priority", lambda item: item.priority),
    ("kind", lambda item: item.kind),
    ("check", lambda item: item.check),
)


def is_state(name: str) -> bool:
    """Whether a fact is one of those that an item's state is derived from."""
    return name in ("written", "dropped") or name.startswith(EXECUTED)


def is_comparable(name: str) -> bool:
    """Whether a document says a fact in the words of the event: not a text without markup, nor a kind."""
    return name not in ("text", "kind")


def facts(document: Document) -> Facts:
    """What a document says, as it says it; empty values and states that are `no` are left out."""
    said = {("", "title"): document.title or ""}
    said.update((("", field.name), field.value) for field in document.fields if field.name)
    for item in document.action_items:
        said.update(((item.number, name), value) for name, value in _item_facts(item))
    return {key: value for key, value in said.items() if value and not (is_state(key[1]) and value == "no")}


def _item_facts(item: ActionItem) -> Iterator[tuple[str, str]]:
    yield "written", item.written.state
    yield "dropped", "yes" if item.state == "dropped" else "no"
    for execution in item.executions:
        yield EXECUTED + execution.environment, execution.state
    for name, read in _ITEM_FIELDS:
        yield name, read(item)


def baseline(said: Mapping[FactKey, str]) -> External | None:
    """What a journal begins with whose document already says that something was done; else None."""
    states = {key: value for key, value in said.items() if is_state(key[1])}
    return External(facts=differences({}, states), baseline=True) if states else None


def differences(before: Mapping[FactKey, str], after: Mapping[FactKey, str]) -> tuple[Fact, ...]:
    """The facts that are not the same in both, sorted by item and name."""
    return tuple(
        Fact(item=item, name=name, before=before.get((item, name)), after=after.get((item, name)))
        for item, name in sorted(before.keys() | after.keys())
        if not same(before.get((item, name)), after.get((item, name)))
    )


def same(one: str | None, other: str | None) -> bool:
    """Whether two values of a fact say the same: white space does not count, and empty is absent."""
    return (one or "").split() == (other or "").split()


Effect = tuple[FactKey, str]


def effects(change: Mapping[str, Any], document: Mapping[str, Any]) -> Iterable[Effect]:
    """What an event makes of the facts; takes `change` and `document` as JSON holds them.

    A value is empty where the event takes a fact away. Kinds that this version does not know have none.
    """
    effect = _EFFECTS.get(change["kind"])
    return effect(change, document) if effect else ()


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
    given = {name: change.get("item_kind" if name == "kind" else name, "") for name, _ in _ITEM_FIELDS}
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
