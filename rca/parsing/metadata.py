"""The facts of an incident: title, id, date, severity, people, moments."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from rca.days import find_day
from rca.parsing.factors import listed_factors
from rca.parsing.field import Entry
from rca.parsing.heads import Head
from rca.parsing.levels import (
    is_ongoing,
    is_placeholder,
    severity_level,
    severity_rank,
    status_level,
    title_id,
    title_severity,
)
from rca.parsing.people import split_list, split_people
from rca.parsing.reader import Facts, Reader
from rca.parsing.timeline import first_stamp
from rca.parsing.told_day import file_day, headed_day, is_month_before, short_day, told_day
from rca.text import Span
from rca.times import find_moment

_FRONT = ("yaml", "toml")
_FIRST_NAMES = ("date", "started")
_LAST_NAMES = ("mitigated", "resolved", "reported")


class Known:
    """The fields of a document by canonical name."""

    def __init__(self, entries: list[Entry]) -> None:
        self.by_name: dict[str, list[Entry]] = {}
        self.is_page = any(e.form in _FRONT and e.label.casefold() in _PAGE for e in entries)
        for entry in entries:
            if entry.name:
                self.by_name.setdefault(entry.name, []).append(entry)

    def text(self, name: str) -> str | None:
        """The first value of a field that says something."""
        return next((e.value for e in self.by_name.get(name, ()) if not is_placeholder(e.value)), None)

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a list field, split."""
        for entry in self.by_name.get(name, ()):
            found = entry.values if len(entry.values) > 1 else tuple(split_list(entry.value))
            if found:
                return found
        return ()

    def people(self, name: str) -> tuple[str, ...]:
        """The people of a field."""
        found: list[str] = []
        for entry in self.by_name.get(name, ()):
            found += (person for value in entry.values for person in split_people(value))
        return tuple(dict.fromkeys(found))


def incident_facts(reader: Reader, entries: list[Entry], heads: list[Head]) -> Facts:
    """The fields of the document's model that are not sections, timeline or items."""
    known = Known(entries)
    title, title_span = _title(reader, entries, heads)
    day = _date(reader, known, title, heads)
    severity = _severity(known, title)
    status = next((s for e in _text_first(known, "status") if (s := status_level(e.value))), None)
    duration = known.text("duration")
    return {
        "title": title,
        "title_span": title_span,
        "incident_id": _incident_id(known) or title_id(title) or _headed_id(heads),
        "date": day,
        "severity": severity,
        "severity_rank": severity_rank(severity, reader.settings.severities),
        "status": status,
        "ongoing": is_ongoing(status, duration),
        "duration": duration,
        "blast_radius": known.text("blast_radius"),
        "authors": known.people("author"),
        "services": known.values("services"),
        "environments": known.values("environments"),
        "tags": known.values("tags"),
        "contributing_factors": known.values("contributing_factors") or listed_factors(reader, heads),
        "commander": known.text("commander"),
        "participants": known.people("participants"),
        "reviewers": known.people("reviewers"),
        "classification": known.text("classification"),
        "related": known.values("related"),
        **{name: _instant(reader, known, name, day) for name in ("started", *_MOMENTS)},
    }


_MOMENTS = ("detected", "acknowledged", "mitigated", "resolved")


def _title(reader: Reader, entries: list[Entry], heads: list[Head]) -> tuple[str, Span | None]:
    for entry in entries:
        if entry.name == "title" and entry.form in ("yaml", "toml") and entry.value:
            return entry.value, entry.span
    head = next((h for h in heads if h.level == 1), None)
    if head is None:
        return _first_line(reader, heads)
    return head.text, reader.blocks[head.at].content


def _first_line(reader: Reader, heads: list[Head]) -> tuple[str, Span | None]:
    """The title of a document without a heading for it: its first line, a lower heading or alone."""
    block = next((b for b in reader.blocks if b.kind != "front_matter"), None)
    first = next((head for head in heads if reader.blocks[head.at] is block), None)
    if block and first and block.kind == "heading" and not first.name:
        return first.text, block.content
    if block is None or block.kind != "paragraph" or not any(head.name for head in heads):
        return "", None
    raw, _, below = reader.raw(block.content).partition("\n")
    if len(raw) > _LONGEST_TITLE or raw[-1] in ".:：" or raw[0] in "*_[<!" or _is_field(reader, raw):
        return "", None
    if below and not reader.words.heading(below.partition("\n")[0].rstrip(":： \r")).is_exact:
        return "", None
    span = Span(block.content.start, block.content.start + len(raw.rstrip()))
    return reader.plain(span), span


_LONGEST_TITLE = 120
_NAMING = ("title", "incident_id")


def _is_field(reader: Reader, line: str) -> bool:
    """Whether a first line is a field such as `Status: final` and no title."""
    label, *value = re.split("[:：]", line, maxsplit=1)
    name = reader.words.label(label) if value and len(label) < _NEAR_LABEL else ""
    return bool(name) and name not in _NAMING


_NEAR_LABEL = 40


