"""The incident's timeline: its sections, their entries, and the moments that these tell."""

from __future__ import annotations

import re
from datetime import date, tzinfo
from itertools import groupby, takewhile, zip_longest
from operator import itemgetter

from rca.blocks import Block
from rca.columns import TAGS
from rca.parsing.entries import (
    Entry,
    fence_entries,
    heading_entry,
    item_entries,
    paragraph_entries,
    table_entries,
)
from rca.parsing.heads import Head, outermost
from rca.parsing.reader import Facts, Reader
from rca.text import Span
from rca.times import Course, Stamp
from rca.zones import find_zone

_TAG_WORDS = "|".join(f"(?P<{tag}>{words})" for tag, words in TAGS.items())
_PLAIN_WORDS = re.sub(r"\([^()]*\)", "", "|".join(TAGS.values()))
_STEMS = sorted({*re.findall(r"(?:^|\|)([a-z]{2}[a-z-])", _PLAIN_WORDS), "onc"})
"""How the words of tags begin; `on-?call` in two ways."""
_BEGINNING = "|".join(
    f"{first}(?:{'|'.join(stem[1:] for stem in stems)})" for first, stems in groupby(_STEMS, itemgetter(0))
)
_MAY_TELL = re.compile(rf"(?:\w*+\W++)*?(?:{_BEGINNING})")
"""Looks at the beginning of each word alone, in one go: most entries tell nothing."""
_TAG = re.compile(rf"\b(?={_BEGINNING})(?:{_TAG_WORDS})")
_SIGNS = {tag: "|".join(re.findall("[\u3000-\u9fff]+", words)) for tag, words in TAGS.items()}
_TAG_SIGNS = re.compile("|".join(f"(?P<{tag}>{words})" for tag, words in _SIGNS.items() if words))
"""The same in writing that has no spaces between words."""
_ALL_TIMES = re.compile(
    r"(?:(?:all )?times?\b[^.\n]{0,60}|(?:timezone|tz\b)[^.\n]{0,30}|(?:alle )?zeiten[^.\n]{0,40}"
    r"|(?:heures|horas|hor[áa]rios?|orari|время|시각|시간|時刻|時間|时间)[^.\n]{0,40})",
    re.IGNORECASE,
)
_TIME_WORDS = ("time", "zeiten", "tz", "heures", "hora", "hor", "orari", "время", "시", "時", "时间")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
_TIMES_ARE = re.compile(r"[Aa]ll times\b[^.\n]{0,60}")


def read_timeline(reader: Reader, heads: list[Head], day: date | None) -> list[Facts]:
    """The entries of all timeline sections, placed one after the other."""
    facts: list[Facts] = []
    for head in outermost(heads, "timeline"):
        course = Course(day, _zone(reader, head))
        for entry in _entries(reader, head, day):
            if entry.form == "paragraph" and _is_day_only(entry):
                if entry.stamp and entry.stamp.day:
                    course.start_day(entry.stamp.day)
            else:
                facts.append(_facts(reader, entry, course))
    return facts


def first_stamp(reader: Reader, heads: list[Head], near: date | None) -> Stamp | None:
    """The first time that the timeline tells; a day without a year needs one that is near."""
    for head in outermost(heads, "timeline"):
        stamps = (entry.stamp for entry in _entries(reader, head, near) if entry.stamp)
        if (first := next(stamps, None)) is not None:
            return first
    return None


def told_moments(timeline: list[Facts]) -> Facts:
    """The moments that entries tell, each from the first that does: `detected`, `resolved` and the like."""
    moments: Facts = {}
    for entry in timeline:
        for tag in entry["tags"]:
            moments.setdefault(tag, {"text": entry["time"], "at": entry["at"], "span": entry["time_span"]})
    return moments


