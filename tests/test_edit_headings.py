"""Items that are numbered sub-headings with prose below carry facts on lines of a list behind it."""

from __future__ import annotations

from rca.changes import AddItem, SetItemField
from tests.edits import changed, item, written

PROSE = """
    # X

    ## Resulting actions

    ### 1) Plan the migration

    We plan it on Friday.

    ### 2) Write the runbook

    Somebody new might.
"""


def test_facts_stand_behind_the_prose() -> None:
    after = changed(PROSE, SetItemField(item="1", field="owner", value="Ada"), written("1"))
    assert "We plan it on Friday.\n\n- **Owner:** Ada\n- **Written:** 2026-05-20\n\n### 2) Write" in after
    assert (item(after).owners, item(after).state) == (("Ada",), "written")
    assert item(after, "2").text == "Write the runbook"


def test_a_new_item_is_a_further_heading() -> None:
    after = changed(PROSE, AddItem(item="3", text="Tell Bob", owner="Ada"))
    assert after.endswith("Somebody new might.\n\n### 3) Tell Bob\n\n- **Owner:** Ada\n")
