"""Changes to documents whose times, dates and tables are of an unusual form."""

from __future__ import annotations

import pytest

from rca.changes import AddItem, AddTimelineEntry, SetField
from tests.edits import changed, item, read, set_item, written


@pytest.mark.parametrize(
    ("line", "new"),
    [
        (" - May 15th **12:43** `@ada` saw it", " - 14:02 Role created"),
        ("- [12:43] `deploy` begins", "- [14:02] Role created"),
        ("* `12:43:10`: it began", "* `14:02`: Role created"),
        ("- **12:43 —** it began", "- **14:02 —** Role created"),
        ("- **12:43**: *it* began", "- **14:02**: Role created"),
        ("- **May 15** 12:43 it began", "- 14:02 Role created"),
        ("- (12:43) it began", "- (14:02) Role created"),
    ],
)
def test_a_new_entry_closes_what_it_opens(line: str, new: str) -> None:
    text = f"# X\n\n**Date:** 2026-05-15\n\n## Timeline (UTC)\n\n{line}\n"
    after = changed(text, AddTimelineEntry(time="14:02", text="Role created"))
    assert after.endswith(f"{line}\n{new}\n")


def test_the_day_is_set_where_it_is_read() -> None:
    text = "---\ntitle: X\ndate: 2026-05-20\n---\n\n# Summary\n\nIt broke.\n\n# Date\n2026-05-15\n"
    after = changed(text, SetField(field="date", value="2026-05-14"))
    assert str(read(after).date) == "2026-05-14"
    assert "date: 2026-05-20\n" in after


def test_a_table_of_impacts_takes_no_metadata() -> None:
    text = """
        # X

        ## Impact

        | | |
        |---|---|
        | Cost | 5 € |
        | User impact | a red box |
        | Downtime | none |
    """
    after = changed(text, SetField(field="status", value="resolved"))
    assert after.startswith("# X\n\n- **Status:** resolved\n\n## Impact\n")


STEPS = """
    # X

    ## Action items

    ### 1. Add a readiness probe `@dma` [repair]

    The probe asks the database.

    ### 2. Alert on the queue `@eva` [detect]

    At a thousand.
"""


def test_an_owner_in_the_heading_of_an_item_is_set_there() -> None:
    after = changed(STEPS, set_item("owner", "@ada"))
    assert after == changed(STEPS).replace("`@dma`", "`@ada`")


def test_a_new_item_stands_behind_the_bullets_that_belong_to_the_last() -> None:
    text = """
        # X

        ## Action items

        1. **Alert on the queue**
        - at a thousand
        - in both regions

        2. **Rehearse the switch**
        - every quarter
        - with the night shift

        ## Lessons learned
    """
    after = changed(text, AddItem(item="3", text="Write the runbook"))
    assert "- with the night shift\n" in after.partition("3. Write the runbook\n")[0]
    assert [i.text for i in read(after).action_items] == [
        "Alert on the queue",
        "Rehearse the switch",
        "Write the runbook",
    ]


def test_a_status_is_added_beside_a_duration_told_in_the_summary() -> None:
    text = """
        # X

        **Date:** 2026-05-15

        ## Summary

        - **Duration:** 40 minutes
        - **Impact:** no orders
    """
    assert read(changed(text)).duration == "40 minutes"
    after = changed(text, SetField(field="status", value="resolved"))
    assert (read(after).status, read(after).duration) == ("resolved", "40 minutes")


@pytest.mark.parametrize(
    ("cell", "new"),
    [
        ("#99 **TODO**", "#120 **TODO**"),
        ("#99 — complete", "#120 — complete"),
        ("#99 (done)", "#120 (done)"),
    ],
)
def test_a_word_for_the_state_stays_behind_a_new_ticket(cell: str, new: str) -> None:
    text = f"# X\n\n## Action items\n\n| Action | Issue |\n|---|---|\n| Add a probe | {cell} |\n"
    after = changed(text, set_item("issue", "#120"))
    assert after == text.replace(cell, new)
    assert item(after).state == item(text).state


def test_the_sentences_behind_a_status_stay() -> None:
    text = "# X\n\n## Status\n\nMonitoring. The queue drains since noon.\n\n## Impact\n\nNone.\n"
    after = changed(text, SetField(field="status", value="Resolved"))
    assert after == text.replace("Monitoring.", "Resolved.")


def test_the_last_sentence_that_says_done_stays_behind_a_new_text() -> None:
    text = "# X\n\n## Action items\n\n- Add a probe. Done.\n- Alert on the queue.\n"
    after = changed(text, set_item("text", "Add a readiness probe"))
    assert after == text.replace("Add a probe.", "Add a readiness probe.")


def test_facts_between_numbers_are_set_where_they_stand() -> None:
    text = """
        # X

        ## Action items

        1. Alert on the queue
        - Owner: Ada

        2. Rehearse the switch
        - Owner: Bob
    """
    after = changed(text, set_item("owner", "Eva"), written("2"))
    assert "1. Alert on the queue\n- Owner: Eva\n\n2. Rehearse" in after
    assert after.endswith("- Owner: Bob\n- Written: 2026-05-20\n")
