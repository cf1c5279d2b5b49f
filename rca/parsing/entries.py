"""Entries of a timeline in each form: rows, list items, sub-headings, lines of paragraphs and of fences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from rca.blocks import Block
from rca.days import make_day
from rca.inline import has_words, plain
from rca.parsing.reader import Reader
from rca.parsing.textlines import broken_lines, lines_of
from rca.text import Span
from rca.times import Stamp, find_lead, find_tail, read_stamp
from rca.zones import find_zone, read_zone

if TYPE_CHECKING:
    from rca.model import Form

_PROSE_SPLIT = re.compile(r"(?:;|\.)\s+(?=[~≈*_`(]{0,4}(?:[01]?\d|2[0-4])[:.h][0-5]\d)")
_LEFT = " \t*_`~[]():：–—-|·•,.;"
_PLACEHOLDER = re.compile(
    r"[\W_]*(?:(?:y{2,4}[-/]m{1,2}[-/]d{1,2}\W*)?(?:h{1,2}[:.]?m{1,2}|t[+-]?[xn])\W*\w{0,4}"
    r"|todo|tbd|tba|none|n/?a)[\W_]*$",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[A-Za-z0-9]")
_DAY_WORDS = 4
_DAY_LABEL = re.compile(r"\s*(?:\*\*)?(?:day|date|datum|日付|日期)(?:\*\*)?\s*[:：]\s*", re.IGNORECASE)


class Entry(NamedTuple):
    """A line of the timeline before its time is placed."""

    stamp: Stamp | None
    """None where the time says nothing that could be placed."""
    time: Span
    span: Span
    text: str
    form: Form


def table_entries(reader: Reader, block: Block, day: date | None) -> Iterator[Entry]:
    """The rows of a table whose time cell says something; none where no column holds times."""
    header = [reader.plain(cell) for cell in block.rows[0].cells]
    names = [reader.words.timeline_column(text) or ("zone" if read_zone(text) else "") for text in header]
    times = [k for k, name in enumerate(names) if name in ("time", "date")]
    column = next(
        (k for k in times if names[k] == "time"), times[0] if times else _first_timed(reader, block, day)
    )
    if column is None and "event" in names and "number" in names:
        column = names.index("number")  # events whose order is all that is known
    if column is None:
        return
    extra = _date_column(reader, block, [k for k in times if k != column and names[k] == "date"])
    event = _event_column(names, column)
    zone = find_zone(header[column])
    for row in block.rows[1:]:
        cells = row.cells
        if len(cells) <= column:
            continue
        raw = reader.raw(cells[column])
        if not has_words(raw) or _PLACEHOLDER.match(raw):
            if other := _in_other_zone(reader, names, header, cells, day):
                text = reader.cell(cells[event]) if event is not None and event < len(cells) else ""
                yield Entry(other[0], other[1], row.span, text, "table")
            continue
        text = reader.cell(cells[event]) if event is not None and event < len(cells) else ""
        if not text and _is_alone(cells, column) and (of_day := _row_day(raw, day)):
            yield Entry(of_day, cells[column], row.span, "", "paragraph")
            continue
        dated = f"{reader.raw(cells[extra])} {raw}" if extra is not None and extra < len(cells) else raw
        stamp = _cell_stamp(dated, day)
        if stamp is not None and zone is not None and not stamp.names_zone:
            stamp = stamp._replace(zone=zone, names_zone=True)
        yield Entry(stamp, cells[column], row.span, text, "table")


def _date_column(reader: Reader, block: Block, columns: list[int]) -> int | None:
    """The column of the rows' days: of several the first with numbers, not the one of weekdays."""
    if len(columns) < 2 or len(block.rows) < 2:
        return columns[0] if columns else None
    cells = block.rows[1].cells
    dated = (k for k in columns if k < len(cells) and any(c.isdigit() for c in reader.raw(cells[k])))
    return next(dated, columns[0])


