"""Severity, status and incident id out of free text: the level alone, as written."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rca.aliases import key
from rca.inline import has_words, plain

_STRONG = re.compile(
    r"(?<![\w-])(?:SEV(?:ERITY)?(?:[-_ ]?|::?)(?:\d|[IV]{1,3})|P[-_ ]?[0-5]|S[0-5]|(?:level|tier|class"
    r"|grade|prio(?:rity)?)[-_ ]?\d)(?!\w|-(?!critical|high|major|medium|minor|low|severe)[a-z0-9_])"
    r"(?!\s*(?:[|/,]|or|to)\s*(?:SEV|P\d|S\d|\[?(?:high|medium|low)))",
    re.IGNORECASE,
)
_TWO_LEVELS = re.compile(r"\W*(?:SEV[-_ ]?|P|S)\d\s*(?:[|/]|or)\s*(?:SEV[-_ ]?|P|S)\d\W*", re.IGNORECASE)
"""The choice of a template, or nobody's decision yet."""
_WORDS = {
    word: rank
    for rank, words in enumerate(
        (
            "critical catastrophic blocker emergency highest kritisch critique crítica crítico 致命的 严重",
            "major majeure majeur grave high severe significant hoch élevée haute alta alto hög høy hoog 高",
            "medium moderate mittel moyenne media medio média médio middel medel 中",
            """low minor mineur mineure niedrig gering faible baja bajo baixa baixo bassa basso
            låg lav laag 低""",
            "trivial negligible informational info notice cosmetic lowest near-miss",
        ),
        start=1,
    )
    for word in words.split()
}
_WORDS["near miss"] = _WORDS["near-miss"]
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_WORD = re.compile(
    rf"(?:very |extremely )?(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![\w])", re.IGNORECASE
)
_CUT = re.compile(r"[(（;\[]|\s[—–]|\s-\s|\.\s|\s/\s|<br")
_HEADLINE = re.compile(r"[(（;\[]|\s[—–]|\s-\s|\.(?:\s|$)|\s/\s|\s\|\s|<br|,?\s*\d{4}-\d{2}-\d{2}|\s→|:\s|\n")
_MARKS = re.compile(r"^[^\w\[<]+")
_INNER = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_CHOICE = re.compile(r"[\w -]{1,20}")
_PLACEHOLDER = re.compile(
    r"^\W*(?:\[[^\]]{0,80}\]|<[^>]{0,80}>|\{[^}]{0,80}\}+|todo|tbd|tba|n/?a|x+|yyyy[-/]mm[-/]dd|_+"
    r"|\.{2,})?\W*$",
    re.IGNORECASE,
)


_FIRST = frozenset("tTnNxXyY")
"""The letters that a placeholder without brackets begins with."""
_LONGEST = 300
"""No placeholder that is filled in by hand has more characters."""
_DASH = re.compile(r"\s[—–-]\s")
_PREPOSITION = re.compile(r"\s+(?:at|on|as of|since|by|in|with)$", re.IGNORECASE)


def is_placeholder(text: str) -> bool:
    """Whether a text only says that something is to be filled in, or lists the choices of a template."""
    if len(text) > _LONGEST:
        return not has_words(text) or _lists_choices(text)
    first = text[:1]
    may_be_one = not first.isalnum() or first in _FIRST
    return (may_be_one and bool(_PLACEHOLDER.match(text))) or _lists_choices(text)


def _lists_choices(text: str) -> bool:
    """Whether a text is three or more short words with bars or slashes between them."""
    if "|" not in text and text.count("/") < 2:
        return False
    inner = _INNER.search(text)
    choices = re.split(r"[|/]", inner.group()) if inner else []
    return len(choices) > 2 and all(_CHOICE.fullmatch(choice.strip()) for choice in choices)


_OR = re.compile(r"\W*[\w-]+(?:, [\w-]+)+,? (?:or|and) [\w-]+\W*")
"""What a template lists with commas: `New, Ongoing, or Closed`."""


def _is_choice(text: str) -> bool:
    """Whether a severity or status is a list of what it can be."""
    levels = re.split(r"\W+", text.lower().strip())
    return bool(_OR.fullmatch(text)) or (len(levels) > 2 and all(level in _WORDS for level in levels))