def _incident_id(known: Known) -> str | None:
    found = (entry.value for entry in known.by_name.get("incident_id", ()))
    return next((value for value in found if _ID_LIKE.match(value) and not is_placeholder(value)), None)


_ID_LIKE = re.compile(r"(?=.{0,80}\d)(?!.*(?:[\[<{]|[a-z]{3,}/))\S{1,80}(?:\s\S{1,20})?$")


def _headed_id(heads: list[Head]) -> str | None:
    """The id that a heading below the title begins with, if no other has one: `## Incident INC-7: …`."""
    texts = (h.text for h in heads if h.level == _BELOW_TITLE and not h.name)
    found = {named for text in texts if (named := title_id(text)) and text.find(named) < _NEAR_START}
    return found.pop() if len(found) == 1 else None


_BELOW_TITLE = 2


def _severity(known: Known, title: str) -> str | None:
    for name in ("severity", "priority"):
        for entry in known.by_name.get(name, ()):
            if level := severity_level(entry.value):
                return level
    return title_severity(title)


def _date(reader: Reader, known: Known, title: str, heads: list[Head]) -> date | None:
    """The day on which the incident started, from the surest place that names one."""
    named = file_day(reader.name)
    if published := _publication_day(known):
        named = named or published
    elif day := _labelled_day(known, _FIRST_NAMES, named):
        return day
    elif detected := _labelled_day(known, ("detected",), named):
        return detected if _is_titled(title, detected, named) else _entered(reader, heads, detected)
    if (found := find_day(title)) and found.day:
        return _begun(known, found.day)
    named = named or short_day(title)
    if told := told_day(reader, named):
        return told
    first = first_stamp(reader, heads, named)
    entered = first.day if first else None
    if named is None:
        day = entered or _labelled_day(known, _LAST_NAMES, None) or _measured_day(known)
        return day or _headed_day(reader, heads)
    latest = named + _NIGHT if first and first.clock else named
    return entered if entered and is_month_before(entered, latest) else named


def _is_titled(title: str, day: date, named: date | None) -> bool:
    """Whether the title and the file's name give a day, too."""
    titled = find_day(title) if day == named else None
    return titled is not None and titled.day == day


_NIGHT = timedelta(days=1)
"""A file may be named by a local day while the timeline is in UTC, and a report by the day after."""


def _headed_day(reader: Reader, heads: list[Head]) -> date | None:
    """The day that headings tell, or the one before on which the timeline begins."""
    headed = headed_day(heads)
    return _entered(reader, heads, headed) if headed else None


def _entered(reader: Reader, heads: list[Head], day: date) -> date:
    """The day on which the timeline begins, if it is in the month before a day, else that day."""
    first = first_stamp(reader, heads, day)
    return first.day if first and first.day and is_month_before(first.day, day) else day


def _begun(known: Known, titled: date) -> date:
    """The day of a title, or the one before it on which the duration begins."""
    measured = _measured_day(known)
    return measured if measured and titled - measured == _NIGHT else titled


def _measured_day(known: Known) -> date | None:
    """The day with a year that the duration names: `2 hours (10:00 to 12:00, August 15, 2024)`."""
    days = (find_day(entry.value) for entry in known.by_name.get("duration", ()))
    return next((found.day for found in days if found and found.day and found.has_year), None)


_NEAR_START = 12
"""Characters before a day that may be a word such as *around*."""


def _labelled_day(known: Known, names: tuple[str, ...], near: date | None) -> date | None:
    """The day of the first of some fields that gives one; prose under another label than Date gives none."""
    for name in names:
        for entry in _text_first(known, name):
            found = find_day(entry.value, near)
            if found and found.day and (name == "date" or found.start <= _NEAR_START):
                return found.day
    return None


def _text_first(known: Known, name: str) -> list[Entry]:
    """The entries of a field, those of the text first: front matter may tell of the page itself."""
    return sorted(known.by_name.get(name, ()), key=lambda e: e.form in _FRONT)


_PAGE = frozenset(
    "linktitle layout slug permalink publishdate pubdate draft weight categories image cover excerpt"
    " resources canonical canonical_url featured hero thumbnail".split()
)
"""Keys of a page of a site: what its front matter calls the date may be the day of publication."""


def _publication_day(known: Known) -> date | None:
    """The only date there is, if the front matter of a page of a site gives it."""
    dates = known.by_name.get("date", [])
    if not (known.is_page and dates and all(e.form in _FRONT for e in dates)):
        return None
    found = find_day(dates[0].value)
    return found.day if found else None


def _instant(reader: Reader, known: Known, name: str, day: date | None) -> Facts | None:
    for entry in known.by_name.get(name, ()):
        if is_placeholder(entry.value):
            continue
        stamp = find_moment(entry.value, day)
        if stamp is None or stamp.start > _NEAR_START:
            continue
        zone = stamp.zone if stamp.names_zone else reader.zone
        when = stamp.day or day
        at = datetime.combine(when, stamp.clock, zone) if when and stamp.clock and zone else None
        return {"text": entry.value, "at": at, "span": entry.span}
    return None
