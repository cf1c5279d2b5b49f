"""The long page of a document: made where it is seen, the same as if it had been made at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rca.blocks import scan
from rca.output.markdown.layout import Layout, Note
from rca.output.markdown.render import Rendering
from rca.output.terminal import Terminal
from rca.text import Source

LONG = "\n\n".join(
    f"## Part {number}\n\n" + " ".join(["word"] * (number * 7 % 45 + 1)) + f"\n\n- item {number}\n- another"
    for number in range(25)
)


def layout(text: str = LONG, room: int = 30, notes: dict[int, list[Note]] | None = None) -> Layout:
    source = Source(text)
    return Layout(Rendering(source, scan(source), room, Terminal(room, color=False, unicode=True)), notes)


def texts(shown: Layout) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in shown.all()]


EVERYTHING = texts(layout())


def test_only_what_is_seen_is_made() -> None:
    shown = layout()
    shown.settle(0, 20)
    made = sum(number in shown._made for number in range(len(shown.rendering.units)))
    assert 0 < made < 20
    assert not shown.is_settled


@given(st.lists(st.tuples(st.sampled_from(["settle", "more", "line"]), st.integers(0, 300)), max_size=12))
def test_however_it_is_made_the_page_is_the_same(steps: list[tuple[str, int]]) -> None:
    shown = layout()
    for step, number in steps:
        if step == "settle":
            top = shown.settle(min(number, shown.height - 1), 20)
            assert all(shown.at(y) is not None for y in range(top, min(top + 20, shown.height)))
        elif step == "more":
            shown.settle_more(0, number % 50)
        else:
            shown.y_of(number + 1)
    assert texts(shown) == EVERYTHING
    assert shown.height == len(texts(shown))
    assert shown.is_settled


@given(st.integers(0, 150), st.integers(1, 30))
def test_what_is_seen_stays_where_it_is_while_the_rest_is_made(start: int, units: int) -> None:
    shown = layout()
    top = shown.settle(min(start, shown.height - 1), 20)
    seen = [shown.at(y) for y in range(top, top + 20)]
    while not shown.is_settled:
        top = shown.settle_more(top, units)
        assert [shown.at(y) for y in range(top, top + 20)] == seen


def test_going_up_through_what_was_not_made_shows_its_end_first() -> None:
    shown = layout()
    top = shown.settle(shown.height - 30, 20)
    lines = []
    while top > 0:
        top = shown.settle(top - 1, 20)
        line = shown.at(top)
        assert line is not None
        lines.append("".join(piece.text for piece in line.pieces))
    assert lines == EVERYTHING[: len(lines)][::-1]


@given(st.integers(1, LONG.count("\n") + 1))
def test_a_line_of_the_source_has_its_place(line: int) -> None:
    shown = layout()
    found = shown.at(shown.y_of(line))
    assert found is not None
    written = LONG.split("\n")[line - 1]
    assert found.line == line if written else found.line <= line


def test_a_note_stands_below_its_line_and_knows_it() -> None:
    note = Note("W", "say what will exist when this is done", "warning")
    text = "# Title\n\nA long paragraph of two lines on the screen.\n\n- one\n- two\n"
    drawn = [
        (line.line, line.note, "".join(piece.text for piece in line.pieces))
        for line in layout(text, notes={3: [note], 5: [note], 99: [note]}).all()
    ]
    assert drawn == [
        (1, False, "Title"),
        (2, False, ""),
        (3, False, "A long paragraph of two lines"),
        (3, False, "on the screen."),
        (3, True, "W say what will exist when"),
        (3, True, "  this is done"),
        (4, False, ""),
        (5, False, "• one"),
        (5, True, "W say what will exist when"),
        (5, True, "  this is done"),
        (6, False, "• two"),
        (99, True, "W say what will exist when"),
        (99, True, "  this is done"),
    ]


def test_an_empty_document_has_no_lines() -> None:
    shown = layout("")
    assert (shown.height, shown.settle(0, 20), shown.at(0), shown.y_of(1)) == (0, 0, None, 0)


def test_a_line_whose_table_is_shown_as_cards_stands_where_its_card_has_a_text() -> None:
    header = "| # | Action | Owner | Due | Issue | Written | Executed |\n|---|---|---|---|---|---|---|\n"
    rows = "".join(f"| {n} | Rehearse the restore {n} | ops | 2026-06-0{n} | | | |\n" for n in (1, 2, 3))
    shown = layout(header + rows, room=40)
    for line in (3, 4, 5):
        at = shown.at(shown.y_of(line))
        assert at is not None
        assert "".join(piece.text for piece in at.pieces).strip()
        assert at.line == line
