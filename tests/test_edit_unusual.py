"""Changes to documents whose times, dates and tables are of an unusual form."""

from __future__ import annotations

import pytest

from rca.changes import AddTimelineEntry, SetField
from tests.edits import changed, read


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
