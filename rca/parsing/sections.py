"""Headings, bold lines and bold labels that act as headings, and what they mean in this document."""

from __future__ import annotations

import re

from rca.parsing.heads import BOLD_LINE, LABEL, Head, candidates, make_head
from rca.parsing.reader import Facts, Reader
from rca.parsing.unnamed import promised_heads
from rca.text import Span

_GROUP = re.compile(
    r"(?i)(?!.*action item|.*follow).*\b(?:actions?|work|steps|items|plan|measures|tasks|todos?)\b"
)
_ACTION_LABEL = re.compile(
    r"^(?:action(?: item)?s?(?: (?:taken|planned|required|needed))?|todo|follow[- ]?up)(?: ?#?\d{1,3})?$",
    re.IGNORECASE,
)
_INSIDE_ACTIONS = frozenset(
    ("action_items", "timeline", "references", "lessons", "went_well", "went_badly", "lucky")
)
_JUDGEMENTS = frozenset(("went_well", "went_badly", "lucky"))
_INSIDE_JUDGEMENTS = _JUDGEMENTS | {"lessons", "action_items"}
_NO_ACTIONS_IN = frozenset(
    ("resolution", "timeline", "root_cause", "went_well", "detection", "references", "summary", "impact")
)


def read_heads(reader: Reader) -> list[Head]:
    """All headings in order, and the bold lines and labels that act as headings; bodies included."""
    found = candidates(reader)
    names = {head.name for head in found if head.level < BOLD_LINE and head.is_sure}
    lines = {head.name for head in found if head.level == BOLD_LINE and head.is_sure}
    taken = {BOLD_LINE: names, LABEL: names | lines}
    heads = [h for h in found if h.level < BOLD_LINE or _acts(reader, h, taken[h.level], found)]
    done = _resolve(reader, heads, _ends(reader, heads))
    if any(head.name == "action_items" for head in done):
        return done
    told = promised_heads(reader, found, done)
    if not told:
        return done
    acting = {head.at for head in heads} | told
    heads = [_told(head) if head.at in told else head for head in found if head.at in acting]
    return _resolve(reader, heads, _ends(reader, heads))


def _told(head: Head) -> Head:
    return head._replace(name="action_items", is_sure=True)


def _acts(reader: Reader, head: Head, names: set[str], found: list[Head]) -> bool:
    """Whether a bold line or label acts as a heading here."""
    if not head.name or is_action_label(head):
        return False
    inside = _enclosing(head, found)
    if head.level == LABEL:
        return head.is_sure and head.name not in names and inside not in ("action_items", "timeline")
    if head.name == inside:
        return head.is_sure and not reader.raw(head.span).rstrip("*_ ").endswith((":", "?"))
    return head.name not in names and (head.is_sure or inside not in _NO_ACTIONS_IN)


def is_action_label(head: Head) -> bool:
    """Whether it is a label such as `**Action:** …` that makes its paragraph an action item."""
    return head.has_rest and head.level == LABEL and bool(_ACTION_LABEL.match(head.text.strip()))


def _enclosing(head: Head, found: list[Head]) -> str:
    """The name of the nearest heading before a bold line."""
    name = ""
    for other in found:
        if other.at >= head.at:
            break
        if other.level < BOLD_LINE:
            name = other.name
    return name


def _ends(reader: Reader, heads: list[Head]) -> list[int]:
    """Where the body of each head ends: at the next of the same or a higher level, or with its item."""
    ends: list[int] = []
    following = [len(reader.text)] * (LABEL + 1)
    for head in reversed(heads):
        start, level = head.span.start, head.level
        end = following[level]
        if level == LABEL and reader.blocks[head.at].kind == "item":
            end = min(end, reader.blocks[head.at].span.end)
        ends.append(max(end, head.span.end))
        following[level:] = [start] * (LABEL + 1 - level)
    return ends[::-1]


