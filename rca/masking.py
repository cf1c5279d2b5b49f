"""Secrets in the output of a program, made unreadable before anybody sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus, unquote, urlsplit

from rca.tokens import KEYS

MASK = "***"
_URL_PASSWORD = re.compile(r"(?P<before>\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\s/?#:@]*:)[^\s/?#]+(?=@)")
_SHORT = 4
"""Values shorter than this are masked only where they stand alone: else no text would be left."""


def mask(text: str, secrets: Iterable[str]) -> str:
    """A text without these values in any spelling, without passwords of URLs, and without keys and tokens."""
    spellings = {spelling for secret in secrets for spelling in _spellings(secret) if spelling.strip()}
    if spellings:
        text = re.sub("|".join(map(_pattern, sorted(spellings, key=len, reverse=True))), MASK, text)
    return KEYS.sub(MASK, _URL_PASSWORD.sub(rf"\g<before>{MASK}", text))


def _spellings(secret: str) -> Iterator[str]:
    """The secret, its lines, and the password in it if it is an URL; plain and percent-encoded."""
    parts = [secret, *(line.strip() for line in secret.splitlines() if len(line.strip()) >= _SHORT)]
    password = _password(secret)
    for part in [*parts, password, unquote(password)]:
        yield from (part, quote(part, safe=""), quote_plus(part), part.replace("\\", "\\\\"))


def _password(secret: str) -> str:
    try:
        return urlsplit(secret).password or ""
    except ValueError:
        return ""


def _pattern(spelling: str) -> str:
    escaped = re.escape(spelling)
    return rf"(?<!\w){escaped}(?!\w)" if len(spelling) < _SHORT else escaped
