"""A new document out of a template: an id from date and title, never over something that is there."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from pathlib import Path

from rca.errors import RcaError, UsageError

LONGEST_SLUG = 80
"""Bytes of UTF-8; file names end at 255."""
_PLACEHOLDER = re.compile(r"\{\{ ?(title|date|id|severity|author) ?\}\}")
_BLOCK_START = re.compile(r"[#>*+=~`|-]|\d+[.)]")


class UnknownTemplate(UsageError):
    """No template has the name that was asked for."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no template is called {name}; there are {', '.join(known)}")


class EmptyTitle(UsageError):
    """A document is to be written without a title."""

    def __init__(self) -> None:
        super().__init__("an RCA needs a title: what broke, in a few words")


class DocumentNotWritten(RcaError):
    """The new file could not be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{path}: cannot be written: {error.strerror}")


def template_folder() -> Path:
    """Where the templates lie: beside the code in an installation, at the top of a checkout."""
    package = Path(__file__).parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def template_names() -> tuple[str, ...]:
    """The names to choose from, sorted."""
    return tuple(sorted(path.stem for path in template_folder().glob("*.md")))


def template_text(name: str) -> str:
    """The text of a template; raises UnknownTemplate."""
    if name not in template_names():
        raise UnknownTemplate(name, template_names())
    return (template_folder() / f"{name}.md").read_text(encoding="utf-8")


def new_document(
    title: str, *, template: str = "canonical", day: date, severity: str = "", author: str = "", folder: Path
) -> Path:
    """Write a new document into a folder and return its path.

    The id is `YYYY-MM-DD-slug`, with -2, -3, … where that is taken; it is the file's name too. Raises
    UnknownTemplate, EmptyTitle and DocumentNotWritten.
    """
    text = template_text(template)
    values = {"title": _one_line(title), "severity": _one_line(severity), "author": _one_line(author)}
    if not values["title"]:
        raise EmptyTitle
    _make_folder(folder)
    for name in _names(f"{day.isoformat()}-{slug(title)}"):
        filled = fill(text, values | {"date": day.isoformat(), "id": name})
        if _create(folder / f"{name}.md", filled):
            return folder / f"{name}.md"
    raise AssertionError("names never end")


def _names(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _create(path: Path, text: str) -> bool:
    """Write a file that is not there yet, whole or not at all; False if it is there."""
    try:
        file = path.open("x", encoding="utf-8", newline="")
    except FileExistsError:
        return False
    except OSError as error:
        raise DocumentNotWritten(path, error) from None
    try:
        with file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink()
        raise DocumentNotWritten(path, error) from None
    return True


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DocumentNotWritten(folder, error) from None


def fill(template: str, values: Mapping[str, str]) -> str:
    """A template with its `{{names}}` replaced, each value in one pass and safe where it stands."""
    return _PLACEHOLDER.sub(lambda match: _safe(values[match[1]], template, match), template)


def _safe(value: str, template: str, match: re.Match[str]) -> str:
    before = template[template.rfind("\n", 0, match.start()) + 1 : match.start()]
    after = template[match.end() : match.end() + 1]
    if before.lstrip().startswith("|"):
        value = value.replace("|", "\\|")
    if not before.strip() and _BLOCK_START.match(value):
        value = "\\" + value
    if before.startswith("#") and after in ("", "\n") and value.endswith("#"):
        value = re.sub(r"(?<![^ ])(#+)$", r"\\\1", value)
    return value


def _one_line(text: str) -> str:
    """White space as single spaces, without characters that control a terminal or the direction of text."""
    return " ".join("".join(_printable(character) for character in text).split())


def _printable(character: str) -> str:
    category = unicodedata.category(character)
    return (
        " "
        if category in ("Cc", "Zl", "Zp")
        else ""
        if category == "Cf" and character not in "\u200c\u200d"
        else character
    )


_APOSTROPHES = str.maketrans("", "", "'’")


def slug(title: str) -> str:
    """Letters and digits of a title in lower case with hyphens between; accents and apostrophes go."""
    plain = _unaccented(title).casefold().translate(_APOSTROPHES)
    words = "".join(_word_character(character) for character in plain).split()
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word
        if len(longer.encode()) > LONGEST_SLUG:
            return kept or _cut(word)
        kept = longer
    return kept or "incident"


def _word_character(character: str) -> str:
    """Letters, digits and the marks that belong to them; anything else parts words."""
    return character if character.isalnum() or unicodedata.category(character).startswith("M") else " "


def _cut(word: str) -> str:
    return word.encode()[:LONGEST_SLUG].decode(errors="ignore")


def _unaccented(text: str) -> str:
    """Latin letters without their accents; marks of other scripts belong to the letter and stay."""
    return "".join(_base(character) for character in unicodedata.normalize("NFKC", text))


def _base(character: str) -> str:
    first = unicodedata.normalize("NFD", character)[0]
    return first if first.isascii() and character.isalpha() else character
