"""Places of an editor and offsets into the text are the same places, however characters are counted."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.lsp.positions import Encoding, Extent, Place, Positions
from rca.lsp.texts import Edit, Text
from rca.text import BOM, Source

ENCODINGS: tuple[Encoding, ...] = ("utf-16", "utf-8", "utf-32")
PIECES = st.sampled_from(
    ["a", "é", "漢", "😀", "🏳️‍🌈", "\n", "\r\n", "\r", "\t", "\u2028", "\v", "\f", BOM, "| x |", ""]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)


def units(text: str, encoding: Encoding) -> int:
    """How long a text is, by encoding it."""
    if encoding == "utf-32":
        return len(text)
    return len(text.encode("utf-16-le")) // 2 if encoding == "utf-16" else len(text.encode("utf-8"))


def naive_place(text: str, offset: int, encoding: Encoding) -> tuple[int, int]:
    """The place of an offset, as the protocol defines it."""
    before = re.split(r"\r\n|\r|\n", text[:offset])
    return len(before) - 1, units(before[-1], encoding)


def is_inside_newline(text: str, offset: int) -> bool:
    return text[offset - 1 : offset + 1] == "\r\n"


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS, data=st.data())
def test_an_offset_has_its_place_and_the_place_that_offset(encoding: Encoding, text: str, data: Any) -> None:
    offset = data.draw(st.integers(0, len(text)))
    positions = Positions(Source(text), encoding)
    if is_inside_newline(text, offset):
        offset -= 1
    place = positions.place(offset)
    assert place == naive_place(text, offset, encoding)
    assert positions.offset(place) == offset


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS, line=st.integers(0, 30), character=st.integers(0, 40))
def test_any_place_is_an_offset_between_two_characters(
    encoding: Encoding, text: str, line: int, character: int
) -> None:
    lines = re.split(r"\r\n|\r|\n", text)
    offset = Positions(Source(text), encoding).offset(Place(line, character))
    if line >= len(lines):
        assert offset == len(text)
        return
    found = naive_place(text, offset, encoding)
    assert found[0] == line
    rest = units(lines[line], encoding)
    assert found[1] <= min(character, rest)
    assert found[1] + 4 > min(character, rest)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS, new=TEXTS, data=st.data())
def test_an_incremental_edit_is_the_replacement_that_the_editor_made(
    encoding: Encoding, text: str, new: str, data: Any
) -> None:
    places = st.integers(0, len(text)).filter(lambda at: not is_inside_newline(text, at))
    start, end = sorted((data.draw(places), data.draw(places)))
    extent = Extent(Place(*naive_place(text, start, encoding)), Place(*naive_place(text, end, encoding)))
    after = Text("file:///x.md", 1, text, encoding).edited([Edit(extent, new)], 2)
    assert after.source.text == text[:start] + new + text[end:]
    assert after.version == 2


def test_edits_of_one_message_build_on_each_other() -> None:
    text = Text("file:///x.md", 1, "one\r\n😀 two\r\n")
    edits = [
        Edit(Extent(Place(1, 0), Place(1, 3)), ""),
        Edit(Extent(Place(0, 0), Place(0, 0)), "a\n"),
        Edit(Extent(Place(2, 3), Place(2, 3)), "!"),
    ]
    assert text.edited(edits, 2).source.text == "a\none\r\ntwo!\r\n"
    assert text.edited([*edits, Edit(None, "new")], 2).source.text == "new"


def test_what_no_utf_8_can_carry_takes_the_place_that_it_had() -> None:
    text = Text("file:///x.md", 1, "a\ud83d b")
    assert text.source.text == "a\ufffd b"
    assert text.positions.offset(Place(0, 3)) == 3
