"""The smallest edit that says it: a Status that is there, a line and no more, what a template waits for."""

from __future__ import annotations

from datetime import date

import pytest

from rca.changes import AddItem, AddTimelineEntry, Refused, SetField
from rca.edit import plan
from rca.parse import parse
from rca.text import Source
from tests.edits import changed, dropped, item, read, reopened, set_item

ITEMS = "# Outage\n\n**Date:** 2026-05-15\n\n## Action items\n\n"
STATUS = f"""\
{ITEMS}| # | Action  | Owner | Status      |
|---|---------|-------|-------------|
| 1 | Alert   | ops   | Open        |
| 2 | Retry   | ops   | in progress |
| 3 | Restart | ops   |             |
| 4 | Test    | ops   | Done        |
| 5 | Write   | ops   | 50 %        |
"""


def line(text: str, number: str) -> str:
    """The row of an item."""
    return next(row for row in text.splitlines() if row.startswith(f"| {number} |"))


# Dropping where a Status says how far an item is


@pytest.mark.parametrize(
    ("number", "cell"),
    [("1", "Dropped: no need"), ("2", "dropped: no need"), ("3", "Dropped: no need")],
)
def test_a_status_that_says_open_says_dropped(number: str, cell: str) -> None:
    after = changed(STATUS, dropped(number, "no need"))
    assert line(after, number).split(" | ")[-1] == f"{cell} |"
    assert (item(after, number).state, item(after, number).drop_reason) == ("dropped", "no need")
    assert "Executed" not in after
    assert [row for row in after.splitlines() if not row.startswith(f"| {number} |")] == [
        row for row in STATUS.splitlines() if not row.startswith(f"| {number} |")
    ]


@pytest.mark.parametrize(("number", "word"), [("4", "Done"), ("5", "50 %")])
def test_another_word_in_a_status_stays(number: str, word: str) -> None:
    after = changed(STATUS, dropped(number, "no need"))
    assert f"| {word} " in line(after, number)
    assert line(after, number).endswith("| dropped: no need |")
    assert item(after, number).state == "dropped"


def test_an_issue_that_is_a_reason_does_not_track_the_item() -> None:
    after = changed(STATUS, dropped("1", "superseded by #12"))
    assert "| Dropped: superseded by #12 |" in line(after, "1")
    assert (item(after).issues, item(after).drop_reason) == ((), "superseded by #12")


def test_a_reason_that_a_status_cannot_hold_goes_into_a_column_of_ours() -> None:
    """In somebody's own words, two letters are no reason."""
    after = changed(STATUS, dropped("1", "no"))
    assert "| Open " in line(after, "1")
    assert line(after, "1").endswith("| dropped: no |")


def test_an_item_that_was_dropped_in_its_status_is_open_again_there() -> None:
    after = changed(STATUS, dropped("1", "no need"), reopened("1"))
    assert (item(after).state, "Executed" in after) == ("open", False)
    assert line(after, "1").split(" | ")[-1].strip(" |") == "Open"
    assert line(changed(STATUS, dropped("2", "no need"), reopened("2")), "2").strip(" |").endswith(" open")


def test_somebody_elses_word_for_dropping_stays_when_it_is_reopened() -> None:
    after = changed(STATUS.replace("Open ", "Won't do"), reopened("1"))
    assert "| Won't do" in line(after, "1")
    assert item(after).state == "open"


@pytest.mark.parametrize(
    ("reason", "written"),
    [
        ("no need, (we moved)", "no need, (we moved)"),
        ("no need; (we moved)", r"no need\; (we moved)"),
        ("no) need", "no) need"),
        ("a * b", "a * b"),
    ],
)
def test_no_more_of_a_reason_is_escaped_than_must_be(reason: str, written: str) -> None:
    table = STATUS.replace("Status  ", "Executed").replace("Open    ", "—       ")
    after = changed(table, dropped("1", reason))
    assert f"| dropped: {written} |" in line(after, "1")
    assert item(after).drop_reason == reason


@pytest.mark.parametrize(
    ("reason", "written"), [("no need; (we moved)", "no need; (we moved)"), ("no) need", r"no\) need")]
)
def test_in_a_list_only_a_bracket_that_would_end_the_facts_is_escaped(reason: str, written: str) -> None:
    after = changed(f"{ITEMS}- Alert\n", dropped("1", reason))
    assert after.endswith(f"- Alert (dropped: {written})\n")
    assert item(after).drop_reason == reason


# A due date where the state stands


