"""The rows of a document are those of its model, for every document that there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from rca.blocks import scan
from rca.flatten import CHILDREN, Rows, flatten
from rca.model import Document
from rca.parse import parse, read_facts
from rca.text import Source
from tests import invented

STARTED = 12
"""Where the start of the incident stands in the row of a document."""


def rows_as_read(source: Source, name: str) -> Rows:
    """The rows of a document, right after it is read."""
    return flatten(source, read_facts(source, scan(source), name=name), name, "digest")


def rows_of_model(source: Source, name: str) -> Rows:
    """The rows of the model that is made of what is read."""
    return flatten(source, parse(source, name=name).model_dump(), name, "digest")


@pytest.mark.parametrize("name", invented.DOCUMENTS)
def test_rows_of_what_is_read_are_those_of_the_model(name: str) -> None:
    source = Source(invented.DOCUMENTS[name])
    assert rows_as_read(source, name) == rows_of_model(source, name)
    assert Document.model_validate(read_facts(source, scan(source), name=name)) == parse(source, name=name)


def test_rows_of_real_documents_are_those_of_the_model(corpus: Path) -> None:
    for path in sorted(corpus.glob("documents/**/*.md*")):
        source = Source.from_bytes(path.read_bytes())
        assert rows_as_read(source, path.name) == rows_of_model(source, path.name), path.name
        facts = read_facts(source, scan(source), name=path.name)
        assert Document.model_validate(facts) == parse(source, name=path.name), path.name


def test_there_is_a_list_of_rows_for_every_table() -> None:
    source = Source(invented.LAG)
    own, texts, *lists = flatten(source, read_facts(source, scan(source)), "incidents/a.md", "digest")
    assert own[:3] == ("incidents/a.md", "digest", "2026-05-12-ledger-lag")
    assert texts[3] == invented.LAG
    assert [{len(row) for row in rows} for rows in lists] == [
        {columns} if rows else set() for columns, rows in zip(CHILDREN.values(), lists, strict=True)
    ]


def test_an_instant_at_the_end_of_the_calendar_is_unknown() -> None:
    source = Source("# A\n\n- **Date:** 9999-12-31\n- **Started:** 9999-12-31 23:59 UTC-5\n")
    assert rows_as_read(source, "a.md") == rows_of_model(source, "a.md")
    assert rows_as_read(source, "a.md")[0][STARTED] is None
