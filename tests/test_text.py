"""Texts keep their bytes; places are counted as editors count them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.errors import UnreadableFile
from rca.text import BOM, Position, Source, Span, TextEdit

PIECES = (
    "a",
    "é",
    "日本",
    "😀",
    "\n",
    "\r\n",
    "\r",
    "\0",
    BOM,
    "\x0b",
    "\x0c",
    "\x85",
    "\u2028",
    " ",
    "|",
    "\t",
)
PLENTY = "text enough that a NUL is a stray one "
texts = st.lists(st.sampled_from(PIECES), max_size=20).map("".join) | st.text()


@given(texts)
def test_bytes_come_back_as_they_were(text: str) -> None:
    data = (text + PLENTY * text.count("\0")).encode("utf-8", "replace")
    assert Source.from_bytes(data).to_bytes() == data


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert Source.from_bytes(data).to_bytes() == data
    except UnreadableFile:
        assert data.decode("utf-8", "replace").encode("utf-8") != data or b"\0" in data


def test_every_document_of_the_corpus_comes_back(corpus: Path) -> None:
    for path in sorted((corpus / "documents").rglob("*.md")):
        data = path.read_bytes()
        assert Source.from_bytes(data).to_bytes() == data


def test_a_file_that_is_not_utf8_is_refused_with_the_line() -> None:
    with pytest.raises(UnreadableFile) as caught:
        Source.from_bytes("Zeit\r\nUrsache\rBehebung: gelöst\n".encode("latin-1"), "a.md")
    assert str(caught.value) == "a.md:3: byte 0xf6 is not UTF-8; save the file as UTF-8"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_of_unicode_are_refused(encoding: str) -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.md:1: .*; save the file as UTF-8"):
        Source.from_bytes("# RCA\n\nBehoben.\n".encode(encoding), "a.md")


def test_a_stray_nul_is_read_as_a_replacement_character() -> None:
    source = Source.from_bytes(b"# Ro\0t cause\n")
    assert source.normal == "# Ro\ufffdt cause\n"
    assert source.to_bytes() == b"# Ro\0t cause\n"


def test_sources_are_equal_by_their_text() -> None:
    assert Source("a\n") == Source("a\n")
    assert Source("a\n") != Source("a\r\n")
    assert len({Source("a"), Source("a"), Source("b")}) == 2


def test_sha256_is_that_of_the_bytes() -> None:
    # FIPS 180-4, the example of one block
    assert Source("abc").sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("text", "newline"),
    [
        ("", "\n"),
        ("a", "\n"),
        ("a\r\nb", "\r\n"),
        ("a\nb\nc\r\n", "\n"),
        ("a\r\nb\r\nc\n", "\r\n"),
        ("a\rb", "\n"),
    ],
)
def test_newline_is_what_most_lines_end_with(text: str, newline: str) -> None:
    assert Source(text).newline == newline


def test_lines_end_where_commonmark_ends_them() -> None:
    source = Source("one\r\ntwo\rthree\x0c\u2028\x85\nfour")
    assert [source.slice(source.line_span(n)) for n in (1, 2, 3, 4)] == [
        "one",
        "two",
        "three\x0c\u2028\x85",
        "four",
    ]
    assert source.position(source.text.index("four")) == Position(4, 1)


def test_a_byte_order_mark_takes_no_column() -> None:
    source = Source(BOM + "# Title\n# Next")
    assert source.position(0) == Position(1, 1)
    assert source.position(source.text.index("#")) == Position(1, 1)
    assert source.position(source.text.index("Title")) == Position(1, 3)
    assert source.position(source.text.index("Next")) == Position(2, 3)


def test_a_column_counts_characters() -> None:
    assert Source("| 担当 😀 | x |").position(9) == Position(1, 10)


@given(texts, st.data())
def test_a_position_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    source = Source(text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = source.position(offset)
    assert line == source.line(offset)
    start, end = source.line_span(line)
    mark = 1 if line == 1 and text.startswith(BOM) and offset else 0
    assert start + column - 1 + mark == offset
    assert offset <= end or text[end:offset].strip("\r\n") == ""


@given(texts)
def test_lines_and_their_ends_make_up_the_text(text: str) -> None:
    source = Source(text)
    count = source.line(len(text))
    spans = [source.line_span(n) for n in range(1, count + 1)]
    ends = {text[a.end : b.start] for a, b in pairwise(spans)}
    assert ends <= {"\n", "\r\n", "\r"}
    assert [source.slice(span) for span in spans] == re.split(r"\r\n?|\n", text)


@given(texts)
def test_normal_text_maps_back_character_by_character(text: str) -> None:
    source = Source(text)
    normal = source.normal
    assert not {"\r", "\0"} & set(normal)
    offsets = [source.raw_offset(k) for k in range(len(normal) + 1)]
    assert offsets == sorted(set(offsets))
    assert offsets[-1] == len(text)
    for character, offset in zip(normal, offsets, strict=False):
        assert {"\n": text[offset] in "\r\n", "\ufffd": text[offset] in "\0\ufffd"}.get(
            character, character == text[offset]
        )


@given(texts, st.data())
def test_raw_spans_are_the_raw_offsets_of_both_ends(text: str, data: st.DataObject) -> None:
    source = Source(text)
    start = data.draw(st.integers(0, len(source.normal)))
    end = data.draw(st.integers(start, len(source.normal)))
    assert source.raw_span(Span(start, end)) == (source.raw_offset(start), source.raw_offset(end))


@given(texts, st.data())
def test_edits_replace_their_spans_and_nothing_else(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    edits = [
        TextEdit(Span(start, end), data.draw(st.sampled_from(["", "x", "\r\n", "日本"])))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    expected = text
    for span, word in reversed(edits):
        expected = expected[: span.start] + word + expected[span.end :]
    assert Source(text).apply(reversed(edits)) == Source(expected)


@pytest.mark.parametrize(
    "spans",
    [[Span(0, 2), Span(1, 3)], [Span(2, 1)], [Span(2, 4)], [Span(-1, 0)], [Span(0, 3), Span(1, 1)]],
)
def test_edits_that_overlap_or_lie_outside_are_refused(spans: list[Span]) -> None:
    with pytest.raises(ValueError, match="overlaps the one before or lies outside"):
        Source("abc").apply([TextEdit(span, "x") for span in spans])


def test_insertions_at_one_place_keep_their_order() -> None:
    place = Span(1, 1)
    assert Source("ac").apply([TextEdit(place, "b"), TextEdit(place, "B")]).text == "abBc"


def test_applying_nothing_gives_an_equal_source() -> None:
    assert Source("a\r\n").apply([]) == Source("a\r\n")