LANDED = f"""\
{ITEMS}| Action | Target |
|---|---|
| Alert | landed 2026-05-20 ([abc1234](https://example.org/x/commit/abc1234)) |
| Retry | v2 |
"""


def test_a_state_in_the_place_of_a_due_date_moves_into_a_status_column() -> None:
    after = changed(LANDED, set_item("due", "2026-06-30"))
    assert (
        after
        == f"""\
{ITEMS}| Action | Target | Status |
|---|---|---|
| Alert | 2026-06-30 | landed 2026-05-20 ([abc1234](https://example.org/x/commit/abc1234)) |
| Retry | v2 |  |
"""
    )
    assert item(after).state == item(LANDED).state == "done-unsplit"
    due = item(after).due
    assert due is not None
    assert due.text == "2026-06-30"


def test_it_does_not_move_where_a_status_is_taken() -> None:
    taken = LANDED.replace("Target |\n|", "Target | Status |\n|---|").replace(
        "abc1234)) |", "abc1234)) | ? |"
    )
    with pytest.raises(Refused, match="tells its state"):
        changed(taken, set_item("due", "2026-06-30"))


# Fields


@pytest.mark.parametrize(
    ("head", "after"),
    [
        ("> **Status:** open\n", "> **Status:** open  \n> **Severity:** SEV-2\n"),
        ("> **Status:** open  \n", "> **Status:** open  \n> **Severity:** SEV-2\n"),
        (
            "> **Status:** open\n> **Mood:** calm\n",
            "> **Status:** open\n> **Mood:** calm\n> **Severity:** SEV-2\n",
        ),
        (
            "> **Status:** open\n>\n> **Date:** 2026-05-15\n",
            "> **Status:** open\n>\n> **Date:** 2026-05-15\n>\n> **Severity:** SEV-2\n",
        ),
        ("**Status:** open\n**Mood:** calm\n", "**Status:** open\n**Mood:** calm\n**Severity:** SEV-2\n"),
        (
            "- **Status:** open\n- **Mood:** calm\n",
            "- **Status:** open\n- **Mood:** calm\n- **Severity:** SEV-2\n",
        ),
        (
            "| Status | open |\n|---|---|\n| Mood | calm |\n",
            "| Status | open |\n|---|---|\n| Mood | calm |\n| Severity | SEV-2 |\n",
        ),
        ("Status: Open | Date: 2026-05-15\n", "Status: Open | Date: 2026-05-15 | Severity: SEV-2\n"),
    ],
)
def test_a_field_goes_behind_the_last_of_its_head(head: str, after: str) -> None:
    title, rest = "# Outage\n\n", "\n## Summary\n\nIt was down.\n"
    assert changed(title + head + rest, SetField(field="severity", value="SEV-2")) == title + after + rest


def test_one_of_several_fields_on_a_line_changes_alone() -> None:
    before = "# Outage\n\nStatus: Open | Severity: P1\n"
    assert changed(before, SetField(field="severity", value="P2")) == before.replace("P1", "P2")
    assert changed(before, SetField(field="status", value="closed")) == before.replace("Open", "closed")


@pytest.mark.parametrize(
    ("key", "after"),
    [
        ("status: # todo", "status: open # todo"),
        ("status:   # todo", "status: open   # todo"),
        ("status:", "status: open"),
        ("status: ~ # todo", "status: open # todo"),
        ("status: null", "status: open"),
        ('"status": # todo', '"status": open # todo'),
    ],
)
def test_a_value_that_front_matter_leaves_out_goes_before_its_comment(key: str, after: str) -> None:
    text = f"---\n# head\n{key}\ndate: 2026-05-15\n---\n\n# Outage\n"
    assert changed(text, SetField(field="status", value="open")) == text.replace(key, after)


# Timelines that wait


@pytest.mark.parametrize(
    ("waiting", "entry"),
    [
        ("- T0:\n", "- 14:02: Found\n"),
        ("- T0:\n- T1:\n", None),
        ("* T0 -\n", "* 14:02 - Found\n"),
        ("- **T0:**\n", "- **14:02:** Found\n"),
        ("1. T0:\n", "2. 14:02: Found\n"),
        ("- HH:MM - \n- HH:MM - \n", "- 14:02 - Found\n"),
        ("* [HH:MM UTC] …\n", "* 14:02: Found\n"),
        ("-\n", "- 14:02: Found\n"),
        ("- \n- \n", "- 14:02: Found\n"),
    ],
)
def test_an_entry_goes_below_those_that_wait_for_one(waiting: str, entry: str | None) -> None:
    head, rest = "# Outage\n\n## Timeline\n\n", "\n## Impact\n\nNone.\n"
    after = changed(head + waiting + rest, AddTimelineEntry(time="14:02", text="Found"))
    if entry is not None:
        assert after == head + waiting + entry + rest
    assert ("14:02", "Found") in [(e.time, e.text) for e in read(after).timeline]


