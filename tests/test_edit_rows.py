"""Facts of action items that stand in tables."""

from __future__ import annotations

from textwrap import dedent

import pytest

from rca.changes import CheckResult, MarkExecuted, MarkWritten, Refused
from tests.edits import (
    DAY,
    ONE,
    PULL,
    changed,
    dropped,
    executed,
    exempt,
    failed,
    item,
    reopened,
    set_item,
    verified,
    written,
)

CANONICAL = """
    # RCA — Audit tables

    ## Action items

    | # | Action | Owner | Due | Issue | Written | Executed |
    |---|---|---|---|---|---|---|
    | 1 | Create the role | sre | 2026-05-19 | #1455 |  |  |
    | 2 | Grant it (after item 1) | sre | v1 |  | 2026-05-16 | staging: 2026-05-17; prod: — |
    """
FOREIGN = """
    # Outage

    ## Action items

    | Action | Owner | Status |
    |---|---|---|
    | Add an alert | sre | Done |
    | Write a runbook | ops | TODO |
    """


def row(text: str, number: int) -> str:
    """The row of an item: the header and the delimiter row come before the first."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    return rows[number + 1]


def test_written() -> None:
    after = changed(CANONICAL, written("1", PULL))
    assert row(after, 1) == (
        "| 1 | Create the role | sre | 2026-05-19 | #1455 "
        "| 2026-05-20 [#1570](https://github.com/acme/app/pull/1570) |  |"
    )
    assert item(after).state == "written"


def test_executed_says_only_what_is_said_of_its_environment() -> None:
    after = changed(CANONICAL, executed("2", "prod", PULL))
    assert row(after, 2).endswith(
        "| staging: 2026-05-17; prod: 2026-05-20 [#1570](https://github.com/acme/app/pull/1570) |"
    )
    assert item(after, "2").state == "executed"
    assert row(changed(CANONICAL, executed("2", "staging")), 2).endswith("| staging: 2026-05-20; prod: — |")
    assert row(changed(CANONICAL, executed("1", "prod")), 1).endswith("|  | prod: 2026-05-20 |")


def test_with_one_environment_its_name_is_left_out() -> None:
    after = changed(FOREIGN, executed("2", ""), config=ONE)
    assert row(after, 2) == "| Write a runbook | ops | TODO | 2026-05-20 |"
    assert item(after, "2", ONE).state == "executed"


def test_an_item_that_needs_no_artefact() -> None:
    after = changed(CANONICAL, executed("1", "staging", bare=True))
    assert row(after, 1).endswith("| n/a | staging: 2026-05-20 |")


def test_missing_columns_come_at_once_and_a_foreign_word_stays() -> None:
    after = changed(FOREIGN, written("1"))
    assert (
        dedent("""\
        | Action | Owner | Status | Written |
        |---|---|---|---|
        | Add an alert | sre | Done | 2026-05-20 |
        | Write a runbook | ops | TODO |  |
        """)
        in after
    )
    assert item(after).state == "written"
    assert item(after, "2").state == "open"
    after = changed(FOREIGN, executed("2", "prod", bare=True))
    assert row(after, 0) == "|---|---|---|---|---|"
    assert row(after, 2) == "| Write a runbook | ops | TODO | n/a | prod: 2026-05-20 |"
    assert item(after, "1").state == "done-unsplit"


def test_a_missing_column_goes_to_its_canonical_place() -> None:
    assert "| Action | Owner | Due | Status |" in changed(FOREIGN, set_item("due", "2026-06-30"))
    assert "| Action | Owner | Status | Written |" in changed(FOREIGN, written("1"))
    both = changed(FOREIGN, executed("1", "prod"), written("1"))
    assert "| Action | Owner | Status | Written | Executed |" in both


def test_a_short_row_gets_what_it_lacks() -> None:
    short = """
        ## Action items

        | Action | Written | Executed |
        |---|---|---|
        | Add an alert |
        """
    assert (
        row(changed(short, executed("1", "prod", bare=True)), 1)
        == "| Add an alert | n/a | prod: 2026-05-20 |"
    )
    bare = """
        ## Action items

        Action | Owner | Executed
        -|-|-
        Add an alert | sre |
        """
    after = changed(bare, executed("1", "prod", bare=True))
    assert after.endswith(
        "Action | Owner | Written | Executed\n-|-|---|-\nAdd an alert | sre | n/a | prod: 2026-05-20\n"
    )


def test_a_column_that_holds_the_action_is_no_other_field() -> None:
    table = """
        ## Action items

        | Issue | Owner |
        |---|---|
        | Add an alert | sre |
        """
    after = changed(table, set_item("issue", "#12"))
    assert "| Issue | Owner | Issue |" in after
    assert "| Add an alert | sre | #12 |" in after
    assert item(after).issue_text == "#12"


def test_verified_failed_and_verified_again() -> None:
    after = changed(CANONICAL, verified("2", "staging"))
    assert row(after, 2).endswith("| staging: 2026-05-17 verified; prod: — |")
    after = changed(after, failed("2", "staging"))
    assert row(after, 2).endswith("| staging: 2026-05-17 failed; prod: — |")
    assert item(after, "2").regressed
    assert row(changed(after, verified("2", "staging")), 2).endswith(
        "| staging: 2026-05-17 verified; prod: — |"
    )


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        (
            "2026-05-16 [check](https://x.example/1) | —",
            written("1", PULL),
            f"2026-05-20 [check](https://x.example/1) [#1570]({PULL.value}) | —",
        ),
        (
            f"2026-05-20 [the PR]({PULL.value}) | —",
            written("1", PULL),
            f"2026-05-20 [the PR]({PULL.value}) | —",
        ),
        ("[check](https://x.example/1) | —", written("1"), "2026-05-20 [check](https://x.example/1) | —"),
        (
            "n/a | staging: 2026-05-16 `log.txt`; prod: 2026-05-17",
            executed("1", "staging", PULL),
            f"n/a | staging: 2026-05-20 `log.txt` [#1570]({PULL.value}); prod: 2026-05-17",
        ),
        (
            "n/a | staging: 2026-05-16 `log.txt` verified",
            executed("1", "staging"),
            "n/a | staging: 2026-05-20 `log.txt`",
        ),
    ],
)
def test_what_is_said_already_stays_and_more_comes_behind_it(
    before: str, change: MarkWritten | MarkExecuted, after: str
) -> None:
    head = "## Action items\n\n| # | Action | Written | Executed |\n|---|---|---|---|\n"
    assert changed(f"{head}| 1 | Grant it | {before} |\n", change) == f"{head}| 1 | Grant it | {after} |\n"


def test_what_was_not_executed_cannot_be_verified() -> None:
    with pytest.raises(Refused, match="item 2 has not been executed on prod yet"):
        changed(CANONICAL, verified("2", "prod"))


@pytest.mark.parametrize(("holds", "word"), [(True, "verified"), (False, "failed")])
def test_the_result_of_a_check(holds: bool, word: str) -> None:
    result = CheckResult(item="2", environment="staging", check="audit", day=DAY, holds=holds, exit_code=0)
    assert row(changed(CANONICAL, result), 2).endswith(f"| staging: 2026-05-17 {word}; prod: — |")
    nothing = result.model_copy(update={"environment": "prod"})
    assert changed(CANONICAL, nothing) == dedent(CANONICAL).lstrip()


def test_exempt() -> None:
    after = changed(CANONICAL, exempt("written"), exempt("executed", "prod"))
    assert row(after, 1).endswith("| n/a (no such role there) | prod: n/a (no such role there) |")
    assert [e.state for e in item(after).executions] == ["no", "exempt"]


def test_dropped_with_a_reason_and_reopened() -> None:
    after = changed(CANONICAL, dropped("2"))
    assert row(after, 2).endswith("| staging: 2026-05-17; prod: —; dropped: superseded by #12 |")
    assert item(after, "2").drop_reason == "superseded by #12"
    assert item(after, "2").state == "dropped"
    assert changed(after, reopened("2")) == dedent(CANONICAL).lstrip()
    with pytest.raises(Refused, match="item 2 was dropped; reopen it first"):
        changed(after, written("2"))


def test_an_execution_is_taken_back() -> None:
    after = changed(CANONICAL, reopened("2", "staging"))
    assert row(after, 2).endswith("| 2026-05-16 |  |")
    assert item(after, "2").state == "written"


def test_an_execution_that_a_foreign_word_told_is_taken_back_beside_it() -> None:
    deployed = FOREIGN.replace("Done", "Deployed to prod 2026-05-21")
    assert item(deployed).executions[1].state == "done"
    after = changed(deployed, executed("1", "staging"))
    assert [e.state for e in item(after).executions] == ["done", "done"]
    after = changed(after, reopened("1", "prod"))
    assert [e.state for e in item(after).executions] == ["done", "no"]
    assert "| Deployed to prod 2026-05-21 | staging: 2026-05-20; reopened |" in after
    vague = FOREIGN.replace("Done", "Deployed 2026-05-21")
    assert [e.environment for e in item(vague).executions] == ["staging", "prod", ""]
    assert [e.state for e in item(changed(vague, executed("1", "prod"))).executions] == ["no", "done"]
    with pytest.raises(Refused, match=r"item 2 was executed; say in which environment"):
        changed(CANONICAL, reopened("2"))


def test_somebody_elses_done_is_reopened_beside_it() -> None:
    after = changed(FOREIGN, reopened("1"))
    assert row(after, 1) == "| Add an alert | sre | Done | reopened |"
    assert item(after).state == "open"


@pytest.mark.parametrize(
    ("field", "value", "cell"),
    [
        ("owner", "ops / sre", "ops / sre"),
        ("due", "2026-06-30", "2026-06-30"),
        ("issue", "acme/app#12", "acme/app#12"),
        ("owner", "a|b", r"a\|b"),
        ("owner", "<b>sre</b>", r"\<b>sre\</b>"),
        ("owner", "*sre*", r"\*sre\*"),
        ("owner", "back\\", "back\\"),
        ("owner", "\u200fשרה", "\u200fשרה"),
        ("owner", "x" * 10_000, "x" * 10_000),
        ("owner", "", ""),
    ],
)
def test_values_read_back(field: str, value: str, cell: str) -> None:
    after = changed(CANONICAL, set_item(field, value))
    assert cell in row(after, 1).split(" | ")[1:5]
    found = {"owner": item(after).owner_text, "due": item(after).due, "issue": item(after).issue_text}[field]
    assert (found if isinstance(found, str) else found and found.text) == value


@pytest.mark.parametrize("value", ["two\nlines", "a\u2028b", "nul\0", "\u202eevil", "esc\x1b[31m"])
def test_values_that_a_line_cannot_hold_are_refused(value: str) -> None:
    with pytest.raises(Refused, match="nothing was changed"):
        changed(CANONICAL, set_item("owner", value))


def test_an_unknown_item_and_a_number_that_stands_twice() -> None:
    with pytest.raises(Refused, match="no item 7 in this document; it has 1, 2"):
        changed(CANONICAL, written("7"))
    with pytest.raises(Refused, match="item 1 stands in line 7 and line 8"):
        changed(CANONICAL.replace("| 2 | Grant it (after item 1)", "| 1 | Grant it"), written("1"))
