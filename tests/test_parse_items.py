"""Which rows, lines, paragraphs and headings are action items, and what their own words are."""

from __future__ import annotations

import pytest

from rca.config import Config
from rca.model import ActionItem
from rca.parse import parse
from rca.text import Source

HEAD = "# X\n\n**Date:** 2026-05-01\n\n## Action items\n\n"


def read(items: str, head: str = HEAD, config: Config | None = None) -> tuple[ActionItem, ...]:
    return parse(Source(f"{head}{items}"), config=config).action_items


def texts(items: str, head: str = HEAD) -> list[str]:
    return [item.text for item in read(items, head)]


FORMS = {
    "table": "| Action | Owner | Due | Bug |\n|---|---|---|---|\n| Add an alert | Ada | 2026-05-19 | #12 |\n",
    "bullet": "- Add an alert — Owner: Ada, Due: 2026-05-19, Ticket: #12\n",
    "number": "1. Add an alert (Owner: Ada; Due: 2026-05-19) ([#12](https://github.com/o/r/issues/12))\n",
    "task": "- [ ] Add an alert\n  - **Owner:** Ada\n  - **Due:** 2026-05-19\n  - Ticket: #12\n",
    "paragraph": "**Action:** Add an alert — Owner: Ada | Due: 2026-05-19 | Ticket: #12\n",
    "heading": "### Add an alert\n\n- **Owner:** Ada\n- **Due:** 2026-05-19\n- **Ticket:** #12\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_the_same(form: str) -> None:
    (item,) = read(FORMS[form])
    assert (item.form, item.text, item.owners) == (form, "Add an alert", ("Ada",))
    assert item.due is not None
    assert (item.due.text, str(item.due.day)) == ("2026-05-19", "2026-05-19")
    assert [ref.rpartition("/")[2].strip("#") for ref in item.issues] == ["12"]


@pytest.mark.parametrize("form", FORMS)
def test_facts_lie_where_they_stand(form: str) -> None:
    text = f"{HEAD}{FORMS[form]}"
    (item,) = read(FORMS[form])
    assert text[slice(*item.text_span)] == "Add an alert"
    assert text[slice(*item.fields["owner"])] == "Ada"
    assert text[slice(*item.fields["due"])] == "2026-05-19"
    assert item.span.start <= item.text_span.start


def test_empty_cells_have_a_place_too() -> None:
    (item,) = read("| # | Action | Owner | Executed |\n|---|---|---|---|\n| 1 | Add an alert |  |\n")
    text = f"{HEAD}| # | Action | Owner | Executed |\n|---|---|---|---|\n| 1 | Add an alert |  |\n"
    assert text[slice(*item.fields["owner"])] == ""
    assert text[slice(*item.fields["number"])] == "1"
    assert "executed" not in item.fields
    assert (item.owners, item.owner_text) == ((), "")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("- ✅ Add an alert", "Add an alert"),
        ("- **Add an alert** ✅", "Add an alert"),
        ("- [N/A] Add an alert", "Add an alert"),
        ("- **[#12](https://github.com/o/r/issues/12):** Add an alert", "Add an alert"),
        ("- [#12]: Add an alert", "Add an alert"),
        ("- Add an alert (#12)", "Add an alert"),
        ("- Add an alert ([issue](https://github.com/o/r/issues/12)).", "Add an alert"),
        ("- Add an alert [GitHub issue](https://github.com/o/r/issues/12)", "Add an alert"),
        ("- Add an alert (@ada)", "Add an alert"),
        ("- Add an alert — @ada", "Add an alert"),
        ("- @ada: Add an alert", "Add an alert"),
        ("- Add an alert (Completed: 2026-05-02)", "Add an alert"),
        ("- Add an alert (done)", "Add an alert"),
        ("- TODO: Add an alert", "Add an alert"),
        ("- [P1] Add an alert", "Add an alert"),
        ("- ~~Add an alert~~", "Add an alert"),
        ("- Add `an` **alert**\n  for it (if possible)", "Add an alert for it (if possible)"),
        ("- Alert: page on lag — not on depth", "Alert: page on lag — not on depth"),
        ("- [186] union in both queries", "[186] union in both queries"),
        ("- Fix the parser", "Fix the parser"),
    ],
)
def test_the_text_is_the_actions_own(line: str, text: str) -> None:
    assert texts(f"{line}\n") == [text]


