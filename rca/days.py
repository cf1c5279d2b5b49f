"""Calendar days in a text: ISO, with month names of several languages, and unambiguous numbers."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

_NAMES: dict[int, str] = {
    1: "january jan januar januari janvier enero ene janeiro gennaio gen января янв stycznia sty",
    2: "february feb februar februari février fevrier févr febrero fevereiro fev febbraio febr"
    " февраля фев lutego lut",
    3: "march mar märz mrz maart mars marzo março marco marts марта мар marca",
    4: "april apr avril avr abril abr aprile апреля апр kwietnia kwi",
    5: "may mai mei mayo maio maggio maj mag мая maja",
    6: "june jun juni juin junio junho giugno giu июня июн czerwca cze",
    7: "july jul juli juillet julio julho luglio lug juil июля июл lipca lip",
    8: "august aug augustus août aout agosto ago augusti августа авг sierpnia sie",
    9: "september sep sept septembre septiembre setembro settembre set сентября сен сент września wrz",
    10: "october oct oktober okt octobre octubre outubro ottobre ott out октября окт października paź",
    11: "november nov novembre noviembre novembro ноября ноя listopada lis",
    12: "december dec dezember dez décembre diciembre dezembro dicembre dic déc декабря дек grudnia gru",
}
MONTHS = {name: number for number, names in _NAMES.items() for name in names.split()}
"""Month names, lower case, to their numbers."""

MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
"""A regular expression for a month's name; wants IGNORECASE."""

_WEEKDAY = r"(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|mo|di|mi|do|fr|sa|so)[a-z]{0,6}\.?,?\s+)?"
DAY = (
    rf"(?:(?<![0-9A-Za-z])(?=[0-9a-zä])(?:{_WEEKDAY})(?:"
    r"(?<!\d)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)"
    r"|(?:\d{4}[年년]\s?)?\d{1,2}[月월]\s?\d{1,2}[日일]"
    rf"|(?<![\d.:])\d{{1,2}}(?:st|nd|rd|th|\.)?[\s-]+(?:of\s+"
    rf"|de\s+)?{MONTH}(?:,?(?:\s*[\s-]|\s+del?\s+)\d{{4}}(?!\d))?"
    rf"|\b{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}}(?:st|nd|rd"
    rf"|th)?)?(?!\d|:\d)(?:,?\s+\d{{4}}(?!\d|:\d))?"
    r"|(?<![\d.])\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?(?!\d)"
    r"|(?<![\d/])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/])"
    r"|(?<![\d-])\d{1,2}-\d{1,2}-\d{4}(?![\d-])"
    r"|(?<![\d-])\d{2}-\d{2}(?![\d-])"
    r"))"
)
"""A regular expression for a calendar day in any form; wants IGNORECASE."""

_DAY = re.compile(DAY, re.IGNORECASE)
_LEADING = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?!\d)")
_DIGIT = re.compile(r"\d")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_CJK = re.compile(r"(?:(\d{4})[年년]\s?)?(\d{1,2})[月월]\s?(\d{1,2})[日일]")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?")
_SLASHED = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(\d{4}|\d{2})")
_SHORT = re.compile(r"(\d{2})-(\d{2})$")
_NAMED = re.compile(
    rf"(?:(\d{{1,2}})\D{{1,8}}?)?({MONTH})\s*(\d{{1,2}}(?!\d))?(?:\D{{0,3}}\d{{1,2}}(?!\d))?\D{{0,6}}(\d{{4}})?",
    re.IGNORECASE,
)


FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Other years are misprints, and would leave no room to count from them."""


class Day(NamedTuple):
    """A day that a text names, and where."""

    day: date | None
    """None where it names none surely: `05/06/2026`, 31 February, no year."""
    start: int
    end: int
    has_year: bool


def make_day(year: int | None, month: int, day: int) -> date | None:
    """A date, or None where the year is not known or the calendar has no such day."""
    if year is None or not (1 <= month <= 12 and FIRST_YEAR <= year <= LAST_YEAR):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> date | None:
    """The last day of a month, or None for a year that no incident is in."""
    return make_day(year, month, monthrange(year, month)[1]) if FIRST_YEAR <= year <= LAST_YEAR else None


def find_day(text: str, near: date | None = None) -> Day | None:
    """The first day that a text names; one without a year gets that of a near day."""
    if leading := _LEADING.match(text):
        year, month, day = leading.groups()
        return Day(make_day(int(year), int(month), int(day)), 0, 10, True)
    match = _DAY.search(text) if _DIGIT.search(text) else None
    return _read(match, near) if match else None


def find_days(text: str, near: date | None = None) -> list[Day]:
    """All days that a text names, in order."""
    return [_read(match, near) for match in _DAY.finditer(text)]


def read_day(text: str, near: date | None = None) -> Day | None:
    """The day that a text consists of, or None if it is something else."""
    match = _DAY.fullmatch(text.strip())
    return _read(match, near) if match else None


def _read(match: re.Match[str], near: date | None) -> Day:
    year, month, day = _numbers(match.group())
    has_year = year is not None
    found = make_day(year, month, day) if has_year or near is None else _nearest(month, day, near)
    return Day(found, match.start(), match.end(), has_year)


def _nearest(month: int, day: int, near: date) -> date | None:
    """The day without a year that is nearest to a known one."""
    found = [d for d in (make_day(near.year + k, month, day) for k in (0, -1, 1)) if d]
    return min(found, key=lambda d: abs((d - near).days), default=None)


def _numbers(text: str) -> tuple[int | None, int, int]:
    """Year, month and day; month 0 where they are ambiguous."""
    if m := _ISO.search(text):
        return int(m[1]), int(m[2]), int(m[3])
    if m := _CJK.search(text):
        return int(m[1]) if m[1] else None, int(m[2]), int(m[3])
    if m := _SLASHED.search(text):
        return _year(m[4]), *_month_and_day(int(m[1]), int(m[3]))
    if m := _DOTTED.search(text):
        return _year(m[3]), int(m[2]), int(m[1])
    if m := _SHORT.search(text):
        return None, int(m[1]), int(m[2])
    return _named(text)


def _named(text: str) -> tuple[int | None, int, int]:
    m = _NAMED.search(text)
    if m is None:
        return None, 0, 0
    month = MONTHS[m[2].rstrip(".").casefold()]
    return int(m[4]) if m[4] else None, month, int(m[1] or m[3] or 0)


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) + (2000 if len(text) == 2 else 0)


def _month_and_day(first: int, second: int) -> tuple[int, int]:
    """Month and day of `a/b`: only where one of them can be no month, or both are the same."""
    if first > 12 >= second:
        return second, first
    if second > 12 or first == second:
        return first, second
    return 0, 0
