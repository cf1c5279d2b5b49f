"""The first entry of a timeline: in the table or list that waits for it, else in a table of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.aliases import Vocabulary
from rca.blocks import Block, Outline
from rca.editing.lines import line_end, lines_after, prefix_of
from rca.editing.sections import Sections, find_section
from rca.editing.tables import Table
from rca.editing.values import in_cell
from rca.inline import plain
from rca.model import Document, Section
from rca.text import Source, TextEdit

_WAITING = re.compile(
    r"(?P<open>[*_]{0,3})\[?(?:(?:HH|XX|00)[:.]?(?:MM|XX|00)(?: ?UTC)?|T ?[+-]? ?\d*\w{0,4})?\]?"
    r"(?P<between>[*_]{0,3}[ \t]*(?:[:—–|-]+[*_]{0,3}[ \t]*)?)(?:\.\.\.|…)?",
    re.IGNORECASE,
)
"""What a list item says that waits for an entry, as templates have it: `HH:MM - `, or nothing."""


_ORDINAL = re.compile(r"\d+(?=[.)])")


class FirstEntry:
    """A document without entries, and the edits that may give it one."""

    def __init__(
        self, source: Source, outline: Outline, document: Document, words: Vocabulary, zone: str
    ) -> None:
        self.source = source
        self.outline = outline
        self.words = words
        self.zone = zone
        self.sections = Sections(source, outline, document)
        self.section = find_section(document, "timeline")

    def ways(self, time: str, text: str) -> Iterator[TextEdit]:
        """The entry where the section has room for it, else in a section of its own."""
        row = f"| Time | Event |\n|---|---|\n| {in_cell(time)} | {in_cell(text)} |"
        if self.section is not None:
            yield from self._in_section(self.section, time, text)
            yield self.sections.append(self.section, row)
        yield self.sections.add("timeline", f"Timeline (all times {self.zone})", row)

    def _in_section(self, section: Section, time: str, text: str) -> Iterator[TextEdit]:
        inside = self._inside(section)
        for table in (b for b in inside if b.kind == "table"):
            if (column := self._time_column(table)) is not None:
                cells = entry_cells(self.source, self.words, table, column, (time, text))
                yield Table(self.source, table).append_row(cells)
        items = [b for b in inside if b.kind == "item"]
        if items and (around := self._waiting(items[-1], section.body.end)):
            lead, between = around
            yield lines_after(self.source, items[-1].span.end, [f"{lead}{time}{between}{text}"])

    def _inside(self, section: Section) -> list[Block]:
        return [b for b in self.outline.blocks if section.body.start <= b.span.start < section.body.end]

    def _time_column(self, table: Block) -> int | None:
        names = [self.words.timeline_column(plain(self.source.slice(c))) for c in table.rows[0].cells]
        return names.index("time") if "time" in names else None

    def _waiting(self, item: Block, end: int) -> tuple[str, str] | None:
        """What stands before and behind a time where the last block is a list item that waits for one."""
        line = self.source.text[item.content.start : line_end(self.source, item.span.end)]
        sample = _WAITING.fullmatch(line)
        if sample is None or self.source.text[item.span.end : end].strip():
            return None
        lead = _spaced(
            _ORDINAL.sub(lambda m: str(int(m[0]) + 1), prefix_of(self.source, item.content.start), 1)
        )
        between = sample["between"] if sample["between"].strip() else ": "
        return lead + sample["open"], _spaced(between)


def _spaced(text: str) -> str:
    return text if text.endswith((" ", "\t")) else f"{text} "


def entry_cells(
    source: Source, words: Vocabulary, table: Block, at: int, entry: tuple[str, str]
) -> list[str]:
    """The cells of a row with an entry (its time and text) whose time stands in column `at`."""
    names = [words.timeline_column(plain(source.slice(c))) for c in table.rows[0].cells]
    event = next((c for c, name in enumerate(names) if name == "event" and c != at), at + 1)
    texts = [""] * max(len(names), event + 1)
    texts[at], texts[event] = map(in_cell, entry)
    return texts
