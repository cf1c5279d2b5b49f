"""Due dates as people write them: a small grammar that says `unclear` rather than guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from rca.aliases import key
from rca.columns import IMMEDIATE, UNSCHEDULED
from rca.days import MONTH, MONTHS, find_days, last_of_month, make_day, read_day
from rca.inline import has_words
from rca.memory import remembered

DueKind = Literal["date", "immediate", "milestone", "unscheduled", "unclear"]


class Understood(NamedTuple):
    """What a due date means."""

    kind: DueKind
    day: date | None
    """The last day that is in time; None where no day can be known."""


_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?: UTC)?")
_SPAN = re.compile(r"\s*(?:→|->|=>|➔|–|—|\bto\b|\s-\s)\s*")
_LONGEST = 200
"""Characters; a longer text is prose."""
_JUST_BEFORE = 31
"""Days by which a due date without a year may lie before the incident."""
UNCLEAR = Understood("unclear", None)
_STRUCK = re.compile(r"~~[^~]{0,200}~~")
_REMARK = re.compile(r"\s*[(（][^()（）]{0,300}[)）]\s*$|\s+[—–].{0,300}$|\s+-\s.{0,300}$|;.{0,300}$")
_BEFORE = re.compile(
    r"^(?:(?:before the|by the|by|before|until|till|due|on|target|eta|no later than|not later than|latest|ca"
    r"|approx|bis|le|el|à|avant|am)(?![\w-])\.?|[~≈])"
    r"[\s:]*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s,T]*(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*(?:am|pm)?\s*(?:UTC|GMT|Z|EOD|COB|[A-Z]{2,4}T"
    r"|[+-]\d\d:?\d\d)?[\s.?!]*$"
)
_WEEK = re.compile(
    r"(?:(\d{4})[-\s]?W(\d{1,2})|W(\d{1,2})[-\s,]+(\d{4})|(?:week|kw|semaine"
    r"|uge)\s*(\d{1,2})[\s,/]+(\d{4}))",
    re.IGNORECASE,
)
_QUARTER = re.compile(r"(?:(\d{4})[-\s/]*)?(Q[1-4]|[1-4]Q|H[12])(?:[-\s/,']*(\d{4}|\d{2}))?", re.IGNORECASE)
_MONTH = re.compile(rf"(?:(mid|early|late)[-\s]+)?({MONTH})(?:,?\s+(\d{{4}}))?", re.IGNORECASE)
_ISO_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})")
_IN = re.compile(
    r"(?:in|within|\+|[jdt]\s?\+|en|dans|em)?\s*(?:a|an|one|(\d{1,3})|two|three|four|six)\s*"
    r"(d|w|m|days?|weeks?|months?|wks?|business days?|jours?|semaines?|mois|días?|dias?|semanas?|mes(?:es)?"
    r"|tagen?|wochen?|monaten?|日|週間|주|일)",
    re.IGNORECASE,
)
_PLUS_DAYS = re.compile(r"[JDT]\s?\+\s?(\d{1,3})")
"""The day so many days after the incident: `J+3`, `D+3`, `T+3`."""
_WEEKS = ("w", "s", "週", "주")
_WORDS = {"two": 2, "three": 3, "four": 4, "six": 6}
_VERSION = re.compile(
    r"(?:(?:pre|post|after|before|by|with|next)[-\s]*)?(?:v\.?\d+(?:\.\d+){0,3}(?:[-.]?\w{1,10})?"
    r"|ga|launch|go[- ]live|release|r\d{1,3}|mvp"
    r"|milestone\s+\S{1,30}|sprint\s+\d{1,4}|(?:release|version)\s+v?\d\S{0,20})",
    re.IGNORECASE,
)
_RELATION = re.compile(r"^(?:pre|post|after|before|by|with|until)[-\s]+", re.IGNORECASE)


def read_due(
    text: str, incident: date | None, milestones: Mapping[str, date] | None = None
) -> Understood | None:
    """What a due date without markup means; None where the text names none (empty, a dash).

    Relative words count from the incident's day. `immediate` is that day; a month, a quarter, a year are due
    on their last day, a week on its Sunday; `05/06/2026` is unclear. `milestones` dates `v1` and `post-v1`.
    """
    if (iso := _ISO_DAY.fullmatch(text)) and (day := make_day(int(iso[1]), int(iso[2]), int(iso[3]))):
        return Understood("date", day)
    text = _STRUCK.sub("", text).strip().strip("*_`").strip()
    if not has_words(text):
        return Understood("unscheduled", None) if "?" in text else None
    if len(text) > _LONGEST:
        return UNCLEAR
    bare = _bare(text)
    if (found := _milestone(bare, milestones or {})) is not None:
        return found
    word = key(bare)
    if word in UNSCHEDULED:
        return Understood("unscheduled", None)
    if word in IMMEDIATE:
        return Understood("immediate", incident)
    if (day := _day(text, bare, incident)) is not None:
        return Understood("date", day)
    return Understood("milestone", None) if _VERSION.fullmatch(bare) else UNCLEAR


@remembered
def _bare(text: str) -> str:
    """The text without remarks, prepositions, clock and zone."""
    previous = ""
    while previous != text:
        previous, text = text, _REMARK.sub("", text) or text
    text = _BEFORE.sub("", text).strip()
    return _AFTER.sub("", text).strip() or text


def _milestone(text: str, milestones: Mapping[str, date]) -> Understood | None:
    if not milestones:
        return None
    folded = {key(name): day for name, day in milestones.items()}
    for word in (key(text), key(_RELATION.sub("", text))):
        if word in folded:
            return Understood("milestone", folded[word])
    return None


def _day(text: str, bare: str, incident: date | None) -> date | None:
    """The day that a text means: the last one of a span or of a date that was moved."""
    parts = [_bare(part) for part in _SPAN.split(text)] if _SPAN.search(text) else []
    days = [_one_day(part, incident) for part in parts]
    if days and days[0] and days[-1]:
        return days[-1]
    if (day := _one_day(bare, incident)) is not None:
        return day
    found = find_days(text, incident)
    return found[0].day if len(found) == 1 and found[0].has_year and found[0].start == 0 else None


def _one_day(text: str, incident: date | None) -> date | None:
    found = read_day(text, incident)
    if found is not None:
        return found.day if found.has_year else _not_before(found.day, incident)
    return next((day for read in _READERS if (day := read(text, incident)) is not None), None)


def _not_before(day: date | None, incident: date | None) -> date | None:
    """A day that was written without its year, in the year that makes it no due date of the past."""
    if day is None or incident is None or (incident - day).days <= _JUST_BEFORE:
        return day
    return make_day(day.year + 1, day.month, day.day)


def _week(text: str, _: date | None) -> date | None:
    m = _WEEK.fullmatch(text)
    if m is None:
        return None
    year, week = int(m[1] or m[4] or m[6]), int(m[2] or m[3] or m[5])
    try:
        return date.fromisocalendar(year, week, 7)
    except ValueError:
        return None


def _quarter(text: str, incident: date | None) -> date | None:
    m = _QUARTER.fullmatch(_END_OF.sub("", text))
    if m is None or (m[1] and m[3]) or not (m[1] or m[3] or incident):
        return None
    name = m[2].upper()
    number = int(name.strip("QH"))
    month = number * (6 if "H" in name else 3)
    if not (m[1] or m[3]):
        return _coming(month, incident)
    year = int(m[1] or m[3])
    return last_of_month(year + 2000 if year < 100 else year, month)


_END_OF = re.compile(r"^(?:the\s+)?(?:end(?:\s+of)?|eo|ende|fin(?:\s+de)?|fine)[\s-]*", re.IGNORECASE)


def _coming(month: int, incident: date | None) -> date | None:
    """The end of the next such month, from the incident's on."""
    if incident is None:
        return None
    return last_of_month(incident.year + (month < incident.month), month)


