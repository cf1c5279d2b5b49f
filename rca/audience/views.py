"""The forms in which a text can be read: decoded, without markup, without what nobody sees.

A view is a text and, for each of its characters, where it comes from.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

_ENCODED = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|(?:%[0-9a-fA-F]{2})+"
    r"|\\u\{?[0-9a-fA-F]{4,6}\}?|\\x[0-9a-fA-F]{2}|=[0-9A-F]{2}"
)
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{12,}={0,2}")
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?[A-Za-z][^<>]*>|<[!?][^<>]*>", re.DOTALL)
_BLOCK_TAG = re.compile(
    r"</?(?:address|article|blockquote|br|dd|details|div|dl|dt|figure|h[1-6]|hr|li|ol|p|pre|section|summary|table"
    r"|tbody|td|th|thead|tr|ul)\b[^<>]*>",
    re.IGNORECASE,
)
"""Tags that part what stands before and behind them."""
_TARGET = re.compile(r"\]\([^()\s]*(?:\s[^()]*)?\)|\]\[[^\]]*\]")
_SIGNS = re.compile(r"[*~`\\\[\]]")
_UNDERSCORE = re.compile("_")
_ALIKE = str.maketrans(
    "аеорсухіјѕһԁɡӏԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορνАВЕКМНОРСТУХІЈЅı",
    "aeopcyxijshdglqwABEZHIKMNOPTYXaopvABEKMHOPCTYXIJSi",
)
"""Letters of other scripts that look like Latin ones."""
_DEPTH = 4


class View(NamedTuple):
    """A text to look through."""

    text: str
    origins: list[int]

    def without(self, pattern: re.Pattern[str]) -> View:
        """The view without what a pattern finds."""
        parts, origins, at = [], [], 0
        for match in pattern.finditer(self.text):
            parts.append(self.text[at : match.start()])
            origins += self.origins[at : match.start()]
            at = match.end()
        return View("".join((*parts, self.text[at:])), origins + self.origins[at:])


def views(text: str) -> Iterator[View]:
    """Every form of a text that differs from those before."""
    raw = View(text, list(range(len(text))))
    decoded = _visible(_decoded(raw))
    flat = decoded.without(_TARGET)
    bare = _replaced(flat, _BLOCK_TAG, lambda _: " ").without(_TAG)
    unsigned = (_visible(_decoded(view.without(_SIGNS))) for view in (decoded, flat, bare))
    seen: set[str] = set()
    for view in (raw, decoded, *unsigned, _visible(_unpacked(raw))):
        for shown in (view, view.without(_UNDERSCORE)):
            if shown.text not in seen:
                seen.add(shown.text)
                yield shown


def glued(text: str) -> View:
    """A text without any tag, so that what a line break parts is one word: fit to find names only."""
    decoded = _visible(_decoded(View(text, list(range(len(text))))))
    bare = decoded.without(_TARGET).without(_TAG)
    return _visible(_decoded(bare.without(_SIGNS)))


def _decoded(view: View) -> View:
    """Entities, percent signs and escapes as what they stand for, as deep as they are nested."""
    for _ in range(_DEPTH):
        before = view.text
        view = _replaced(view, _ENCODED, _meaning)
        if view.text == before:
            break
    return view


def _meaning(code: str) -> str:
    if code[0] == "&":
        return unescape(code if code.endswith(";") else f"{code};") if unescape(code) != code else code
    if code[0] == "%":
        return unquote(code, errors="strict") if _is_text(code) else code
    if code[0] == "=":
        return chr(int(code[1:], 16)) if int(code[1:], 16) in range(0x20, 0x7F) else code
    value = int(code[2:].strip("{}"), 16)
    return chr(value) if value < 0x110000 and not 0xD800 <= value < 0xE000 else code


def _is_text(code: str) -> bool:
    try:
        return bool(bytes.fromhex(code.replace("%", "")).decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _unpacked(view: View) -> View:
    """Base64 of texts as these texts."""
    return _replaced(view, _BASE64, _unpack)


def _unpack(code: str) -> str:
    padded = code.rstrip("=").translate(str.maketrans("-_", "+/"))
    try:
        text = base64.b64decode(padded + "=" * (-len(padded) % 4), validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return code
    return f" {text} " if text.isprintable() else code


def _replaced(view: View, pattern: re.Pattern[str], meaning: Callable[[str], str]) -> View:
    parts: list[str] = []
    origins: list[int] = []
    at = 0
    for match in pattern.finditer(view.text):
        told = meaning(match[0])
        parts += (view.text[at : match.start()], told)
        origins += view.origins[at : match.start()] + [view.origins[match.start()]] * len(told)
        at = match.end()
    return View("".join((*parts, view.text[at:])), origins + view.origins[at:])


def _visible(view: View) -> View:
    """What one sees: nothing without width, no accents, full-width and look-alike letters as Latin ones."""
    parts: list[str] = []
    origins: list[int] = []
    for character, origin in zip(view.text, view.origins, strict=True):
        told = _seen(character)
        if told == " " and parts and parts[-1] == " ":
            continue
        for each in told:
            parts.append(each)
            origins.append(origin)
    return View("".join(parts), origins)


def folded(text: str) -> str:
    """A text as its views have it."""
    return "".join(map(_seen, text))


def _seen(character: str) -> str:
    if character.isascii():
        return " " if character.isspace() else character
    if character.isspace():
        return " "
    letters = unicodedata.normalize("NFKD", character)
    return "".join(map(_letter, letters)).translate(_ALIKE)


def _letter(character: str) -> str:
    hidden = (
        unicodedata.category(character) in ("Cf", "Mn", "Me", "Cc")
        or character in "\u115f\u1160\u3164\uffa0\u2800"
    )
    return "" if hidden else character