def _is_alone(cells: tuple[Span, ...], column: int) -> bool:
    """Whether all cells of a row but one are empty."""
    return all(k == column or c.start == c.end for k, c in enumerate(cells))


_MONTH_AND_DAY = re.compile(r"[\s*_`]*(?P<first>\d{1,2})/(?P<second>\d{1,2})[\s*_`]*")


def _row_day(raw: str, near: date | None) -> Stamp | None:
    """The day that a row tells for those below it: any day, or `1/28` where the incident is near."""
    stamp = find_lead(raw, near)
    if stamp is not None:
        return stamp if stamp.is_day and stamp.day else None
    match = _MONTH_AND_DAY.fullmatch(raw)
    if match is None or near is None:
        return None
    first, second = int(match["first"]), int(match["second"])
    days = {d for m, n in ((first, second), (second, first)) if (d := make_day(near.year, m, n))}
    told = [d for d in days if abs((d - near).days) < _NEAR]
    return Stamp(0, len(raw), told[0], None, None, None, None, False, True) if len(told) == 1 else None


_NEAR = 32
"""Days between an incident and the days of its timeline."""


def _in_other_zone(
    reader: Reader, names: list[str], header: list[str], cells: tuple[Span, ...], day: date | None
) -> tuple[Stamp, Span] | None:
    """The time of a row that only the column of another zone gives: its header is that zone."""
    for k, name in enumerate(names[: len(cells)]):
        stamp = find_lead(reader.raw(cells[k]), day) if name == "zone" else None
        if stamp is not None:
            zone = stamp.zone or read_zone(header[k])
            return stamp._replace(zone=zone, names_zone=True), cells[k]
    return None


def _first_timed(reader: Reader, block: Block, day: date | None) -> int | None:
    """The first column whose cells mostly begin with a time, where no header says which one it is."""
    rows = block.rows[1:]
    for k in range(min(3, len(block.rows[0].cells))):
        timed = sum(
            len(row.cells) > k and find_lead(reader.raw(row.cells[k]), day) is not None for row in rows
        )
        if timed and timed * 2 >= len(rows):
            return k
    return None


def _event_column(names: list[str], column: int) -> int | None:
    if "event" in names and names.index("event") != column:
        return names.index("event")
    later = [k for k, name in enumerate(names) if k > column and name not in ("number", "time", "date")]
    return later[0] if later else None


def _cell_stamp(raw: str, day: date | None) -> Stamp | None:
    stamp = find_lead(raw, day)
    if stamp is None:
        return None
    rest = raw[stamp.end :]
    return stamp if stamp.zone or not _WORDS.search(rest) else read_stamp(plain(raw), day)


def heading_entry(reader: Reader, block: Block, day: date | None) -> Entry | None:
    """An entry of a sub-heading with a time; its text is the rest of the heading, else what stands below."""
    raw = reader.raw(block.content)
    stamp = find_lead(raw, day) or (find_tail(raw, day) if len(raw) < 120 else None)
    if stamp is None:
        return None
    time = Span(block.content.start + stamp.start, block.content.start + stamp.end)
    return Entry(stamp, time, block.span, _rest(raw, stamp), "heading")


def _rest(raw: str, stamp: Stamp) -> str:
    """The text of a line without its time: the words before it as a label, then those behind it."""
    text = plain(f"{raw[: stamp.start]}{_HOLE}{raw[stamp.end :]}")
    before, _, after = text.partition(_HOLE)
    before, after = before.strip(_LEFT), _BEHIND.sub("", after, count=1).strip()
    return f"{before}: {after}" if before and after else before or after


_HOLE = "\ufffc"
_BEHIND = re.compile(r"[\s\])*_`~:：–—|·•,;-]*(?:\.\s+)?")


