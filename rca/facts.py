"""The facts of an incident: what its document says of each item, and in what two readings differ.

A fact is named by an item's number (empty for the incident itself) and a name, as in `rca.claims.Fact`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rca.changes import External
from rca.claims import Fact
from rca.effects import EXECUTED, FactKey
from rca.model import ActionItem, Document

Facts = dict[FactKey, str]

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
