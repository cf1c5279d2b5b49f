"""Time zones as incident documents name them; an abbreviation of several zones is no zone."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_HOURS = {
    name: float(hours)
    for hours, names in {
        "0": "UTC GMT Z ZULU WET",
        "1": "WEST BST CET MEZ",
        "2": "CEST MESZ EET SAST",
        "3": "EEST MSK TRT EAT",
        "4": "GST",
        "5": "PKT",
        "7": "ICT WIB",
        "8": "SGT HKT AWST MYT",
        "9": "JST KST",
        "9.5": "ACST",
        "10": "AEST",
        "10.5": "ACDT",
        "11": "AEDT",
        "12": "NZST",
        "13": "NZDT",
        "-3": "BRT ART",
        "-4": "EDT",
        "-5": "EST CDT",
        "-6": "MDT",
        "-7": "PDT MST",
        "-8": "PST AKDT",
        "-9": "AKST",
        "-10": "HST",
    }.items()
    for name in names.split()
}
_REGIONS = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
    "EASTERN": "America/New_York",
    "CENTRAL": "America/Chicago",
    "PACIFIC": "America/Los_Angeles",
    "日本時間": "Asia/Tokyo",
    "北京时间": "Asia/Shanghai",
}
AMBIGUOUS = frozenset(("IST", "CST", "AST"))
"""Abbreviations of zones hours apart: India, Israel, Ireland; America, China; Atlantic, Arabia."""

_NAMES = "|".join(sorted((*_HOURS, *_REGIONS, *AMBIGUOUS), key=len, reverse=True))
ZONE = (
    r"(?-i:(?:UTC|GMT)\s?[+\-−±]\s?\d{1,2}(?::?\d{2})?"
    r"|(?:(?<=\d)\+\d{2}:?\d{2}|(?:(?<=\d\s)|(?<=\s\())\+\d{2}:\d{2})(?!\d)"
    r"|(?:(?<=T\d\d:\d\d)|(?<=:\d\d:\d\d)|(?<=\.\d{3}))[\-−]\d{2}:?\d{2}(?!\d)|(?<=\d)[Zz]\b"
    rf"|(?<![A-Za-z])(?:{_NAMES})(?![A-Za-z/])|(?:Africa|America|Asia|Atlantic|Australia|Europe"
    rf"|Indian|Pacific)/[A-Za-z_]{{3,30}})"
)
"""A regular expression for a zone; its case counts even where IGNORECASE is set."""

_OFFSET = re.compile(r"([+\-−±])\s?(\d{1,2}):?(\d{2})?$")
_FIND = re.compile(ZONE)
_HINT = re.compile(
    r"[A-Z\d(/\x80-\U0010ffff](?:(?<=[^A-Y\d(])|(?<=[A-Y])[A-Z]|(?<=\d)[+\-−z]|(?<=\d)\s\+|(?<=\()\+)"
    r"|[ -][Tt]ime\b|\b[Hh]eures?\b|\b[Hh]oras? de\b|\b[Oo]ra di\b"
)
"""What every zone has and few texts do."""


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


@lru_cache(maxsize=256)
def find_zone(text: str) -> tzinfo | None:
    """The first zone that a text names surely: `(all times UTC)`, `Time (PST)`."""
    if not _HINT.search(text):
        return None
    return next((zone for m in _FIND.finditer(text) if (zone := read_zone(m.group()))), None) or _told(text)


_PLACES = {
    "amsterdam": "Europe/Amsterdam",
    "beijing": "Asia/Shanghai",
    "berlin": "Europe/Berlin",
    "brasilia": "America/Sao_Paulo",
    "brasília": "America/Sao_Paulo",
    "central": "America/Chicago",
    "eastern": "America/New_York",
    "lisboa": "Europe/Lisbon",
    "london": "Europe/London",
    "madrid": "Europe/Madrid",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "paris": "Europe/Paris",
    "roma": "Europe/Rome",
    "tokyo": "Asia/Tokyo",
    "uk": "Europe/London",
}
_PLACE = re.compile(
    rf"\b(?:heures?|horas?|hor[áa]rios?|ora|zeit)\s(?:de|di|von)\s(?P<of>{'|'.join(_PLACES)})\b"
    rf"|\b(?P<at>{'|'.join(_PLACES)})\s(?:local\s)?time\b",
    re.IGNORECASE,
)


def _told(text: str) -> tzinfo | None:
    """The zone of a place whose time a text names: `heure de Paris`, `Pacific time`."""
    match = _PLACE.search(text)
    return _region(_PLACES[(match["of"] or match["at"]).lower()]) if match else None


def names_zone(text: str) -> bool:
    """Whether a text names a zone at all, sure or not."""
    return bool(_FIND.search(text))


def zone_of(name: str) -> tzinfo | None:
    """The zone of an IANA name or abbreviation in a configuration."""
    return read_zone(name) or _region(name)
