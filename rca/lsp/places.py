"""Where the things are that a text names: definitions, and everything that names the same thing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rca.errors import UnreadableFile
from rca.lsp.mentions import Mention, id_mentions, item_mentions, mentions_at, own_mentions
from rca.lsp.site import Sites, View
from rca.lsp.texts import Text, Texts
from rca.model import ActionItem
from rca.text import Span


class Spot(NamedTuple):
    """A place in some text."""

    text: Text
    span: Span


class Goal(NamedTuple):
    """What words of a text name."""

    view: View
    """The document that tells of it."""
    item: ActionItem | None
    """None where the incident as a whole is meant."""
    words: Span
    """The words, in the text that was asked about."""

    @property
    def spot(self) -> Spot:
        """Where it stands."""
        if self.item is not None:
            return Spot(self.view.text, self.item.text_span)
        return Spot(self.view.text, self.view.document.title_span or Span(0, 0))


class Library:
    """All texts that can be read: those that are open, and those of the workspace."""

    def __init__(self, texts: Texts, sites: Sites) -> None:
        self.texts = texts
        self.sites = sites

    def view(self, path: str) -> View | None:
        """The document of a file; None where it cannot be read."""
        try:
            return self.sites.view(self.texts.read(path))
        except UnreadableFile:
            return None

    def text(self, path: str) -> Text | None:
        """The text of a file; None where it cannot be read."""
        try:
            return self.texts.read(path)
        except UnreadableFile:
            return None

    # What is named.

    def goal(self, view: View, offset: int) -> Goal | None:
        """What the words at an offset name; None where they name nothing that there is."""
        return next(filter(None, (self._goal(view, each) for each in mentions_at(view, offset))), None)

    def _goal(self, view: View, mention: Mention) -> Goal | None:
        if not mention.incident or mention.incident == view.incident:
            return _in(view, mention.number, mention.span)
        if mention.number:
            row = view.known.item(f"{mention.incident}/{mention.number}")
            other = self.view(os.path.join(view.site.root, row.path)) if row else None
            return _in(other, row.number, mention.span) if row and other else None
        incident = view.known.incident(mention.incident)
        if incident is None or mention.incident.casefold() != incident.id.casefold():
            return None
        other = self.view(os.path.join(view.site.root, incident.path))
        return Goal(other, None, mention.span) if other else None

    def goal_around(self, view: View, offset: int) -> Goal | None:
        """What the words at an offset name, else the item that stands there, else the incident of a title."""
        found = self.goal(view, offset)
        item = item_at(view, offset)
        if found is None and item is not None:
            found = Goal(view, item, item.text_span)
        title = view.document.title_span
        if found is None and title is not None and title.start <= offset <= title.end:
            found = Goal(view, None, title)
        return found

    # What names it.

    def references(self, view: View, goal: Goal, *, declaration: bool = True) -> Iterator[Spot]:
        """Every place that names a goal: in the text that asks, in open ones, in those of the workspace."""
        if declaration:
            yield goal.spot
        number = goal.item.number if goal.item else ""
        texts = [goal.view.text, *self.that_may_name(view, goal.view.incident, number)]
        for text in {text.uri: text for text in texts}.values():
            if number:
                yield from self._naming_item(view, goal, text)
            else:
                yield from (Spot(text, span) for span in id_mentions(text.source.text, goal.view.incident))

    def _naming_item(self, view: View, goal: Goal, text: Text) -> Iterator[Spot]:
        assert goal.item is not None
        ref = f"{goal.view.incident}/{goal.item.number}"
        if text.uri == goal.view.text.uri:
            yield from (Spot(text, span) for span in self._own(goal.view, goal.item.number))
        for mention in item_mentions(text.source.text, goal.item.number):
            row = view.known.item(f"{mention.incident}/{mention.number}")
            if mention.incident == goal.view.incident or (row is not None and row.ref == ref):
                yield Spot(text, mention.span)

    @staticmethod
    def _own(view: View, number: str) -> list[Span]:
        found = (
            m.span
            for item in view.document.action_items
            for m in own_mentions(view, item)
            if m.number == number
        )
        return sorted(set(found))

    def that_may_name(self, view: View, incident: str, number: str = "") -> list[Text]:
        """The texts that may name an incident or an item, each once: the one that asks comes first."""
        of_site = (
            text for text in self.texts if self.sites.of_text(text).root == view.site.root and view.site.root
        )
        paths = view.known.naming(incident, number)
        found = [view.text, *of_site, *self._texts(os.path.join(view.site.root, path) for path in paths)]
        return list({text.uri: text for text in found}.values())

    def _texts(self, paths: Iterable[str]) -> Iterator[Text]:
        return (text for path in paths if (text := self.text(path)) is not None)


def item_at(view: View, offset: int) -> ActionItem | None:
    """The item that stands at an offset."""
    found = [item for item in view.document.action_items if item.span.start <= offset <= item.span.end]
    return found[-1] if found else None


def _in(view: View, number: str, words: Span) -> Goal | None:
    if not number:
        return Goal(view, None, words)
    item = next((item for item in view.document.action_items if item.number == number), None)
    return Goal(view, item, words) if item else None
