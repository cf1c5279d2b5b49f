"""Timelines in every form that documents use."""

from __future__ import annotations

import pytest

from rca.config import Config
from rca.model import Document
from rca.parse import parse
from rca.parsing.timeline import tags_of
from rca.text import Source

HEAD = "# X\n\n**Date:** 2026-05-01\n\n"


def read(timeline: str, config: Config | None = None) -> Document:
    return parse(Source(f"{HEAD}{timeline}"), config=config)


def told(timeline: str, config: Config | None = None) -> list[tuple[str, str, str]]:
    found = read(timeline, config).timeline
    return [(e.time, e.at.strftime("%d %H:%M %z") if e.at else "", e.text) for e in found]


EXPECTED = [("09:12", "01 09:12 +0000", "Alert fired"), ("23:55", "01 23:55 +0000", "Rolled back")]

TABLE = """\
## Timeline

| Time (UTC) | Event |
|---|---|
| 09:12 | Alert fired |
| 23:55 | Rolled back |
"""
NUMBERED_TABLE = """\
## Timeline (UTC)

| # | Time | Who | What |
|---|---|---|---|
| 1 | 09:12 | ops | Alert fired |
| 2 | 23:55 | ops | Rolled back
"""
BULLETS = """\
## Timeline

All times in UTC.

- **09:12** - Alert fired
- 23:55: Rolled back
"""
HEADINGS = """\
## Timeline

All times UTC

### 09:12

Alert fired

### 23:55 - Rolled back
"""
PARAGRAPHS = """\
## Timeline (UTC)

09:12 Alert fired

23:55 — Rolled
back
"""
PROSE = """\
## Timeline and actions (UTC)

09:12 Alert fired; 23:55 Rolled back
"""
FENCE = """\
## Timeline (UTC)

```text
09:12  Alert fired
23:55  Rolled back
```
"""
BOLD_LABEL = """\
- **Key events** (UTC)
  - Alert fired 2026-05-01 09:12 UTC
  - Rolled back: 2026-05-01 23:55 UTC
"""
GERMAN = """\
## Zeitlicher Ablauf (alle Zeiten UTC)

| Uhrzeit | Ereignis |
|---|---|
| 09:12 Uhr | Alert fired |
| 23:55 Uhr | Rolled back |
"""


@pytest.mark.parametrize("timeline", [TABLE, NUMBERED_TABLE, BULLETS, HEADINGS, PARAGRAPHS, PROSE, FENCE])
def test_every_form_tells_the_same(timeline: str) -> None:
    assert told(timeline) == EXPECTED


def test_the_form_is_remembered() -> None:
    forms = [read(t).timeline[0].form for t in (TABLE, BULLETS, HEADINGS, PARAGRAPHS, FENCE)]
    assert forms == ["table", "bullet", "heading", "paragraph", "fence"]


def test_events_of_a_list_under_a_bold_label() -> None:
    assert [(time, at) for time, at, _ in told(BOLD_LABEL)] == [
        ("2026-05-01 09:12 UTC", "01 09:12 +0000"),
        ("2026-05-01 23:55 UTC", "01 23:55 +0000"),
    ]


def test_another_language() -> None:
    assert [at for _, at, _ in told(GERMAN)] == ["01 09:12 +0000", "01 23:55 +0000"]


def test_times_lie_where_they_stand() -> None:
    for timeline in (TABLE, BULLETS, HEADINGS, PARAGRAPHS, PROSE, FENCE, BOLD_LABEL):
        text = f"{HEAD}{timeline}"
        for entry in read(timeline).timeline:
            assert text[slice(*entry.time_span)] == entry.time
            assert entry.span.start <= entry.time_span.start < entry.time_span.end <= entry.span.end


def test_a_table_counts_whatever_its_time_cell_says() -> None:
    timeline = """\
## Timeline

| Time | Event |
|---|---|
| ~7 days prior | disk fills |
| post-reboot | refused |
| 16:4x | traced |
| — | awaiting |
|  | and more |
| HH:MM | a placeholder |
"""
    assert [time for time, _, _ in told(timeline)] == ["~7 days prior", "post-reboot", "16:4x"]


