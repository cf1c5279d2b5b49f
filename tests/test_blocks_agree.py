"""The outline has the structure that the untouched parser sees, cell by cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file

from rca.blocks import Block, Outline, scan
from rca.text import Source, Span
from tests.stock_markdown import Shape, shapes, stock_shapes

HERE = Path(__file__).parent
COMMONMARK = json.loads((HERE / "commonmark" / "examples.json").read_text("utf-8"))
GFM_TABLES = read_fixture_file(HERE / "blocks" / "tables.md")

PREFIXES = ("", "", "", " ", "    ", "\t", "> ", ">", ">\t", "- ", "* ", "1. ", "10) ", "  - ", "   1. ")
LINES = (
    *(
        "",
        "text",
        "a b  ",
        "# h #",
        "---",
        "===",
        "- - -",
        "```",
        "~~~~py",
        "``` `x",
        "<div>",
        "<!-- c",
        "-->",
        "<b>",
    ),
    *(
        "[r]: /u",
        "[r]: /u 'ti",
        "tle'",
        "- [x] t",
        "[ ]",
        "日本 | 語",
        "\u00a0",
        "\u2028x",
        "\0",
        "\\",
        "1) x",
        "1.",
    ),
)
CELLS = (
    "",
    " ",
    "a",
    " a ",
    r"\|",
    r"x\|y",
    "`x",
    "y`",
    r"\\",
    "\\",
    "担当",
    "😀",
    "\t",
    "\u00a0",
    "*b*",
    "-",
    "\0",
    "> q",
)
DELIMITERS = ("-", "---", ":-", "-:", " :-: ", "- -", "")


@st.composite
def rows(draw: st.DrawFn) -> str:
    cells = draw(st.lists(st.sampled_from(CELLS), min_size=1, max_size=5))
    before, after = draw(st.sampled_from([("|", "|"), ("", ""), ("|", ""), ("", "|"), (" | ", " |  ")]))
    return before + "|".join(cells) + after


@st.composite
def tables(draw: st.DrawFn) -> list[str]:
    header = draw(rows())
    width = len(header.strip().replace("\\|", "").strip("|").split("|"))
    cells = draw(st.lists(st.sampled_from(DELIMITERS), min_size=width, max_size=width))
    delimiter = draw(st.sampled_from(["|{}|", "{}", " |{}"])).format("|".join(cells))
    return [header, delimiter, *draw(st.lists(rows(), max_size=4))]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Tables and other lines behind any prefixes, with any newline."""
    parts = draw(st.lists(st.one_of(tables(), st.lists(st.sampled_from(LINES), max_size=4)), max_size=4))
    prefix = draw(st.sampled_from(["", "", "> ", "  ", "- "]))
    lines = [
        prefix.replace("-", " " if k else "-")
        + "".join(draw(st.lists(st.sampled_from(PREFIXES), max_size=2)))
        + line
        for k, line in enumerate(line for part in parts for line in part)
    ]
    newline = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return draw(st.sampled_from(["", "\ufeff"])) + newline.join(lines) + draw(st.sampled_from(["", newline]))


def both(text: str) -> tuple[list[Shape], list[Shape]]:
    """The structure of a text as it is scanned, its spans seen to lie where they should; and the stock."""
    source = Source(text)
    outline = scan(source)
    body = source.normal
    if outline.blocks and outline.blocks[0].kind == "front_matter":
        end = body.find("\n", len(Source(source.slice(outline.blocks[0].span)).normal))
        body = "\n" * body.count("\n", 0, max(end, 0)) + body[end:] if end >= 0 else ""
        outline = without_front_matter(outline)
    for block in outline.blocks:
        check_spans(source, outline, block)
    return shapes(source, outline), stock_shapes(body)


def without_front_matter(outline: Outline) -> Outline:
    return Outline(
        tuple(b._replace(parent=b.parent - 1 if b.parent > 0 else b.parent) for b in outline.blocks[1:])
    )


