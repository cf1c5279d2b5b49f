"""Conflicts of a merge in which both sides only added: their lines one below the other, in order.

Only entries come together so, of lists and of metadata. Two people who add to one paragraph have to talk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rca.merging.order import comes_before, rank
from rca.text import Span

_NUMBERED = re.compile(r"([ \t>]*)(\d{1,9})(?=[.)][ \t])")
_BLANK = " \t\r\n>"


class Hunk(NamedTuple):
    """A conflict, its lines with their ends."""

    ours: list[str]
    base: list[str]
    theirs: list[str]
    markers: list[str]
    """The lines before ours, base and theirs, and behind them."""

    @property
    def is_addition(self) -> bool:
        """Whether both sides added lines, and removed none."""
        return not self.base

    def text(self) -> str:
        """The conflict, as it is shown to people."""
        first, _, middle, last = self.markers
        return "".join((first, *self.ours, middle, *self.theirs, last))

    def together(self) -> str:
        """The lines of both sides: by time, if all entries have one, else ours first."""
        ours, theirs = _entries(self.ours), _entries(self.theirs)
        said = {_said(entry) for entry in ours}
        theirs = _renumbered(ours, [entry for entry in theirs if _said(entry) not in said])
        newline = "\r\n" if self.markers[0].endswith("\r\n") else "\n"
        return _ended(_ordered(ours, theirs), newline, is_last=not self.markers[3].endswith("\n"))


def _entries(lines: Sequence[str]) -> list[str]:
    """Lines as entries: each with the blank lines above it and the indented ones below."""
    found: list[str] = []
    above = ""
    first = min((_indent(line) for line in lines if line.strip(_BLANK)), default=0)
    for line in lines:
        if not line.strip(_BLANK):
            above += line
        elif found and _indent(line) > first:
            found[-1] += above + line
            above = ""
        else:
            found.append(above + line)
            above = ""
    return [*found[:-1], found[-1] + above] if found else [above] * bool(above)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t>"))


def _renumbered(ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Their entries, counted on from ours where both sides went on with the same number."""
    numbers = [match for entry in ours if (match := _NUMBERED.match(entry.lstrip("\r\n")))]
    taken = {int(match[2]) for match in numbers}
    if len(taken) < len(numbers) or not any(_number(entry) in taken for entry in theirs):
        return list(theirs)
    step = len(taken)
    return [re.sub(_NUMBERED, lambda m: f"{m[1]}{int(m[2]) + step}", entry, count=1) for entry in theirs]


def _said(entry: str) -> str:
    """An entry without its number and the space around it."""
    return _NUMBERED.sub(r"\1", entry.strip("\r\n"), count=1).rstrip()


def _number(entry: str) -> int | None:
    match = _NUMBERED.match(entry.lstrip("\r\n"))
    return int(match[2]) if match else None


def _ordered(ours: list[str], theirs: list[str]) -> list[str]:
    ranks = {entry: rank(entry.split("\n", 1)[0]) for entry in (*ours, *theirs)}
    if None in ranks.values():
        return [*ours, *theirs]
    found = list(ours)
    for entry in theirs:
        later = (k for k, other in enumerate(found) if comes_before(ranks[entry], ranks[other]))
        found.insert(next(later, len(found)), entry)
    return found


def _ended(entries: Sequence[str], newline: str, *, is_last: bool) -> str:
    """Entries as a text; one that ended the file without a newline gets one if it does not any more."""
    text = "".join(entry if entry.endswith("\n") else entry + newline for entry in entries)
    return text.removesuffix(newline) if is_last else text


def parts(text: str, size: int) -> list[str | Hunk]:
    """The stretches of a merge in git's style `diff3`, and the conflicts between them."""
    found: list[str | Hunk] = []
    sides: list[list[str]] = []
    markers: list[str] = []
    plain: list[str] = []
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n").partition(" ")[0]
        if len(markers) < 3 and bare == "<|="[len(markers)] * size:
            sides.append([])
            markers.append(line)
        elif len(markers) == 3 and bare == ">" * size:
            ours, base, theirs = sides
            found += ["".join(plain), Hunk(ours, base, theirs, [*markers, line])]
            sides, markers, plain = [], [], []
        else:
            (sides[-1] if sides else plain).append(line)
    return [*found, "".join(plain)]


Covers = Callable[[str], Sequence[Span]]


def settled(text: str, size: int, covers: Covers) -> tuple[str, int]:
    """A merge with additions put together, and how many conflicts are left.

    `covers` tells where the entries of a text stand: a conflict whose lines are none is left.
    """
    found = parts(text, size)
    hunks = [k for k, part in enumerate(found) if isinstance(part, Hunk)]
    together = {k for k in hunks if isinstance(part := found[k], Hunk) and part.is_addition}
    candidate, places = _text(found, together)
    spans = covers(candidate)
    together -= {k for k, place in places.items() if not _is_covered(candidate, place, spans)}
    return _text(found, together)[0], len(hunks) - len(together)


def _text(found: Sequence[str | Hunk], together: set[int]) -> tuple[str, dict[int, Span]]:
    """The text with some conflicts put together, and where those stand."""
    text, places = "", {}
    for k, part in enumerate(found):
        piece = part if isinstance(part, str) else part.together() if k in together else part.text()
        if k in together:
            places[k] = Span(len(text), len(text) + len(piece))
        text += piece
    return text, places


def _is_covered(text: str, place: Span, spans: Sequence[Span]) -> bool:
    """Whether each line of a stretch that is not blank belongs to an entry."""
    at = place.start
    for line in text[place.start : place.end].splitlines(keepends=True):
        start = at + len(line) - len(line.lstrip(" \t>"))
        if line.strip(_BLANK) and not any(s.start <= at + len(line) and start < s.end for s in spans):
            return False
        at += len(line)
    return True