def _month(text: str, incident: date | None) -> date | None:
    text = _END_OF.sub("", text)
    if m := _ISO_MONTH.fullmatch(text):
        return last_of_month(int(m[1]), int(m[2])) if 1 <= int(m[2]) <= 12 and int(m[1]) >= 1900 else None
    m = _MONTH.fullmatch(text)
    if m is None:
        return None
    month = MONTHS[m[2].rstrip(".").casefold()]
    last = last_of_month(int(m[3]), month) if m[3] else _coming(month, incident)
    part = (m[1] or "").casefold()
    return last and {"early": last.replace(day=10), "mid": last.replace(day=15)}.get(part, last)


def _relative(text: str, incident: date | None) -> date | None:
    if incident is None:
        return None
    if period := _PERIODS.get(key(text)):
        return period(incident)
    if plus := _PLUS_DAYS.fullmatch(text):
        return incident + timedelta(days=int(plus[1]))
    if text.isdigit() or not (m := _IN.fullmatch(text)):
        return None
    count = int(m[1]) if m[1] else next((n for w, n in _WORDS.items() if w in text.casefold()), 1)
    unit = m[2].casefold()
    if unit.startswith("m"):
        return _months_later(incident, count)
    return incident + timedelta(days=count * (7 if unit.startswith(_WEEKS) else 1))


def _months_later(day: date, count: int) -> date | None:
    """The same day of a later month, or that month's last."""
    last = _end_of_month(day, count)
    return last and last.replace(day=min(day.day, last.day))


def _end_of_week(day: date, weeks: int = 0) -> date:
    return day + timedelta(days=6 - day.weekday() + 7 * weeks)


def _end_of_month(day: date, months: int = 0) -> date | None:
    month = day.month - 1 + months
    return last_of_month(day.year + month // 12, month % 12 + 1)


def _end_of_quarter(day: date, quarters: int = 0) -> date | None:
    return _end_of_month(day, -day.month % 3 + 3 * quarters)


_PERIODS: dict[str, Callable[[date], date | None]] = {
    **dict.fromkeys(("eod", "end of day", "cob"), lambda d: d),
    **dict.fromkeys(("tomorrow", "next day", "morgen", "demain"), lambda d: d + timedelta(days=1)),
    **dict.fromkeys(("eow", "end of week", "this week", "end of the week", "ende der woche"), _end_of_week),
    **dict.fromkeys(("next week", "end of next week", "nächste woche"), lambda d: _end_of_week(d, 1)),
    **dict.fromkeys(("eom", "end of month", "this month", "end of the month", "monatsende"), _end_of_month),
    **dict.fromkeys(("next month", "end of next month", "nächster monat"), lambda d: _end_of_month(d, 1)),
    **dict.fromkeys(("eoq", "end of quarter", "this quarter", "end of the quarter"), _end_of_quarter),
    **dict.fromkeys(("next quarter", "end of next quarter"), lambda d: _end_of_quarter(d, 1)),
    **dict.fromkeys(
        ("eoy", "end of year", "this year", "end of the year"), lambda d: d.replace(month=12, day=31)
    ),
}
_READERS = (_week, _quarter, _month, _relative)
