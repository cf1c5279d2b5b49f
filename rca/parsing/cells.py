"""What a written, executed or state text says: a cell, or a value in the brackets of a list item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rca.citations import evidence
from rca.days import find_day
from rca.inline import plain
from rca.parsing.reader import Facts
from rca.text import Span

_EXEMPT = re.compile(
    r"(?:n\s?/\s?a|na|not applicable|not needed|not required|exempt|entfällt|sans objet)\b", re.IGNORECASE
)
_FAILED = re.compile(r"\b(?:failed|fails|failing|regressed|broken)\b|✗|❌", re.IGNORECASE)
_VERIFIED = re.compile(r"(?<!not )(?<!un)(?<!to be )\bverified\b|✓", re.IGNORECASE)
_LINKED_WORDS = re.compile(r"\[[^\[\]\s]{1,100}\s[^\[\]]{0,300}(?=\]\()")
_NO = re.compile(
    r"(?:no|not|never|none|open|pending|todo|to do|tbd|blocked|planned|waiting|in progress|wip"
    r"|unscheduled|after|later|scheduled)\b|[—–\-○?]+$",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:yes|done|executed|carried out|complete|completed|deployed|rolled out|applied|enabled"
    r"|live|run|ran|shipped|x|ok)\b|✅|☑|✔|●",
    re.IGNORECASE,
)
_ENV = re.compile(
    r"\s*(?:[*_`]{0,3})(?P<env>[A-Za-z][\w.-]{0,40}?)(?:[*_`]{0,3})\s*(?:(?P<colon>[:：])(?!//)[*_`]{0,3}|(?=[\s(]|$))"
)
COMMON_ENVIRONMENTS = frozenset(
    "prod production staging stage stg dev development test testing qa uat preprod preproduction sandbox"
    " canary dr demo integration live eu us apac".split()
)
"""Names that stand for an environment without a colon behind them."""
_SYNONYMS = {"production": "prod", "live": "prod", "stage": "staging", "stg": "staging", "development": "dev"}


def written_facts(text: str, span: Span | None, near: date | None) -> Facts:
    """The `Written` of a cell or value."""
    bare = plain(text)
    state = "no" if not bare else "exempt" if _EXEMPT.match(bare) else "no" if _NO.match(bare) else "yes"
    found = find_day(bare, near) if state == "yes" else None
    return {
        "state": state,
        "day": found.day if found else None,
        "evidence": evidence(text) if state == "yes" else (),
        "text": bare,
        "span": span,
    }


NOT_WRITTEN: Facts = {"state": "no", "day": None, "evidence": (), "text": "", "span": None}


class Part(NamedTuple):
    """What an executed text says of one environment; the name is empty where it says none."""

    environment: str
    text: str
    start: int
    end: int


def executed_parts(text: str, environments: Sequence[str]) -> list[Part]:
    """The parts of an executed text: `staging: 2026-05-15 [matrix](…) verified; prod: —`."""
    known = {name.casefold(): name for name in environments}
    parts: list[Part] = []
    for start, end in _segments(text, known):
        match = None if read_remark(text[start:end]) else _ENV.match(text, start, end)
        name = _environment(match, known) if match else ""
        if match is None or not name:
            parts.append(Part("", text[start:end].strip(), start, end))
        else:
            parts.append(Part(name, text[match.end() : end].strip(" \t:："), start, end))
    return [part for part in parts if part.environment or part.text]


class Remark(NamedTuple):
    """A part of an executed text that is about the item as a whole."""

    word: str
    """dropped or reopened."""
    reason: str
    """Raw text."""


_REMARK = re.compile(
    r"\s*(?P<word>dropped|reopened)\b(?:\s+\d{4}-\d\d-\d\d)?\s*(?:[:：—–-]\s*(?P<reason>.*))?$",
    re.IGNORECASE | re.DOTALL,
)


_REMARKS = frozenset("dDrR")
"""What the words of remarks begin with."""


def may_remark(text: str) -> bool:
    """Whether a text holds a word that makes a part of it a remark."""
    folded = text.lower()
    return "drop" in folded or "reopen" in folded


def read_remark(text: str) -> Remark | None:
    """The remark that a part is: `dropped: reason`, `dropped 2026-05-20: reason`, `reopened`."""
    match = _REMARK.match(text) if text.lstrip()[:1] in _REMARKS else None
    return Remark(match["word"].lower(), (match["reason"] or "").strip()) if match else None


def _environment(match: re.Match[str], known: dict[str, str]) -> str:
    name = match["env"].casefold()
    if name in known:
        return known[name]
    if (same := _SYNONYMS.get(name)) and same in known:
        return known[same]
    is_name = match["colon"] and not _DONE.fullmatch(name) and name not in ("http", "https", "n")
    return match["env"] if is_name or name in COMMON_ENVIRONMENTS else ""


def canonical_environment(name: str, environments: Sequence[str]) -> str:
    """The configured name that an environment's name means, else the name itself."""
    known = {env.casefold(): env for env in environments}
    folded = name.casefold()
    return known.get(folded) or known.get(_SYNONYMS.get(folded, ""), "") or name


_TURN = re.compile(r"\\.|[()\[\];,\n<]", re.DOTALL)


def _segments(text: str, known: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Ranges between `;`, line breaks, and commas that an environment follows; brackets keep together."""
    start = depth = 0
    for match in _TURN.finditer(text):
        at = match.start()
        c = text[at]
        if c in "([":
            depth += 1
        elif c in ")]":
            depth = max(0, depth - 1)
        elif not depth and (width := _separator(text, at, known)):
            yield start, at
            start = at + width
    yield start, len(text)


_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def _separator(text: str, at: int, known: dict[str, str]) -> int:
    """How long the separator at an offset is; 0 if there is none."""
    c = text[at]
    if c in ";\n":
        return 1
    if c == "<" and (match := _BREAK.match(text, at)):
        return match.end() - at
    if c == "," and (match := _ENV.match(text, at + 1)):
        return 1 if match["env"].casefold() in known or match["env"].casefold() in COMMON_ENVIRONMENTS else 0
    return 0


def execution_state(text: str) -> str | None:
    """What a text says of one environment; None where it isn't understood."""
    # Words inside a link tell what it leads to: `[refused a broken index](…) verified`.
    bare = plain(_LINKED_WORDS.sub("", text)).strip()
    if _EXEMPT.match(bare):
        return "exempt"
    if not bare or _NO.match(bare):
        return "no"
    if _FAILED.search(bare):
        return "failed"
    if _VERIFIED.search(bare):
        return "verified"
    if _DONE.search(bare) or find_day(bare) or evidence(text):
        return "done"
    return None


def execution_facts(environment: str, text: str, state: str, span: Span | None, near: date | None) -> Facts:
    """The `Execution` of one environment."""
    bare = plain(text)
    told = state in ("done", "verified", "failed")
    found = find_day(bare, near) if told else None
    return {
        "environment": environment,
        "state": state,
        "day": found.day if found else None,
        "evidence": evidence(text) if told else (),
        "text": bare,
        "span": span,
    }
