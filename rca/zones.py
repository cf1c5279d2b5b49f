"""Time zones as incident documents name them; an abbreviation of several zones is no zone."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_HOURS = {
    "UTC": 0.0, "GMT": 0, "Z": 0, "ZULU": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2,
    "EET": 2, "EEST": 3, "SAST": 2, "MSK": 3, "TRT": 3, "PKT": 5, "ICT": 7, "WIB": 7, "SGT": 8, "HKT": 8, "AWST": 8,
    "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "HST": -10,
    "AKST": -9, "AKDT": -8, "PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CDT": -5, "EST": -5, "EDT": -4, "BRT": -3,
    "ART": -3,
}  # fmt: skip
_REGIONS = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
    "EASTERN": "America/New_York", "CENTRAL": "America/Chicago", "PACIFIC": "America/Los_Angeles",
    "日本時間": "Asia/Tokyo", "北京时间": "Asia/Shanghai",
}  # fmt: skip
AMBIGUOUS = frozenset(("IST", "CST", "AST"))
"""Abbreviations that stand for zones hours apart: India, Israel, Ireland; America, China; Atlantic, Arabia."""

_NAMES = "|".join(sorted((*_HOURS, *_REGIONS, *AMBIGUOUS), key=len, reverse=True))
ZONE = (
    r"(?-i:(?:UTC|GMT)\s?[+\-−±]\s?\d{1,2}(?::?\d{2})?|(?<=\d)\+\d{2}:?\d{2}(?!\d)|(?:(?<=T\d\d:\d\d)|(?<=:\d\d:\d\d)|(?<=\.\d{3}))[\-−]\d{2}:?\d{2}(?!\d)|(?<=\d)[Zz]\b"
    rf"|(?<![A-Za-z])(?:{_NAMES})(?![A-Za-z/])|(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Za-z_]{{3,30}})"
)
"""A regular expression for a zone; its case counts even where IGNORECASE is set."""

_OFFSET = re.compile(r"([+\-−±])\s?(\d{1,2}):?(\d{2})?$")
_FIND = re.compile(ZONE)


@lru_cache(maxsize=256)
def read_zone(text: str) -> tzinfo | None:
    """The zone that an abbreviation, an offset or an IANA name means; None if there is none or several."""
    text = text.strip()
    if match := _OFFSET.search(text):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        return (
            timezone(timedelta(minutes=-minutes if match[1] in "-−" else minutes)) if minutes < 1440 else None
        )
    name = text.upper()
    if name in _HOURS:
        return timezone(timedelta(hours=_HOURS[name])) if _HOURS[name] else UTC
    region = _REGIONS.get(name) or text
    return _region(region) if "/" in region else None


def _region(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def find_zone(text: str) -> tzinfo | None:
    """The first zone that a text names surely: `(all times UTC)`, `Time (PST)`."""
    return next((zone for m in _FIND.finditer(text) if (zone := read_zone(m.group()))), None)


def names_zone(text: str) -> bool:
    """Whether a text names a zone at all, sure or not."""
    return bool(_FIND.search(text))


def zone_of(name: str) -> tzinfo | None:
    """The zone of an IANA name or abbreviation in a configuration."""
    return read_zone(name) or _region(name)
