"""A document merged from three versions: what git's merge driver does for RCAs.

First the versions are brought to agree on the facts that do not contradict: cells of tables, fields, items of
lists. Then git merges the lines; what both sides added stands together, and git's markers stay where both
changed the same. What comes out without markers is read again: it must say of every fact what the side says
that changed it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rca.aliases import vocabulary
from rca.config import Config
from rca.effects import FactKey
from rca.errors import UnreadableFile
from rca.facts import facts, is_comparable, same
from rca.git import merge_file
from rca.merging import items, tables, units
from rca.merging.hunks import settled
from rca.merging.three import Read
from rca.model import Document
from rca.parse import parse
from rca.text import Source, Span

Facts = Mapping[FactKey, str]


class Merged(NamedTuple):
    """What three versions came to."""

    data: bytes
    is_clean: bool
    """Whether there are no conflict markers in it."""


def merge(base: bytes, ours: bytes, theirs: bytes, config: Config, name: str, markers: int = 7) -> Merged:
    """Merge a document with this file name; `markers` is the length of the conflict markers.

    Raises GitError where git is missing.
    """
    plain = merge_lines(base, ours, theirs, markers)
    if plain.is_clean:
        return plain
    try:
        sources = (Source.from_bytes(base), Source.from_bytes(ours), Source.from_bytes(theirs))
    except UnreadableFile:
        return plain
    read = partial(parse, name=name, config=config)
    words = vocabulary(config.aliases)
    agreed = items.agreed(units.agreed(tables.agreed(sources, read, words), read), read, words)
    base, ours, theirs = (_ended(source).to_bytes() for source in agreed)
    lines = merge_lines(base, ours, theirs, markers, with_base=True)
    text, left = settled(lines.data.decode(), markers, lambda text: _entries(read(Source(text))))
    if left == 0 and not _ends_with_newline(agreed):
        text = text.removesuffix("\n").removesuffix("\r")
    found = Merged(text.encode(), left == 0)
    return found if not found.is_clean or _keeps_facts(text, sources, read) else plain


def _ended(source: Source) -> Source:
    """A text whose last line ends as the others do: what is added below it does not change it."""
    return source if _is_ended(source) else Source(source.text + source.newline)


def _is_ended(source: Source) -> bool:
    return source.text.endswith(("\n", "\r")) or not source.text


def _ends_with_newline(sources: Sequence[Source]) -> bool:
    """Whether the merge ends with a newline: as the side says that changed it."""
    base, ours, theirs = map(_is_ended, sources)
    return theirs if ours == base else ours


def merge_lines(
    base: bytes, ours: bytes, theirs: bytes, markers: int = 7, *, with_base: bool = False
) -> Merged:
    """Merge as git does by itself; raises GitError."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("base", "ours", "theirs")]
        for path, data in zip(paths, (base, ours, theirs), strict=True):
            path.write_bytes(data)
        data, conflicts = merge_file(paths[0], paths[1], paths[2], markers, with_base=with_base)
    return Merged(data, conflicts == 0)


_ENTRIES = ("bullet", "number", "task")


def _entries(document: Document) -> Sequence[Span]:
    """Where facts stand that may be put together: entries of lists, lines of metadata."""
    items_ = (item.span for item in document.action_items if item.form in _ENTRIES)
    timeline = (entry.span for entry in document.timeline if entry.form in _ENTRIES)
    return [*items_, *timeline, *(field.span for field in document.fields)]


def _keeps_facts(text: str, sources: tuple[Source, Source, Source], read: Read) -> bool:
    """Whether a merged text says what each side changed, and nothing that neither said."""
    documents = [read(source) for source in sources]
    base, ours, theirs = (_named(documents[0], document) for document in documents)
    said = _named(documents[0], read(Source(text)))
    for key in said.keys() | base.keys() | ours.keys() | theirs.keys():
        before, mine, other = base.get(key), ours.get(key), theirs.get(key)
        wanted = mine if same(other, before) or same(other, mine) else other
        if not same(mine, before) and not same(other, before) and not same(mine, other):
            return False
        if is_comparable(key[1]) and not same(said.get(key), wanted):
            return False
    return True


def _named(base: Document, document: Document) -> Facts:
    """The facts of a version; items that the base has go by their numbers there, new ones by their texts.

    Both sides may have added an item with the same number.
    """
    old = {item.number: item.text for item in base.action_items}
    own = {item.number: item.text for item in document.action_items}
    counts = Counter(old.values()), Counter(own.values())
    numbers = {text: number for number, text in old.items() if counts[0][text] == counts[1][text] == 1}

    def named(number: str) -> str:
        text = own.get(number)
        if text is None or text in numbers:
            return numbers.get(text or "", number)
        is_rewritten = number in old and old[number] not in counts[1]
        return number if is_rewritten else f"+ {text}"

    return {(named(number), name): value for (number, name), value in facts(document).items()}
