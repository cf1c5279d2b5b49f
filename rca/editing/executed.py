"""The text of an `Executed` value: `staging: 2026-05-15 [matrix](…) verified; prod: —`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rca.parsing.cells import executed_parts

_BLANK = re.compile(r"(?:[-–—.?]|n/?a|none|no|tbd|open|todo|\s)*", re.IGNORECASE)
_REMARK = re.compile(r"\s*(?:dropped|reopened)\b", re.IGNORECASE)
_RESULT = re.compile(r"\s+(?:verified|failed)\b(?=\s*$)", re.IGNORECASE)


class Segment(NamedTuple):
    """What a value says of one environment, offsets into the value."""

    start: int
    end: int
    name: str
    """The environment; empty where the segment names none."""
    value: int
    """Where the text behind the name starts."""


class Style(NamedTuple):
    """How a value is written where it stands."""

    environments: tuple[str, ...]
    """Those that are known, in the configured order."""
    colon: str
    """Between an environment and what is said of it: `: ` in a cell, a blank in a list."""


def segments(text: str, style: Style) -> list[Segment]:
    """What a value says, part by part; blank parts are left out."""
    found = []
    for part in executed_parts(text, style.environments):
        raw = text[part.start : part.end]
        end = part.start + len(raw.rstrip())
        start = part.start + len(raw) - len(raw.lstrip())
        value = text.rindex(part.text, start, end) if part.text else end
        if _REMARK.match(text, start):
            found.append(Segment(start, end, "", start))
        else:
            found.append(Segment(start, end, part.environment, value))
    return [segment for segment in found if segment.end > segment.start]


def is_blank(text: str) -> bool:
    """Whether a value says nothing yet."""
    return _BLANK.fullmatch(text.strip()) is not None


def _is_remark(text: str, segment: Segment) -> bool:
    """Whether a part says `dropped` or `reopened` instead of something about an environment."""
    return _REMARK.match(text, segment.start) is not None


def find(text: str, environment: str, style: Style) -> Segment | None:
    """The part that speaks of an environment; where there is just one it may be unnamed."""
    found = [s for s in segments(text, style) if not _is_remark(text, s)]
    for segment in found:
        if segment.name.casefold() == environment.casefold():
            return segment
    return found[0] if len(style.environments) < 2 and len(found) == 1 and not found[0].name else None


def value(text: str, environment: str, style: Style) -> str:
    """What is said of an environment, without its name; empty if nothing is."""
    found = find(text, environment, style)
    return text[found.value : found.end] if found else ""


def put(text: str, environment: str, said: str, style: Style) -> str:
    """Say something of one environment; what is said of the others stays as it is."""
    found = find(text, environment, style)
    if found is None:
        return add(text, f"{environment}{style.colon}{said}" if environment else said)
    gap = style.colon if found.name and found.value == found.end and text[found.end - 1] != " " else ""
    gap = " " if gap and text[found.end - 1] in ":：" else gap
    return text[: found.value] + gap + said + text[found.end :]


def add(text: str, part: str) -> str:
    """A value with one more part; what says nothing yet gives way to it."""
    return part if is_blank(text) or is_reopened(text) else f"{text.rstrip()}; {part}"


def says_nothing(text: str, style: Style) -> bool:
    """Whether no part of a value says anything but `—`."""
    return all(is_blank(text[s.value : s.end]) for s in segments(text, style))


def is_reopened(text: str) -> bool:
    """Whether a value says nothing but that its item was reopened."""
    return text.strip().casefold() == "reopened"


def without_remarks(text: str, style: Style) -> str:
    """A value without its parts that say `dropped` or `reopened`."""
    found = segments(text, style)
    if not any(_is_remark(text, s) for s in found):
        return text
    return "; ".join(text[s.start : s.end] for s in found if not _is_remark(text, s))


def unjudged(said: str) -> str:
    """What is said of an environment, without the result at its end."""
    return _RESULT.sub("", said).strip()


def judged(said: str, word: str, evidence: Sequence[str]) -> str:
    """What is said of an environment, with the result `verified` or `failed` at its end."""
    return " ".join((_RESULT.sub("", said), *evidence, word)).strip()
