"""Forms that other people's use of the reader brought up."""

from __future__ import annotations

from datetime import UTC

import pytest

from rca.config import Config
from rca.model import Document
from rca.parse import parse
from rca.text import Source


def read(text: str) -> Document:
    return parse(Source(f"# P\n\n**Date:** 2026-05-01\n\n{text}"), config=Config())


@pytest.mark.parametrize(
    ("line", "time", "hour"),
    [
        ("T+5 it begins", "T+5", None),
        ("T+10m it begins", "T+10m", None),
        ("T+5: it begins", "T+5", None),
        ("09:00 +02:00 it begins", "09:00 +02:00", 7),
        ("09:00+02:00 it begins", "09:00+02:00", 7),
        ("09:00 (+02:00) it begins", "09:00 (+02:00)", 7),
        ("09:00 +1000 requests failed", "09:00", 9),
    ],
)
def test_times_of_bullets(line: str, time: str, hour: int | None) -> None:
    (entry,) = read(f"## Timeline\n\n- {line}\n").timeline
    assert entry.time == time
    assert (entry.at.astimezone(UTC).hour if entry.at else None) == hour


def test_zone_of_a_heading() -> None:
    (entry,) = read("## Timeline (+02:00)\n\n- 09:00 it begins\n").timeline
    assert entry.at is not None
    assert entry.at.astimezone(UTC).hour == 7


@pytest.mark.parametrize("tail", ["— done", "- done 2026-05-02", "→ Done"])
def test_state_behind_facts(tail: str) -> None:
    (item,) = read(f"## Action items\n\n* Say it first (owner: support lead) {tail}\n").action_items
    assert item.text == "Say it first"
    assert item.owners == ("support lead",)
    assert item.state == "done-unsplit"


def test_words_behind_facts_that_are_no_state() -> None:
    (item,) = read("## Action items\n\n* Say it (owner: a) — the lead knows\n").action_items
    assert item.claim is None


@pytest.mark.parametrize(
    "item",
    [
        "- [ ] do it (written: 2026-05-02, executed: staging 2026-05-03 [run](ci/1) verified; prod: failed)",
        "| Action | Executed |\n|--|--|\n| do it | staging 2026-05-03 [run](ci/1) verified; prod: failed |",
    ],
)
def test_each_execution_has_its_own_place(item: str) -> None:
    source = Source(f"## Action items\n\n{item}\n")
    (found,) = parse(source, config=Config(environments=("staging", "prod"))).action_items
    places = [source.text[e.span.start : e.span.end] for e in found.executions if e.span]
    assert places == ["staging 2026-05-03 [run](ci/1) verified", "prod: failed"]
