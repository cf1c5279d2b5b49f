"""Times of a timeline: finding them in a line, and placing them on the incident's days.

A `Stamp` is what one line says (perhaps a clock without a day); a `Course` places stamps one after the other:
it carries day and zone along and lets a clock that falls back by hours start the next day.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import NamedTuple

from rca.days import DAY, MONTH, find_day, make_day, read_day
from rca.memory import remembered
from rca.zones import ZONE, names_zone, read_zone

_CLOCK = (
    r"(?:(?<![\d.:,$])(?:[01]?\d"
    r"|2[0-4])(?:(?:[:：h]|\sh\s)[0-5]\d(?![\d])(?::[0-5]\d(?:[.,]\d{1,9})?)?(?:\s?[ap]\.?m\b\.?|\s?uhr\b)?"
    r"|[.][0-5]\d(?![\d.%])(?=\s*(?:$|[ap]m\b|uhr|[-–—:|]|h\b))(?:\s?[ap]m\b|\s?uhr\b)?|\s?[ap]\.?m\b\.?"
    r"|時[0-5]?\d分|时[0-5]?\d分|点[0-5]?\d分|시\s?[0-5]?\d분))"
)
_DIGITS = r"(?:(?:[01]\d|2[0-4])[0-5]\d(?:[0-5]\d)?(?!\d|-\d\d-))"
_VAGUE = r"(?:(?:[01]?\d|2[0-4])[:：][0-5xX?][\dxX?]?(?::[\dxX?]{2})?Z?)"
_RELATIVE = (
    r"(?:\bT\s?(?:[+\-−]\s?\d[\d.+\-–]{0,10}(?::\d\d){0,2}(?:\s?(?:h|m|s|d|min|mins|hours?|minutes?"
    r"|days?|hrs?|seconds?)\b)?|0\b|zero\b|\d{1,2}(?=[*_`)\]]{0,4}\s?[:：–—|][*_\s]{0,9}[^\s*_]))|\b[HJD]\+\d{1,3}(?:[:h]?\d\d)?\b|\b(?:phase|step)\s\d{1,2}(?:[-–]\d{1,2})?(?=[*_]{0,3}[:：])|\b(?:day|hour|minute|week)\s+[+\-−]?\d{1,4}\b(?:,?\s(?=\d)(?:[01]?\d|2[0-4]):[0-5]\d(?!\d))?"
    r"|[+\-−]\s?\d{1,4}\s?(?:h|m|s|min|mins|hours?|minutes?|days?|d)\b)"
)
_BETWEEN = r"(?:[\s,T@·*]|\bat\b|\bum\b|\bca\.?|~|≈){0,5}"
_AT = rf"(?:{DAY}(?:{_BETWEEN}(?:{_CLOCK}|{_VAGUE}|(?<=\s){_DIGITS}))?|{_CLOCK}|{_VAGUE})"
_ZONED = rf"{_AT}(?:\s{{0,2}}\(?{ZONE}\)?)?"
_TO = r"\s{0,3}(?:-|–|—|→|->|=>|to|until|till|bis|～|~|/)\s{0,3}"
_STAMP = (
    rf"(?:{_ZONED}(?:{_TO}(?:{_ZONED}|{_DIGITS}(?=\s|$)|~?{_CLOCK}))?(?:\s\({DAY}\)|\s(?:on|am)\s{DAY})?"
    rf"|{_RELATIVE})"
)
_MONTH = (
    r"(?:(?:through|throughout|early|mid|late|since|during|by|until|before|after|(?:end|start) of)"
    rf"[\s-]{{1,2}})?{MONTH}\s\d{{4}}(?!\d|:\d)"
)
_APPROX = (
    r"(?:[~≈<>]|pre-|(?:ca|approx|approximately|around|about|circa|c)\.?\s|\bgegen\s|\bum\s|\bat\s"
    r"|(?:(?:shortly|just|some ?time)\s)?(?:before|after|between|by|since|from)\s"
    r"|(?:antes de|después de|hacia|entre|desde)\s(?:l[ao]s?\s)?|(?:antes d|depois d|por volta d)?[aà]s\s"
    r"|(?:avant|après|vers)\s|(?:kurz\s)?(?:vor|nach|zwischen|seit)\s|(?:около|после|до|между)\s)"
)
_MARKUP = r"(?:[\s*_`\[(\"'“]|✅|❌|⚠️|🔴|🟢|🟡|🔵|⏰|🕐){0,8}"
_LEAD = re.compile(rf"{_MARKUP}(?P<stamp>{_APPROX}?{_STAMP}|(?P<month>{_MONTH}))", re.IGNORECASE)
_TAIL = rf"(?:^|[\s:*_`(\[—–-])(?P<stamp>{_APPROX}?{_ZONED})[\s*_`)\].]*$"
_PART = (
    rf"(?P<day>{DAY})?(?:[\s,T@·~≈(*]|\bat\b|\bum\b|\bca\b\.?){{0,6}}(?:(?P<clock>{_CLOCK})"
    rf"|(?P<vague>{_VAGUE})|(?P<digits>{_DIGITS}))?(?:\s{{0,2}}\(?(?P<zone>{ZONE}))?"
)
_CLOCK_PARTS = re.compile(
    r"(\d{1,2})(?:\s?[:：h.時时点시]\s?(\d{1,2}))?(?:[:分분](\d{2}))?\D{0,12}?(?:\s?([ap])\.?m)?",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\s{0,3}(?:–|—|→|->|=>|\bto\b|\buntil\b|\bbis\b|～|(?<=\w)\s+[-~]\s+|(?<=\d)-(?=\d{1,2}:))\s{0,3}"
)
_AFTER_LEAD = re.compile(r"[\s*_`\])\"'”]*(?:[:：—–|·,;-]+(?=[\s*_`\[]|$)|$|[*_`\])（]|\s)")
_ENDS = re.compile(r"\d[^a-z]*$|\d\s?[ap]\.?m|\d.{0,3}[A-Z]{1,5}[^a-z]*$")
_QUICK = re.compile(r"[\dZz](?:(?<=\d)|ero)")
_COUNTED = re.compile(r"(?:day|week|phase|step)\s", re.IGNORECASE)
"""What begins a time counted in days from one that the text does not name: its clock is no other day's."""
_PLAIN = re.compile(
    r"~?(?:(\d{4})-(\d\d)-(\d\d)(?:[T ](?=\d))?)?(?:(\d\d):(\d\d)(?::(\d\d))?)?(?:\s?(UTC|Z))?"
)
_TIME = r"(?:[01]\d|2[0-4]):[0-5]\d"
_COMMON = re.compile(
    rf"\*\*({_TIME}(?: UTC)?)\*\*|({_TIME} UTC): |({_TIME}) (?=[AC-SV-Z][a-z]{{2,}}[^A-Za-z/])"
)
"""The commonest leads, where nothing behind can be part of the time: bold, UTC and a colon, before a word."""
BACK = timedelta(hours=6)
"""A clock that falls back by more than this starts the next day; by less, the lines are out of order."""


