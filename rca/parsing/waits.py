"""Which items a remark says are waited for: `after op. completes item 1`, or a `Depends on` column."""

from __future__ import annotations

import re

from rca.inline import plain

_AFTER = re.compile(
    r"\b(?:after|blocked (?:by|on)|depends? on|waits? (?:for|on)|waiting (?:for|on)|requires?|needs"
    r"|once|nach|pending)\b[^;\n]{0,40}?"
    r"(?:\b(?:action )?items?|\bai|\baction|\bstep|\btask|\bpunkt)\s*#?(?P<list>\d{1,3}(?:\s*(?:,"
    r"|and|&|\+|und)\s*#?\d{1,3}){0,8})",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,3}")
_REF = re.compile(r"(?<![\w/#-])[\w.-]{3,80}/\d{1,3}(?![\w/])|\d{1,3}")


def dependencies(text: str) -> tuple[str, ...]:
    """The items that a remark says are waited for: `after op. completes item 1`."""
    found = (number for match in _AFTER.finditer(text) for number in _NUMBER.findall(match["list"]))
    return tuple(dict.fromkeys(found))


def listed_dependencies(text: str) -> tuple[str, ...]:
    """The items that a `Depends on` column lists: numbers, or `<incident id>/<number>`."""
    return tuple(dict.fromkeys(_REF.findall(plain(text))))