def test_labels_without_times_are_no_entries() -> None:
    timeline = "## Timeline\n\n- **Initial report:** it failed\n- [???] saturation\n- Fix applied\n"
    assert told(timeline) == []


def test_a_time_behind_a_bold_label() -> None:
    timeline = "## Timeline (UTC)\n\n- **First alert:** 14:30 - high count\n- **Duration**: 14+ hours\n"
    assert told(timeline) == [("14:30", "01 14:30 +0000", "First alert: high count")]


def test_a_line_that_is_only_a_day_is_context() -> None:
    timeline = """\
## Timeline

All times in PST

2026-05-03

- 2:54 PM: merged

2026-05-04

- 4:49 AM: unresponsive
"""
    assert told(timeline) == [
        ("2:54 PM", "03 14:54 -0800", "merged"),
        ("4:49 AM", "04 04:49 -0800", "unresponsive"),
    ]


def test_a_heading_that_only_gives_the_day_to_timed_entries_is_context() -> None:
    timeline = """\
## Timeline (UTC)

### May 3, 2026 - the first outage

- 10:00 - down
- 10:30 - up

### 2026-05-04

Quiet.
"""
    assert told(timeline) == [
        ("10:00", "03 10:00 +0000", "down"),
        ("10:30", "03 10:30 +0000", "up"),
        ("2026-05-04", "", "Quiet."),
    ]


def test_the_zone_is_the_entrys_the_columns_the_documents_or_the_workspaces() -> None:
    assert told("## Timeline\n\n- 09:12 CET: a\n")[0][1] == "01 09:12 +0100"
    assert told("## Timeline\n\n- 09:12: a\n")[0][1] == ""
    assert told("All times JST.\n\n## Timeline\n\n- 09:12: a\n")[0][1] == "01 09:12 +0900"
    assert told("## Timeline\n\n- 09:12: a\n", Config(timezone="Asia/Tokyo"))[0][1] == "01 09:12 +0900"


def test_tags() -> None:
    timeline = """\
## Timeline (UTC)

- 09:00 Fault occurs
- 09:12 Alert fires
- 09:14 On-call acknowledged
- 09:20 Incident declared
- 09:40 Rolled back the deploy
- 10:00 Fully restored, all clear
- 10:30 Unresolved questions
"""
    document = read(timeline)
    assert [e.tags for e in document.timeline] == [
        ("started",), ("detected",), ("acknowledged",), ("declared",), ("mitigated",), ("resolved",), (),
    ]  # fmt: skip
    assert document.detected is not None
    assert (document.detected.text, document.detected.at) == ("09:12", document.timeline[1].at)
    assert document.resolved is not None
    assert document.resolved.text == "10:00"


def test_what_the_metadata_says_of_a_moment_counts_more() -> None:
    document = parse(
        Source("# X\n\n- **Detected:** 2026-05-01 09:00 UTC\n\n## Timeline\n\n- 09:12 Alert fires\n")
    )
    assert document.detected is not None
    assert document.detected.text == "2026-05-01 09:00 UTC"


def test_entries_of_other_sections_are_none() -> None:
    assert told("## Impact\n\n- 09:12 down\n\n## Log\n\n| Time | Event |\n|---|---|\n| 09:12 | x |\n") == []


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("On-call joins the call", ("acknowledged",)),
        ("oncall responds", ("acknowledged",)),
        ("The fault occurs; first errors", ("started",)),
        ("ack'd by Ann", ("acknowledged",)),
        ("auto-resolved", ("resolved",)),
        ("Unresolved", ()),
        ("障害を検知", ("detected",)),
        ("All clear", ("resolved",)),
        ("Nothing of note", ()),
    ],
)
def test_words_of_tags(text: str, tags: tuple[str, ...]) -> None:
    assert tags_of(text) == tags
