"""What a search found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rca.hits import Hit
from rca.output.clean import clean
from rca.output.terminal import Terminal
from rca.output.width import cut, width


def hit_lines(hits: Iterable[Hit], terminal: Terminal) -> Iterator[str]:
    """Two lines for each hit: the incident, then where it matched with the words around."""
    for hit in hits:
        yield _fitted([(hit.id, "bold"), (f"  {hit.title}", "")], terminal)
        place = f"  {hit.place} {terminal.dot} {hit.path}:{hit.line}"
        yield _fitted([(place, "muted")], terminal)
        yield _fitted([("    ", ""), *_snippet(hit.snippet)], terminal)


def _snippet(snippet: str) -> list[tuple[str, str]]:
    parts = snippet.replace("\x03", "\x02").split("\x02")
    return [(part, "accent" if index % 2 else "") for index, part in enumerate(parts)]


def _fitted(parts: Iterable[tuple[str, str]], terminal: Terminal) -> str:
    room, line = terminal.width, ""
    for text, role in parts:
        margin = text[: len(text) - len(text.lstrip(" "))]
        safe = margin + clean(text[len(margin) :])
        short = safe if room is None else cut(safe, room, terminal.ellipsis)
        line += margin + terminal.paint(short[len(margin) :], role)
        if room is not None:
            room -= width(short)
            if short != safe or room <= 0:
                break
    return line