def _resolve(reader: Reader, heads: list[Head], ends: list[int]) -> list[Head]:
    """The heads with their bodies, and without names where an ambiguous heading means something else here."""
    done: list[Head] = []
    stack: list[tuple[int, str]] = []
    sure = [head for head in heads if head.name and head.is_sure]
    for (index, level, name, is_sure, text, span, _, has_rest), end in zip(heads, ends, strict=True):
        while stack and stack[-1][0] <= span.start:
            stack.pop()
        head = make_head((index, level, name, is_sure, text, span, Span(span.end, end), has_rest))
        if name == "action_items" and (
            (_TAKEN.fullmatch(text) and _promised(head, sure)) or _is_carried_out(reader, head)
        ):
            head = head._replace(name="resolution")
        if name and not _stands(head, sure, {outer for _, outer in stack}):
            head = head._replace(name="")
        done.append(head)
        stack.append((end, head.name))
    return done


_TAKEN = re.compile(
    r"\W*(?:(?:immediate )?(?:actions?|steps) (?:taken|performed)"
    r"|(?:actions|mesures|acciones|medidas|ações|azioni|misure)(?: corr?e[ct]{1,2}i[vt]\w+)?"
    r" (?:imm[ée]diates?|inmediatas|imediatas))\W*",
    re.IGNORECASE,
)
"""A heading over what was done at once."""


_CARRIED_OUT = re.compile(
    r"\W*(?:\d+[.)]\s*)?(?:\w+ ){0,2}(?:corrective|remediation|remedial) (?:actions?|steps|measures)"
    r" (?:already )?(?:taken|implemented|performed|executed|completed|applied)\W*",
    re.IGNORECASE,
)
"""A heading over what was done to end the incident: `Remediation steps taken`."""
_TRACKED = re.compile(
    r"^[ \t]*[-*+] \[[ xX]\]|\b(?:pending|planned|todo|owner|in progress)\b", re.IGNORECASE | re.MULTILINE
)
"""What tells that some of it is still to be done, or that each is marked."""


def _is_carried_out(reader: Reader, head: Head) -> bool:
    """Whether what stands below a heading was all done while the incident lasted."""
    return bool(_CARRIED_OUT.fullmatch(head.text)) and not _TRACKED.search(reader.text, *head.body)


def _promised(head: Head, sure: list[Head]) -> bool:
    """Whether another heading surely holds the action items, so that those taken are the resolution."""
    return head.level < BOLD_LINE and any(
        o.name == "action_items" and o.level < BOLD_LINE and not _TAKEN.fullmatch(o.text) for o in sure
    )


def _stands(head: Head, sure: list[Head], around: set[str]) -> bool:
    """Whether a heading keeps its name beside those that surely have theirs, and inside those around it."""
    if around & _JUDGEMENTS and head.name not in _INSIDE_JUDGEMENTS:
        return False
    if head.name == "resolution" and head.name in around:
        return False
    if "timeline" in around and _TIMED.match(head.text):
        return False
    if "action_items" in around:
        return head.name in _INSIDE_ACTIONS and head.is_sure and not _GROUP.match(head.text)
    if head.is_sure:
        return True
    if head.name == "action_items" and around & _NO_ACTIONS_IN:
        return False
    inside = range(head.body.start, head.body.end)
    others = [other for other in sure if other.name == head.name and other.span.start not in inside]
    return not others or _completes(head, others)


_TIMED = re.compile(r"\W{0,3}(?:[01]?\d|2[0-4])[:.h][0-5]\d|\W{0,3}20\d\d-\d\d")
"""What a heading that is an entry of the timeline begins with."""

_PREVENTIVE = re.compile(
    r"\W*(?:\d+[.)]\s*)?(?:(?:short|medium|long)\W?term )?(?:prevent(?:ative|ive) (?:actions?|measures?)"
    r"|(?:ações|acciones|medidas|actions|mesures|azioni|misure) pr[eé]venti\w+)\b",
    re.IGNORECASE,
)
_CORRECTIVE = re.compile(r"\bcorr?e[ct]{1,2}i", re.IGNORECASE)


def _completes(head: Head, others: list[Head]) -> bool:
    """Whether it is the second half of corrective and preventive actions."""
    halves = (_CORRECTIVE.search(o.text) and not _PREVENTS.search(o.text) for o in others)
    return bool(_PREVENTIVE.match(head.text)) and any(halves)


_PREVENTS = re.compile(r"\bpr[eé]vent", re.IGNORECASE)


def section_facts(heads: list[Head]) -> list[Facts]:
    """The sections of the model."""
    return [
        {"name": h.name, "heading": h.text, "level": h.level, "span": h.span, "body": h.body} for h in heads
    ]
