"""Which of two new entries comes first: the one with the earlier time, or the lower number."""

from __future__ import annotations

import re
from datetime import time

from rca.inline import plain
from rca.times import find_lead

_NUMBER = re.compile(r"\D{0,20}(\d{1,9})\D{0,3}")
_MARKER = re.compile(r"[ \t>|]*(?:[-*+][ \t]+)?")

Rank = tuple[str, str, str]


def rank(text: str) -> Rank | None:
    """What the beginning of an entry, or the first cell of a row, counts as; None if it tells no order."""
    text = _MARKER.sub("", text, count=1).strip()
    if match := _NUMBER.fullmatch(plain(text)):
        return "number", "", match[1].zfill(9)
    stamp = find_lead(text)
    if stamp is None or not (stamp.day or stamp.clock):
        return None
    return "time", str(stamp.day or ""), str(stamp.clock or time())


def comes_before(one: Rank | None, other: Rank | None) -> bool:
    """Whether an entry comes first for sure; a day that only one of them tells does not count."""
    if one is None or other is None or one[0] != other[0]:
        return False
    if not (one[1] and other[1]):
        return one[2] < other[2]
    return one < other