class Stamp(NamedTuple):
    """When something happened, as far as one line says it."""

    start: int
    end: int
    day: date | None
    clock: time | None
    until_day: date | None
    until_clock: time | None
    zone: tzinfo | None
    names_zone: bool
    """Whether it names a zone, known or not."""
    is_day: bool
    """Whether it is a calendar day and nothing else; `day` is None where its order is not sure."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern that is large, and that few documents need."""
    return re.compile(pattern, re.IGNORECASE)


def find_lead(text: str, near: date | None = None) -> Stamp | None:
    """The time that a line begins with, behind marks and markup; offsets are into the text."""
    if not _QUICK.search(text, 0, 32):
        return None
    if stamp := _whole(text):
        return stamp
    if common := _COMMON.match(text):
        start, end = common.span(common.lastindex or 0)
        return read_stamp(text[start:end], near, start)
    match = _LEAD.match(text)
    if match is None or not _AFTER_LEAD.match(text, match.end()):
        return None
    if match["month"]:
        return Stamp(match.start("stamp"), match.end(), None, None, None, None, None, False, False)
    start, end = _whole_bold(text, *match.span("stamp"))
    return read_stamp(text[start:end], near, start)


def _whole_bold(text: str, start: int, end: int) -> tuple[int, int]:
    """A range that half of a bold run stands in, with the other mark: `May 1 **12:43` and `**`."""
    if text.count("**", start, end) % 2:
        if text.startswith("**", end):
            return start, end + 2
        if text.endswith("**", 0, start):
            return start - 2, end
    return start, end


def find_tail(text: str, near: date | None = None) -> Stamp | None:
    """The time that a line ends with: `Incident declared 2020-02-18 14:23`."""
    match = _compiled(_TAIL).search(text[-80:]) if _ENDS.search(text[-24:]) else None
    if match is None:
        return None
    stamp = read_stamp(match["stamp"], near, max(0, len(text) - 80) + match.start("stamp"))
    return stamp if stamp.clock else None


