"""`rca check --fix`: what needs no decision is put right, in the history, and undone byte for byte."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.command import rca

DOCUMENT = """# Disk full

**Date:** Nov 2, 2026
**Status:** open

## Action items

| Action | Owner | Due |
|---|---|---|
| Rotate the logs | ops | 16.12.2026 |
| Page at 80 % | ops | 05/06/2026 |
"""
"""No id, no numbers, no columns for what was done, days in another form.

The last day can be read in two ways, and stays.
"""

MENDED = """# Disk full

**Date:** 2026-11-02
**Status:** open
**Incident ID:** 2026-11-02-disk

## Action items

| # | Action | Owner | Due | Written | Executed |
|---|---|---|---|---|---|
| 1 | Rotate the logs | ops | 2026-12-16 |  |  |
| 2 | Page at 80 % | ops | 05/06/2026 |  |  |
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    (tmp_path / "incidents").mkdir()
    path = tmp_path / "incidents" / "disk.md"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def test_ids_numbers_and_days_are_put_right_and_taken_back(document: Path, tmp_path: Path) -> None:
    result = rca(tmp_path, "check", "--fix", "--select", "READ05")
    assert (result.code, document.read_text()) == (0, MENDED)
    assert rca(tmp_path, "check", "--fix", "--diff").out == ""
    while document.read_text() != DOCUMENT:
        assert rca(tmp_path, "undo", "disk").code == 0
    assert rca(tmp_path, "journal", "verify").code == 0


def test_the_diff_changes_nothing(document: Path, tmp_path: Path) -> None:
    result = rca(tmp_path, "check", "--diff", "incidents/disk.md")
    assert "+| 1 | Rotate the logs | ops | 2026-12-16 |  |  |" in result.out
    assert document.read_text() == DOCUMENT
    assert not (tmp_path / "incidents" / "journal").exists()


def test_the_diff_as_json_is_the_events_that_would_be(document: Path, tmp_path: Path) -> None:
    result = rca(tmp_path, "check", "--fix", "--diff", "--json")
    events = json.loads(result.out)
    assert [event["path"] for event in events] == ["incidents/disk.md"] * len(events)
    assert {event["change"]["kind"] for event in events} >= {"reformat", "set-field"}
    assert document.read_text() == DOCUMENT
    document.write_text(MENDED)
    assert rca(tmp_path, "check", "--diff", "--json").out == "[]\n"


@pytest.mark.parametrize("style", ["sarif", "junit", "github"])
def test_the_diff_has_no_place_in_other_formats(style: str, document: Path, tmp_path: Path) -> None:
    result = rca(tmp_path, "check", "--fix", "--diff", "--format", style)
    assert (result.code, result.out) == (2, "")
    assert f"--diff prints text or json, not {style}" in result.err


def test_what_is_put_right_is_no_part_of_the_json(document: Path, tmp_path: Path) -> None:
    result = rca(tmp_path, "check", "--fix", "--json", "--select", "READ05")
    assert (json.loads(result.out), document.read_text()) == ([], MENDED)
    back = re.search(r"`rca undo disk --last (\d)` undoes\.", result.err)
    assert back is not None
    assert rca(tmp_path, "undo", "disk", "--last", back[1]).code == 0
    assert document.read_text() == DOCUMENT


def test_a_file_outside_of_the_workspace_is_left_alone(document: Path, tmp_path: Path) -> None:
    other = tmp_path / "notes" / "other.md"
    other.parent.mkdir()
    other.write_text(DOCUMENT)
    result = rca(tmp_path, "check", "--fix", "notes/other.md")
    assert result.code == 2
    assert "notes/other.md is no document of this workspace" in result.err
    assert other.read_text() == DOCUMENT


def test_one_word_that_names_an_incident_means_it(document: Path, tmp_path: Path) -> None:
    """The word stands in the other document, too."""
    document.with_name("pager.md").write_text("# Pager silent since the disk was full\n")
    assert "in 1 document." in rca(tmp_path, "check", "disk").err
    assert "in 2 documents." in rca(tmp_path, "check", "full").err
