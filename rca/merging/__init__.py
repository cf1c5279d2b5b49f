"""A document merged from three versions: what git's merge driver does for RCAs.

First the versions are brought to agree on the facts that do not contradict: cells of tables, fields, items of
lists. Then git merges the lines, and puts its markers where both sides changed the same. What comes out
without markers is read again: it must say of every fact what the side says that changed it.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rca.config import Config
from rca.errors import UnreadableFile
from rca.facts import facts, is_comparable, same
from rca.git import merge_file
from rca.merging import tables, units
from rca.parse import parse
from rca.text import Source


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
    agreed = units.agreed(tables.agreed(sources), read)
    found = merge_lines(agreed[0].to_bytes(), agreed[1].to_bytes(), agreed[2].to_bytes(), markers)
    return found if not found.is_clean or _keeps_facts(found.data, sources, read) else plain


def merge_lines(base: bytes, ours: bytes, theirs: bytes, markers: int = 7) -> Merged:
    """Merge as git does by itself; raises GitError."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("base", "ours", "theirs")]
        for path, data in zip(paths, (base, ours, theirs), strict=True):
            path.write_bytes(data)
        data, conflicts = merge_file(paths[0], paths[1], paths[2], markers)
    return Merged(data, conflicts == 0)


def _keeps_facts(data: bytes, sources: tuple[Source, Source, Source], read: units.Read) -> bool:
    """Whether a merged text says what each side changed, and nothing that neither said."""
    base, ours, theirs = (facts(read(source)) for source in sources)
    said = facts(read(Source(data.decode())))
    for key in said.keys() | base.keys() | ours.keys() | theirs.keys():
        before, mine, other = base.get(key), ours.get(key), theirs.get(key)
        wanted = mine if same(other, before) or same(other, mine) else other
        if not same(mine, before) and not same(other, before) and not same(mine, other):
            return False
        if is_comparable(key[1]) and not same(said.get(key), wanted):
            return False
    return True
