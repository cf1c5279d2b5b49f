"""A document in which a merge left both sides: nothing is changed until somebody has decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import rca

DOCUMENT = """# RCA — Disk full

## Action items

| # | Action | Owner |
|---|--------|-------|
| 1 | Watch the disk | ops |
{markers}| 2 | Page on a full disk | ops |
"""
CONFLICT = "<<<<<<< ours\n| 2 | Page at 80 % | ops |\n=======\n| 2 | Page at 90 % | ops |\n>>>>>>> theirs\n"


@pytest.mark.parametrize(
    "command",
    [["mark", "disk/1", "written"], ["set", "disk", "status", "closed"], ["add", "disk", "Delete old logs"]],
)
def test_it_is_not_changed(command: list[str], tmp_path: Path) -> None:
    document = tmp_path / "incidents" / "disk.md"
    document.parent.mkdir()
    document.write_text(DOCUMENT.format(markers=CONFLICT))
    result = rca(tmp_path, *command)
    assert (result.code, result.out) == (2, "")
    assert "incidents/disk.md:8: a merge left both sides here" in result.err
    assert document.read_text() == DOCUMENT.format(markers=CONFLICT)


def test_its_facts_are_not_taken_for_edits_by_hand(tmp_path: Path) -> None:
    """Both sides stand in it, so that it says of item 2 what neither of them said."""
    document = tmp_path / "incidents" / "disk.md"
    document.parent.mkdir()
    document.write_text(DOCUMENT.format(markers=""))
    assert rca(tmp_path, "mark", "disk/1", "written").code == 0
    document.write_text(DOCUMENT.format(markers=CONFLICT))
    journal = tmp_path / "incidents" / "journal" / "disk.jsonl"
    before = journal.read_bytes()
    named = rca(tmp_path, "journal", "record", "disk")
    assert (named.code, "incidents/disk.md:8: a merge left both sides here" in named.err) == (2, True)
    everything = rca(tmp_path, "journal", "record")
    assert (everything.code, "incidents/disk.md:8: a merge left both sides here" in everything.err) == (
        0,
        True,
    )
    assert journal.read_bytes() == before
    verified = rca(tmp_path, "journal", "verify")
    assert verified.code == 1
    assert verified.out.startswith("incidents/journal/disk.jsonl: unmerged a merge left both sides on line 8")


def test_an_example_in_a_fence_is_no_conflict(tmp_path: Path) -> None:
    document = tmp_path / "incidents" / "disk.md"
    document.parent.mkdir()
    document.write_text(DOCUMENT.format(markers="") + f"\n## Root cause\n\n```\n{CONFLICT}```\n")
    assert rca(tmp_path, "mark", "disk/1", "written").code == 0
