"""The day of an incident outside its fields: in the file's name, in prose, in headings."""

from __future__ import annotations

import re
from datetime import date

from rca.days import find_day, find_days, make_day
from rca.inline import plain
from rca.parsing.heads import Head
from rca.parsing.reader import Reader

_COMPACT = re.compile(r"(20(?<!\d20)\d{2})(\d{2})(\d{2})(?!\d)")
_DASHED = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.](\d\d)[-_.](\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d.-])(0?[1-9]|1[0-2])-(1[3-9]|2\d|3[01])-(\d\d)(?![\d-])")


def is_month_before(day: date, named: date) -> bool:
    """Whether a day is the named one or one of the month before it, when a report is written."""
    return 0 <= (named - day).days < 32


def short_day(text: str) -> date | None:
    """The day of `5-26-21`, which can be read in one way only."""
    match = _SHORT_YEAR.search(text)
    return make_day(2000 + int(match[3]), int(match[1]), int(match[2])) if match else None


def file_day(name: str) -> date | None:
    """The day in the name of a file."""
    stem = name.replace("\\", "/").rpartition("/")[2]
    if match := _COMPACT.search(stem) or _DASHED.search(stem):
        return make_day(int(match[1]), int(match[2]), int(match[3]))
    found = find_day(stem.replace("_", " "))
    return found.day if found and found.has_year else short_day(stem)


_YEAR = re.compile(r"\b20\d\d\b|\b19\d\d\b")
_PUBLISHED = re.compile(
    r"\W*(?:posted|published|(?:last )?updated|written)\b(?! (?:that|to|off))", re.IGNORECASE
)
"""What begins a line that tells of the report and not of the incident."""
_TOLD = 600
"""Characters of a paragraph that are searched for the day of the incident."""


def told_day(reader: Reader, named: date | None) -> date | None:
    """The day that the first paragraphs tell; beside a dated file name only one in the month before it."""
    for block in reader.blocks[:12]:
        if block.kind != "paragraph" or block.depth:
            continue
        text = reader.raw(block.content)[:_TOLD]
        if not _YEAR.search(text) or _PUBLISHED.match(text):
            continue
        text = plain(text)
        dated = next((d.day for d in find_days(text) if d.day and d.has_year), None)
        if dated is None:
            continue
        near = find_days(text, dated)
        told = [d.day for d in near if d.day]
        first = min((d for d in told if abs((dated - d).days) < 32), default=dated)
        return first if named is None or is_month_before(first, named) else None
    return None


def headed_day(heads: list[Head]) -> date | None:
    """The day that headings begin with, if it is the same in all; else that of the summary or timeline."""
    found = (find_day(head.text) for head in heads if head.text[:1].isdigit())
    days = {day.day for day in found if day and day.has_year and not day.start}
    if not days:
        told = (find_day(head.text) for head in heads if head.name in ("summary", "timeline"))
        days = {day.day for day in told if day and day.has_year}
    return days.pop() if len(days) == 1 else None
