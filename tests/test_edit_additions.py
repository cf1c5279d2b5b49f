"""New action items, other text in a section, and items that become the canonical table."""

from __future__ import annotations

from textwrap import dedent

import pytest

from rca.changes import AddItem, Reformat, Refused, ReplaceSection
from rca.edit import next_number
from tests.edits import changed, executed, item, planned, read, written

HEAD = "# Outage\n\n- **Date:** 2026-05-15\n\n## Action items\n\n"
REST = "\n## References\n\n- #12\n"


def new(number: str, text: str = "Add an alert", **values: str) -> AddItem:
    return AddItem(item=number, text=text, **values)


def added(items: str, *changes: AddItem) -> str:
    after = changed(HEAD + dedent(items).lstrip("\n") + REST, *changes)
    assert after.startswith(HEAD)
    assert after.endswith(REST)
    return after[len(HEAD) : -len(REST)]


def test_a_row_is_added_with_its_number() -> None:
    table = """
        | # | Action | Owner | State |
        |---|--------|-------|-------|
        | 1 | Restart | ops | TODO |
        """
    after = added(table, new("2", owner="sre / pm"))
    assert after.splitlines()[-1] == "| 2 | Add an alert | sre / pm |  |"


def test_a_value_without_a_column_brings_its_column() -> None:
    table = """
        | Action | Owner |
        |---|---|
        | Restart | ops |
        """
    after = added(table, new("2", owner="sre", due="2026-06-30", issue="#7"))
    assert after == dedent("""\
        | Action | Owner | Due | Issue |
        |---|---|---|---|
        | Restart | ops |  |  |
        | Add an alert | sre | 2026-06-30 | #7 |
        """)


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("- Restart\n- Wait\n", "- Add an alert (owner: sre)"),
        ("1. Restart\n2. Wait\n", "3. Add an alert (owner: sre)"),
        ("1. Restart\n1. Wait\n", "1. Add an alert (owner: sre)"),
        ("- [x] Restart\n- [x] Wait\n", "- [ ] Add an alert (owner: sre)"),
        ("* Restart\n  * now\n* Wait\n  a while\n", "* Add an alert (owner: sre)"),
    ],
)
def test_a_line_is_added_like_the_last_one(before: str, line: str) -> None:
    assert added(before, new("3", owner="sre")) == before + line + "\n"


def test_items_that_stand_apart() -> None:
    assert added("- Restart\n\n- Wait\n", new("3")) == "- Restart\n\n- Wait\n\n- Add an alert\n"


def test_without_items_there_is_the_canonical_table() -> None:
    table = "| # | Action | Owner | Due | Issue | Written | Executed |\n" + "|" + " --- |" * 7 + "\n"
    before = "# Outage\n\n## Summary\n\nIt was down.\n\n## References\n\n- #12\n"
    after = changed(before, new("1", owner="sre"))
    row = "| 1 | Add an alert | sre |  |  |  |  |\n"
    assert after == before.replace("## References", f"## Action items\n\n{table}{row}\n## References")
    assert added("None yet.\n", new("1", owner="sre")) == f"None yet.\n\n{table}{row}"
    assert changed("", new("1", owner="sre")) == f"## Action items\n\n{table}{row.rstrip()}"


def test_a_number_that_is_taken_or_would_not_read_back_is_refused() -> None:
    with pytest.raises(Refused, match="nothing was changed"):
        added("- Restart\n", new("7"))


def test_next_number() -> None:
    assert next_number(read("")) == "1"
    assert next_number(read(HEAD + "- a thing\n- another\n")) == "3"
    table = "| ID | Action |\n|---|---|\n| AI-9 | Restart |\n| AI-2 | Wait |\n"
    assert next_number(read(HEAD + table)) == "AI-10"


# Sections


def test_the_text_of_a_section_is_replaced() -> None:
    before = "## Summary\n\nIt was down.\n\nReally.\n\n## Impact\nNone.\n\n## Detection\n\n## References\n"
    after = changed(before, ReplaceSection(section="summary", text="It was up.\n\n- mostly\n"))
    assert after == before.replace("It was down.\n\nReally.", "It was up.\n\n- mostly")
    assert changed(before, ReplaceSection(section="impact", text="Some.")) == before.replace("None.", "Some.")
    assert changed(before, ReplaceSection(section="Detection", text="By luck.")) == before.replace(
        "## Detection\n", "## Detection\n\nBy luck.\n"
    )