def _zone(reader: Reader, head: Head) -> tzinfo | None:
    """The zone of a timeline: its heading's, that of a sentence about its times, or the workspace's."""
    if zone := find_zone(reader.raw(head.span)):
        return zone
    for index in reader.within(Span(head.body.start, min(head.body.end, head.body.start + 600))):
        block = reader.blocks[index]
        if block.kind == "table" and (zone := find_zone(reader.raw(block.rows[0].span))):
            return zone
        if block.kind == "paragraph" and (zone := _told_zone(reader.raw(block.content))):
            return zone
    return _document_zone(reader) or reader.zone


def _told_zone(text: str) -> tzinfo | None:
    """The zone that a sentence about times names."""
    lower = text.lower()
    told = _ALL_TIMES.search(text) if any(word in lower for word in _TIME_WORDS) else None
    return find_zone(told.group()) if told else None


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
    folded = text.casefold()
    found = {match.lastgroup for match in _TAG.finditer(folded)} if _MAY_TELL.match(folded) else set()
    if not folded.isascii():
        found.update([match.lastgroup for match in _TAG_SIGNS.finditer(folded)])
    return tuple(tag for tag in TAGS if tag in found) if found else ()


def _entries(reader: Reader, head: Head, day: date | None) -> list[Entry]:
    """The entries below one heading; a fence counts only where nothing else has times."""
    blocks = reader.blocks
    found: list[Entry] = []
    fences: list[Block] = []
    has_headed = False
    has_table = any(blocks[k].kind == "table" and len(blocks[k].rows) > 1 for k in reader.within(head.body))
    if blocks[head.at].kind == "paragraph" and head.span.end < blocks[head.at].content.end:
        rest = Span(head.span.end, min(blocks[head.at].content.end, head.body.end))
        found += paragraph_entries(reader, rest, day)
    for index in reader.within(head.body):
        block = blocks[index]
        if block.kind == "table":
            found += table_entries(reader, block, day)
        elif block.kind == "heading":
            entry = heading_entry(reader, block, day)
            has_headed = has_headed or (entry is not None and not _is_day_only(entry))
            found += [entry] if entry else []
        elif block.kind == "item":
            found += item_entries(reader, index, block, day, beside_table=has_table)
        elif block.kind == "paragraph" and not has_headed and _stands_alone(reader, block):
            found += paragraph_entries(reader, block.content, day)
        elif block.kind == "code" and found and found[-1].form == "paragraph" and _is_day_only(found[-1]):
            found += fence_entries(reader, block, day)
        elif block.kind in ("fence", "code"):
            fences.append(block)
    found = _without_contexts(reader, found)
    if not any(not _is_day_only(entry) for entry in found):
        found += [e for block in fences for e in fence_entries(reader, block, day)]
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
        if entry.form == "paragraph" and is_day and (not entry.text or _is_remark(entry.text)):
            done.append(_of_list(reader, entry._replace(text=""), following))
        elif entry.form == "paragraph" or not (is_day or entry.form == "heading"):
            done.append(entry)
        elif is_day and following is not None and _is_timed(following) and _is_deeper(entry, following):
            done.append(entry._replace(form="paragraph", text=""))
        else:
            done.append(entry if entry.text else entry._replace(text=_text_below(reader, entry.span)))
    return done


def _of_list(reader: Reader, entry: Entry, following: Entry | None) -> Entry:
    """A day above a list; it is the entry itself where neither the list nor what follows tells times."""
    if following is not None and not _is_day_only(following):
        return entry
    below = reader.blocks[reader.within(Span(entry.span.end, len(reader.text))).start :]
    items = takewhile(lambda block: block.kind == "item" or block.parent >= 0, below)
    told = (reader.plain(block.content) for block in items if block.kind == "item" and block.parent < 0)
    return entry._replace(text=" ".join(told))


def _is_remark(text: str) -> bool:
    """Whether the text behind a day is no event: about its times, or in brackets."""
    return bool(_ALL_TIMES.fullmatch(text.strip("()（）*_. ")) or _ASIDE.fullmatch(text))


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
