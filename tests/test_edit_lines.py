"""Facts of action items that stand in lists and paragraphs."""

from __future__ import annotations

import pytest

from tests.edits import (
    ONE,
    PULL,
    changed,
    dropped,
    executed,
    item,
    reopened,
    set_item,
    verified,
    written,
)

HEAD = "# Outage\n\n## Action items\n\n"


def after_head(text: str) -> str:
    return text.removeprefix(HEAD)


def test_facts_stand_at_the_end_of_the_line() -> None:
    after = changed(
        HEAD + "- Add an alert\n- Write a runbook.\n", written("2", PULL), executed("2", "staging")
    )
    assert after_head(after) == (
        "- Add an alert\n- Write a runbook. "
        "(written: 2026-05-20 [#1570](https://github.com/acme/app/pull/1570), executed: staging 2026-05-20)\n"
    )
    assert item(after, "2").state == "part-executed"
    after = changed(after, executed("2", "prod"), verified("2", "staging"))
    assert after.endswith("executed: staging 2026-05-20 verified; prod 2026-05-20)\n")
    assert item(after, "2").state == "executed"


def test_an_item_that_needs_no_artefact() -> None:
    after = changed(HEAD + "1. Upgrade the plan\n", executed("1", "", bare=True), config=ONE)
    assert after_head(after) == "1. Upgrade the plan (written: n/a, executed: 2026-05-20)\n"


def test_a_hard_wrapped_item_carries_them_at_its_last_line_and_nested_bullets_stay() -> None:
    before = HEAD + "* Add an alert\n  for the disk\n  * nested remark\n\n  more text\n* Next  \n"
    after = changed(before, written("1"), written("2"))
    assert after_head(after) == (
        "* Add an alert\n  for the disk (written: 2026-05-20)\n  * nested remark\n\n  more text\n"
        "* Next (written: 2026-05-20)  \n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Fix it ([PR](https://example.org/pull/1))",
        "Fix it `a (b`",
        "Fix it (see #3)",
        "Fix it <!-- later -->",
        "**Lead:** fix it",
        "[Issue](https://example.org/issues/3)",
        "#2127",
    ],
)
def test_trailing_links_and_punctuation(text: str) -> None:
    after = changed(f"{HEAD}- {text}\n", written("1"))
    assert after_head(after) == f"- {text} (written: 2026-05-20)\n"


def test_a_box_is_ticked_only_when_the_item_is_executed_everywhere() -> None:
    before = HEAD + "- [ ] Add an alert\n"
    staging = changed(before, written("1"), executed("1", "staging"))
    assert after_head(staging).startswith("- [ ] ")
    prod = changed(staging, executed("1", "prod"))
    assert after_head(prod) == (
        "- [x] Add an alert (written: 2026-05-20, executed: staging 2026-05-20; prod 2026-05-20)\n"
    )
    assert item(prod).state == "executed"
    assert after_head(changed(prod, reopened("1", "prod"))) == (
        "- [ ] Add an alert (written: 2026-05-20, executed: staging 2026-05-20; prod —)\n"
    )


def test_a_box_that_somebody_ticked_stays_beside_what_we_know() -> None:
    after = changed(HEAD + "- [x] Write the SOP\n", written("1"))
    assert after_head(after) == "- [x] Write the SOP (written: 2026-05-20)\n"
    assert item(after).state == "written"
    after = changed(HEAD + "- [x] Write the SOP\n", reopened("1"))
    assert after_head(after).startswith("- [ ] Write the SOP")
    assert item(after).state == "open"


def test_dropped_and_reopened() -> None:
    before = HEAD + "- Add an alert (due: 2026-06-01)\n"
    after = changed(before, dropped("1", "we left; the disk is gone"))
    assert after_head(after) == "- Add an alert (due: 2026-06-01, dropped: we left; the disk is gone)\n"
    assert item(after).drop_reason == "we left; the disk is gone"
    assert changed(after, reopened("1")) == before


def test_fields_that_stand_in_the_line_are_replaced_there() -> None:
    before = HEAD + "- Add an alert (Due: 2026-06-01)\n- Fix it. Owner: @lucas\n"
    after = changed(before, set_item("due", "2026-06-30"), set_item("owner", "mara", "2"))
    assert "- Add an alert (Due: 2026-06-30)\n" in after
    assert item(after, "2").owners == ("mara",)
    after = changed(before, set_item("owner", "sre"), set_item("issue", "#12"))
    assert "- Add an alert (Due: 2026-06-01, owner: sre, issue: #12)\n" in after
    assert item(after).due is not None


@pytest.mark.parametrize(
    "value",
    ["a, b", "a (lead)", "a) b", "x, due: never", "<b>sre</b>", "*sre*", "a|b", "[x](y)", "x" * 10_000],
)
def test_values_read_back(value: str) -> None:
    after = changed(HEAD + "- Add an alert\n", set_item("owner", value))
    assert item(after).owner_text == value
    assert item(after).text == "Add an alert"


def test_paragraphs() -> None:
    before = HEAD + "**Action:** Add an alert. Owner: @lucas\n\n**Action:** Write a runbook.\n"
    after = changed(before, written("2"))
    assert after.endswith("**Action:** Write a runbook. (written: 2026-05-20)\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_newlines_a_bom_and_a_missing_last_newline_stay(newline: str, end: str, bom: str) -> None:
    before = bom + (HEAD + "- Add an alert" + end).replace("\n", newline)
    after = changed(before, written("1"))
    assert after == bom + (HEAD + "- Add an alert (written: 2026-05-20)" + end).replace("\n", newline)


HEADINGS = """\
### Add an alert

- **Owner:** sre
- **Due:** 2026-06-01

For the disk.

### Write a runbook

Owner: ops
Status: open
"""


def test_items_with_labelled_lines_get_more_of_them() -> None:
    before = (
        HEAD
        + "* **Action**: Add an alert\n  * **Owner**: sre\n  * **Due**: 2026-06-01\n* **Action**: Other\n"
    )
    after = changed(before, written("1"), executed("1", "prod", bare=False), set_item("owner", "ops"))
    assert after == before.replace("sre", "ops").replace(
        "2026-06-01\n", "2026-06-01\n  * **Written**: 2026-05-20\n  * **Executed**: prod: 2026-05-20\n"
    )
    assert item(after).state == "part-executed"
    assert item(changed(after, dropped("1", "too late"))).drop_reason == "too late"


def test_sub_headings_carry_facts_on_labelled_lines() -> None:
    after = changed(
        HEAD + HEADINGS, written("1"), executed("2", "prod", bare=True), set_item("due", "2026-07-01")
    )
    assert after_head(after) == HEADINGS.replace(
        "2026-06-01\n", "2026-07-01\n- **Written:** 2026-05-20\n"
    ).replace("open\n", "open\nWritten: n/a\nExecuted: prod: 2026-05-20\n")
    assert item(changed(after, dropped("1", "too late"))).drop_reason == "too late"
    assert "### Alert early\n" in changed(after, set_item("text", "Alert early"))