def find_moment(text: str, near: date | None = None) -> Stamp | None:
    """The first day or clock anywhere in a text."""
    match = _compiled(_ZONED).search(text)
    return read_stamp(match.group(), near, match.start()) if match else None


def read_stamp(text: str, near: date | None = None, at: int = 0) -> Stamp:
    """What a text that is a time says; `at` is added to its offsets."""
    if (plain := _PLAIN.fullmatch(text)) and (stamp := _plain_stamp(plain, at)):
        return stamp
    if _COUNTED.match(text):
        return Stamp(at, at + len(text), None, None, None, None, None, False, False)
    parts = _RANGE.split(text, maxsplit=1)
    day, clock, zone, vague = _part(parts[0], near)
    until_day, until_clock, until_zone, _ = (
        _part(parts[1], day or near) if len(parts) > 1 else (None, None, None, False)
    )
    if day is None and text.endswith(")") and (found := find_day(text, near)):
        day = found.day
    zone = zone or until_zone
    is_day = clock is None and not vague and (day is not None or read_day(text) is not None)
    named = zone is not None or names_zone(text)
    return Stamp(at, at + len(text), day, clock, until_day, until_clock, zone, named, is_day)


@remembered
def _whole(text: str) -> Stamp | None:
    """The stamp of a text that is one of the commonest forms and nothing else."""
    match = _PLAIN.fullmatch(text)
    return _plain_stamp(match, 0) if match else None


def _plain_stamp(match: re.Match[str], at: int) -> Stamp | None:
    """The stamp of the commonest forms: an ISO day, a clock, both, in UTC or no zone."""
    year, month, day, hour, minute, second, zone = match.groups()
    found = make_day(int(year), int(month), int(day)) if year else None
    clock = _clock_of(int(hour), int(minute), int(second or 0)) if hour else None
    if (year and found is None) or (hour and clock is None) or not (year or hour):
        return None
    known = UTC if zone else None
    return Stamp(at, at + len(match.string), found, clock, None, None, known, bool(zone), clock is None)


def _clock_of(hour: int, minute: int, second: int) -> time | None:
    return time(hour % 24, minute, second) if minute < 60 and second < 60 and hour <= 24 else None


def _part(text: str, near: date | None) -> tuple[date | None, time | None, tzinfo | None, bool]:
    for match in _compiled(_PART).finditer(text):
        if match.group().strip(" ,T@·~≈(*"):
            found = find_day(match["day"], near) if match["day"] else None
            clock = _clock(match["clock"] or match["digits"])
            zone = read_zone(match["zone"]) if match["zone"] else None
            return found.day if found else None, clock, zone, bool(match["vague"] and not match["clock"])
    return None, None, None, False


def _clock(text: str | None) -> time | None:
    if not text:
        return None
    if text.isdigit() and len(text) >= 4:
        hour, minute, second, half = int(text[:2]), int(text[2:4]), int(text[4:6] or 0), None
    else:
        m = _CLOCK_PARTS.match(text)
        if m is None:
            return None
        hour, minute, second, half = int(m[1]), int(m[2] or 0), int(m[3] or 0), m[4]
    if half:
        hour = hour % 12 + (12 if half in "pP" else 0) if hour <= 12 else hour
    return _clock_of(hour, minute, second)


class Course:
    """The days and the zone that a timeline runs through."""

    def __init__(self, day: date | None, zone: tzinfo | None) -> None:
        self.day = day
        self.zone = zone
        self._last: datetime | None = None

    def start_day(self, day: date) -> None:
        """A line that is only a date: the times below it are that day's."""
        self.day = day
        self._last = None

    def place(self, stamp: Stamp) -> tuple[datetime | None, datetime | None]:
        """Start and end of a stamp as aware datetimes, None for what stays unknown."""
        if stamp.day is not None:
            self.start_day(stamp.day)
        if stamp.clock is None or self.day is None:
            return None, None
        local = datetime.combine(self.day, stamp.clock)
        if self._last is not None and self._last - local > BACK:
            local += timedelta(days=1)
        self._last = local if self._last is None else max(local, self._last)
        self.day = self._last.date()
        zone = stamp.zone if stamp.names_zone else self.zone
        if zone is None:
            return None, None
        return datetime.combine(local, stamp.clock, zone), self._until(stamp, local, zone)

    def _until(self, stamp: Stamp, local: datetime, zone: tzinfo) -> datetime | None:
        if stamp.until_clock is None:
            return None
        until = datetime.combine(stamp.until_day or local.date(), stamp.until_clock)
        if until < local and stamp.until_day is None:
            until += timedelta(days=1)
        return until.replace(tzinfo=zone)
