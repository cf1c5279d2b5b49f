"""Tables are edited in their own style, and nothing else in them changes."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca.blocks import Block, scan
from rca.editing.tables import Column, Table
from rca.text import Source, TextEdit


def table_of(source: Source) -> Block:
    return next(b for b in scan(source).blocks if b.kind == "table")


def grid(source: Source) -> list[list[str]]:
    return [[source.slice(cell) for cell in row.cells] for row in table_of(source).rows]


def edited(text: str, change: str) -> str:
    source = Source(dedent(text).lstrip("\n"))
    return source.apply(edits_of(Table(source, table_of(source)), change)).text


def edits_of(table: Table, change: str) -> list[TextEdit]:
    last = len(table.block.rows[0].cells)
    if change == "columns":
        return table.insert_columns(last, [Column("Written", {1: "2026-05-20"}), Column("Executed", {})])
    if change == "owner":
        return table.insert_columns(1, [Column("Owner", {1: "sre"})])
    return table.set_cells(1, {1: "done"}) if change == "cell" else [table.append_row(["new", "open"])]


def test_columns_go_to_header_delimiter_and_every_full_row() -> None:
    before = """
        | Action | State |
        |---|---|
        | Fix it | open |
        | Test it | done |
        """
    assert edited(before, "columns") == dedent("""\
        | Action | State | Written | Executed |
        |---|---|---|---|
        | Fix it | open | 2026-05-20 |  |
        | Test it | done |  |  |
        """)


def test_a_table_with_aligned_pipes_stays_aligned() -> None:
    before = """
        | Action  | State |
        | ------- | ----- |
        | Fix it  | open  |
        | Test it | done  |
        """
    assert edited(before, "columns") == dedent("""\
        | Action  | State | Written    | Executed |
        | ------- | ----- | ---------- | -------- |
        | Fix it  | open  | 2026-05-20 |          |
        | Test it | done  |            |          |
        """)
    assert edited(before, "cell").splitlines()[2] == "| Fix it  | done  |"
    assert edited(before, "row").splitlines()[-1] == "| new     | open  |"


def test_wide_characters_count_as_two_columns() -> None:
    before = """
        | 対応   | State |
        | ------ | ----- |
        | 再起動 | open  |
        """
    assert edited(before, "row").splitlines()[-1] == "| new    | open  |"


def test_a_table_without_outer_pipes_gets_none() -> None:
    before = """
        Action | State
        -|-
        Restart it | open
        """
    assert edited(before, "columns") == dedent("""\
        Action | State | Written | Executed
        -|-|---|---
        Restart it | open | 2026-05-20 |
        """)
    assert edited(before, "row").splitlines()[-1] == "new | open"


def test_a_new_row_without_a_first_cell_keeps_its_columns_in_a_table_without_outer_pipes() -> None:
    source = Source("Status | Action\n--- | ---\nopen | Pin it\n")
    table = Table(source, table_of(source))
    assert grid(source.apply([table.append_row(["", "Watch it"])]))[-1] == ["", "Watch it"]


def test_rows_without_a_closing_pipe_stay_open() -> None:
    before = """
        | Action | State |
        |--------|-------|
        | Fix it | open
        """
    assert edited(before, "columns").splitlines()[1:] == [
        "|--------|-------|---------|----------|",
        "| Fix it | open | 2026-05-20 |",
    ]


def test_cells_beyond_the_header_stay_beyond_it() -> None:
    before = """
        | Action | State |
        |---|---|
        | Fix it | open | a remark nobody sees |
        """
    assert (
        edited(before, "columns").splitlines()[-1]
        == "| Fix it | open | 2026-05-20 |  | a remark nobody sees |"
    )


def test_a_short_row_is_only_filled_up_where_it_gets_a_value() -> None:
    before = """
        | Action | State |
        |---|---|
        | Fix it |
        | Test it |
        """
    assert edited(before, "columns").splitlines()[2:] == ["| Fix it |  | 2026-05-20 |  |", "| Test it |"]
    assert edited(before, "cell").splitlines()[2:] == ["| Fix it | done |", "| Test it |"]


def test_a_column_between_two_others() -> None:
    before = """
        | Action | State |
        |:-------|------:|
        | Fix `a\\|b` | open |
        |  | done |
        """
    assert edited(before, "owner") == dedent("""\
        | Action | Owner | State |
        |:-------|-------|------:|
        | Fix `a\\|b` | sre | open |
        |  |  | done |
        """)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_table_in_a_quoted_list_keeps_its_prefix(newline: str) -> None:
    text = "> - | A | B |\n>   |---|---|\n>   | x | y |".replace("\n", newline)
    assert edited(text, "row") == text + newline + ">   | new | open |"


cell = st.text(st.sampled_from("ab 字\u00a0`*_[]()<>-:;,.é"), max_size=8).map(
    lambda t: t.strip().strip("-:") or "x"
)
tables = st.integers(1, 4).flatmap(
    lambda n: st.tuples(
        st.lists(cell, min_size=n, max_size=n),
        st.lists(st.lists(cell | st.just(""), min_size=1, max_size=n + 1), min_size=1, max_size=4),
        st.sampled_from(["closed", "open", "tight", "bare"]),
        st.sampled_from(["", "> ", "- "]),
        st.sampled_from(["\n", "\r\n"]),
    )
)


def written(cells: list[str], style: str) -> str:
    if style == "tight":
        return f"|{'|'.join(cells)}|"
    line = f"| {' | '.join(cells)}"
    return {"closed": line + " |", "open": line, "bare": " | ".join(cells)}[style]


def generated(drawn: tuple[list[str], list[list[str]], str, str, str]) -> Source | None:
    header, rows, style, prefix, newline = drawn
    style = "closed" if style == "bare" and len(header) == 1 else style
    lines = [
        written(header, style),
        written(["---"] * len(header), style),
        *(written(row, style) for row in rows),
    ]
    rest = "  " if prefix == "- " else prefix
    source = Source(newline.join((prefix + lines[0], *(rest + line for line in lines[1:]))))
    found = [b for b in scan(source).blocks if b.kind == "table"]
    return source if found and len(found[0].rows) == len(rows) + 1 else None


@given(tables, st.data())
def test_an_edit_changes_exactly_the_cells_it_is_about(
    drawn: tuple[list[str], list[list[str]], str, str, str], data: st.DataObject
) -> None:
    source = generated(drawn)
    if source is None:
        return
    before = grid(source)
    columns = len(before[0])
    row, column = data.draw(st.integers(1, len(before) - 1)), data.draw(st.integers(0, columns - 1))
    table = Table(source, table_of(source))

    after = grid(source.apply(table.set_cells(row, {column: "NEW"})))
    full = [cells + [""] * (columns - len(cells)) for cells in before]
    full[row][column] = "NEW"
    assert [cells + [""] * (columns - len(cells)) for cells in after] == full

    at = data.draw(st.integers(1, columns))
    after = grid(source.apply(table.insert_columns(at, [Column("H", {row: "NEW"}), Column("I", {})])))
    wanted = [cells + [""] * (columns - len(cells)) for cells in before]
    for index, cells in enumerate(wanted):
        cells[at:at] = ["H", "I"] if index == 0 else ["NEW" if index == row else "", ""]
    assert [cells + [""] * (columns + 2 - len(cells)) for cells in after] == wanted
