"""The names that may not get out: of `[people]`, and of those whom a document names as persons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rca.audience.allowed import Rules
from rca.audience.views import folded
from rca.model import Document

_HANDLE = re.compile(r"@[\w.-]{2,}")
_FULL_NAME = re.compile(r"(?:[^\W\d_a-z][\w'’.-]*\s+){1,3}[^\W\d_a-z][\w'’-]+")
_ONE_WORD = re.compile(r"[^\W\d_]{3,}(?:['’-][^\W\d_]+)*|[^\W\d_a-zA-Z]{2}")
_SHORT = 3
_OWNER = "owner of item "
_PIECE = re.compile(r"[^\W\d_]+")
_BEHIND = re.compile(r"\s*[(<\[].*\Z", re.DOTALL)
"""A role or an address behind a name."""
_ROLES = frozenset(
    "team teams squad group guild crew chapter department office desk staff on-call oncall call"
    " engineer engineers engineering developer developers manager managers management lead leads owner"
    " owners admin admins operator operators operations ops devops sre platform infra infrastructure"
    " security support service services product commander responder reviewer author bot agent automation"
    " system release data backend frontend mobile web cloud database network payments billing finance"
    " legal marketing sales customer success quality assurance reliability director head chief officer"
    " president vendor partner contractor incident the and of for".split()
)
"""Words of roles and teams: a name that has one is not a person's."""


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
        for part in _parts(person.name)
        for spelling in (part, part.upper())
        if part.casefold() not in person.role.casefold()
    }
    return {name: what for name, what in parts.items() if not rules.allows(name)}


def named_parts(persons: Mapping[str, str], text: str, rules: Rules) -> dict[str, str]:
    """The same of those whom a document names, without words that the text has as such, and without roles."""
    parts = {
        spelling: f"a part of {what}"
        for name, what in persons.items()
        if not name.islower() and not _ROLES & set(re.findall(r"[^\W_]+(?:-[^\W_]+)*", name.casefold()))
        for part in _parts(name)
        if part[0].lower() != part[0] and not _is_word(part.casefold(), text)
        for spelling in (part, part.upper())
    }
    return {name: what for name, what in parts.items() if not rules.allows(name)}


def _parts(name: str) -> Iterator[str]:
    """The words of a name, and what is joined in them: "Smith-Jones", "Smith", "Jones"."""
    for word in name.split():
        pieces = _PIECE.findall(word)
        together = (word.strip(".,;"),) if len(pieces) > 1 else ()
        yield from (part for part in (*together, *pieces) if len(part) >= _SHORT)


def _is_word(word: str, text: str) -> bool:
    """Whether a text has something as a common word, not as a part of an address or a handle."""
    return bool(re.search(rf"(?<![\w@./-]){re.escape(word)}(?![\w@/-]|\.\w)", text))


class Named(NamedTuple):
    """Those whom a document names where a person stands: by name, to what is said of it."""

    full: Mapping[str, str]
    """Full names and handles."""
    single: Mapping[str, str]
    """Names of one word, in the spellings in which they are names."""


def named_persons(document: Document, text: str, rules: Rules) -> Named:
    """Those whom a document names, if what stands there reads like somebody's name; `text` is its text."""
    people = {name.casefold() for key, p in rules.config.people.items() for name in (key, p.name) if name}
    full: dict[str, str] = {}
    single: dict[str, str] = {}
    for name, where in _told(document):
        bare = _BEHIND.sub("", name.strip())
        if bare.lstrip("@").casefold() in people or rules.allows(bare):
            continue
        if _HANDLE.fullmatch(bare) or _FULL_NAME.fullmatch(bare):
            full.setdefault(bare.lstrip("@"), f'the name "{bare}" ({where})')
        elif _is_first_name(bare, text, owns=where.startswith(_OWNER)):
            for spelling in (bare, bare.capitalize(), bare.upper()):
                single.setdefault(spelling, f'the name "{bare}" ({where})')
    return Named(full, single)


def _is_first_name(word: str, text: str, *, owns: bool) -> bool:
    """Whether one word names a person; who owns an item may as well be a team, so there it has to look so."""
    if not _ONE_WORD.fullmatch(word) or _ROLES & set(word.casefold().split("-")):
        return False
    is_written_as_one = (
        word[0].lower() != word[0] and not word.isupper() and not _is_word(word.casefold(), text)
    )
    return is_written_as_one or not owns


def _told(document: Document) -> Iterator[tuple[str, str]]:
    for item in document.action_items:
        yield from ((name, f"{_OWNER}{item.number}") for name in item.owners)
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
