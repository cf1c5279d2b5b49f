"""What is added begins open, whatever its words look like; and a document keeps a title."""

from __future__ import annotations

import pytest

from rca.changes import AddItem, Refused, SetField
from tests.edits import changed, read

TABLE = "# Outage\n\n## Action items\n\n| # | Action | Owner |\n|---|---|---|\n| 1 | Restart | ops |\n"
LIST = "# Outage\n\n## Action items\n\n- Restart\n"


@pytest.mark.parametrize("document", [TABLE, LIST])
@pytest.mark.parametrize("text", ["~~gone~~", "done", "[x] tick the box"])
def test_words_that_look_like_a_state_are_escaped(document: str, text: str) -> None:
    _, added = read(changed(document, AddItem(item="2", text=text))).action_items
    assert (added.text, added.state) == (text, "open")


@pytest.mark.parametrize("text", ["✅ Restart", "Restart (done)", "Restart (written: 2026-05-20)"])
def test_words_that_are_a_state_are_refused(text: str) -> None:
    with pytest.raises(Refused, match="as an open item"):
        changed(LIST, AddItem(item="2", text=text))


def test_a_title_is_not_emptied() -> None:
    with pytest.raises(Refused, match="an empty title"):
        changed(TABLE, SetField(field="title", value=""))
    assert changed(TABLE, SetField(field="title", value="Brownout")).startswith("# Brownout\n")
