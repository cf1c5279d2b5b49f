"""Facts at the end of an action item's line: brackets, links, handles, days and words behind a dash."""

from __future__ import annotations

import re
from itertools import pairwise

from rca.aliases import Vocabulary, key
from rca.citations import is_tracker, links
from rca.days import DAY, read_day
from rca.inline import plain
from rca.parsing.claimed import TRAILING_MARKS
from rca.parsing.line import Line

_REFS_ONLY = re.compile(
    r"(?:(?:see|tracked (?:in|by|as)|tracking|issues?|prs?|pull requests?|tickets?|fix|fixed in|via"
    r"|in|github|gh|refs?|related(?: to)?|and|&|bug|jira"
    r"|story|task|opened|filed(?: as)?)[:\s]*|[,;/\s]+|[\w.-]*/?[\w.-]*#\d+|https?://\S+"
    r"|[A-Z][A-Z0-9]{1,9}-\d{1,6}|!?\[[^\[\]]*\]\([^()]*\))+",
    re.IGNORECASE,
)
_HANDLES = re.compile(
    r"(?:owners?:?\s*|assignees?:?\s*)?@[\w.-]+(?:(?:\s*[,/&+]\s*|\s+and\s+|\s+)@[\w.-]+)*", re.IGNORECASE
)
_BY_DAY = re.compile(
    r"(?:due|by|before|until|target|eta|deadline|bis|expected"
    r"|(?:estimated|expected|planned|target) (?:completion|date|by))[:\s]+",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s+(?:—|–|--?|→|\|)\s+")
_ASSIGNED = re.compile(
    r"(?<=\S)\s*(?:\[(?=@)|(?:[—–,-]\s{1,3})?\bassigned to )(?P<who>@?[\w-]{1,40})\]?\.?$",
    re.IGNORECASE,
)
_COMMA_DAY = re.compile(rf"(?<=\S)\s*[,;]\s+(?:due|by|eta|bis)[:\s]\s*(?P<day>{DAY})\.?$", re.IGNORECASE)
_COMMA_HANDLE_DAY = re.compile(rf", (?P<who>@[\w-]{{1,40}}),\s+(?P<day>{DAY})\.?$", re.IGNORECASE)
_HANDLE_DAY = re.compile(
    rf"(?P<who>@[\w-]{{1,40}}),\s+(?:(?:due|by|eta|until)[:\s]+)?(?P<day>{DAY})[\s.]*", re.IGNORECASE
)
_NO_CLAIMS = frozenset(("next", "new", "no", "future", "active", "soon"))
"""State words that mean something else in brackets or behind a dash."""


_SAYS_DONE = re.compile(
    r"\.(?P<gap>\s+)(?P<claim>(?:already )?(?:done|implemented|completed|fixed|shipped|resolved|addressed"
    r"|merged|deployed)(?:\s+(?:in|by|via|with|on|as|through)\s[^.\n]{1,40}(?:\.\w[^.\s]{0,40}){0,3}"
    r"|\s+\d{4}-\d\d-\d\d)?\.?)\s*$",
    re.IGNORECASE,
)


def take_sentence(line: Line) -> None:
    """Take the last sentence, where it says that the item is done: `Add it. Implemented in alerts.yml.`"""
    start = max(line.start, line.end - 130)
    has_sentences = line.text.find(".", start, line.end - 1) >= 0
    if has_sentences and (match := _SAYS_DONE.search(line.text, max(start - 1, 0), line.end)):
        line.claim(*match.span("claim"))
        line.end = match.start("gap")


_NEAR = 60
"""Characters at the end of a line that a fact without brackets takes at most."""


def take_trailing(line: Line) -> bool:
    """Take one fact off the end; whether there was one."""
    text = line.text
    while line.end > line.start and text[line.end - 1] in " \t\r\n":
        line.end -= 1
    near = text[max(line.start, line.end - _NEAR) : line.end]
    if not near.isascii() and (
        match := TRAILING_MARKS.search(text, max(line.start, line.end - 12), line.end)
    ):
        line.claim(match.start(), line.end)
        line.end = match.start()
        return True
    may_assign = "@" in near or "gned to " in near.lower()
    if may_assign and (match := _ASSIGNED.search(text, line.end - len(near), line.end)):
        line.put("owner", *match.span("who"))
        line.end = match.start()
        return True
    if (at := text.rfind(", @", line.start, line.end)) > 0 and (
        match := _COMMA_HANDLE_DAY.match(text, at, line.end)
    ):
        line.put("owner", *match.span("who"))
        line.put("due" if line.draft.box in ("", " ") else "status", *match.span("day"))
        line.end = match.start()
        return True
    if text[line.end - 1 : line.end] == "]" and (kind := _KIND.search(text, line.start, line.end)):
        if not line.words.kind(kind["kind"]):
            return False
        line.put("kind", *kind.span("kind"))
        line.end = kind.start()
        return True
    stop = line.end - 1 if line.rest().endswith((").", ".)")) and text[line.end - 1] == "." else line.end
    if stop > line.start and text[stop - 1] in ")）":
        return _take_bracket(line, stop)
    if text[stop - 1 : stop] in ("*", "_") and (match := _MARKED.search(text, line.start, line.end)):
        if not _take_inner(line, *match.span("inner")):
            return False
        line.end = match.start()
        return True
    if ("," in near or ";" in near) and (match := _COMMA_DAY.search(text, line.end - len(near), line.end)):
        line.put("due", *match.span("day"))
        line.end = match.start()
        return True
    return _take_dashed(line)


_MARKED = re.compile(r"\s+(?P<mark>\*{1,3}|_{1,3})\((?P<inner>[^()\n]{2,60})\)(?P=mark)$")
"""Emphasised brackets at the end: `**(Done during the incident)**`."""
_KIND = re.compile(r"\s\[(?P<kind>[A-Za-z]{4,12})\]$")
"""The kind of an action in square brackets at its end: `[detect]`."""


def _take_bracket(line: Line, stop: int) -> bool:
    """Take a trailing bracket, a trailing link to an issue, or neither."""
    start = _opening(line.text, line.start, stop)
    if start is None or start <= line.start:
        return False
    if line.text[start - 1] == "]":
        return _take_link(line, stop)
    if not _take_inner(line, start + 1, stop - 1):
        return False
    line.end_before(start, " \t\r\n—–-*_")
    return True


def _take_link(line: Line, stop: int) -> bool:
    last = next((link for link in reversed(links(line.rest())) if line.start + link.end == stop), None)
    if last is None or not is_tracker(last.url) or last.start == 0:
        return False
    line.end = len(line.text[: line.start + last.start].rstrip(" \t\r\n—–-:→"))
    return True


def _opening(text: str, first: int, stop: int) -> int | None:
    """The offset of the bracket that the one before `stop` closes."""
    depth = 0
    for at in range(stop - 1, first - 1, -1):
        if text[at] in ")）":
            depth += 1
        elif text[at] in "(（":
            depth -= 1
            if depth == 0:
                return at
    return None


def _take_inner(line: Line, start: int, end: int) -> bool:
    """Understand what stands in brackets at the end; whether it is a fact."""
    inner = line.text[start:end].strip()
    if _REFS_ONLY.fullmatch(inner):
        return True
    if _HANDLES.fullmatch(inner):
        line.put("owner", start, end)
        return True
    if (match := _BY_DAY.match(inner)) and any(c.isdigit() for c in inner):
        line.put("due", start + match.end(), end)
        return True
    if len(inner) < 60 and _is_claim(line.words, inner):
        line.claim(start, end)
        return True
    return _take_person(line, start, end)


_PERSON = re.compile(
    rf"\s*(?:(?P<team>(?:the )?[^\W\d_][\w&/-]{{0,20}}(?: [\w&/-]{{1,20}}){{0,2}} (?:team|squad))|"
    rf"(?P<who>@?[^\W\d_][^\W\d]{{0,20}}\.?(?: [^\W\d_][^\W\d]{{0,20}}){{0,2}}),\s+"
    rf"(?:(?:due|by|until|before|eta|bis|até|hasta|avant le)[:\s]+)?(?P<day>{DAY}))\s*",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_NO_PERSON = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:since|after|see|from|in|on|by|as|for|was|is|until|before)\b",
    re.IGNORECASE,
)


