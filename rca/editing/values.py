"""Values that people typed, made fit for one line of Markdown: what is refused, and what is escaped."""

from __future__ import annotations

import re
import unicodedata

from rca.changes import Refused

_SPACES = re.compile(r"\s+")
_TAG = re.compile(r"(?<!\\)<(?=[A-Za-z/!?])")
_MARKUP = re.compile(r"[\\`*_\[\]<>&~|(),:;#]")
_PIPE = re.compile(r"\|")
_LINE_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class SeveralLines(Refused):
    """A value has line breaks where a document has room for one line."""

    def __init__(self, what: str) -> None:
        super().__init__(f"the {what} has several lines; write it as one line, nothing was changed")


class HiddenCharacter(Refused):
    """A value holds a character that cannot be seen and changes how the line is shown."""

    def __init__(self, what: str, character: str) -> None:
        name = unicodedata.name(character, "control character")
        super().__init__(
            f"the {what} holds U+{ord(character):04X} ({name.lower()}), which hides or reorders text; "
            "leave it out, nothing was changed"
        )


def one_line(value: str, what: str) -> str:
    """A value with its white space folded; raises `Refused` for line breaks, control and bidi characters."""
    value = value.strip()
    if _LINE_BREAK.search(value):
        raise SeveralLines(what)
    folded = _SPACES.sub(" ", value)
    for character in folded:
        if unicodedata.category(character) == "Cc" or character in _OVERRIDES:
            raise HiddenCharacter(what, character)
    return folded


def checked_text(value: str, what: str) -> str:
    """A text of several lines; raises `Refused` for control and bidi override characters."""
    for character in value:
        if character not in "\n\r\t" and (unicodedata.category(character) == "Cc" or character in _OVERRIDES):
            raise HiddenCharacter(what, character)
    return value


def checked_note(value: str) -> str:
    """A note or a reason as it is kept; raises `Refused` also where no character of it can be seen."""
    if value.strip() and all(c.isspace() or unicodedata.category(c) == "Cf" for c in value):
        raise Refused("the note has no character that can be seen, nothing was changed")
    return checked_text(value, "note")


def light(value: str) -> str:
    """A value as a person would write it: only `<` before a tag is escaped."""
    return _TAG.sub(r"\\<", value)


def parted(value: str) -> str:
    """A value in which only what would end it is escaped: semicolons, brackets without their other half."""
    alone = _unbalanced(value)
    return "".join(f"\\{c}" if c == ";" or at in alone else c for at, c in enumerate(light(value)))


def _unbalanced(value: str) -> set[int]:
    """Where brackets stand that nothing closes or opens."""
    opened: list[int] = []
    alone: set[int] = set()
    for at, character in enumerate(light(value)):
        if character == "(":
            opened.append(at)
        elif character == ")" and opened:
            opened.pop()
        elif character == ")":
            alone.add(at)
    return alone | set(opened)


def full(value: str) -> str:
    """A value in which no character is markup."""
    return _MARKUP.sub(r"\\\g<0>", value)


def in_cell(text: str) -> str:
    """Markdown as the content of a table's cell: each `|` is escaped (GFM 4.10), also in code spans."""
    pieces: list[str] = []
    at = 0
    for pipe in _PIPE.finditer(text):
        before = text[at : pipe.start()]
        pieces += (before, "|" if before.endswith("\\") else "\\|")
        at = pipe.end()
    return "".join((*pieces, text[at:]))
