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


BOLD = """
    # X

    ## Action items

    **1. Alert on the queue**
    - Owner: Ada

    **2. Rehearse**
    - Owner: Bob
    - Due: 2026-06-01

    ## Lessons learned
"""


def test_facts_stand_below_the_bold_line_that_is_an_item() -> None:
    after = changed(BOLD, written("1"), SetItemField(item="2", field="text", value="Rehearse it"))
    assert "- Owner: Ada\n- Written: 2026-05-20\n\n**2. Rehearse it**\n- Owner: Bob\n" in after


def test_a_new_item_is_a_further_bold_line() -> None:
    after = changed(BOLD, AddItem(item="3", text="Tell Bob", owner="Ada"))
    assert "- Due: 2026-06-01\n\n**3. Tell Bob**\n- Owner: Ada\n\n## Lessons learned\n" in after
    assert (item(after, "3").text, item(after, "3").owners) == ("Tell Bob", ("Ada",))
