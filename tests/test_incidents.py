"""The RCA that this project was made for: in the canonical form, with all its facts and no others."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rca.checks import CheckContext, check
from rca.configfile import load
from rca.model import Document
from rca.parse import parse
from rca.text import Source

ROOT = Path(__file__).parent.parent
PATH = ROOT / "incidents" / "2026-05-15-audit-role-split-1455.md"
SEED = ROOT.parent / "shared" / "seed" / "rca-1455.txt"


@pytest.fixture(scope="module")
def source() -> Source:
    return Source.from_bytes(PATH.read_bytes())


@pytest.fixture(scope="module")
def document(source: Source) -> Document:
    """The document, read with the configuration of this project."""
    return parse(source, name=PATH.name, config=load(str(ROOT)))


def test_metadata(document: Document) -> None:
    assert document.incident_id == PATH.stem
    assert document.date == date(2026, 5, 15)
    assert (document.severity, document.severity_rank, document.status) == ("SEV-2", 2, "open")
    assert document.ongoing
    assert document.environments == ("staging", "prod")
    assert document.authors == ("sre-agent",)
    assert document.diagnostics == ()


def test_items(document: Document) -> None:
    items = document.action_items
    assert [item.number for item in items] == ["1", "2", "3", "4", "5"]
    assert [item.owners for item in items] == [
        ("operator",),
        ("sre-agent",),
        ("sre-agent",),
        ("operator", "PM"),
        ("operator",),
    ]
    assert [item.depends_on for item in items] == [(), ("1",), (), (), ()]
    assert [(item.due.text, item.due.kind, item.due.day) for item in items if item.due] == [
        ("2026-05-19 UTC", "date", date(2026, 5, 19)),
        ("2026-05-19 UTC", "date", date(2026, 5, 19)),
        ("2026-05-21 UTC", "date", date(2026, 5, 21)),
        ("immediate", "immediate", date(2026, 5, 15)),
        ("post-v1", "milestone", date(2026, 5, 23)),
    ]
    assert [item.issue_text for item in items] == [
        "#1455 (this incident escalation)",
        "filed as part of prod cutover",
        "new type:reliability issue to file",
        "#1568",
        "new issue",
    ]
    assert "#1455" in items[0].issues
    assert "#1568" in items[3].issues


def test_written_is_not_executed(document: Document) -> None:
    split = document.action_items[1]
    assert split.state == "part-executed"
    assert split.written.state == "yes"
    assert [(each.environment, each.state, each.day) for each in split.executions] == [
        ("staging", "verified", date(2026, 5, 15)),
        ("prod", "no", None),
    ]


def test_no_rule_finds_an_error(document: Document, source: Source) -> None:
    context = CheckContext(datetime.now(UTC).date(), load(str(ROOT)))
    assert [each.message for each in check(document, source, context) if each.level == "error"] == []


def test_every_word_of_the_report_is_there(source: Source) -> None:
    if not SEED.is_file():
        pytest.skip(f"the report that this was written from is not at {SEED}")
    words = set(re.findall(r"[\w#:_=-]+", SEED.read_text(encoding="utf-8")))
    missing = words - set(re.findall(r"[\w#:_=-]+", source.text))
    assert {word for word in missing if word.strip("-:")} == set()
