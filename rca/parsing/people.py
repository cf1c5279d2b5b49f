"""Enumerations in a value, and the people that one names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rca.aliases import key
from rca.columns import NOBODY
from rca.inline import has_words
from rca.memory import remembered
from rca.parsing.levels import is_placeholder

_SIGNED = re.compile(r"\s{1,9}[-–—]\s{0,9}\d{4}[-/.]\d.*$")
_MAIL = re.compile(r"\s?<?(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+>?")


def split_list(text: str) -> Iterable[str]:
    """The parts of an enumeration; commas inside brackets do not part."""
    if is_placeholder(text):
        return ()
    return (part for part in _split(text, ",;、\n") if part)


@remembered
def split_people(text: str) -> tuple[str, ...]:
    """The people that a text names, without `@`, addresses and words for nobody; remarks in brackets stay."""
    if is_placeholder(text):
        return ()
    bare = _MAIL.sub("", text) if "@" in text else text
    if bare is not text and not has_words(bare):
        bare = text  # nothing but addresses
    parts = (_SIGNED.sub("", part).strip(" .*_`@[]") for part in _split(bare, ",;/+&、\n"))
    people = [part for part in parts if has_words(part) and key(part) not in NOBODY]
    return tuple([part for part in people if not _ASIDE.match(part)] or people)


_ASIDE = re.compile(r"(?:with|after|once|pending|via|until|subject to|reviewed by)\s")
"""What begins a remark behind an owner: `Media, with SRE review`."""

_OPENING = re.compile(r"[(\[（]")
_AND = re.compile(r"\s+(?:and|und|et|y|och|og|en)\s+", re.IGNORECASE)


def _split(text: str, separators: str) -> list[str]:
    """The parts between separators that stand outside brackets."""
    if not _OPENING.search(text):
        parts = re.split(f"[{separators}]", text)
        if "/" in separators:
            parts = [piece for part in parts for piece in _AND.split(part)]
        return [part.strip() for part in parts]
    parts = [""]
    depth = 0
    for c in text:
        depth = max(0, depth + (c in "([（") - (c in ")]）"))
        if depth == 0 and c in separators:
            parts.append("")
        else:
            parts[-1] += c
    flat = [
        piece
        for part in parts
        for piece in (_AND.split(part) if "/" in separators and "(" not in part else (part,))
    ]
    return [part.strip() for part in flat]
