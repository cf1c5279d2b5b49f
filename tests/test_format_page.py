"""docs/format.md tells the truth: its own examples are read as it says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from rca.config import Config
from rca.configfile import ConfigReader
from rca.due import read_due
from rca.model import ActionItem, Document
from rca.parse import parse
from rca.text import Source

PAGE = (Path(__file__).parent.parent / "docs" / "format.md").read_text(encoding="utf-8")
CONFIG = Config(environments=("staging", "prod"), milestones={"v1": date(2026, 5, 23)})


def section(heading: str) -> str:
    """The part of the page below a heading, up to the next heading of any level."""
    source = Source(PAGE)
    found = [each for each in parse(source).sections if each.heading == heading]
    ends = [each.span[0] for each in parse(source).sections if each.span[0] > found[0].span[0]]
    return PAGE[found[0].body[0] : min(ends, default=len(PAGE))]


def fences(text: str) -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


HEADERS = ("| Written |", "| Part |", "| Column |")


def cells(text: str) -> list[list[str]]:
    """The body rows of the tables in a text."""
    lines = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith(HEADERS)]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))] for line in lines]


def codes(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def read(text: str) -> Document:
    return parse(Source(text), name="2026-05-15-x.md", config=CONFIG)


def items(actions: str) -> tuple[ActionItem, ...]:
    return read(f"# X\n\n**Date:** 2026-05-15\n\n## Action items\n\n{actions}").action_items


def test_canonical_form() -> None:
    document = read(fences(section("The canonical form"))[0])
    assert document.incident_id == "2026-05-15-audit-role-split-1455"
    assert (document.date, document.severity, document.status) == (date(2026, 5, 15), "SEV-2", "open")
    assert document.ongoing
    assert document.authors == ("sre-agent",)
    assert [entry.time for entry in document.timeline] == ["14:02"]
    first, second = document.action_items
    assert [execution.state for execution in first.executions] == ["exempt", "no"]
    assert (first.written.state, second.written.state) == ("exempt", "yes")
    assert second.depends_on == ("1",)
    assert [execution.state for execution in second.executions] == ["verified", "no"]


def test_every_form_of_metadata() -> None:
    lines = fences(section("Metadata"))[0]
    for form in [line for line in lines.splitlines()[:6] if "Severity" in line]:
        head = form.split("    ")[0]
        assert read(f"# X\n\n{head}\n\n## Summary\n\nText.\n").severity == "SEV-2", head
    assert read("# X\n\n| Field | Value |\n|---|---|\n| Severity | SEV-2 |\n").severity == "SEV-2"
    assert read("# X\n\n## Severity\n\nSEV-2\n").severity == "SEV-2"


def test_front_matter() -> None:
    document = read(fences(section("Metadata"))[1] + "\n# X\n")
    assert document.incident_id == "2026-05-15-audit-role-split-1455"
    assert document.title == "Postgres owner privilege voids the append-only invariant"
    assert document.services == ("raptor", "audit")


@pytest.mark.parametrize("row", cells(section("Due dates")), ids=lambda row: row[0])
def test_due_dates(row: list[str]) -> None:
    for text in codes(row[0]):
        due = read_due(text, date(2026, 5, 15), CONFIG.milestones)
        assert due is not None
        assert (due.kind == "unclear") == row[1].startswith("unclear"), text
        assert (due.day is None) == row[1].startswith(("unclear", "none")), text


@pytest.mark.parametrize("row", cells(section("Timeline")), ids=lambda row: row[0])
def test_times(row: list[str]) -> None:
    for time in codes(row[0]):
        text = (
            f"# X\n\n**Date:** 2026-05-15\n\n## Timeline\n\n| Time | Event |\n|---|---|\n| {time} | Alert |\n"
        )
        (entry,) = read(text).timeline
        assert (entry.at is None) == ("unknown" in row[1]), time
        assert (entry.until is not None) == ("range" in row[1]), time


@pytest.mark.parametrize("row", cells(section("In a table")), ids=lambda row: row[0])
def test_executed(row: list[str]) -> None:
    expected = {
        "carried": "done",
        "the same": "done",
        "and somebody": "verified",
        "a check": "failed",
        "the item is": "exempt",
        "not yet": "no",
    }
    state = next((state for words, state in expected.items() if row[1].startswith(words)), None)
    if state and row[0].startswith("`prod"):
        (item,) = items(f"| # | Action | Executed |\n|---|---|---|\n| 1 | Act | {codes(row[0])[0]} |\n")
        assert [execution.state for execution in item.executions] == ["no", state]


def test_lists() -> None:
    read_items = items(fences(section("In a list"))[0])
    assert [item.owners for item in read_items] == [("stream",), ("identity",), ("platform",), ("platform",)]
    assert [item.due and item.due.day for item in read_items] == [
        date(2026, 6, 1),
        date(2026, 6, 6),
        None,
        None,
    ]
    assert [item.issues for item in read_items] == [("#640",), ("#977",), (), ()]
    assert [item.state for item in read_items] == ["open", "open", "executed", "open"]


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Open", "open"),
        ("In progress", "open"),
        ("Deferred", "open"),
        ("Merged", "written"),
        ("SOP written", "written"),
        ("Code complete", "written"),
        ("Deployed to prod 2026-05-21", "part-executed"),
        ("Done", "done-unsplit"),
        ("Closed", "done-unsplit"),
        ("✅", "done-unsplit"),
        ("Won't do", "dropped"),
        ("Duplicate", "dropped"),
    ],
)
def test_foreign_words(word: str, state: str) -> None:
    assert word in section("Foreign state words")
    (item,) = items(f"| # | Action | Status |\n|---|---|---|\n| 1 | Act | {word} |\n")
    assert item.state == state


def test_configuration_reference_names_every_key() -> None:
    reference = section("rca.toml")
    for key in Config._fields:
        if key not in ("root", "file", "diagnostics"):
            assert re.search(rf"`(?:\[{key}[.\]]|{key}`)", reference), key
    example = ConfigReader("rca.toml", "", ()).config(".", {"people": {"x": {"kind": "agent"}}})
    assert example.diagnostics == ()
