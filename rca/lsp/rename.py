"""An incident's id renamed: in its document, in the name of its file, wherever it is named."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from rca.changes import Refused
from rca.folders import SUFFIXES, split_suffix
from rca.journal import journal_of
from rca.lsp.mentions import id_mentions
from rca.lsp.places import Goal, Library, Spot
from rca.lsp.site import View
from rca.lsp.texts import Text
from rca.text import Span

_SOUND = re.compile(r"[^\W_][\w.-]*")
_LONGEST = 200
_LONGEST_SUFFIX = max(map(len, SUFFIXES))


class NotAnId(Refused):
    """A name that no incident can have."""

    def __init__(self, name: str) -> None:
        super().__init__(f'"{name}" cannot be an id; write letters, digits, ".", "_" and "-"')


class TakenId(Refused):
    """An id that another incident has."""

    def __init__(self, incident: str, path: str) -> None:
        super().__init__(f"{path} has the id {incident} already; nothing was renamed")


class HasHistory(Refused):
    """An incident whose journal bears its id."""

    def __init__(self, incident: str, journal: str) -> None:
        super().__init__(
            f"{journal} names {incident} by this id in every event, and events are never rewritten; "
            "an incident with a history keeps its id, nothing was renamed"
        )


class NothingToRename(Refused):
    """Words that name no incident."""

    def __init__(self) -> None:
        super().__init__("there is no id of an incident here; place the cursor on one")


class CannotMove(Refused):
    """An incident is named by its file, which the editor cannot rename."""

    def __init__(self, incident: str) -> None:
        super().__init__(
            f"{incident} is the name of the file, and this editor cannot rename files; "
            "write a line `- **Incident ID:** …` below the title first, or rename the file"
        )


class FileMove(NamedTuple):
    """A file that gets another name."""

    uri: str
    """Its address, as the editor writes it."""
    new: str
    """Its path then."""


class Renaming(NamedTuple):
    """An id renamed everywhere."""

    spots: tuple[Spot, ...]
    """What becomes the new id."""
    move: FileMove | None
    """None where the file is not named by the id."""


def renamed_here(view: View, library: Library, offset: int) -> tuple[Goal, Span]:
    """The incident that words at an offset name by its id, and these words; raises NothingToRename."""
    for span in id_mentions(view.text.source.text, view.incident):
        if span.start <= offset <= span.end:
            return Goal(view, None, span), span
    goal = library.goal(view, offset)
    if goal is None or goal.item is not None:
        raise NothingToRename
    return goal, goal.words


def rename(view: View, library: Library, offset: int, new: str, *, can_move: bool) -> Renaming:
    """Every place that has to change for an id to become another one; raises Refused.

    `can_move` tells whether the editor can give files another name.
    """
    goal, _ = renamed_here(view, library, offset)
    goal.view.known.refresh()
    old = goal.view.incident
    _check(goal.view, old, new)
    move = _move(goal.view, old, new) if can_move and split_suffix(goal.view.text.name) == old else None
    if move is None and goal.view.document.incident_id is None:
        raise CannotMove(old)
    texts = {text.uri: text for text in (*library.that_may_name(view, old), goal.view.text)}
    places = ((text, span) for text in texts.values() for span in _places(text, old, files=move is not None))
    return Renaming(tuple(Spot(*place) for place in places), move)


def _check(view: View, old: str, new: str) -> None:
    if not _SOUND.fullmatch(new) or len(new) > _LONGEST:
        raise NotAnId(new)
    if view.site.root and (path := view.site.path(view.text.path)) is not None:
        journal = journal_of(view.site.root, path, old)
        if journal.exists():
            raise HasHistory(old, os.path.relpath(journal, view.site.root))
    other = view.known.incident(new)
    if other is not None and other.id.casefold() == new.casefold() and new.casefold() != old.casefold():
        raise TakenId(new, other.path)


def _move(view: View, old: str, new: str) -> FileMove:
    folder, name = os.path.split(view.text.path)
    place = os.path.join(folder, new + name[len(old) :])
    if os.path.lexists(place):
        raise TakenId(new, os.path.relpath(place, view.site.root or folder))
    return FileMove(view.text.uri, place)


def _places(text: Text, old: str, *, files: bool) -> Iterator[Span]:
    """Where a text holds the id; the name of its file only where that changes, too."""
    words = text.source.text
    for span in id_mentions(words, old):
        if files or not words[span.end : span.end + _LONGEST_SUFFIX].lower().startswith(SUFFIXES):
            yield span
