"""Two clones of one repository change the same document and merge with plain git."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rca.config import Config
from rca.merging import merge
from rca.merging.three import Sides, merged
from rca.parse import parse
from rca.text import Source
from tests.command import FIXED, ROOT, rca

CONFIG = Config(environments=("staging", "prod"))

IDENTITY = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main")

DOCUMENT = """\
# RCA — Owner privilege voids the audit chain (#41)

- **Incident ID:** 41
- **Date:** 2026-05-15
- **Severity:** SEV-2
- **Status:** open

## Summary

Grants were written, and nobody applied them.

## Timeline (all times UTC)

| Time | Event |
|---|---|
| 09:00 | Found |

## Action items

| # | Action | Owner | Due |
|---|---|---|---|
| 1 | Write the runbook | ops | 2026-06-01 |
| 2 | Apply the grants | ops | 2026-06-01 |
| 3 | Check them in CI | ops | 2026-06-01 |
"""


class Clone:
    """A clone in which somebody works."""

    def __init__(self, folder: Path, who: str, programs: Path) -> None:
        self.folder = folder
        self.who = {"RCA_ACTOR": f"{who} <{who}@example.org>".lower()}
        paths = {"PATH": f"{programs}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "HOME": str(folder)}
        self.env = os.environ | FIXED | self.who | paths

    @property
    def document(self) -> Path:
        return self.folder / "incidents" / "41.md"

    def git(self, *arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            ["git", *IDENTITY, *arguments],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def rca(self, *arguments: str, code: int = 0) -> str:
        done = rca(self.folder, *arguments, env=self.who)
        assert done.code == code, done
        return done.out + done.err

    def change(self, *arguments: str) -> None:
        self.rca(*arguments)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", " ".join(arguments))

    def states(self) -> dict[str, tuple[str, str, str]]:
        """What is written, and executed on staging and prod, by item."""
        document = parse(Source(self.document.read_text()), config=CONFIG)
        return {
            item.number: (item.written.state, *(e.state for e in item.executions))  # type: ignore[misc]
            for item in document.action_items
        }


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Clone, Clone]:
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "rca").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rca "$@"\n')
    (programs / "rca").chmod(0o755)
    origin = Clone(tmp_path / "origin", "Ada", programs)
    (origin.folder / "incidents").mkdir(parents=True)
    origin.document.write_text(DOCUMENT)
    (origin.folder / "rca.toml").write_text('environments = ["staging", "prod"]\n')
    origin.git("init", "-q")
    origin.change("init", "--git")
    both = Clone(tmp_path / "one", "Ada", programs), Clone(tmp_path / "other", "Ben", programs)
    for clone in both:
        origin.git("clone", "-q", str(origin.folder), str(clone.folder))
        assert "merge.rca.driver" in clone.rca("init", "--git")
        assert "merge.rca" not in clone.rca("init", "--git"), "it is told once"
    return both


def merge_into(one: Clone, other: Clone, code: int = 0) -> str:
    other.git("branch", "-f", "theirs")
    one.git("fetch", "-q", str(other.folder), "theirs")
    return one.git("merge", "FETCH_HEAD", "-m", "both", code=code)


def test_different_items(clones: tuple[Clone, Clone]) -> None:
    """Both add the column `Written`, which changes every row of the table."""
    one, other = clones
    one.change("mark", "41/1", "written")
    other.change("mark", "41/2", "written")
    merge_into(one, other)
    assert one.states() == {
        "1": ("yes", "no", "no"), "2": ("yes", "no", "no"), "3": ("no", "no", "no"),
    }  # fmt: skip
    assert "0 errors, 0 warnings" in one.rca("journal", "verify", "--strict")
    one.change("mark", "41/3", "written")
    assert "0 errors, 0 warnings" in one.rca("journal", "verify", "--strict")


def test_a_new_column_here_and_other_facts_there(clones: tuple[Clone, Clone]) -> None:
    one, other = clones
    one.change("mark", "41/1", "executed", "--env", "prod")
    one.change("set", "41", "status", "resolved")
    other.change("set", "41/2", "owner", "platform")
    other.change("set", "41/3", "due", "2026-12-01", "--reason", "the runner moves")
    other.change("add", "41", "Alert on it", "--owner", "sre")
    other.change("set", "41", "severity", "SEV-1")
    merge_into(one, other)
    text = one.document.read_text()
    assert "**Status:** resolved" in text
    assert "**Severity:** SEV-1" in text
    assert [item.owner_text for item in parse(Source(text)).action_items] == ["ops", "platform", "ops", "sre"]
    assert one.states()["1"] == ("exempt", "no", "done")
    assert "0 errors" in one.rca("journal", "verify")


def test_one_item_in_two_environments(clones: tuple[Clone, Clone]) -> None:
    one, other = clones
    one.change("mark", "41/2", "executed", "--env", "staging")
    other.change("mark", "41/2", "executed", "--env", "prod", "--on", "2026-11-20")
    merge_into(one, other)
    assert "| staging: 2026-11-24; prod: 2026-11-20 |" in one.document.read_text()
    assert one.states()["2"] == ("exempt", "done", "done")
    assert "0 errors, 0 warnings" in one.rca("journal", "verify", "--strict")


def test_the_same_fact_twice_stays_a_conflict(clones: tuple[Clone, Clone]) -> None:
    """Markers around that row alone, and `journal verify` names both sides until somebody says it again."""
    one, other = clones
    one.change("set", "41/2", "owner", "platform")
    one.change("mark", "41/1", "written")
    other.change("set", "41/2", "owner", "sre")
    other.change("mark", "41/3", "written")
    assert "CONFLICT" in merge_into(one, other, code=1)
    text = one.document.read_text()
    assert [line[:7] for line in text.splitlines() if line[:3] in ("<<<", "===", ">>>", "|||")] == [
        "<<<<<<<", "=======", ">>>>>>>",
    ]  # fmt: skip
    ours, theirs = text.partition("<<<<<<<")[2].partition(">>>>>>>")[0].split("=======")
    assert "platform" in ours
    assert "sre" in theirs
    assert "| 1 |" not in ours + theirs
    settled = [
        line for line in text.split("\n") if line[:3] not in ("<<<", "===", ">>>") and "sre" not in line
    ]
    one.document.write_text("\n".join(settled))
    said = one.rca("journal", "verify")
    assert "conflict" in said
    assert "“platform” by ada" in said
    assert "“sre” by ben" in said
    one.rca("set", "41/2", "owner", "platform / sre")
    assert "0 errors, 0 warnings" in one.rca("journal", "verify", "--strict")
    assert one.states()["1"][0] == one.states()["3"][0] == "yes"


def test_timelines_grow_on_both_sides(clones: tuple[Clone, Clone]) -> None:
    one, other = clones
    one.change("timeline", "41", "10:00", "Grants applied")
    other.change("timeline", "41", "11:00", "Grants checked")
    merge_into(one, other)
    document = parse(Source(one.document.read_text()))
    assert sorted(entry.time for entry in document.timeline) == ["09:00", "10:00", "11:00"]


def test_without_the_driver_git_merges_as_ever(clones: tuple[Clone, Clone]) -> None:
    one, other = clones
    one.git("config", "--remove-section", "merge.rca")
    one.change("mark", "41/1", "written")
    other.change("mark", "41/2", "written")
    assert "CONFLICT" in merge_into(one, other, code=1)


def three(base: str, ours: tuple[str, str], theirs: tuple[str, str]) -> tuple[str, bool]:
    """A document merged whose sides each replace one text."""
    sides = [base.replace(*ours).encode(), base.replace(*theirs).encode()]
    found = merge(base.encode(), sides[0], sides[1], CONFIG, "41.md")
    return found.data.decode(), found.is_clean


LIST = """\
# Outage