@pytest.mark.parametrize(
    ("raw", "owners"),
    [
        ("Ada", ["Ada"]),
        ("@ada", ["ada"]),
        ("Ada / Bo", ["Ada", "Bo"]),
        ("Ada, Bo & Cy", ["Ada", "Bo", "Cy"]),
        ("operator (on call)", ["operator"]),
        ("Site Reliability", ["Site Reliability"]),
        ("[Ada](https://x.org)", ["Ada"]),
        ("TBD", []),
        ("—", []),
        ("unassigned", []),
    ],
)
def test_owners(raw: str, owners: list[str]) -> None:
    (item,) = read(f"| Action | Owner |\n|---|---|\n| Add an alert | {raw} |\n")
    assert list(item.owners) == owners


def test_handles_in_a_line_are_owners() -> None:
    found = [
        item.owners
        for item in read("- a1 thing (@ada, @bo)\n- b2 thing — @cy\n- @di: c3 thing\n- d4 of @ed here\n")
    ]
    assert found == [("ada", "bo"), ("cy",), ("di",), ()]


def test_groups_of_headings_bold_lines_and_bullets() -> None:
    items = """\
### Prevent

- one

### P1 items

1. two

**Long-term:**

- three

- **Detection:**
  - four
  - five
"""
    found = [(i.text, i.group, i.kind, i.priority) for i in read(items)]
    assert found == [
        ("one", "Prevent", "prevent", ""),
        ("two", "P1 items", "", "P1"),
        ("three", "Long-term", "", ""),
        ("four", "Detection", "detect", ""),
        ("five", "Detection", "detect", ""),
    ]


def test_nested_lines_belong_to_the_item_above() -> None:
    items = (
        "- Ensure that alerts exist for:\n  - [ ] claims\n  - [x] proxy\n- **Rework the review:**\n  see #3\n"
    )
    assert texts(items) == ["Ensure that alerts exist for:", "Rework the review: see #3"]


def test_bullets_between_numbers_are_details() -> None:
    assert texts("1. **Find it**\n\n- plans\n- reads\n\n2. **Move it**\n\n- new table\n") == [
        "Find it",
        "Move it",
    ]


def test_legends_questions_and_placeholders_are_no_items() -> None:
    items = """\
* Prevent - keep it from happening again
* P0 - critical

| Action | Type |
|---|---|
| Add an alert | Prevent |
| _TBD_ | |
| <action> | |
| | |
| ... | |

### Checklist for new targets

- [ ] does it build?

### Process

- What else should change?
- N/A
- None required.
- [Action 1]
"""
    assert texts(items) == ["Add an alert"]


def test_prose_is_no_item_except_behind_a_label() -> None:
    items = "We will do better.\n\n**Action:** Add an alert.\n\nAction item 2: Add another.\n"
    assert texts(items) == ["Add an alert.", "Add another."]
    assert texts("1.Improve the review\n\n2.Test more\n") == ["Improve the review", "Test more"]


def test_labelled_paragraphs_count_in_other_sections_too() -> None:
    head = "# X\n\n## Lessons\n\n"
    assert texts("We were slow.\n\n**Action:** Be faster.\n\n- **Action** is needed\n", head) == [
        "Be faster."
    ]


def test_items_of_other_sections_are_none() -> None:
    assert texts("- [ ] not here\n", "# X\n\n## Impact\n\n") == []
    assert texts("- add it\n\n### References\n\n- [ ] not here\n") == ["add it"]


def test_a_bold_label_in_a_list_can_hold_the_items() -> None:
    text = """\
# X

- **Impact**: none
- **Review actions**:
  - Add an alert
  - Write it down
- **Context**:
  - y
"""
    assert [i.text for i in parse(Source(text)).action_items] == ["Add an alert", "Write it down"]


