"""New entries of a timeline, in the form and at the place that the document's own entries show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time

from rca.aliases import Vocabulary
from rca.blocks import Block, Outline
from rca.changes import AddTimelineEntry
from rca.editing.first_entry import FirstEntry, entry_cells
from rca.editing.lines import insert, line_end, line_start, lines_after, lines_before
from rca.editing.tables import Table
from rca.editing.values import one_line
from rca.model import Document, TimelineEntry
from rca.text import Source, TextEdit
from rca.times import Course, Stamp, find_moment

Escape = Callable[[str], str]

_BEHIND_TIME = re.compile(
    r"(?P<closing>[\])*_`]*)(?P<between>[ \t]*(?:\([^()\n]{0,40}\)[ \t]*)?[:：—–|·,>-]*)"
    r"(?P<late>[*_`]*)[ \t]*"
)
_OPENING = {"]": "[", ")": "("}
_LABEL = re.compile(r"[^\W_][^\n]*[^\W_]")
_BREAK = re.compile(r"(?: {2,}|\\)$")
_ORDINAL = re.compile(r"(\d+)([.)])")
_SOME_DAY = date(2000, 1, 2)


class Timeline:
    """The timeline of one document, and the edits that add to it."""

    def __init__(
        self, source: Source, outline: Outline, document: Document, words: Vocabulary, zone: str
    ) -> None:
        self.source = source
        self.outline = outline
        self.document = document
        self.entries = document.timeline
        self.words = words
        self.zone = zone

    def add(self, change: AddTimelineEntry, escape: Escape) -> Iterator[list[TextEdit]]:
        """Ways to add an entry, the best first; tags that its text does not tell lead it in bold."""
        time_, text = one_line(change.time, "time"), one_line(change.text, "text")
        tagged = "".join(f"**{tag.capitalize()}:** " for tag in change.tags)
        for lead in dict.fromkeys(("", tagged)):
            yield from self._ways(time_, lead + escape(text))

    def _ways(self, time_: str, text: str) -> Iterator[list[TextEdit]]:
        if not self.entries:
            first = FirstEntry(self.source, self.outline, self.document, self.words, self.zone)
            yield from ([edit] for edit in first.ways(time_, text))
            return
        for place in dict.fromkeys((self._place(time_), len(self.entries))):
            for is_label in (True, False):
                yield [self._at(place, time_, text, is_label=is_label)]

    # Where: by day and clock, as the entries run

    def _place(self, time_: str) -> int:
        """How many entries come before a time."""
        course = Course(self.document.date or _SOME_DAY, UTC)
        moments = [self._moment(course, find_moment(e.time)) for e in self.entries]
        new = self._new_moment(find_moment(time_), [m for m in moments if m])
        if new is None:
            return len(self.entries)
        earlier = [k + 1 for k, moment in enumerate(moments) if moment and moment <= new]
        later = [k for k, moment in enumerate(moments) if moment and moment > new]
        return max(earlier) if earlier else min(later, default=len(self.entries))

    @staticmethod
    def _moment(course: Course, stamp: Stamp | None) -> datetime | None:
        if stamp is None:
            return None
        at = course.place(stamp)[0]
        if at is None and stamp.day is not None:
            return datetime.combine(stamp.day, time())
        return at.replace(tzinfo=None) if at else None

    def _new_moment(self, stamp: Stamp | None, moments: list[datetime]) -> datetime | None:
        """The moment of a new entry; a clock alone belongs to the first day that it fits into."""
        if stamp is None or not (stamp.day or stamp.clock):
            return None
        clock = stamp.clock or time()
        if stamp.day:
            return datetime.combine(stamp.day, clock)
        days = sorted({m.date() for m in moments}) or [_SOME_DAY]
        first = min(moments, default=None)
        return next(
            (m for m in (datetime.combine(d, clock) for d in days) if first is None or m >= first),
            datetime.combine(days[0], clock),
        )

    # How: as the neighbour is written

    def _at(self, place: int, time_: str, text: str, *, is_label: bool) -> TextEdit:
        neighbour = self.entries[max(place - 1, 0)]
        below = place > 0
        for block in self.outline.blocks:
            for index, row in enumerate(block.rows):
                if row.span.start <= neighbour.time_span.start < row.span.end:
                    return self._row(block, index, neighbour, time_, text, below=below)
        line = self._in_words(neighbour, time_, text, below=below, is_label=is_label)
        return self._line(neighbour, line, below=below)

    def _row(
        self, block: Block, index: int, neighbour: TimelineEntry, time_: str, text: str, *, below: bool
    ) -> TextEdit:
        cells = block.rows[index].cells
        at = next(c for c, cell in enumerate(cells) if cell.start <= neighbour.time_span.start <= cell.end)
        texts = entry_cells(self.source, self.words, block, at, (time_, text))
        table = Table(self.source, block)
        return table.append_row(texts, below=index) if below else table.insert_row(texts, above=index)

    def _in_words(
        self, neighbour: TimelineEntry, time_: str, text: str, *, below: bool, is_label: bool
    ) -> str:
        """An entry's line; its time stands at the end where the neighbour's does (`Resolved: 14:44`)."""
        if self._shares_line(neighbour):
            return time_ + self._behind(neighbour) + text
        lead = self._lead(neighbour, below=below)
        marker = self._marker(neighbour)
        label = _LABEL.search(lead, marker)
        if label is None:
            return lead + time_ + self._behind(neighbour) + text
        if is_label:
            return lead[: label.start()] + text + lead[label.end() :] + time_
        return f"{lead[:marker]}{time_}: {text}"

    def _marker(self, neighbour: TimelineEntry) -> int:
        """How many characters of a neighbour's line are indentation, quote marks and a list marker."""
        block = self._block(neighbour)
        start = self._start(neighbour)
        return max(0, block.content.start - start) if block else 0

    def _start(self, neighbour: TimelineEntry) -> int:
        start = line_start(self.source, neighbour.time_span.start)
        return start + self.source.text.startswith("\ufeff", start)

    def _line(self, neighbour: TimelineEntry, line: str, *, below: bool) -> TextEdit:
        block = self._block(neighbour)
        if neighbour.form == "fence" or block is None:
            return self._beside(neighbour.time_span.start, neighbour.time_span.end, [line], below=below)
        if block.kind == "paragraph" and not self._stands_alone(neighbour, block):
            if self._shares_line(neighbour):
                return self._in_line(neighbour, line, below=below)
            return self._in_paragraph(neighbour, line, below=below)
        gap = [] if block.kind == "item" else [""]
        end = self._end(block)
        return self._beside(block.span.start, end, [*gap, line] if below else [line, *gap], below=below)

    def _shares_line(self, neighbour: TimelineEntry) -> bool:
        line = self.source.line(neighbour.time_span.start)
        return any(self.source.line(e.time_span.start) == line for e in self.entries if e != neighbour)

    def _in_line(self, neighbour: TimelineEntry, line: str, *, below: bool) -> TextEdit:
        """An entry among others of one line, behind a semicolon."""
        entry = line.lstrip()
        if not below:
            return insert(neighbour.span.start, f"{entry}; ")
        end = len(self.source.text[: neighbour.span.end].rstrip())
        return insert(end, f"; {entry}")

    def _in_paragraph(self, neighbour: TimelineEntry, line: str, *, below: bool) -> TextEdit:
        """A line among others of one paragraph, with the hard break that they end with."""
        end = self._last_line(neighbour)
        broken = _BREAK.search(self.source.text[neighbour.span.start : end])
        first = _BREAK.search(self.source.text[: line_end(self.source, self.entries[0].time_span.end)])
        if not below or broken:
            found = broken or first
            return self._beside(
                neighbour.span.start, end, [line + (found.group() if found else "")], below=below
            )
        lead = first.group() if first else ""
        return insert(end, lead + self.source.newline + line)

    def _last_line(self, entry: TimelineEntry) -> int:
        return line_end(self.source, max(entry.time_span.end, entry.span.end))

    def _beside(self, start: int, end: int, lines: list[str], *, below: bool) -> TextEdit:
        if below:
            return lines_after(self.source, end, lines)
        return lines_before(self.source, start, lines)

    def _lead(self, neighbour: TimelineEntry, *, below: bool) -> str:
        """What stands before a neighbour's time on its line: marker, quote marks, bold."""
        lead = self.source.text[self._start(neighbour) : neighbour.time_span.start]
        is_last = neighbour == self.entries[-1]
        return _ORDINAL.sub(lambda m: f"{int(m[1]) + (below and is_last)}{m[2]}", lead, count=1)

    def _behind(self, neighbour: TimelineEntry) -> str:
        """What stands between a neighbour's time and its text: marks that close what leads, a separator."""
        end = line_end(self.source, neighbour.time_span.end)
        match = _BEHIND_TIME.match(self.source.text, neighbour.time_span.end, end)
        if match is None:
            return ": "
        lead = self._lead(neighbour, below=False)[self._marker(neighbour) :]
        closing, late = (
            "".join(c for c in match[name] if _OPENING.get(c, c) in lead) for name in ("closing", "late")
        )
        # A mark that closes nothing opens the text: the space before it is all that stands between.
        gap = match.group()[match.end("late") - match.start() :] if late == match["late"] else ""
        behind = closing + match["between"] + late + gap or ": "
        # Behind an entry that says nothing yet, the line ends where a text would begin.
        return f"{behind} " if match.end() == end and not behind.endswith((" ", "\t")) else behind

    def _block(self, neighbour: TimelineEntry) -> Block | None:
        """The innermost item, heading or paragraph that a neighbour is."""
        at = neighbour.time_span.start
        holding = [b for b in self.outline.blocks if b.span.start <= at < b.span.end]
        kinds = ("item",) if neighbour.form in ("bullet", "number", "task") else ("heading", "paragraph")
        return next((b for b in reversed(holding) if b.kind in kinds), None)

    def _stands_alone(self, neighbour: TimelineEntry, block: Block) -> bool:
        """Whether no other entry shares a neighbour's paragraph."""
        others = (e.time_span.start for e in self.entries if e != neighbour)
        return not any(block.span.start <= at < block.span.end for at in others)

    def _end(self, block: Block) -> int:
        """Where an entry ends: a heading reaches to the next one that is not below it."""
        if block.kind != "heading":
            return block.span.end
        following = [
            b.span.start
            for b in self.outline.blocks
            if b.kind == "heading" and b.span.start > block.span.start and b.level <= block.level
        ]
        return len(self.source.text[: min(following, default=len(self.source.text))].rstrip())
