"""Tags in front of an action item's text: a state with a day or a priority, or a link that says one."""

from __future__ import annotations

import re

from rca.days import DAY
from rca.parsing.line import Line

_TAG = re.compile(
    r"(?:\*\*|__)?\[?(?P<state>[A-Za-z][A-Za-z '’/-]{1,24}?)(?:[\s,;(]{1,3}(?P<priority>P[0-5]))?"
    r"(?:[\s,;:(@]{1,3}(?:(?P<by>due(?: date)?|by|until|before|eta|target)[\s:]{1,2})?"
    rf"(?P<day>{DAY}))?[\s)\]]{{0,2}}[:：]?(?:\*\*|__)?\s?(?:[:：]|[—–-])\s{{1,6}}(?=\S)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\*{0,2}\[(?:(?:#\d{1,7}|[A-Z][A-Z0-9]{1,9}-\d{1,6})[\s:,–—-]{0,3})?"
    r"\(?(?P<state>[A-Za-z][A-Za-z ]{1,20})\)?\]"
    r"\([^()\s]{1,500}\)\*{0,2}\s?(?:[:：]|[—–-])\s{1,6}(?=\S)"
)
_INLINE = re.compile(
    r"\\?\[(?P<key>[A-Za-z][A-Za-z _-]{0,20})::[ \t]{0,9}(?P<value>[^\[\]\\\n]{1,80})\\?\][ \t]{0,9}"
)
"""A field in the form of Dataview: `[due:: 2026-06-01]`."""
_INLINE_FIELDS = frozenset(("owner", "due", "priority", "issue", "kind", "status"))
_DIGIT = re.compile(r"[^\n\d]{0,40}+\d")


def take_tag(line: Line) -> int:
    """Take a state with its day or priority, or a link that says one; where it ends, 0 for none."""
    text = line.text
    if text.startswith(("[", "\\["), line.start) and (match := _INLINE.match(text, line.start, line.end)):
        put_inline(line, match)
        return match.end()
    if text.startswith(("[", "*"), line.start) and (match := _LINK.match(text, line.start, line.end)):
        return _take_link(line, match)
    if not _DIGIT.match(text, line.start, line.end):
        return 0
    match = _TAG.match(text, line.start, line.end)
    return _take_state(line, match) if match else 0


def put_inline(line: Line, match: re.Match[str]) -> None:
    """Keep a field in brackets with two colons, if it is one of an item."""
    name = line.words.item_column(match["key"])
    if name == "status":
        line.claim(*match.span("value"))
    elif name in _INLINE_FIELDS:
        line.put(name, *match.span("value"))


def take_inline(line: Line) -> bool:
    """Take such fields off the end of a line; whether there were any."""
    first = line.text.find("::", line.start, line.end)
    start = line.text.rfind("[", line.start, first) if first > 0 else -1
    if start < 0 or not line.text.endswith("]", line.start, line.end):
        return False
    matches = list(_INLINE.finditer(line.text, start - (line.text[start - 1] == "\\"), line.end))
    if not matches or "".join(m.group() for m in matches) != line.text[matches[0].start() : line.end]:
        return False
    for match in matches:
        put_inline(line, match)
    line.end = len(line.text[: matches[0].start()].rstrip())
    return True


def _take_link(line: Line, match: re.Match[str]) -> int:
    if not line.words.is_state(match["state"]):
        return 0
    line.claim(*match.span("state"))
    return match.end()


def _take_state(line: Line, match: re.Match[str]) -> int:
    """Where the tag ends, if it begins with a state word and says more than that."""
    if not (match["day"] or match["priority"]) or not line.words.is_state(match["state"]):
        return 0
    is_due = match["by"] is not None
    line.claim(match.start("state"), match.end("state" if is_due or not match["day"] else "day"))
    if is_due:
        line.put("due", *match.span("day"))
    if match["priority"]:
        line.put("priority", *match.span("priority"))
    return match.end()