def test_a_bold_line_holds_the_list_that_follows_it_at_once() -> None:
    text = """\
# X

## Lessons

**Actions planned:**

- one

### Next

**Actions taken:**

Prose:

- no
"""
    assert [i.text for i in parse(Source(text)).action_items] == ["one"]


def test_numbers() -> None:
    assert [i.number for i in read("1. a b\n2. c d\n")] == ["1", "2"]
    assert [i.number for i in read("3. a b\n4. c d\n")] == ["3", "4"]
    assert [i.number for i in read("### A\n\n1. a b\n\n### B\n\n1. c d\n")] == ["1", "2"]
    assert [i.number for i in read("| # | Action |\n|---|---|\n| A1 | x y |\n|  | z z |\n")] == ["A1", "1"]
    assert [i.number for i in read("| # | Action |\n|---|---|\n| 1 | x y |\n\n- z z\n")] == ["1", "2"]
    assert [i.position for i in read("- a b\n- c d\n")] == [1, 2]


def test_two_items_of_one_number_are_noted() -> None:
    document = parse(Source(f"{HEAD}| # | Action |\n|---|---|\n| 1 | x y |\n| 1 | z z |\n"))
    assert [(d.rule, d.level) for d in document.diagnostics] == [("READ03", "warning")]
    assert "the other is on line 9" in document.diagnostics[0].message


def test_an_action_column_of_another_name() -> None:
    assert texts("| # | Sev | Gap | Owner |\n|---|---|---|---|\n| 1 | High | No rollback | Ada |\n") == [
        "No rollback"
    ]
    assert texts("| 対応内容 | 担当 | 期限 |\n|---|---|---|\n| 監視を追加 | 佐藤 | 2026-05-19 |\n") == [
        "監視を追加"
    ]


def test_a_table_without_an_action_column_is_noted() -> None:
    document = parse(Source(f"{HEAD}| Metric | Before | After |\n|---|---|---|\n| LCP | 3 s | 2 s |\n"))
    assert document.action_items == ()
    assert [(d.rule, d.level) for d in document.diagnostics] == [("READ07", "info")]
    own = Config(aliases={"columns": {"action": ("Metric",)}})
    assert texts_with(own, "| Metric | Before |\n|---|---|\n| LCP | 3 s |\n") == ["LCP"]


def texts_with(config: Config, items: str) -> list[str]:
    return [item.text for item in read(items, config=config)]


def test_pipes_and_breaks_in_cells() -> None:
    (item,) = read("| Action | Owner |\n|---|---|\n| run `a \\| b`<br>twice | Ada\n")
    assert (item.text, item.owners) == ("run a | b twice", ("Ada",))


@pytest.mark.parametrize(
    ("cell", "depends"),
    [
        ("sre-agent (after op. completes item 1)", ("1",)),
        ("Ada (blocked by items 1 and 3)", ("1", "3")),
        ("Ada (after lunch)", ()),
    ],
)
def test_dependencies(cell: str, depends: tuple[str, ...]) -> None:
    (item,) = read(f"| # | Action | Owner |\n|---|---|---|\n| 2 | Add an alert | {cell} |\n")
    assert item.depends_on == depends
    assert len(item.owners) == 1


def test_a_column_of_dependencies() -> None:
    (item,) = read("| # | Action | Depends on |\n|---|---|---|\n| 3 | Add an alert | 1, 2026-05-15-x/2 |\n")
    assert item.depends_on == ("1", "2026-05-15-x/2")


def test_an_unclear_due_date_is_noted_with_an_example() -> None:
    document = parse(Source(f"{HEAD}| Action | Due |\n|---|---|\n| Add an alert | next sprint |\n"))
    (note,) = document.diagnostics
    assert note.rule == "READ01"
    assert note.message == (
        'the due date "next sprint" is no date; write 2026-06-01, a milestone of rca.toml, or "unscheduled"'
    )
    assert document.action_items[0].due is not None
    assert document.action_items[0].due.kind == "unclear"
