"""A whole document in the canonical form; what would lose something by it stays.

Each part is brought there by itself, read again and compared with what was read before: a part that would
read differently, or lose or add a word that no renaming tells of, is left as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from rca.aliases import vocabulary
from rca.blocks import scan
from rca.changes import Reformat, Refused
from rca.config import Config
from rca.editing.canonical import Form
from rca.editing.columns import COLUMNS
from rca.editing.compare import differences
from rca.editing.detailed import Detailed, detailed
from rca.editing.expected import expected
from rca.editing.lines import edits_between
from rca.editing.reformat import reformatted
from rca.editing.reformat_headings import headings
from rca.editing.reformat_metadata import metadata
from rca.editing.regions import Regions
from rca.editing.renaming import Candidate, Renaming
from rca.editing.rows import LABELS, words
from rca.inline import plain
from rca.model import ActionItem, Document
from rca.parse import parse
from rca.text import Source, TextEdit

_FORM = ("Done", "Open", "Notes", "Notes on item", "Status", "br")
"""Words that the table of action items may say where a box or a bullet said it without."""


class Left(NamedTuple):
    """A part that stays as it is."""

    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.what} stay as they are: {self.why}"


class Whole(NamedTuple):
    """What becomes of a document."""

    after: Source
    renamings: tuple[Renaming, ...]
    """In the order of the document."""
    left: tuple[Left, ...]


class _Page:
    """A text on its way."""

    def __init__(self, source: Source, config: Config, name: str) -> None:
        self.source = source
        self.config = config
        self.name = name

    @cached_property
    def document(self) -> Document:
        return parse(self.source, name=self.name, config=self.config)

    def with_edits(self, edits: Sequence[TextEdit]) -> _Page:
        return _Page(self.source.apply(edits), self.config, self.name)

    def candidates(self, find: Callable[..., Iterator[Candidate]]) -> list[Candidate]:
        return list(find(self.source, scan(self.source), self.document, Form(self.config.aliases)))


def whole(source: Source, document: Document, config: Config, name: str) -> Whole:
    """The canonical form of a document, as far as it goes."""
    return _Reformatter(source, document, config, name).done()


class _Reformatter:
    def __init__(self, source: Source, document: Document, config: Config, name: str) -> None:
        self.page = _Page(source, config, name)
        self.source_before = source
        self.before = document
        self.frame = expected(Reformat(whole=True), document, -1)
        self.renamings: list[Renaming] = []
        self.left: list[Left] = []
        self.columns = list(self._columns())

    def done(self) -> Whole:
        """Headings, then metadata, then items."""
        for find in (headings, metadata):
            self._take(self.page.candidates(find))
        self._take_items()
        order = sorted(self.renamings, key=lambda renaming: renaming.line)
        return Whole(self.page.source, tuple(order), tuple(self.left))

    def _take(self, candidates: list[Candidate]) -> None:
        """All of them at once, else those that read back by themselves, from below: places hold."""
        edits = [edit for candidate in candidates for edit in candidate.edits]
        together = [renaming for candidate in candidates for renaming in candidate.renamings]
        if self._accept(self.page.with_edits(edits), together) or len(candidates) < 2:
            return
        for candidate in reversed(candidates):
            self._accept(self.page.with_edits(candidate.edits), candidate.renamings)

    def _accept(self, page: _Page, renamings: Sequence[Renaming]) -> bool:
        if not (self._reads_back(page) and _keeps_words(self.page.source, page.source, renamings)):
            return False
        self.page = page
        self.renamings += renamings
        return True

    def _reads_back(self, page: _Page) -> bool:
        found = differences(self.before, page.document)
        if not all(map(self.frame.tolerates, found)):
            return False
        errors = {d.message for d in page.document.diagnostics if d.level == "error"}
        known = {d.message for d in self.before.diagnostics if d.level == "error"}
        return errors <= known and not any(self.frame.missing(page.document))

    def _take_items(self) -> None:
        page, document = self.page, self.page.document
        if not document.action_items:
            return
        outline = scan(page.source)
        spared = detailed(page.source, outline, document)
        kept = [each.region for each in spared]
        self.left += [self._spared(each) for each in spared]
        why = "the table would not read back as the same items"
        try:
            for edits in reformatted(page.source, outline, document, vocabulary(page.config.aliases), kept):
                if not edits or self._accept_items(page.with_edits(edits)):
                    return
        except Refused as error:
            why = re.sub(r"[,;] nothing was changed$", "", str(error))
        self.left.append(Left("the action items", why))

    def _spared(self, each: Detailed) -> Left:
        """A list that stays, named by its line in the document as it was."""
        items = self.page.document.action_items
        first = self.before.action_items[items.index(each.region.items[0])]
        line = self.source_before.line(first.span.start)
        why = f"item {each.item.number} has more below it than a row of a table can tell"
        return Left(f"the action items from line {line}", f"{why}; rca fmt --items makes one all the same")

    def _columns(self) -> Iterator[Renaming]:
        """Headers of tables of items that have a canonical name, each where it stands first."""
        seen: set[tuple[str, str]] = set()
        source = self.page.source
        known = vocabulary(self.page.config.aliases)
        for region in Regions(source, scan(source), self.before).all():
            for cell in region.table.rows[0].cells if region.table else ():
                said = plain(source.slice(cell))
                new = COLUMNS.get(known.item_column(said), "")
                if new and new.casefold() != said.casefold() and (said, new) not in seen:
                    seen.add((said, new))
                    yield Renaming("column", source.line(cell.start), source.slice(cell), new)

    def _accept_items(self, page: _Page) -> bool:
        """Whether nothing is lost but labels that are columns now, and nothing added but those columns."""
        old, new = words(self.page.source.text), words(page.source.text)
        numbers = {number.casefold() for item in self.before.action_items for number in words(item.number)}
        may_go = {*LABELS, *numbers, *(word for each in self.columns for word in words(each.old))}
        linked = (issue for item in self.before.action_items for issue in item.issues)
        twice = (text for item in self.page.document.action_items for text in self._told_twice(item))
        may_come = {*words(" ".join((*COLUMNS.values(), *_FORM, *linked, *twice))), *numbers}
        if not (old - new).keys() <= may_go or not (new - old).keys() <= may_come:
            return False
        if not self._reads_back(page):
            return False
        self.page = page
        self.renamings += self.columns
        return True

    def _told_twice(self, item: ActionItem) -> Iterator[str]:
        """Words of a line that are two facts, such as the day of a state: two cells tell them."""
        claimed = item.claim.span if item.claim else None
        if claimed:
            yield from (self.page.source.slice(span) for span in item.fields.values() if span == claimed)


def _keeps_words(before: Source, after: Source, renamings: Sequence[Renaming]) -> bool:
    """Whether exactly the words of the renamings went and came."""
    old, new = words(before.text), words(after.text)
    gone, come = (Counter[str](), Counter[str]())
    for each in renamings:
        gone += words(each.old)
        come += words(each.new)
    return old - new == gone - come and new - old == come - gone


def whole_edits(source: Source, document: Document, config: Config, name: str) -> list[TextEdit]:
    """The edits that bring a document to its canonical form."""
    return edits_between(source, whole(source, document, config, name).after)
