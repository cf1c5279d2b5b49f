"""Empty columns for Written and Executed, where tables of items lack them: no fact changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from rca.changes import Reformat, Refused
from rca.edit import plan
from rca.editing.missing_columns import NothingToAdd
from rca.text import Source
from tests.edits import CONFIG, changed, planned, read

COLUMNS = Reformat(columns=True)
NEW = """
    # RCA — Queue stood still

    ## Action items

    | # | Action | Owner |
    |---|--------|-------|
    | 1 | Page on depth | ops |
    | 2 | Cap the retries at 3 |
    """


def test_both_columns_are_added_at_the_end() -> None:
    assert changed(NEW, COLUMNS).endswith(
        "| # | Action | Owner | Written | Executed |\n"
        "|---|--------|-------|---------|----------|\n"
        "| 1 | Page on depth | ops |  |  |\n"
        "| 2 | Cap the retries at 3 |\n"
    )


def test_written_comes_before_an_executed_that_is_there() -> None:
    text = NEW.replace("Owner", "Executed").replace("ops", "staging: 2026-05-20")
    assert "| # | Action | Written | Executed |" in changed(text, COLUMNS)


@pytest.mark.parametrize(
    "text",
    [
        "# RCA\n\n## Action items\n\n- Page on depth\n",
        "# RCA\n\n## Action items\n\n| # | Action | Written | Executed |\n|--|--|--|--|\n| 1 | Page | | |\n",
        "# RCA\n",
    ],
)
def test_there_may_be_nothing_to_add(text: str) -> None:
    with pytest.raises(NothingToAdd):
        planned(text, COLUMNS)


def test_real_documents_read_as_before(corpus: Path) -> None:
    """Where a table can carry the columns, no fact of the document changes; where not, it is refused."""
    done = 0
    for path in sorted((corpus / "documents").rglob("*.md")):
        source = Source.from_bytes(path.read_bytes(), str(path))
        document = read(source.text)
        if not any(item.form == "table" for item in document.action_items):
            continue
        try:
            made = plan(source, document, COLUMNS, CONFIG, name="2026-05-15-outage.md")
        except Refused:
            continue
        assert made.facts == ()
        assert [i.state for i in made.document.action_items] == [i.state for i in document.action_items]
        done += 1
    assert done > 10
