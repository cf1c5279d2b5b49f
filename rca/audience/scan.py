"""What would get out of a text and must not: names, mail, hosts, addresses, secrets, in every form of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rca.audience.allowed import Rules
from rca.audience.called import called
from rca.audience.entered import entered
from rca.audience.hosts import addresses
from rca.audience.people import Named, given_names, known_names, named_parts, pattern
from rca.audience.views import View, folded, glued, views
from rca.tokens import secrets


class Leak(NamedTuple):
    """Something that must not get out; a secret is not told again."""

    start: int
    what: str


def leaks(text: str, rules: Rules, persons: Named) -> list[Leak]:
    """Everything in a text that must not get out, in order."""
    names = known_names(rules) | dict(persons.full)
    names |= {word: f'the word "{word}" of [audience]' for word in rules.audience.words}
    given = named_parts(persons.full, text, rules) | dict(persons.single) | given_names(rules)
    searches = ((pattern(names), names), (pattern(given, as_written=True), given))
    found: set[Leak] = set()
    for view in views(text):
        for start, what in (
            *_names(view.text, searches),
            *_others(view, rules, as_written=view.text == text),
        ):
            found.add(Leak(view.origins[start] if view.origins else 0, what))
    joined = glued(text)
    found |= {Leak(joined.origins[start], what) for start, what in _names(joined.text, searches)}
    return sorted(found)


def _names(
    text: str, searches: tuple[tuple[re.Pattern[str] | None, Mapping[str, str]], ...]
) -> Iterator[tuple[int, str]]:
    whole: set[int] = set()
    for wanted, names in searches:
        for match in wanted.finditer(text) if wanted else ():
            if match.start() not in whole:
                yield match.start(), _told(match[0], names)
            whole.update(range(*match.span()))


def _told(found: str, names: Mapping[str, str]) -> str:
    """What a name is, by its letters alone."""
    letters = _letters(found)
    return next((what for name, what in names.items() if _letters(name) == letters), "a name")


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", folded(text)).casefold()


def _others(view: View, rules: Rules, *, as_written: bool) -> Iterator[tuple[int, str]]:
    yield from ((found.start, found.what) for found in addresses(view.text, rules))
    found = (*secrets(view.text), *called(view.text, as_written=as_written), *entered(view.text))
    for secret in found:
        if not rules.allows(view.text[secret.start : secret.end]):
            yield secret.start, secret.what
