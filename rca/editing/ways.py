"""The ways to write a change into one document, the plainest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from rca.aliases import Vocabulary, vocabulary
from rca.blocks import Outline, scan
from rca.changes import (
    AddItem,
    AddTimelineEntry,
    Change,
    Note,
    Reformat,
    Refused,
    ReplaceSection,
    SetField,
    SetItemField,
)
from rca.config import Config
from rca.editing import values
from rca.editing.additions import Added, Additions, values_of
from rca.editing.executed import Style
from rca.editing.lines import edits_between
from rca.editing.marks import ItemChange, Subject, variants
from rca.editing.metadata import Metadata
from rca.editing.missing_columns import with_progress
from rca.editing.numbering import numbered
from rca.editing.places import LinePlace, Place, labelled_place, place_of
from rca.editing.reformat import reformatted
from rca.editing.reformat_whole import whole_edits
from rca.editing.sections import Sections
from rca.editing.timeline import Timeline
from rca.model import ActionItem, Document
from rca.parse import parse
from rca.text import Source, TextEdit

Edits = Sequence[TextEdit]
Escape = Callable[[str], str]

_ESCAPES: tuple[Escape, ...] = (values.light, values.parted, values.full)


class NothingToWrite(Refused):
    """A kind of event that only the journal can hold."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"an event of kind {kind} records what happened; it cannot be planned")


class Case(NamedTuple):
    """What every part of planning looks at."""

    source: Source
    outline: Outline
    document: Document
    change: Change
    config: Config
    name: str
    """File name, for reading."""
    at: int
    """Place of the item in `document.action_items`, else -1."""

    @property
    def item(self) -> ActionItem | None:
        """The item that the change is about."""
        return self.document.action_items[self.at] if self.at >= 0 else None

    @property
    def words(self) -> Vocabulary:
        """The vocabulary of the workspace."""
        return vocabulary(self.config.aliases)

    def read(self, edits: Edits) -> tuple[Source, Document]:
        """The text with the edits made, and what it reads as."""
        after = self.source.apply(edits)
        return after, parse(after, name=self.name, config=self.config)


def ways(case: Case) -> Iterator[Edits]:
    """Edits that may write the change; values are escaped only where the plain way did not read back."""
    seen: list[Edits] = []
    for edits in chain(_escaped(case), _moved(case)):
        if edits not in seen:
            seen.append(edits)
            yield edits


def _escaped(case: Case) -> Iterator[Edits]:
    return (edits for escape in _ESCAPES for edits in _ways(case, escape))


def _moved(case: Case) -> Iterator[Edits]:
    """A fact of a line that its own words cannot carry, like `(@ana)`, in our parentheses instead."""
    change = case.change
    if not isinstance(change, SetItemField) or change.field == "text":
        return
    item = case.document.action_items[case.at]
    place = place_of(case.source, case.outline, item, case.words)
    if isinstance(place, LinePlace):
        for escape in _ESCAPES:
            yield place.moved({change.field: escape(values.one_line(change.value, change.field))})


def _ways(case: Case, escape: Escape) -> Iterator[Edits]:
    change = case.change
    if isinstance(change, SetField):
        metadata = Metadata(case.source, case.outline, case.document)
        value = values.one_line(change.value, change.field)
        yield metadata.set(change.field, value, escape)
        if on_top := metadata.on_top(change.field, value, escape):
            yield on_top
    elif isinstance(change, ItemChange):
        yield from _item_ways(case, change, escape)
    elif isinstance(change, AddTimelineEntry):
        zone = case.config.timezone or "UTC"
        timeline = Timeline(case.source, case.outline, case.document, case.words, zone)
        yield from timeline.add(change, escape)
    elif isinstance(change, AddItem):
        additions = Additions(case.source, case.outline, case.document, case.words)
        item = values_of(change, escape)
        yield _added(case, change.item, additions.add(item))
        if additions.is_closed:
            yield [additions.apart(item)]
    elif isinstance(change, ReplaceSection):
        yield Sections(case.source, case.outline, case.document).replace(change.section, change.text)
    elif isinstance(change, Note):
        yield []
    elif isinstance(change, Reformat):
        yield from _reformat_ways(case, change)
    else:
        raise NothingToWrite(change.kind)


def _reformat_ways(case: Case, change: Reformat) -> Iterator[Edits]:
    if change.numbers:
        yield numbered(case.source, case.outline, case.document)
    elif change.columns:
        yield with_progress(case.source, case.outline, case.document, case.words)
    elif change.whole:
        yield whole_edits(case.source, case.document, case.config, case.name)
    else:
        yield from reformatted(case.source, case.outline, case.document, case.words)


def _item_ways(case: Case, change: ItemChange, escape: Escape) -> Iterator[Edits]:
    item = case.document.action_items[case.at]
    line = place_of(case.source, case.outline, item, case.words)
    if below := labelled_place(line):
        yield from _place_ways(case, below, change, escape)
    yield from _place_ways(case, line, change, escape)


def _place_ways(case: Case, place: Place, change: ItemChange, escape: Escape) -> Iterator[Edits]:
    item = place.item
    style = Style(_environments(case, item), place.colon)
    for written in variants(Subject(item, place.get, style), change, escape):
        yield place.set(written)
        if "@" in place.get("owner") and written.get("owner"):
            yield place.set({**written, "owner": f"@{written['owner']}"})


def _environments(case: Case, item: ActionItem) -> tuple[str, ...]:
    names = [
        *case.config.environments,
        *case.document.environments,
        *(e.environment for e in item.executions),
    ]
    return tuple(dict.fromkeys(name for name in names if name))


def _added(case: Case, number: str, added: Added) -> Edits:
    """A new item; what its row has no column for is set in a second step, and both become one."""
    if not added.rest:
        return [added.edit]
    between, document = case.read([added.edit])
    item = next((i for i in document.action_items if i.number == number), None)
    if item is None:
        return [added.edit]
    place = place_of(between, scan(between), item, case.words)
    return edits_between(case.source, between.apply(place.set(added.rest)))