**Status:** open
**Severity:** SEV-2

## Action items

- [ ] Write the runbook
- [ ] Apply the grants
"""


def test_items_of_a_list_and_fields_on_neighbouring_lines() -> None:
    text, clean = three(LIST, ("Write the runbook", "Write the runbook (written: 2026-05-20)"),
                        ("Apply the grants", "Apply the grants (written: 2026-05-21)"))  # fmt: skip
    assert clean
    assert "runbook (written: 2026-05-20)\n- [ ] Apply the grants (written: 2026-05-21)\n" in text
    text, clean = three(LIST, ("open", "resolved"), ("SEV-2", "SEV-1"))
    assert (clean, "**Status:** resolved\n**Severity:** SEV-1" in text) == (True, True)


def test_prose_is_left_to_git() -> None:
    """Two people who rewrite neighbouring sentences have to talk."""
    base = "# Outage\n\nOne sentence.\nAnother sentence.\n"
    text, clean = three(base, ("One", "Our"), ("Another", "Their"))
    assert (clean, "<<<<<<<" in text) == (False, True)


def test_rows_that_moved_are_not_mixed() -> None:
    """One side gives item 1 another action; the other says that item 1 is written: of which?"""
    row = "| 1 | Write the runbook | ops | 2026-06-01 |"
    text, clean = three(DOCUMENT, (row, "| 1 | Call the vendor | legal | 2026-07-01 |"),
                        (row, "| 1 | Write the runbook | ops | 2026-08-01 |"))  # fmt: skip
    assert not clean
    assert "| 1 | Call the vendor | legal | 2026-07-01 |" in text
    assert "| 1 | Write the runbook | ops | 2026-08-01 |" in text


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("a", "a", "b", "b"),
        ("a", "b", "a", "b"),
        ("a", "b", "c", None),
        ("", "—", "2026-05-15", "2026-05-15"),
        ("—", "staging: 1", "prod: 2", "staging: 1; prod: 2"),
        ("staging: 1; prod: —", "staging: 1 ok; prod: —", "staging: 1; prod: 2", "staging: 1 ok; prod: 2"),
        ("staging: 1", "staging: 2", "staging: 3", None),
        ("", "staging: 1", "2026-05-15", None),
    ],
)  # fmt: skip
def test_three_versions_of_a_cell(base: str, ours: str, theirs: str, expected: str | None) -> None:
    assert merged(Sides(base, ours, theirs)) == expected
