"""What a change may make of a document: of its own item, of its own values, and of nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from rca.changes import MarkWritten
from rca.editing.compare import Difference
from rca.editing.item_frames import item_frame
from tests.edits import read

DOCUMENT = """\
# Outage

## Action items

| # | Action | Written |
|---|---|---|
| 1 | Warm the pods | no |
| 2 | Let one request wait | no |
"""


@pytest.mark.parametrize(
    ("group", "at", "name", "is_tolerated"),
    [
        ("action_items", 1, "written", True),
        ("action_items", 1, "owners", False),
        ("action_items", 0, "written", False),
        ("action_items", -1, "", False),
        ("timeline", 1, "written", False),
        ("", -1, "title", False),
    ],
    ids=["its own value", "another value", "another item", "a new item", "another list", "the document"],
)
def test_a_mark_changes_its_own_item_alone(group: str, at: int, name: str, is_tolerated: bool) -> None:
    frame = item_frame(MarkWritten(item="2", day=date(2026, 5, 19)), read(DOCUMENT), 1)
    assert frame.tolerates(Difference(group, at, name, "no", "yes")) is is_tolerated
