"""Whatever is done to a document, it is read: no exception, no place outside the text, no undue work."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from rca.blocks import scan
from rca.model import Document
from rca.parse import parse
from rca.text import Source, Span
from tests.conftest import CORPUS

ROOT = Path(__file__).parents[1]
MARKUP = (
    "**",
    "*",
    "`",
    "```\n",
    "[",
    "](",
    ")",
    "<!--",
    "-->",
    "<b>",
    "&",
    ":",
    "**:",
    "=",
    "\\",
    "{",
    "%",
    "'",
)
LAYOUT = (
    "|",
    "\\|",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "    ",
    "> ",
    "- ",
    "- [ ] ",
    "1. ",
    "#",
    "## ",
    "---\n",
    "+++\n",
)
TIMES = (
    "2026-05-15",
    "2026-13-45",
    "99:99",
    "14:02",
    "T+5m",
    "UTC",
    "Q9 2026",
    "(written: 2026-05-20)",
    "9" * 30,
)
WORDS = ("#0", "o/r#1", "v1", "after item 1", "staging: ", "n/a", "done", "٣", "１", "é", "—")
CONTROLS = ("\0", "\ufeff", "\u2028", "\u202e", "\x1b[2J")
SPLINTERS = MARKUP + LAYOUT + TIMES + WORDS + CONTROLS
HOSTILE = {
    "quotes": "> ",
    "items": "- ",
    "mixed containers": "> - 1. ",
    "items on lines": "- a\n",
    "lists that alternate": "- a\n* b\n",
    "empty items": "-\n\n",
    "brackets": "[",
    "brackets on lines": "[\n",
    "definitions": "[a]: /u 'x\n",
    "pipes": "|",
    "lines of pipes": "a|b\n",
    "rows": "|a|b|\n|-|-|\n",
    "backticks": "`",
    "fences": "```\n",
    "underlines": "=\n",
    "comments": "<!--\n",
    "tags": "<a b ",
    "rules": "- - x\n",
    "blank lines": "\n",
    "carriage returns": "a\r",
    "no-break spaces": "\u00a0\n",
    "words": "word ",
}


@cache
def documents() -> tuple[str, ...]:
    """The project's own documents, and the real ones where they are."""
    folders = [ROOT / "incidents", ROOT / "templates", *([CORPUS / "documents"] if CORPUS.is_dir() else [])]
    paths = [path for folder in folders for path in sorted(folder.rglob("*.md"))]
    return tuple(path.read_bytes().decode("utf-8") for path in paths)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A document with pieces cut out, doubled, swapped or put in."""
    text = draw(st.sampled_from(documents()))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 1, 5, 80, 800])))
        piece = draw(st.sampled_from(["cut", "double", "splinter", "end"]))
        if piece == "end":
            text = text[:end]
        else:
            new = {"cut": "", "double": text[start:end] * 2, "splinter": draw(st.sampled_from(SPLINTERS))}[
                piece
            ]
            text = text[:start] + new + text[end:]
    return text


@st.composite
def shuffled(draw: st.DrawFn) -> str:
    """Lines of several documents in any order, with any newline."""
    chosen = draw(st.lists(st.sampled_from(documents()), min_size=1, max_size=3))
    lines = [line for text in chosen for line in text.split("\n")]
    picked = draw(st.lists(st.sampled_from(lines), max_size=30))
    return draw(st.sampled_from(["\n", "\n\n", "\r\n"])).join(picked)


def spans(value: object) -> Iterator[Span]:
    """Every place in a model."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from spans(getattr(value, name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from spans(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)


def misplaced(text: str, document: Document) -> list[Span]:
    """Places that are none of the text."""
    return [span for span in spans(document) if not 0 <= span.start <= span.end <= len(text)]


def read_twice(text: str) -> tuple[Document, Document]:
    """What is read of a text, once and again; it is written back as it was, and can be told as JSON."""
    source = Source(text)
    document = parse(source)
    assert source.to_bytes().decode("utf-8") == text
    assert document.model_dump_json().startswith("{")
    return document, parse(Source(text))


@given(mutated())
def test_mutated_documents_are_read(text: str) -> None:
    document, again = read_twice(text)
    assert document == again
    assert misplaced(text, document) == []


@given(shuffled())
def test_shuffled_lines_are_read(text: str) -> None:
    document, again = read_twice(text)
    assert document == again
    assert misplaced(text, document) == []


@given(st.lists(st.sampled_from(SPLINTERS) | st.text(max_size=3), max_size=40).map("".join))
def test_splinters_are_read(text: str) -> None:
    document, again = read_twice(text)
    assert document == again
    assert misplaced(text, document) == []


def facts(value: object) -> object:
    """A model as plain values, without places and with one kind of newline."""
    if isinstance(value, Span):
        return None
    if isinstance(value, BaseModel):
        return {name: facts(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, dict):
        return {name: facts(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return [facts(item) for item in value]
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.rstrip("\n"),
        lambda text: text + "\n\n\n",
        lambda text: text.replace("|\n", "|  \n"),
        lambda text: text.replace("\n", "\r\n"),
    ],
    ids=["byte order mark", "no last newline", "blank lines at the end", "spaces behind rows", "CRLF"],
)
def test_how_a_document_is_saved_changes_no_fact(change: Callable[[str], str]) -> None:
    for text in documents():
        plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
        assert facts(parse(Source(change(plain)))) == facts(parse(Source(plain)))


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("read", [scan, parse])
def test_work_grows_with_the_length(piece: str, read: Callable[[Source], object]) -> None:
    few, many = (calls(partial(read, Source(piece * count))) for count in (300, 1200))
    assert many < 5 * few + 1000


def calls(function: Callable[[], object]) -> int:
    """How many calls of functions, in Python and in C, a call makes."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count