def test_a_list_that_waits_for_nothing_is_no_timeline() -> None:
    before = "# Outage\n\n## Timeline\n\n- All times are UTC\n"
    after = changed(before, AddTimelineEntry(time="14:02", text="Found"))
    assert after == f"{before}\n| Time | Event |\n|---|---|\n| 14:02 | Found |\n"


def test_an_entry_before_those_that_are_known_stays_behind_those_that_are_not() -> None:
    before = "# Outage\n\n## Timeline\n\n- T0: Deployed\n- 15:00: Alert\n"
    after = changed(before, AddTimelineEntry(time="14:02", text="Found"))
    assert after == before.replace("- 15:00", "- 14:02: Found\n- 15:00")


def test_a_table_of_a_timeline_without_times_is_left_alone() -> None:
    before = "# Outage\n\n## Timeline\n\n| Stage | P50 |\n|---|---|\n| Baseline | 156 ms |\n"
    after = changed(before, AddTimelineEntry(time="14:02", text="Found"))
    assert after == f"{before}\n| Time | Event |\n|---|---|\n| 14:02 | Found |\n"


# Forms that nobody expects


def test_what_a_line_says_in_its_own_words_moves_into_our_parentheses() -> None:
    """`(@bob)` can only name people by their handles."""
    for words, after in (
        ("- Retry (@bob) - done\n", "- Retry - done (owner: sre / pm)\n"),
        ("- Retry — @jo — 2026-06-01\n", "- Retry — 2026-06-01 (owner: sre / pm)\n"),
        ("- Retry [#44](https://example.org/x/issues/44) - @zed\n", None),
    ):
        found = changed(ITEMS + words, set_item("owner", "sre / pm"))
        assert item(found).owner_text == "sre / pm"
        assert after is None or found == ITEMS + after
    assert changed(f"{ITEMS}- Retry (@bob)\n", set_item("owner", "ana")) == f"{ITEMS}- Retry (@ana)\n"


def test_a_state_behind_an_issue_stays_behind_the_new_one() -> None:
    table = "Action | Owner | Bug\n--- | --- | ---\nRetry | ana | n/a **DONE**\n"
    after = changed(ITEMS + table, set_item("issue", "#44"))
    assert after == ITEMS + table.replace("n/a", "#44")
    assert item(after).state == item(ITEMS + table).state == "done-unsplit"


def test_a_section_of_what_was_done_gets_one_for_what_is_to_do() -> None:
    before = "# Incidente\n\n## Ações corretivas aplicadas\n\n- Adicionado o alerta.\n"
    after = changed(before, AddItem(item="2", text="Alert on it"))
    assert after.startswith(f"{before}\n## Action items\n\n| # | Action |")
    assert [i.state for i in read(after).action_items] == ["done-unsplit", "open"]


def test_a_document_that_ends_in_an_open_code_block_gets_no_section() -> None:
    with pytest.raises(Refused, match="the code block in line 3 is never closed; close it first"):
        changed("# Outage\n\n```\nrestart\n", AddItem(item="1", text="Alert on it"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "# Executive Summary\n\nIt was down.\n\n## Impact\n\nNone.\n",
            "- **Status:** open\n\n# Executive Summary\n\nIt was down.\n\n## Impact\n\nNone.\n",
        ),
        (
            "Outage of the queue\n\nIssue summary\n\nIt was down.\n",
            "Outage of the queue\n\n- **Status:** open\n\nIssue summary\n\nIt was down.\n",
        ),
    ],
)
def test_a_first_field_where_no_heading_is_the_title(before: str, after: str) -> None:
    assert changed(before, SetField(field="status", value="open")) == after


def test_a_text_that_alone_tells_the_day_is_not_replaced() -> None:
    source = Source("# Outage\n\n- **Duration:** 2 hours (10:00 AM - 12:00 PM WAT, August 15, 2024)\n")
    shorter = SetField(field="duration", value="3 h")
    with pytest.raises(Refused, match="nothing else tells it: set the date first"):
        plan(source, parse(source), shorter)
    dated = plan(source, parse(source), SetField(field="date", value="2024-08-15"))
    assert plan(dated.after, dated.document, shorter).document.date == date(2024, 8, 15)
