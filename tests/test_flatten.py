"""The rows of a document are those of its model, for every document that there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from rca.blocks import scan
from rca.flatten import CHILDREN, flatten
from rca.model import Document
from rca.parse import parse, read_facts
from rca.text import Source
from tests import invented


def agree(source: Source, name: str) -> None:
    """Assert that what is read makes the same rows before and after it becomes a model."""
    facts = read_facts(source, scan(source), name=name)
    document = parse(source, name=name)
    assert Document.model_validate(facts) == document
    assert flatten(source, facts, name, "digest") == flatten(source, document.model_dump(), name, "digest")


@pytest.mark.parametrize("name", invented.DOCUMENTS)
def test_rows_of_what_is_read_are_those_of_the_model(name: str) -> None:
    agree(Source(invented.DOCUMENTS[name]), name)


def test_rows_of_real_documents_are_those_of_the_model(corpus: Path) -> None:
    for path in sorted(corpus.glob("documents/**/*.md*")):
        agree(Source.from_bytes(path.read_bytes()), path.name)


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
    agree(source, "a.md")
