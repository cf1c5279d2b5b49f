"""Marks that were offered, those that the editor made in its text, those that the journal has got."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from rca.changing import Changing
from rca.edit import Plan
from rca.events import Event
from rca.lines import event_body
from rca.lsp.site import Sites
from rca.lsp.texts import Text
from rca.outcomes import Recorded
from rca.proposals import take_back, take_in
from rca.sentences import told

_REMEMBERED = 50
"""Offers of one text that can still be taken up."""


class Save(NamedTuple):
    """What a save may bring into the journal, and what it may take back."""

    path: str
    plans: tuple[Plan, ...]
    events: tuple[Event, ...]


class Deeds:
    """What became of the offers for each text."""

    def __init__(self) -> None:
        self._offered: dict[str, list[Plan]] = defaultdict(list)
        self._made: dict[str, list[Plan]] = defaultdict(list)
        self._recorded: dict[str, list[Event]] = defaultdict(list)

    def offer(self, uri: str, plan: Plan) -> None:
        """Remember what was offered: that it is made shows in the text that the editor has then."""
        offers = self._offered[uri]
        offers.append(plan)
        del offers[:-_REMEMBERED]

    def changed(self, text: Text) -> None:
        """Note which offer a text is the outcome of."""
        for plan in self._offered.get(text.uri, ()):
            if plan.after == text.source and plan not in self._made[text.uri]:
                self._made[text.uri].append(plan)

    def saving(self, uri: str, path: str) -> Save | None:
        """What the save of a text may bring; None where nothing was ever made in it."""
        plans, events = self._made.get(uri), self._recorded.get(uri)
        return Save(path, tuple(plans or ()), tuple(events or ())) if plans or events else None

    def saved(self, uri: str, events: list[Event]) -> None:
        """Note what the journal has got."""
        self._made.pop(uri, None)
        self._recorded[uri] += events

    def forget(self, uri: str) -> None:
        """Forget a text that was closed."""
        for known in (self._offered, self._made, self._recorded):
            known.pop(uri, None)


def record(sites: Sites, save: Save) -> Recorded:
    """Take what a save brings into the journal; raises RcaError where that cannot be."""
    site = sites.of(save.path)
    path = site.path(save.path)
    if site.known.workspace is None or path is None or not site.holds(save.path):
        return Recorded([], [])
    changing = Changing(site.known.workspace)
    taken = take_back(changing, path, save.events) if save.events else Recorded([], [])
    made = take_in(changing, path, save.plans) if save.plans else Recorded([], [])
    return Recorded([*taken.events, *made.events], [*taken.notes, *made.notes])


def sentence(event: Event) -> str:
    """What an event tells, for the editor's log."""
    change = event_body(event)["change"]
    item = f"{event.incident}/{change['item']}" if change.get("item") else event.incident
    return f"recorded: {item} {told(change)}"
