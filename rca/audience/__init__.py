"""The version of an RCA for readers outside: made of what they may see, and refused where something leaks.

What goes out is put together from what `[audience.NAME]` of rca.toml allows, never by taking away what it
forbids: a title, fields and action items as they are read, and the sections that are named. Then it is looked
through for names, hosts, addresses and secrets.
"""

from __future__ import annotations

from typing import NamedTuple

from rca.audience.allowed import Rules
from rca.audience.assembly import assemble
from rca.audience.marks import without_internal
from rca.audience.scan import Leak, leaks
from rca.text import Source

__all__ = ["Leak", "Place", "Published", "Rules", "publish"]


class Place(NamedTuple):
    """Something that keeps a document from going out, and where it stands in the document."""

    line: int
    column: int
    what: str


class Published(NamedTuple):
    """What goes out, if nothing is wrong with it."""

    text: str
    places: tuple[Place, ...]
    """Why it must not go out as it is; empty where it may."""


def publish(source: Source, name: str, incident: str, rules: Rules) -> Published:
    """The version of a document that some readers may see; `name` is that of its file, `incident` its id."""
    cut, wrong = without_internal(source)
    if wrong:
        return Published("", _places(source, wrong))
    made, people = assemble(cut, name, incident, rules)
    found = leaks(made.text, rules, people)
    return Published(made.text, _places(source, [(made.origin(leak.start), leak.what) for leak in found]))


def _places(source: Source, found: list[tuple[int, str]]) -> tuple[Place, ...]:
    """Places in the document, each thing once a line."""
    places = (Place(*source.position(offset), what) for offset, what in sorted(found))
    kept: dict[tuple[int, str], Place] = {}
    for place in places:
        kept.setdefault((place.line, place.what), place)
    return tuple(kept.values())