def _take_person(line: Line, start: int, end: int) -> bool:
    """Take who is to do it, and when: `(Jane, 2026-02-20)`, `(search team)`."""
    inner = line.text[start:end].rstrip().lower()
    may_end_with_day = "," in inner and "#" not in inner and _DIGIT.search(inner)
    may_name = may_end_with_day or inner.endswith(("team", "quad"))
    match = _PERSON.fullmatch(line.text, start, end) if may_name else None
    if match is None or "owner" in line.draft.values:
        return False
    name = match["team"] or match["who"]
    if (
        _NO_PERSON.match(name)
        or line.words.state(name)
        or (match["who"] and not match["who"].lstrip("@")[0].isupper())
    ):
        return False
    line.put("owner", *match.span("team" if match["team"] else "who"))
    if match["day"]:
        line.put("due", *match.span("day"))
    return True


_HOW = re.compile(r"\s+(?:during|while|as part of|within|by|in|via|with|at|on|through)\s", re.IGNORECASE)
"""What follows a word for done: where, when or by whom."""


_CLAIM_END = re.compile(r"[,;:—–(]|\s-\s")
_DATED = re.compile(r"\s*\d{4}-\d{2}-\d{2}.*$")


def _is_claim(words: Vocabulary, text: str) -> bool:
    bare = plain(text)
    if (how := _HOW.search(bare)) and words.is_state(bare[: how.start()]) == "done":
        return True
    first = _CLAIM_END.split(bare, maxsplit=1)[0]
    without_day = _DATED.sub("", first)
    return bool(words.is_state(first) or words.is_state(without_day)) and key(first) not in _NO_CLAIMS