def test_a_section_that_is_not_there_and_text_that_would_break_out() -> None:
    with pytest.raises(Refused, match="there is no section 'lucky'"):
        changed("## Summary\n\nx\n", ReplaceSection(section="lucky", text="x"))
    with pytest.raises(Refused, match="nothing was changed"):
        changed(
            HEAD + "- Restart\n" + REST, ReplaceSection(section="references", text="## Action items\n\n- x")
        )


# The canonical table


def test_a_list_becomes_the_canonical_table() -> None:
    before = """
        - [x] Add an alert (Owner: sre, Due: 2026-06-01)
        - [ ] **Runbook:** write it
          for the disk (written: 2026-05-20)
          - see the wiki
        """
    after = added_format(before)
    assert after == dedent("""\
        | # | Action | Owner | Due | Issue | Written | Executed | Status | Notes |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        | 1 | Add an alert | sre | 2026-06-01 |  |  |  | Done |  |
        | 2 | **Runbook:** write it for the disk |  |  |  | 2026-05-20 |  | Open | see the wiki |
        """)


def added_format(items: str) -> str:
    after = changed(HEAD + dedent(items).lstrip("\n") + REST, Reformat())
    assert after.startswith(HEAD)
    assert after.endswith(REST)
    return after[len(HEAD) : -len(REST)]


def test_a_foreign_table_becomes_the_canonical_one() -> None:
    before = """
        | Deadline | Assignee | Follow-up | State | Remark |
        |---|---|---|---|---|
        | 2026-06-01 | sre | Add an `a\\|b` alert | ✅ Shipped | soon |
        """
    assert added_format(before) == dedent("""\
        | # | Action | Owner | Due | Issue | Written | Executed | State | Remark |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        | 1 | Add an `a\\|b` alert | sre | 2026-06-01 |  |  |  | ✅ Shipped | soon |
        """)


def test_sub_headings_become_rows() -> None:
    before = """
        ### Add an alert

        - **Owner:** sre

        For the disk.

        ### Write a runbook

        - **Owner:** ops
        - **Due:** 2026-06-01
        """
    assert added_format(before) == dedent("""\
        | # | Action | Owner | Due | Issue | Written | Executed | Notes |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        | 1 | Add an alert | sre |  |  |  |  | For the disk. |
        | 2 | Write a runbook | ops | 2026-06-01 |  |  |  |  |
        """)
    heading = "\n### Do more\n\n- **Owner:** pm\n- **Due:** 2026-07-01\n"
    before = dedent(before).lstrip()
    assert added(before, new("3", "Do more", owner="pm", due="2026-07-01")) == before + heading


def test_cells_behind_the_last_column_are_kept_as_notes() -> None:
    before = """
        | Action | Owner |
        |---|---|
        | Add an alert | sre | a remark |
        """
    assert "| 1 | Add an alert | sre |  |  |  |  | a remark |" in added_format(before)


def test_a_formatted_table_stays_as_it_is() -> None:
    after = changed(HEAD + "- Restart\n" + REST, Reformat(), written("1"), executed("1", "prod"))
    assert "| 1 | Restart |  |  |  | 2026-05-20 | prod: 2026-05-20 |" in after
    assert changed(after, Reformat()) == after
    assert item(after).state == "part-executed"


def test_there_have_to_be_items() -> None:
    with pytest.raises(Refused, match="no action items"):
        changed("# Outage\n", Reformat())


def test_two_steps_touch_no_more_than_they_must() -> None:
    table = "| Action | Owner |\n|---|---|\n| Restart | ops |\n"
    found = planned(HEAD + table + REST, new("2", owner="sre", due="2026-06-30"))
    assert [edit.text for edit in found.edits] == [
        " Due |",
        "---|",
        "  |\n| Add an alert | sre | 2026-06-30 |",
    ]


def test_an_issue_behind_a_list_items_facts_gets_its_cell() -> None:
    items = "- [ ] Restart (owner: sre, due: 2026-06-30) #978\n"
    (only,) = read(changed(HEAD + items + REST, Reformat())).action_items
    assert only.issues == ("#978",)
