"""Tables of three versions of a document, brought to agree on every cell that does not contradict.

Columns are matched by their headers and rows by their first cells, so that a column which one side added
and the rows which the other side changed come together. What contradicts stays different, row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from rca.aliases import Vocabulary
from rca.blocks import Block, scan
from rca.editing.tables import Column, Table
from rca.inline import plain
from rca.merging.numbers import renumbered
from rca.merging.order import comes_before, rank
from rca.merging.three import Read, Sides, merged
from rca.text import Source, Span

Key = tuple[str, ...]
_KEY_COLUMNS = (1, 2)
"""By how many of the first cells rows are told apart; the first number that does so counts."""


class Grid(NamedTuple):
    """A table by what its headers and rows say."""

    columns: list[str]
    rows: dict[Key, dict[str, str]]
    """The cells of each row by column, in order."""


class Table3(NamedTuple):
    """A table in three versions."""

    base: Grid
    ours: Grid
    theirs: Grid
    action: str
    """The column whose text a row is known by; empty where none is."""

    @property
    def versions(self) -> tuple[Grid, Grid, Grid]:
        """The three of them."""
        return self.base, self.ours, self.theirs

    def cell(self, key: Key, column: str) -> Sides:
        """A cell; empty where a version does not have it."""
        return Sides(*(grid.rows.get(key, {}).get(column, "") for grid in self.versions))


def agreed(
    sources: tuple[Source, Source, Source], read: Read, words: Vocabulary
) -> tuple[Source, Source, Source]:
    """The three versions (base, ours, theirs) with tables as alike as they can be."""
    sources = (*sources[:2], renumbered(sources, read))
    count = len(_tables(sources[0]))
    for index in range(count):
        blocks = [_tables(source) for source in sources]
        if len({count, *map(len, blocks)}) > 1:
            return sources
        sources = _agreed_table(sources, [found[index] for found in blocks], index, words)
    return sources


def _tables(source: Source) -> list[Block]:
    return [block for block in scan(source).blocks if block.kind == "table"]


def _agreed_table(
    sources: tuple[Source, Source, Source], blocks: list[Block], index: int, words: Vocabulary
) -> tuple[Source, Source, Source]:
    texts = [source.slice(block.span) for source, block in zip(sources, blocks, strict=True)]
    if len(set(texts)) < 3:  # git sees by itself which side changed it
        return sources
    three = _three(sources, blocks, words)
    if three is None:
        return sources
    made = [_made(sources[1], three, index, side) for side in range(3)]
    base, ours, theirs = (
        _replaced(source, block.span, text) for source, block, text in zip(sources, blocks, made, strict=True)
    )
    return base, ours, theirs


def _replaced(source: Source, span: Span, text: str) -> Source:
    return Source(source.text[: span.start] + text + source.text[span.end :])


def _three(sources: tuple[Source, Source, Source], blocks: list[Block], words: Vocabulary) -> Table3 | None:
    """The versions of a table; None where columns or rows cannot be told apart, or some were removed."""
    for width in _KEY_COLUMNS:
        grids = [_grid(source, block, width) for source, block in zip(sources, blocks, strict=True)]
        base, ours, theirs = grids
        if base and ours and theirs and not (_keeps(base, ours) and _keeps(base, theirs)):
            ours, theirs = _renamed(base, ours), _renamed(base, theirs)
        if base and ours and theirs:
            actions = (name for name in base.columns if words.item_column(plain(name)) == "action")
            return Table3(base, ours, theirs, next(actions, ""))
    return None


def _keeps(base: Grid, side: Grid) -> bool:
    return set(base.columns) <= set(side.columns) and base.rows.keys() <= side.rows.keys()


def _renamed(base: Grid, side: Grid) -> Grid | None:
    """A side whose rows stand where they stood, by their keys in the base; None if any moved or went."""
    if len(base.rows) != len(side.rows) or not set(base.columns) <= set(side.columns):
        return None
    for old, new in zip(base.rows, side.rows, strict=True):
        if old != new and (new in base.rows or old in side.rows):
            return None
    return Grid(side.columns, dict(zip(base.rows, side.rows.values(), strict=True)))


def _grid(source: Source, block: Block, width: int) -> Grid | None:
    header, *body = [[source.slice(cell) for cell in row.cells] for row in block.rows]
    rows = {tuple(cells[:width]): dict(zip(header, cells, strict=False)) for cells in body}
    told_apart = len(rows) == len(body) and all(all(key) and len(key) == width for key in rows)
    return Grid(header, rows) if told_apart and len(set(header)) == len(header) else None


# The merged table, made from ours by edits in its own style


def _made(ours: Source, three: Table3, index: int, side: int) -> str:
    """The text of the table with everything merged, and what contradicts as one side says it."""
    source = _with_columns(ours, three, index)
    table = _table(source, index)
    columns = [source.slice(cell) for cell in table.block.rows[0].cells]
    edits = [
        edit
        for row, key in enumerate(three.ours.rows, 1)
        for edit in table.set_cells(row, _changed(three, key, columns, side))
    ]
    source = _with_rows(source.apply(edits), three, index, side)
    return source.slice(_table(source, index).block.span)


def _table(source: Source, index: int) -> Table:
    return Table(source, _tables(source)[index])


def _changed(three: Table3, key: Key, columns: list[str], side: int) -> Mapping[int, str]:
    wanted = _cells(three, key, side)
    there = three.ours.rows[key]
    return {at: wanted(name) for at, name in enumerate(columns) if wanted(name) != there.get(name, "")}


def _cells(three: Table3, key: Key, side: int) -> Callable[[str], str]:
    """What a row says in each column."""
    sides = {name: three.cell(key, name) for name in {*three.ours.columns, *three.theirs.columns}}
    values = {name: merged(cell) for name, cell in sides.items()}
    if _is_rewritten_twice(three, key):
        values = dict.fromkeys(values)

    def value(name: str) -> str:
        found = values[name]
        return sides[name][side] if found is None else found

    return value


def _is_rewritten_twice(three: Table3, key: Key) -> bool:
    """Whether both sides changed a row, and one of them so much that it may be another row now."""
    if key not in three.base.rows:
        mine, other = three.ours.rows.get(key), three.theirs.rows.get(key)
        return mine is not None and other is not None and mine != other
    base = three.base.rows[key]
    filled = [name for name, text in base.items() if text]
    changed = [{n for n in filled if grid.rows[key].get(n) != base[n]} for grid in (three.ours, three.theirs)]
    names, said = filled[: len(key)], filled[len(key) :]
    if not all(changed) or (changed[0] | changed[1]) & set(names):
        return all(changed)
    text = three.action or max(said, key=lambda name: len(base[name]), default="")
    return text in changed[0] | changed[1] and 2 * max(map(len, changed)) > len(said)


def _with_columns(source: Source, three: Table3, index: int) -> Source:
    """Ours with the columns that only theirs has, each behind the one it stands behind there."""
    for at, name in enumerate(three.theirs.columns):
        table = _table(source, index)
        there = [source.slice(cell) for cell in table.block.rows[0].cells]
        if name not in there:
            place = there.index(three.theirs.columns[at - 1]) + 1 if at else 1
            source = source.apply(table.insert_columns(place, [Column(name, {})]))
    return source


def _with_rows(source: Source, three: Table3, index: int, side: int) -> Source:
    """The rows that only theirs has, each below the one it stands below there."""
    keys = list(three.ours.rows)
    for above, key in _new_rows(three):
        table = _table(source, index)
        columns = [source.slice(cell) for cell in table.block.rows[0].cells]
        texts = [_cells(three, key, side)(name) for name in columns]
        at = keys.index(above) + 1 if above else len(keys)
        # Behind what ours has put there, except where it says that it comes later.
        while at < len(keys) and keys[at] not in three.base.rows and not _is_before(key, keys[at]):
            at += 1
        source = source.apply([table.append_row(texts, at if at < len(keys) else None)])
        keys.insert(at, key)
    return source


def _is_before(one: Key, other: Key) -> bool:
    return comes_before(rank(" ".join(one)), rank(" ".join(other)))


def _new_rows(three: Table3) -> Iterator[tuple[Key | None, Key]]:
    above: Key | None = None
    for key in three.theirs.rows:
        if key not in three.ours.rows:
            yield above, key
        above = key
