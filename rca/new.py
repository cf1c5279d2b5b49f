"""What a new document is called: an id out of date and title, and a file that was not there before."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

from rca.errors import RcaError, UsageError

LONGEST_SLUG = 80
"""Bytes of UTF-8; file names end at 255."""


class EmptyTitle(UsageError):
    """A document is to be written without a title."""

    def __init__(self) -> None:
        super().__init__("an RCA needs a title: what broke, in a few words")


class DocumentNotWritten(RcaError):
    """The new file could not be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{path}: cannot be written: {error.strerror}")


class IdTaken(UsageError):
    """A document is to get an id that another one has."""

    def __init__(self, name: str, path: Path | str) -> None:
        super().__init__(f"the id {name} is taken by {path}; leave the id out, or give another one")


class NoId(UsageError):
    """A text was given as an id that cannot be the name of a file."""

    def __init__(self, name: str, better: str) -> None:
        super().__init__(f'"{name}" is no id; write it as {better}')


def id_for(day: date, title: str, issue: str = "") -> str:
    """`YYYY-MM-DD-slug`, with the number of an issue at its end."""
    words = slug(title)
    number = slug(issue_key(issue)) if issue else ""
    if not number or words == number or words.endswith(f"-{number}"):
        return f"{day.isoformat()}-{words}"
    return f"{day.isoformat()}-{_cut_words(words, LONGEST_SLUG - len(number) - 1)}-{number}"


def issue_key(issue: str) -> str:
    """What names an issue in an id: its number, or its key in a tracker."""
    return re.split(r"[#/]", issue.rstrip("/"))[-1]


def numbered(name: str) -> Iterator[str]:
    """A name, then the same with -2, -3, …"""
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def create(path: Path, text: str) -> bool:
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


def make_folder(folder: Path) -> None:
    """Make a folder that is not there yet."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DocumentNotWritten(folder, error) from None


def one_line(text: str) -> str:
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
    return _cut_words("-".join(words), LONGEST_SLUG) or "incident"


def _cut_words(text: str, longest: int) -> str:
    """The words of a slug that fit into so many bytes."""
    kept = ""
    for word in text.split("-"):
        longer = f"{kept}-{word}" if kept else word
        if len(longer.encode()) > longest:
            return kept or word.encode()[:longest].decode(errors="ignore")
        kept = longer
    return kept


def _word_character(character: str) -> str:
    """Letters, digits and the marks that belong to them; anything else parts words."""
    return character if character.isalnum() or unicodedata.category(character).startswith("M") else " "


def _unaccented(text: str) -> str:
    """Latin letters without their accents; marks of other scripts belong to the letter and stay."""
    return "".join(_base(character) for character in unicodedata.normalize("NFKC", text))


def _base(character: str) -> str:
    first = unicodedata.normalize("NFD", character)[0]
    return first if first.isascii() and character.isalpha() else character
