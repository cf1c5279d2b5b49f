"""What readers may see: the rules of `[audience.NAME]`, with the people of the workspace."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from rca.config import Audience, Config
from rca.errors import UsageError
from rca.model import Section

PUBLIC = "public"


class UnknownAudience(UsageError):
    """rca.toml names no such readers."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f'no audience is called "{name}"; there is {", ".join(known)}: see [audience.{name}]'
        )


class Rules(NamedTuple):
    """What some readers may see."""

    audience: Audience
    config: Config

    @classmethod
    def of(cls, config: Config, name: str) -> Rules:
        """The rules of a configuration; raises UnknownAudience."""
        known = {PUBLIC: Audience(), **config.audience}
        if name not in known:
            raise UnknownAudience(name, known)
        return cls(known[name], config)

    def role(self, name: str) -> str:
        """What is said instead of somebody's name."""
        wanted = name.strip().lstrip("@").casefold()
        for key, person in self.config.people.items():
            if wanted in (key.lstrip("@").casefold(), person.name.casefold(), person.email.casefold()):
                return person.role or self.audience.role
        return self.audience.role

    def roles(self, names: Iterable[str]) -> str:
        """The same for several, each role once."""
        return ", ".join(dict.fromkeys(map(self.role, names)))

    def allows(self, text: str) -> bool:
        """Whether something may get out though it looks as if it should not."""
        told = text.casefold().strip()
        return any(_covers(entry.casefold().strip(), told) for entry in self.audience.allow)

    def shows(self, section: Section, above: Sequence[bool]) -> bool:
        """Whether a section may be seen: by its name or heading, else as the one that it stands in."""
        wanted = {_words(name) for name in self.audience.sections}
        if _words(section.heading) in wanted or (section.name and _words(section.name) in wanted):
            return True
        return not section.name and bool(above) and above[-1]


def _words(text: str) -> str:
    return " ".join(text.replace("_", " ").casefold().split())


def _covers(entry: str, text: str) -> bool:
    if fnmatchcase(text, entry):
        return True
    try:
        return ipaddress.ip_address(text) in ipaddress.ip_network(entry, strict=False)
    except ValueError:
        return False
