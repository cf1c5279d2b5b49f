"""Where pages are: names that every web server and file system takes, and links between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from hashlib import sha256

_UNFIT = re.compile(r"[^a-z0-9]+")
_LONGEST = 80


def slug(text: str) -> str:
    """A name out of a text; where something was lost, what tells it from others is put behind."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    name = _UNFIT.sub("-", plain).strip("-")[:_LONGEST].strip("-")
    if re.sub(r"[\s_.-]+", "-", text.casefold()).strip("-") == name:
        return name
    return f"{name}-{sha256(text.encode()).hexdigest()[:8]}".strip("-")


def distinct(texts: Iterable[str]) -> dict[str, str]:
    """A slug for each text, none of them twice."""
    named: dict[str, str] = {}
    taken: set[str] = set()
    for text in texts:
        name = stem = slug(text)
        count = 1
        while name in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name)
        named[text] = name
    return named


def pages_of(incidents: Mapping[str, str]) -> dict[str, str]:
    """The page of each document, by its path; `incidents` holds their ids by path, and may hold one twice."""
    taken: dict[str, int] = {}
    pages = {}
    for path in sorted(incidents):
        name = slug(incidents[path]) or "incident"
        taken[name] = count = taken.get(name, 0) + 1
        pages[path] = f"incidents/{name}.html" if count == 1 else f"incidents/{name}--{count}.html"
    return pages


def above(page: str) -> str:
    """What leads from a page to the top of the site: nothing, or `../`."""
    return "../" * page.count("/")