def item_entries(
    reader: Reader, index: int, block: Block, day: date | None, *, beside_table: bool = False
) -> Iterator[Entry]:
    """The entry of a list item that begins or ends with a time, or has one behind a bold label.

    Beside a table of entries a labelled time is a fact of the incident: `**End time:** 2026-06-15`.
    """
    raw = reader.raw(block.content)
    form: Form = "task" if block.box else "number" if block.marker[0].isdigit() else "bullet"
    stamp = find_lead(raw, day) or (None if beside_table else _behind_label(raw, day))
    if (
        stamp is None
        and not beside_table
        and len(raw) < 160
        and (tail := find_tail(raw, day))
        and _is_label(raw[: tail.start])
    ):
        stamp = tail
    if stamp is None:
        return
    text = _rest(raw, stamp)
    if not text and not stamp.is_day:
        text = _first_below(reader, index)
    time = Span(block.content.start + stamp.start, block.content.start + stamp.end)
    yield Entry(stamp, time, block.span, text, form)


_LABELLED = re.compile(r"(?:\*\*|__)(?P<label>[^*_\n]{1,40})(?:[:：](?:\*\*|__)|(?:\*\*|__)\s?[:：])\s*")


def _behind_label(raw: str, day: date | None) -> Stamp | None:
    """The time behind a bold label: `**Detected**: 09:12 UTC - …`."""
    match = _LABELLED.match(raw)
    stamp = find_lead(raw[match.end() :], day) if match else None
    if match is None or stamp is None:
        return None
    return stamp._replace(start=stamp.start + match.end(), end=stamp.end + match.end())


def _first_below(reader: Reader, index: int) -> str:
    """The text of the first item nested in an item that is only a time."""
    for k in range(index + 1, min(index + 4, len(reader.blocks))):
        if reader.blocks[k].kind == "item" and reader.blocks[k].parent == index:
            return reader.plain(reader.blocks[k].content)
    return ""


def _is_label(text: str) -> bool:
    """Whether the words before a time at the end of a line are a label, not a sentence."""
    return text.rstrip().endswith((":", "：", ":**", "**")) or len(text.split()) <= _DAY_WORDS


def paragraph_entries(reader: Reader, content: Span, day: date | None) -> Iterator[Entry]:
    """Lines that begin with a time, or one line with several times and semicolons; wrapped lines go on.

    A `<br>` ends a line, too.
    """
    at = content.start
    current: Entry | None = None
    for whole in broken_lines(reader, content):
        label = _DAY_LABEL.match(reader.text, whole.start, whole.end)
        line = Span(label.end(), whole.end) if label else whole
        raw = reader.raw(line)
        stamp = find_lead(raw, day)
        if stamp is None:
            current = current and _longer(current, line, raw)
            continue
        if current is not None:
            yield current
        current = None
        pieces = list(_pieces(raw))
        for start, end in pieces:
            part = raw[start:end]
            stamp = find_lead(part, day)
            if stamp is None:
                continue
            if current is not None:
                yield current
            time = Span(line.start + start + stamp.start, line.start + start + stamp.end)
            text = _rest(part, stamp)
            current = Entry(stamp, time, Span(line.start + start, line.start + end), text, "paragraph")
    if current is not None and at >= 0:
        yield current


def _longer(entry: Entry, line: Span, raw: str) -> Entry:
    text = f"{entry.text} {plain(raw.lstrip(' >'))}".strip()
    return entry._replace(span=Span(entry.span.start, line.end), text=text)


def _pieces(raw: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _PROSE_SPLIT.finditer(raw):
        yield start, match.start()
        start = match.end()
    yield start, len(raw)


def fence_entries(reader: Reader, block: Block, day: date | None) -> Iterator[Entry]:
    """The lines of a fence that begin with a time."""
    for line in lines_of(reader, block.content):
        raw = reader.raw(line)
        stamp = find_lead(raw, day)
        if stamp is not None:
            time = Span(line.start + stamp.start, line.start + stamp.end)
            text = raw[stamp.end :].strip(_LEFT)
            yield Entry(stamp, time, line, text, "fence")
