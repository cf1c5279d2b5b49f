"""Who may say what: a pure rule over a change, who makes it, and who executed the item before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rca.changes import (
    Change,
    Drop,
    External,
    MarkExecuted,
    MarkFailed,
    MarkVerified,
    MarkWritten,
    Refused,
)
from rca.claims import Actor
from rca.config import Config
from rca.effects import EXECUTED, effects
from rca.events import Event
from rca.lines import event_body


def permit(
    change: Change, actor: Actor, config: Config, today: date, executed_by: Actor | None = None
) -> None:
    """Raise Refused where a change must not be made by this actor.

    No day lies in the future; an agent never verifies, and nobody but a person does by hand; nobody verifies
    what the same person executed, unless `verified_by_other` is false; `executed` brings evidence where it
    is required. `executed_by` is who executed the item in the change's environment, if the history tells.
    """
    if isinstance(change, MarkWritten | MarkExecuted | MarkVerified | MarkFailed | Drop):
        _not_in_the_future(change.day, today)
    if isinstance(change, MarkExecuted):
        _with_evidence(change, config)
    if isinstance(change, MarkVerified):
        _by_a_person(change.item, actor)
        _by_another(change.item, actor, executed_by, config)
    if isinstance(change, External) and not change.baseline:
        for fact in change.facts:
            if fact.after == "verified" and fact.name.startswith(EXECUTED):
                _by_a_person(fact.item, actor)


def _not_in_the_future(day: date, today: date) -> None:
    if day > today:
        raise Refused(f"{day} is in the future (today is {today}); mark it when it has happened")


def _with_evidence(change: MarkExecuted, config: Config) -> None:
    if config.evidence.executed == "required" and not change.evidence:
        raise Refused(f"item {change.item} needs evidence to be executed: an URL, a file or a commit")


def _by_a_person(item: str, actor: Actor) -> None:
    if actor.kind != "human":
        raise Refused(
            f"{actor.name} ({actor.kind}) may not mark item {item} verified; "
            "a person does, or a check that is run by `rca verify`"
        )


def _by_another(item: str, actor: Actor, executed_by: Actor | None, config: Config) -> None:
    if config.evidence.verified_by_other and executed_by and executed_by.is_same(actor):
        raise Refused(
            f"{actor.name} executed item {item}; another person verifies it, or a check run by `rca verify`"
        )


def executor(events: Iterable[Event], item: str, environment: str) -> Actor | None:
    """Who executed an item in an environment last, as the events of its journal tell; None if they do not."""
    who: Actor | None = None
    for event in events:
        body = event_body(event)
        for key, value in effects(body["change"], body["document"]):
            if key == (item, EXECUTED + environment) and value not in ("verified", "failed"):
                who = event.by if value == "done" and not _is_baseline(event.change) else None
    return who


def _is_baseline(change: Change) -> bool:
    return isinstance(change, External) and change.baseline
