"""The ways to write a change into one document, the plainest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rca.aliases import Vocabulary, vocabulary
from rca.blocks import Outline, scan
from rca.changes import AddItem, AddTimelineEntry, Change, Note, Reformat, Refused, ReplaceSection, SetField
from rca.config import Config
from rca.editing import values
from rca.editing.additions import Additions, values_of
from rca.editing.executed import Style
from rca.editing.lines import edits_between
from rca.editing.marks import ItemChange, Subject, variants
from rca.editing.metadata import Metadata
from rca.editing.places import Place, labelled_place, place_of
from rca.editing.reformat import reformatted
from rca.editing.sections import Sections
from rca.editing.timeline import Timeline
from rca.model import ActionItem, Document
from rca.parse import parse
from rca.text import Source, TextEdit

Edits = Sequence[TextEdit]
Escape = Callable[[str], str]


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
    for escape in (values.light, values.parted, values.full):
        for edits in _ways(case, escape):
            if edits not in seen:
                seen.append(edits)
                yield edits


def _ways(case: Case, escape: Escape) -> Iterator[Edits]:
    change = case.change
    if isinstance(change, SetField):
        metadata = Metadata(case.source, case.outline, case.document)
        yield metadata.set(change.field, values.one_line(change.value, change.field), escape)
    elif isinstance(change, ItemChange):
        yield from _item_ways(case, change, escape)
    elif isinstance(change, AddTimelineEntry):
        zone = case.config.timezone or "UTC"
        timeline = Timeline(case.source, case.outline, case.document, case.words, zone)
        yield from timeline.add(change, escape)
    elif isinstance(change, AddItem):
        yield _added(case, change, escape)
    elif isinstance(change, ReplaceSection):
        yield Sections(case.source, case.outline, case.document).replace(change.section, change.text)
    elif isinstance(change, Note):
        yield []
    elif isinstance(change, Reformat):
        yield from reformatted(case.source, case.outline, case.document, case.words)
    else:
        raise NothingToWrite(change.kind)


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


def _added(case: Case, change: AddItem, escape: Escape) -> Edits:
    """A new item; what its row has no column for is set in a second step, and both become one."""
    added = Additions(case.source, case.outline, case.document, case.words).add(values_of(change, escape))
    if not added.rest:
        return [added.edit]
    between, document = case.read([added.edit])
    item = next((i for i in document.action_items if i.number == change.item), None)
    if item is None:
        return [added.edit]
    place = place_of(between, scan(between), item, case.words)
    return edits_between(case.source, between.apply(place.set(added.rest)))