def severity_level(text: str) -> str | None:
    """The level in a severity: `SEV-2`, `P1`, `High`; None for a description without one."""
    text = _MARKS.sub("", plain(text))
    if is_placeholder(text) or ("," in text and _is_choice(text)):
        return None
    if (text.isdigit() and len(text) == 1) or _TWO_LEVELS.fullmatch(text):
        return text if text.isdigit() else None
    if match := _WORD.match(text):
        return _worded(text, match.group())
    head = _CUT.split(text, maxsplit=1)[0]
    if match := _STRONG.search(head) or _STRONG.search(text):
        return match.group()
    match = _WORD.search(head) if head.count(" ") <= 3 else None
    return match.group() if match and not re.match(r"(?i)no\b|non|without", head) else None


def _worded(text: str, word: str) -> str | None:
    """The word, unless a choice of words follows it."""
    return None if re.match(r"\s*[|/]\s*\w+\s*[|/]", text[len(word) :]) else word


def severity_rank(level: str | None, severities: Mapping[str, tuple[str, ...]]) -> int | None:
    """The rank of a level: by the configuration's order, else by its number or word; 1 is the gravest."""
    if level is None:
        return None
    wanted = key(level)
    for rank, (name, others) in enumerate(severities.items(), start=1):
        if wanted in (key(name), *map(key, others)):
            return rank
    if match := re.search(r"\d", level):
        return int(match.group())
    last = wanted.split()[-1] if wanted else ""
    return _WORDS.get(wanted) or _WORDS.get(last) or (_ROMAN.get(last) if "sev" in wanted else None)


def status_level(text: str) -> str | None:
    """The status without marks, dates and remarks; None where it is empty or a placeholder."""
    text = _MARKS.sub("", plain(text))
    if is_placeholder(text) or is_placeholder(_DASH.split(text, maxsplit=1)[0]):
        return None
    if "," in text and _is_choice(text):
        return None
    head = _HEADLINE.split(text, maxsplit=1)[0].strip(" .,;:*_✅")
    return _PREPOSITION.sub("", head) or None


_OVER = re.compile(
    r"\bongoing\b|\bin progress\b|\bactive\b|\bopen\b|\binvestigating\b|\bmonitoring\b"
    r"|\bunresolved\b|\bnot resolved\b|laufend|en cours|en curso|継続中|进行中",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\bongoing\b|\bstill (?:active|open|going)\b|→\s*(?:now|present)|\bto present\b|laufend"
    r"|en cours|en curso|継続中|进行中",
    re.IGNORECASE,
)


def is_ongoing(status: str | None, duration: str | None) -> bool:
    """Whether status or duration say that the incident is not over."""
    return bool(status and _OVER.search(status)) or bool(duration and _STILL.search(duration))


_ID = re.compile(
    r"(?<![\w/-])(?:(?:INC|INCIDENT|PM|PIR|IR|RCA|POSTMORTEM|OUTAGE|IM|COE|SIR)"
    r"(?:[-_]\d[\w-]*|\d{2}\w*(?:[-_]\d\w*)*(?![\w-]))"
    r"|(?:INC|INCIDENT|PM|PIR|RCA|POSTMORTEM|COE)\s\#?\d{1,6}(?![\w-]))"
)
_COUNTED = re.compile(r"(?:(?:Incident|Post-?[Mm]ortem|Outage) \#?\d{1,6}|0\d{2,4})(?=\s*[:—–|]|\s+-\s)")
_LEADING_ID = re.compile(
    r"^\W*(?:(?:Incident|INCIDENT|Post-?[Mm]ortem|RCA|Outage)(?: [Rr]eport| [Rr]eview)? )?"
    r"(?!SEV|CVE|PR-|UTF|ISO|HTTP|SHA|GPT|P\d)([A-Z][A-Z0-9]{1,9}-\d[\w-]{0,20})"
    r"(?=\s*[\]:—–|]|\s+-\s|\s*$)"
)
_COUNTED_BEHIND = re.compile(r"\((?:incident|post-?mortem|outage) (\#\d{1,6})\)", re.IGNORECASE)


def title_id(title: str) -> str | None:
    """The incident id that a title states: `INC-2026-001`, `PM03`, `Incident 003`, `(incident #465)`."""
    match = _ID.search(title)
    if match:
        return match.group().rstrip("-_")
    if counted := _COUNTED.match(title):
        return counted.group()
    named = _LEADING_ID.match(title) or ("#" in title and _COUNTED_BEHIND.search(title))
    return named[1] if named else None


_BRACKETED = re.compile(r"[(\[]\s*((?:SEV|S|P)[-_ ]?\d)\s*[)\]]|^\W*(SEV[-_ ]?\d)\b", re.IGNORECASE)


def title_severity(title: str) -> str | None:
    """A level that a title states in brackets or begins with."""
    match = _BRACKETED.search(title)
    return (match[1] or match[2]) if match else None
