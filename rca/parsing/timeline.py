"""The incident's timeline in every form: tables, bullets, sub-headings, paragraphs, fences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, tzinfo
from itertools import zip_longest
from typing import NamedTuple

from rca.blocks import Block
from rca.columns import TAGS
from rca.inline import plain
from rca.model import Form
from rca.parsing.reader import Facts, Reader
from rca.parsing.sections import LABEL, Head, outermost
from rca.text import Span
from rca.times import Course, Stamp, find_lead, find_tail, read_stamp
from rca.zones import find_zone

_TAG_WORDS = "|".join(f"(?P<{tag}>{words})" for tag, words in TAGS.items())
_TAG = re.compile(rf"(?:\b(?=[a-flimnoprstwz])|(?=[\u3000-\u9fff]))(?:{_TAG_WORDS})")
_ALL_TIMES = re.compile(r"(?:times?\b[^.\n]{0,60}|timezone[^.\n]{0,30}|zeiten[^.\n]{0,40})", re.IGNORECASE)
_TIMES_ARE = re.compile(r"[Aa]ll times\b[^.\n]{0,60}")
_PROSE_SPLIT = re.compile(r"(?:;|\.)\s+(?=[~≈*_`(]{0,4}(?:[01]?\d|2[0-4])[:.h][0-5]\d)")
_LEFT = " \t*_`~[]():：–—-|·•,.;"
_PLACEHOLDER = re.compile(
    r"[\W_]*(?:y{2,4}[-/]m{1,2}[-/]d{1,2}\W*)?(?:h{1,2}[:.]?m{1,2}|t[+-]?[xn])\W*\w{0,4}[\W_]*$",
    re.IGNORECASE,
)
_DAY_WORDS = 4


class Entry(NamedTuple):
    """A line of the timeline before its time is placed."""

    stamp: Stamp | None
    """None where the time says nothing that could be placed."""
    time: Span
    span: Span
    text: str
    form: Form


def read_timeline(reader: Reader, heads: list[Head], day: date | None) -> list[Facts]:
    """The entries of all timeline sections, placed one after the other."""
    facts: list[Facts] = []
    for head in outermost(heads, "timeline"):
        course = Course(day, _zone(reader, head))
        for entry in _entries(reader, head, day):
            if entry.form == "paragraph" and not entry.text and entry.stamp and entry.stamp.day:
                course.start_day(entry.stamp.day)
            else:
                facts.append(_facts(reader, entry, course))
    return facts


def _zone(reader: Reader, head: Head) -> tzinfo | None:
    """The zone of a timeline: its heading's, that of a sentence about its times, or the workspace's."""
    if zone := find_zone(reader.raw(head.span)):
        return zone
    for index in reader.within(Span(head.body.start, min(head.body.end, head.body.start + 600))):
        block = reader.blocks[index]
        if block.kind == "table" and (zone := find_zone(reader.raw(block.rows[0].span))):
            return zone
        told = _ALL_TIMES.search(reader.raw(block.content)) if block.kind == "paragraph" else None
        if told and (zone := find_zone(told.group())):
            return zone
    return _document_zone(reader) or reader.zone


def _document_zone(reader: Reader) -> tzinfo | None:
    match = _TIMES_ARE.search(reader.text) if "ll times" in reader.text else None
    return find_zone(match.group()) if match else None


def _facts(reader: Reader, entry: Entry, course: Course) -> Facts:
    at, until = course.place(entry.stamp) if entry.stamp else (None, None)
    return {
        "time": reader.plain(entry.time),
        "at": at,
        "until": until,
        "text": entry.text,
        "tags": tags_of(entry.text),
        "form": entry.form,
        "span": entry.span,
        "time_span": entry.time,
    }


def tags_of(text: str) -> tuple[str, ...]:
    """Which moments of an incident a text tells."""
    found = {match.lastgroup for match in _TAG.finditer(text.casefold())}
    return tuple(tag for tag in TAGS if tag in found) if found else ()


def _entries(reader: Reader, head: Head, day: date | None) -> list[Entry]:
    """The entries below one heading; a fence counts only where nothing else has times."""
    blocks = reader.blocks
    found: list[Entry] = []
    fences: list[Block] = []
    has_headed = False
    for index in reader.within(head.body):
        block = blocks[index]
        if block.kind == "table":
            found += _of_table(reader, block, day)
        elif block.kind == "heading":
            entry = _of_heading(reader, block, day)
            has_headed = has_headed or (entry is not None and not _is_day_only(entry))
            found += [entry] if entry else []
        elif block.kind == "item":
            found += _of_item(reader, index, block, day)
        elif block.kind == "paragraph" and not has_headed and _stands_alone(reader, block):
            found += _of_paragraph(reader, block.content, day)
        elif block.kind in ("fence", "code"):
            fences.append(block)
    found = _without_contexts(reader, found)
    if not any(not _is_day_only(entry) for entry in found):
        found += [e for block in fences for e in _of_fence(reader, block, day)]
    return found


def _stands_alone(reader: Reader, block: Block) -> bool:
    return block.parent < 0 or reader.blocks[block.parent].kind == "quote"


def _is_day_only(entry: Entry) -> bool:
    return entry.stamp is not None and entry.stamp.is_day and not entry.text


def _is_timed(entry: Entry) -> bool:
    return entry.stamp is not None and entry.stamp.clock is not None


def _without_contexts(reader: Reader, found: list[Entry]) -> list[Entry]:
    """Headings and items that only give a day to timed entries are context; other headings get a text."""
    done: list[Entry] = []
    for entry, following in zip_longest(found, found[1:]):
        is_day = entry.stamp is not None and entry.stamp.is_day
        if entry.form == "paragraph" or not (is_day or entry.form == "heading"):
            done.append(entry)
        elif is_day and following is not None and _is_timed(following) and _is_deeper(entry, following):
            done.append(entry._replace(form="paragraph", text=""))
        else:
            done.append(entry if entry.text else entry._replace(text=_text_below(reader, entry.span)))
    return done


def _is_deeper(entry: Entry, following: Entry) -> bool:
    """Whether an entry stands below another: in its section, or nested in its item."""
    if entry.form == "heading":
        return following.form != "heading"
    return not entry.text and (following.form != entry.form or following.span.end <= entry.span.end)


def _text_below(reader: Reader, span: Span) -> str:
    """The text of the first paragraph or item below a heading."""
    for index in reader.within(Span(span.end, len(reader.text)))[:2]:
        block = reader.blocks[index]
        if block.kind in ("paragraph", "item"):
            return reader.plain(block.content)
    return ""


def _of_table(reader: Reader, block: Block, day: date | None) -> Iterator[Entry]:
    names = [reader.words.timeline_column(reader.plain(cell)) for cell in block.rows[0].cells]
    times = [k for k, name in enumerate(names) if name in ("time", "date")]
    column = next(
        (k for k in times if names[k] == "time"), times[0] if times else _first_timed(reader, block, day)
    )
    if column is None:
        return
    extra = next((k for k in times if k != column and names[k] == "date"), None)
    event = _event_column(names, column)
    for row in block.rows[1:]:
        cells = row.cells
        if len(cells) <= column:
            continue
        raw = reader.raw(cells[column])
        if not any(c.isalnum() for c in raw) or _PLACEHOLDER.match(raw):
            continue
        text = reader.plain(cells[event]) if event is not None and event < len(cells) else ""
        dated = f"{reader.raw(cells[extra])} {raw}" if extra is not None and extra < len(cells) else raw
        yield Entry(_cell_stamp(dated, day), cells[column], row.span, text, "table")


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
    return stamp if stamp.zone else read_stamp(plain(raw), day)


def _of_heading(reader: Reader, block: Block, day: date | None) -> Entry | None:
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


def _of_item(reader: Reader, index: int, block: Block, day: date | None) -> Iterator[Entry]:
    raw = reader.raw(block.content)
    form: Form = "task" if block.box else "number" if block.marker[0].isdigit() else "bullet"
    stamp = find_lead(raw, day) or _behind_label(raw, day)
    if stamp is None and len(raw) < 160 and (tail := find_tail(raw, day)) and _is_label(raw[: tail.start]):
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


def _of_paragraph(reader: Reader, content: Span, day: date | None) -> Iterator[Entry]:
    """Lines that begin with a time, or one line with several times and semicolons; wrapped lines go on."""
    at = content.start
    current: Entry | None = None
    for line in _lines(reader, content):
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


def _lines(reader: Reader, span: Span) -> Iterator[Span]:
    start = span.start
    while start < span.end:
        newline = reader.text.find("\n", start, span.end)
        end = span.end if newline < 0 else newline
        yield Span(start, end - (reader.text[end - 1 : end] == "\r"))
        start = end + 1


def _pieces(raw: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _PROSE_SPLIT.finditer(raw):
        yield start, match.start()
        start = match.end()
    yield start, len(raw)


def _of_fence(reader: Reader, block: Block, day: date | None) -> Iterator[Entry]:
    for line in _lines(reader, block.content):
        raw = reader.raw(line)
        stamp = find_lead(raw, day)
        if stamp is not None:
            time = Span(line.start + stamp.start, line.start + stamp.end)
            text = raw[stamp.end :].strip(_LEFT)
            yield Entry(stamp, time, line, text, "fence")


def is_timeline_label(head: Head) -> bool:
    """Whether a head is a label inside a list that holds the timeline."""
    return head.level == LABEL and head.name == "timeline"