def _take_dashed(line: Line) -> bool:
    """Take what stands behind the last dash, if it is a handle, a day, references or a state word."""
    parts = list(_DASH.finditer(line.text, line.start, line.end))
    if len(parts) > 1 and (at := _dated(line, parts)):
        return _take_dated(line, *at)
    start = parts[-1].end() if parts else line.end
    tail = line.text[start : line.end].strip(" .")
    if not parts or not tail or len(tail) > 60 or parts[-1].start() <= line.start:
        return _take_handles(line)
    if _HANDLES.fullmatch(tail):
        line.put("owner", start, line.end)
    elif match := _HANDLE_DAY.fullmatch(line.text, start, line.end):
        line.put("owner", *match.span("who"))
        line.put("due", *match.span("day"))
    elif read_day(tail):
        end = start + len(line.text[start : line.end].rstrip(" ."))
        if line.draft.box in ("", " "):
            line.put("due", start, end)
        else:
            line.claim(start, end)
    elif (match := _BY_DAY.match(tail)) and read_day(tail[match.end() :]):
        line.put("due", start + match.end(), line.end)
    elif _is_claim(line.words, tail):
        line.claim(start, line.end)
    elif not _REFS_ONLY.fullmatch(tail):
        return False
    line.end = parts[-1].start()
    return True


_QUARTER = re.compile(r"20\d\d-Q[1-4]|Q[1-4] 20\d\d", re.IGNORECASE)
_LONGEST_DAY = 24


def _dated(line: Line, parts: list[re.Match[str]]) -> tuple[int, int, int] | None:
    """The first day that stands alone between two dashes: the dash before it, its start and end."""
    for before, after in pairwise(parts):
        start, end = before.end(), after.start()
        if end - start > _LONGEST_DAY or before.start() <= line.start:
            continue
        part = line.text[start:end]
        if any(map(str.isdigit, part)) and (_QUARTER.fullmatch(part) or read_day(part)):
            return before.start(), start, end
    return None


def _take_dated(line: Line, dash: int, start: int, end: int) -> bool:
    """Take a day and what came of the item behind it: `Add it — 2026-05-20 — landed in a3f291`."""
    if line.draft.box in ("", " "):
        line.put("due", start, end)
    else:
        line.claim(start, line.end)
    line.end = dash
    return True


_LAST_HANDLES = re.compile(
    r"(?<=[\s.])(?P<code>`?)(?P<who>@[\w-]{1,40}(?:,?\s@[\w-]{1,40}){0,9})(?P=code)\.?$"
)


def _take_handles(line: Line) -> bool:
    text = line.rest()
    may_match = "@" in text and "@" in text.rsplit(None, 1)[-1]
    match = _LAST_HANDLES.search(text) if may_match else None
    if match is None or "owner" in line.draft.values:
        return False
    line.put("owner", *(line.start + at for at in match.span("who")))
    line.end = len(line.text[: line.start + match.start()].rstrip(" \t\r\n—–-,;:("))
    return True
