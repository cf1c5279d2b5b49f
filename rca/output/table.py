"""Tables that fit the terminal: columns give way in a fixed order, nothing wraps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rca.output.clean import clean
from rca.output.terminal import Terminal
from rca.output.width import cut, cut_left, width, wrap
from rca.values import NamedTuple

_GAP = 2

_PADDED = 80
"""Where nothing limits a line, a longer cell is whole, and no other row is padded to it."""


class Cell(NamedTuple):
    """A text and the role that colours it."""

    text: str
    role: str = ""
    shorter: tuple[str, ...] = ()
    """What may stand there when the text does not fit, longest first; the last one is cut if it has to be."""


class Column(NamedTuple):
    """A column and how it gives way when the table is too wide."""

    title: str
    right: bool = False
    """Whether its cells stand at the right, as numbers do."""
    least: int = 0
    """Cells that it can be cut down to; 0 for a column that is never cut."""
    keep_end: bool = False
    """Whether cutting takes the beginning away, as for names that differ at their end."""
    drop: int = 0
    """When cutting is not enough the column with the highest number goes first; 0 stays."""


class _Sized(NamedTuple):
    place: int
    column: Column
    cells: int


def table(
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    terminal: Terminal,
    *,
    indent: int = 0,
    head: bool = True,
) -> Iterator[str]:
    """The lines of a table, header first; columns without any text are left out."""
    safe = [[_measured(cell) for cell in row] for row in rows]
    room = None if terminal.width is None else max(1, terminal.width - indent)
    if room is not None and _is_crowded(_natural(columns, safe, head), room):
        safe = [[_shortest(measured) for measured in row] for row in safe]
    sized = _fitted(_natural(columns, safe, head), room)
    margin = " " * indent
    if head:
        titles = [_Measured(Cell(c.title, "muted"), width(c.title)) for c in columns]
        yield margin + _line(titles, sized, terminal)
    for row in safe:
        yield margin + _line(row, sized, terminal)


class _Measured(NamedTuple):
    """A cell whose text is safe, and the cells of the terminal that it takes."""

    cell: Cell
    cells: int


def _measured(cell: Cell) -> _Measured:
    text = clean(cell.text)
    return _Measured(Cell(text, cell.role, cell.shorter), width(text))


def _shortest(measured: _Measured) -> _Measured:
    """A cell in its shortest form."""
    cell = measured.cell
    return _measured(Cell(cell.shorter[-1], cell.role)) if cell.shorter else measured


def _is_crowded(sized: list[_Sized], room: int) -> bool:
    """Whether columns are too wide even when all of them give way as far as they may."""
    return _total(_least(s) for s in sized if not s.column.drop) > room


def _natural(columns: Sequence[Column], rows: list[list[_Measured]], head: bool) -> list[_Sized]:
    sizes = [max((row[k].cells for row in rows), default=0) for k in range(len(columns))]
    return [
        _Sized(k, c, max(size, width(c.title)) if head else size)
        for k, (c, size) in enumerate(zip(columns, sizes, strict=True))
        if size
    ]


def _fitted(sized: list[_Sized], room: int | None) -> list[_Sized]:
    if room is None:
        return [s._replace(cells=min(s.cells, _PADDED)) for s in sized]
    while _total(map(_least, sized)) > room and any(s.column.drop for s in sized):
        sized.remove(max(sized, key=lambda s: s.column.drop))
    return _shrunk(sized, _leasts(sized, room), room)


def _leasts(sized: list[_Sized], room: int) -> list[int]:
    """How far each column may be cut; when room is scarce, names stay whole as long as they can."""
    squeezed = [s.cells if s.column.keep_end else min(s.cells, 1) for s in sized]
    for leasts in ([_least(s) for s in sized], squeezed):
        if _total(leasts) <= room:
            return leasts
    return [min(s.cells, 1) for s in sized]


def _least(sized: _Sized) -> int:
    return min(sized.column.least, sized.cells) if sized.column.least else sized.cells


def _total(sizes: Iterable[int]) -> int:
    sizes = list(sizes)
    return sum(sizes) + _GAP * (len(sizes) - 1)


def _shrunk(sized: list[_Sized], leasts: list[int], room: int) -> list[_Sized]:
    cells = [s.cells for s in sized]
    excess = _total(cells) - room
    while excess > 0 and any(c > least for c, least in zip(cells, leasts, strict=True)):
        k = max(range(len(cells)), key=lambda k: (cells[k] - leasts[k], cells[k]))
        step = min(excess, max(1, (cells[k] - leasts[k]) // 2))
        cells[k], excess = cells[k] - step, excess - step
    return [s._replace(cells=c) for s, c in zip(sized, cells, strict=True)]


def _line(row: Sequence[_Measured], sized: list[_Sized], terminal: Terminal) -> str:
    parts = []
    for place, column, cells in sized:
        cell, taken = row[place]
        text = cell.text
        if taken > cells and terminal.width is not None:
            text = _shown(cell, column, cells, terminal.ellipsis)
            taken = width(text)
        space = " " * (cells - taken)
        painted = terminal.colored(text, cell.role)
        parts.append(space + painted if column.right else painted + space)
    return (" " * _GAP).join(parts).rstrip(" ")


def _shown(cell: Cell, column: Column, cells: int, ellipsis: str) -> str:
    """The longest shorter form that fits, or what is left of the shortest."""
    forms = [clean(form) for form in cell.shorter] or [cell.text]
    fitting = (form for form in forms if width(form) <= cells)
    return next(fitting, "") or (cut_left if column.keep_end else cut)(forms[-1], cells, ellipsis)


def facts(pairs: Iterable[tuple[str, Cell]], terminal: Terminal, *, indent: int = 0) -> Iterator[str]:
    """Lines of a label and its value, values aligned and wrapped; pairs without a value are left out."""
    given = [(label, cell._replace(text=clean(cell.text))) for label, cell in pairs if cell.text]
    start = indent + max((width(label) for label, _ in given), default=0) + _GAP
    room = None if terminal.width is None else max(terminal.width - start, 16)
    for label, cell in given:
        margin = " " * indent + terminal.paint(label, "muted") + " " * (start - indent - width(label))
        for line in wrap(cell.text, room, terminal.ellipsis):
            yield margin + terminal.paint(line, cell.role)
            margin = " " * start
