"""New entries of a timeline, in every form that a timeline has."""

from __future__ import annotations

from textwrap import dedent

import pytest

from rca.changes import AddTimelineEntry
from tests.edits import changed, read

HEAD = "# Outage\n\n- **Date:** 2026-05-15\n\n## Timeline (all times UTC)\n\n"
REST = "\n## Impact\n\nNone.\n"


def at(time: str, text: str = "Role created", *tags: str) -> AddTimelineEntry:
    return AddTimelineEntry(time=time, text=text, tags=tags)


def added(timeline: str, *entries: AddTimelineEntry) -> str:
    """The timeline of a document after entries were added."""
    after = changed(HEAD + dedent(timeline).lstrip("\n") + REST, *entries)
    assert after.startswith(HEAD)
    assert after.endswith(REST)
    return after[len(HEAD) : -len(REST)]


TABLE = """
    | Time | Event |
    |---|---|
    | 14:02 | Alert fired |
    | 15:10 | Fixed |
    """


@pytest.mark.parametrize(
    ("time", "place"), [("13:00", 0), ("14:02", 1), ("14:30", 1), ("15:10", 2), ("16:00", 2)]
)
def test_a_row_stands_where_its_time_belongs(time: str, place: int) -> None:
    rows = added(TABLE, at(time)).splitlines()[2:]
    assert rows[place] == f"| {time} | Role created |"
    assert len(rows) == 3


def test_a_timeline_that_runs_over_midnight() -> None:
    timeline = """
        | Time | Event | Who |
        |---|---|---|
        | 23:50 | Alert fired | pager |
        | 00:20 | Fixed | sre |
        """
    assert added(timeline, at("23:55")).splitlines()[3] == "| 23:55 | Role created |  |"
    assert added(timeline, at("00:10")).splitlines()[3] == "| 00:10 | Role created |  |"
    assert added(timeline, at("2026-05-16 00:30")).splitlines()[4] == "| 2026-05-16 00:30 | Role created |  |"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "- 14:02 Alert fired\n- 15:10 Fixed\n",
            "- 14:02 Alert fired\n- 14:30 Role created\n- 15:10 Fixed\n",
        ),
        ("- 14:02 - Alert\n- 15:10 - Fixed\n", "- 14:02 - Alert\n- 14:30 - Role created\n- 15:10 - Fixed\n"),
        (
            "- **14:02** — Alert\n  - nested\n- **15:10** — Fixed\n",
            "- **14:02** — Alert\n  - nested\n- **14:30** — Role created\n- **15:10** — Fixed\n",
        ),
        (
            "* **14:02 UTC:** Alert\n* **15:10 UTC:** Fixed\n",
            "* **14:02 UTC:** Alert\n* **14:30:** Role created\n* **15:10 UTC:** Fixed\n",
        ),
        ("- [14:02] Alert\n- [15:10] Fixed\n", "- [14:02] Alert\n- [14:30] Role created\n- [15:10] Fixed\n"),
        (
            "### 14:02 — Alert\n\nIt fired.\n\n### 15:10 — Fixed\n\nDone.\n",
            "### 14:02 — Alert\n\nIt fired.\n\n### 14:30 — Role created\n\n### 15:10 — Fixed\n\nDone.\n",
        ),
        (
            "**14:02** Alert\n\n**15:10** Fixed\n",
            "**14:02** Alert\n\n**14:30** Role created\n\n**15:10** Fixed\n",
        ),
        ("14:02 Alert  \n15:10 Fixed\n", "14:02 Alert  \n14:30 Role created  \n15:10 Fixed\n"),
        ("```\n14:02 Alert\n15:10 Fixed\n```\n", "```\n14:02 Alert\n14:30 Role created\n15:10 Fixed\n```\n"),
    ],
)
def test_an_entry_is_written_as_its_neighbour(before: str, after: str) -> None:
    assert added(before, at("14:30")) == after


def test_the_first_and_the_last_entry() -> None:
    before = "1. 14:02 Alert\n2. 15:10 Fixed\n"
    assert added(before, at("16:00")) == before + "3. 16:00 Role created\n"
    assert added("- 14:02 Alert\n", at("13:00")) == "- 13:00 Role created\n- 14:02 Alert\n"
    headings = "### 14:02 — Alert\n\nIt fired.\n"
    assert added(headings, at("16:00")) == headings + "\n### 16:00 — Role created\n"


def test_a_tag_that_the_text_does_not_tell_leads_it() -> None:
    assert "| 14:30 | **Mitigated:** Role created |" in added(TABLE, at("14:30", "Role created", "mitigated"))
    assert "| 14:30 | Rolled back |" in added(TABLE, at("14:30", "Rolled back", "mitigated"))


def test_markup_in_a_cell() -> None:
    assert r"| 14:30 | `a` \| b and \<b> |" in added(TABLE, at("14:30", "`a` | b and <b>"))


def test_a_timeline_that_is_not_there_yet() -> None:
    before = "# Outage\n\n- **Date:** 2026-05-15\n\n## Summary\n\nIt was down.\n\n## Impact\n\nNone.\n"
    after = changed(before, at("14:02"), at("13:00", "Start"))
    table = "| Time | Event |\n|---|---|\n| 13:00 | Start |\n| 14:02 | Role created |\n"
    assert after == before.replace("## Impact", f"## Timeline (all times UTC)\n\n{table}\n## Impact")
    assert [entry.time for entry in read(after).timeline] == ["13:00", "14:02"]


def test_a_timeline_that_is_empty_yet() -> None:
    assert added("Not recorded.\n", at("14:02")) == (
        "Not recorded.\n\n| Time | Event |\n|---|---|\n| 14:02 | Role created |\n"
    )
    assert added("| Time | Event |\n|---|---|\n", at("14:02")) == (
        "| Time | Event |\n|---|---|\n| 14:02 | Role created |\n"
    )


@pytest.mark.parametrize(
    ("waits", "entry"),
    [("- **14:00**:", "- **14:02**: Role created"), ("1. 14:00 -", "2. 14:02 - Role created")],
)
def test_an_entry_is_written_as_one_that_waits_for_its_words(waits: str, entry: str) -> None:
    assert added(f"{waits}\n", at("14:02")) == f"{waits}\n{entry}\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_newlines_and_a_missing_last_one(newline: str) -> None:
    before = (HEAD + "- 14:02 Alert").replace("\n", newline)
    assert changed(before, at("15:00")) == before + newline + "- 15:00 Role created"
