"""The names that may not get out: of `[people]`, and of those whom a document names as persons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rca.audience.allowed import Rules
from rca.audience.views import folded
from rca.model import Document

_HANDLE = re.compile(r"@[\w.-]{2,}")
_FULL_NAME = re.compile(r"(?:[^\W\d_a-z][\w'’.-]*\s+){1,3}[^\W\d_a-z][\w'’-]+")
_SHORT = 3


def known_names(rules: Rules) -> dict[str, str]:
    """Name to what it is, for everybody of the configuration whose role is not the name itself."""
    names: dict[str, str] = {}
    for key, person in rules.config.people.items():
        if person.role.casefold() != key.casefold():
            names[key] = f'the name "{key}" of [people]'
        for part in (person.name, person.email, person.email.partition("@")[0]):
            if len(part) > _SHORT and part.casefold() != person.role.casefold():
                names.setdefault(part, f'a name of "{key}" of [people]')
    return {name: what for name, what in names.items() if not rules.allows(name)}


def given_names(rules: Rules) -> dict[str, str]:
    """The parts of full names, which only count where they are written as names."""
    parts = {
        spelling: f'a name of "{key}" of [people]'
        for key, person in rules.config.people.items()
        if person.kind == "human"
        for part in person.name.split()
        for spelling in (part, part.upper())
        if len(part) >= _SHORT and part.isalpha() and part.casefold() not in person.role.casefold()
    }
    return {name: what for name, what in parts.items() if not rules.allows(name)}


def named_persons(document: Document, rules: Rules) -> dict[str, str]:
    """Those whom a document names where a person stands, if what stands there reads like one's name."""
    people = {name.casefold() for key, p in rules.config.people.items() for name in (key, p.name) if name}
    found: dict[str, str] = {}
    for name, where in _told(document):
        bare = name.strip()
        is_person = _HANDLE.fullmatch(bare) or _FULL_NAME.fullmatch(bare)
        if is_person and bare.lstrip("@").casefold() not in people and not rules.allows(bare):
            found.setdefault(bare.lstrip("@"), f'the name "{bare}" ({where})')
    return found


def _told(document: Document) -> Iterator[tuple[str, str]]:
    for item in document.action_items:
        yield from ((name, f"owner of item {item.number}") for name in item.owners)
    for field, names in _persons(document):
        yield from ((name, field) for name in names)


def _persons(document: Document) -> Iterator[tuple[str, Iterable[str]]]:
    yield "author", document.authors
    yield "commander", (document.commander,) if document.commander else ()
    yield "participant", document.participants
    yield "reviewer", document.reviewers


def pattern(names: Iterable[str], *, as_written: bool = False) -> re.Pattern[str] | None:
    """Finds any of these names, whatever stands between their parts; None where there are none."""
    spellings = {form.strip() for name in names for form in (name, folded(name)) if len(name.strip()) > 1}
    wanted = sorted(spellings, key=lambda name: (-len(name), name))
    if not wanted:
        return None
    flags = re.NOFLAG if as_written else re.IGNORECASE
    return re.compile("|".join(map(_one, wanted)), flags)


def _one(name: str) -> str:
    parts = [re.escape(part) for part in re.findall(r"[^\W_]+", name)] or [re.escape(name)]
    told = r"[\W_]{0,3}".join(parts)
    if not name.isascii() and re.search(r"[\u0e00-\u0eff\u3040-\u9fff\uac00-\ud7af]", name):
        return told  # scripts that put no blanks between words
    return rf"(?<![^\W\d_]){told}(?![^\W\d_])"
