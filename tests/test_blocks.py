"""Outlines as documents show them: `blocks/*.md` hold a text and what a scan makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from rca.blocks import Block, scan
from rca.text import Source, Span
from tests.outlines import draw

FOLDER = Path(__file__).parent / "blocks"
EXAMPLES = [
    pytest.param(text, expected, id=f"{name}:{line} {title}")
    for name in ("outlines.md", "tables.md")
    for line, title, text, expected in read_fixture_file(FOLDER / name)
]


def blocks_of(text: str) -> list[Block]:
    return list(scan(Source(text)).blocks)


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_example(text: str, expected: str) -> None:
    source = Source(text)
    assert draw(source, scan(source)) == expected.rstrip("\n")


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_newlines_and_byte_order_marks_change_no_structure(
    text: str, expected: str, newline: str, bom: str
) -> None:
    source = Source(bom + text.replace("\n", newline))
    drawn = draw(source, scan(source))
    assert drawn.replace(repr(newline)[1:-1], "\\n") == expected.rstrip("\n")


def test_spans_of_a_whole_document() -> None:
    text = "# Title #  \n\n> - [ ] do  \n>   it\n\n|a |\n|--|\n| x\\|y | \n"
    source = Source(text)
    heading, quote, item, paragraph, table = scan(source).blocks
    assert source.slice(heading.span) == "# Title #  "
    assert source.slice(quote.span) == "> - [ ] do  \n>   it"
    assert source.slice(item.span) == "- [ ] do  \n>   it"
    assert (item.depth, item.parent, item.box) == (0, 1, Span(17, 20))
    assert source.slice(paragraph.span) == "[ ] do  \n>   it"
    assert (paragraph.depth, paragraph.parent, paragraph.box) == (1, 2, None)
    assert source.slice(table.span) == "|a |\n|--|\n| x\\|y | "
    assert [source.slice(row.span) for row in table.rows] == ["|a |", "| x\\|y |"]
    assert source.slice(table.rows[1].cells[0]) == "x\\|y"


def test_an_empty_cell_has_a_place_behind_its_first_space() -> None:
    (table,) = blocks_of("| a | b | c |\n|---|---|---|\n|   ||x|\n")
    assert [cell.start - table.rows[1].span.start for cell in table.rows[1].cells] == [2, 5, 6]
    assert table.rows[1].cells[0].end == table.rows[1].cells[0].start


def test_a_cell_is_trimmed_of_commonmarks_white_space_and_no_other() -> None:
    text = "|a|b|c|\n|-|-|-|\n|\u3000x\u00a0|\x85|\x1c |"
    (table,) = blocks_of(text)
    assert [text[cell.start : cell.end] for cell in table.rows[1].cells] == ["x", "\x85", "\x1c"]


def test_blank_lines_behind_an_item_belong_to_nothing() -> None:
    text = "- a\n\n\n- b\n  - c\n\n\ntext\n"
    source = Source(text)
    assert [source.slice(b.span) for b in scan(source).blocks if b.kind == "item"] == [
        "- a",
        "- b\n  - c",
        "- c",
    ]


def test_nothing_is_lost_behind_hostile_nesting() -> None:
    blocks = blocks_of("- " * 500 + "x\n\n# After\n\n" + "> " * 500 + "x\n\n# And after\n")
    assert [b.level for b in blocks if b.kind == "heading"] == [1, 1]
    assert max(b.depth for b in blocks) == 20


def test_no_text_has_no_blocks() -> None:
    assert [blocks_of(text) for text in ("", "\ufeff", "\n\n", "  \t", "\r\n \r\n")] == [[]] * 5


def test_children_are_those_directly_inside() -> None:
    outline = scan(Source("- a\n  - b\n\n  c\n- d\n"))
    tops = list(outline.children(-1))
    assert [outline.blocks[k].kind for k in tops] == ["item", "item"]
    assert [outline.blocks[k].kind for k in outline.children(tops[0])] == ["paragraph", "item", "paragraph"]