def check_spans(source: Source, outline: Outline, block: Block) -> None:
    text = source.slice(block.span)
    assert text
    assert text[0] not in " \t\r\n"
    assert text[-1] not in "\r\n"
    assert source.text[block.span.end : block.span.end + 1] in ("", "\r", "\n")
    check_within(block.span, block.content)
    if block.parent >= 0:
        check_within(outline.blocks[block.parent].span, block.span)
    if block.box is not None:
        check_within(block.span, block.box)
        box = source.slice(block.box)
        assert (len(box), box[0], box[-1]) == (3, "[", "]")
        assert block.box.end <= block.content.start
    if block.marker and block.kind in ("item", "heading") and block.marker not in "=-":
        assert text.startswith(block.marker)
    check_rows(source, block)


def check_rows(source: Source, block: Block) -> None:
    assert bool(block.rows) == (block.kind == "table")
    at = block.span.start
    for row in block.rows:
        check_within(Span(at, block.span.end), row.span)
        at = row.span.start
        for cell in row.cells:
            check_within(Span(at, row.span.end), cell)
            at = cell.end
    if block.rows:
        assert source.line(block.delimiter.start) == source.line(block.rows[0].span.start) + 1
        assert set(source.slice(block.delimiter)) <= set("|-: \t")


def check_within(outer: Span, inner: Span) -> None:
    assert outer.start <= inner.start <= inner.end <= outer.end


@pytest.mark.parametrize("example", COMMONMARK, ids=lambda e: f"{e['example']} {e['section']}")
def test_commonmark_example(example: dict[str, str]) -> None:
    ours, stock = both(example["markdown"])
    assert ours == stock


@pytest.mark.parametrize("example", GFM_TABLES, ids=lambda e: e[1])
def test_gfm_table(example: tuple[int, str, str, str]) -> None:
    text = example[2]
    for variant in (
        text,
        text.replace("\n", "\r\n"),
        "> " + text.replace("\n", "\n> "),
        "- " + text.replace("\n", "\n  "),
    ):
        ours, stock = both(variant)
        assert ours == stock
        assert any(block.rows for block in scan(Source(variant)).blocks) == (
            "---" in text and "example 203" not in example[1]
        )


def test_corpus(corpus: Path) -> None:
    documents = sorted((corpus / "documents").rglob("*.md"))
    assert documents
    for path in documents:
        text = path.read_bytes().decode("utf-8")
        for variant in (
            text,
            "\ufeff" + text.replace("\r\n", "\n").replace("\n", "\r\n"),
            "> " + text.replace("\n", "\n> "),
            "- " + text.replace("\n", "\n  "),
        ):
            ours, stock = both(variant)
            assert ours == stock, path.name


def test_a_table_ends_where_it_lacks_too_many_cells() -> None:
    header = "|a" * 300 + "|\n" + "|-" * 300 + "|\n"
    text = header + "|b|\n" * 250
    ours, stock = both(text)
    assert ours == stock
    table = scan(Source(text)).blocks[0]
    assert len(table.rows) == 1 + 0x10000 // 299


@given(tables(), st.sampled_from(["", "> ", "- ", "1. ", "\t", "> - "]), st.sampled_from(["\n", "\r\n"]))
def test_rows(lines: list[str], prefix: str, newline: str) -> None:
    inner = "> " if prefix == "> " else "> " + "  " if prefix == "> - " else " " * len(prefix)
    ours, stock = both(newline.join([prefix + lines[0], *(inner + line for line in lines[1:])]))
    assert ours == stock


@given(texts())
def test_line_mixtures(text: str) -> None:
    ours, stock = both(text)
    assert ours == stock


@given(st.text(st.sampled_from("|\\ `-:a\n>\t")))
def test_characters_of_tables(text: str) -> None:
    ours, stock = both(text)
    assert ours == stock
