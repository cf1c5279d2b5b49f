"""Two clones of one repository append to one journal and merge with plain git: nothing is lost."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from rca.audit import Standing
from rca.changes import MarkExecuted, MarkFailed, MarkWritten
from rca.journal import ATTRIBUTES, heads, journal_file, read
from rca.sealing import append
from tests.journals import ADA, BEN, DAY, INCIDENT, STORY, STORY_FACTS, digest, draft, faults, kinds, tell


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "marked")


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    """Two clones of a repository that holds a journal."""
    origin, one, other = tmp_path / "origin", tmp_path / "one", tmp_path / "other"
    origin.mkdir()
    git(origin, "init", "-q")
    (origin / ".gitattributes").write_text(f"journal/{ATTRIBUTES}\n")
    tell(origin)
    commit(origin)
    git(tmp_path, "clone", "-q", str(origin), str(one))
    git(tmp_path, "clone", "-q", str(origin), str(other))
    return one, other


def test_this_repository_tells_git_to_keep_both_sides() -> None:
    attributes = (Path(__file__).parents[1] / ".gitattributes").read_text().splitlines()
    assert f"incidents/**/journal/{ATTRIBUTES}" in attributes


def test_different_items_on_both_sides(clones: tuple[Path, Path]) -> None:
    one, other = clones
    append(journal_file(one, INCIDENT), [draft(MarkWritten(item="1", day=DAY), 5, "one")])
    append(journal_file(other, INCIDENT), [draft(MarkWritten(item="3", day=DAY), 5, "other", BEN)])
    commit(one)
    commit(other)
    git(one, "pull", "-q", "--no-rebase", "--no-edit", str(other))
    path = journal_file(one, INCIDENT)
    assert [event.by.name for event in read(path)][-2:] == ["Ada", "Ben"]
    merged = Standing(digest("merged"), {**STORY_FACTS, ("1", "written"): "yes", ("3", "written"): "yes"})
    assert faults(path, merged) == []
    append(path, [draft(MarkWritten(item="6", day=DAY), "merged", 9)])
    assert len(heads(path)) == 1


def test_the_same_item_on_both_sides_is_reported_and_nothing_is_lost(clones: tuple[Path, Path]) -> None:
    one, other = clones
    append(
        journal_file(one, INCIDENT), [draft(MarkExecuted(item="3", environment="prod", day=DAY), 5, 6, ADA)]
    )
    append(
        journal_file(other, INCIDENT), [draft(MarkFailed(item="3", environment="prod", day=DAY), 5, 7, BEN)]
    )
    commit(one)
    commit(other)
    git(other, "pull", "-q", "--no-rebase", "--no-edit", str(one))
    path = journal_file(other, INCIDENT)
    merged = Standing(digest(6), {**STORY_FACTS, ("3", "executed:prod"): "done"})
    (conflict,) = faults(path, merged)
    assert conflict.kind == "conflict"
    assert "“failed” by Ben" in conflict.message
    assert "“done” by Ada" in conflict.message


def test_clones_that_merge_each_other_again_and_again_stay_whole(clones: tuple[Path, Path]) -> None:
    one, other = clones
    for round_number in range(3):
        for folder, by in ((one, ADA), (other, BEN)):
            for step in range(2):
                item = f"{by.name}-{round_number}-{step}"
                append(journal_file(folder, INCIDENT), [draft(MarkWritten(item=item, day=DAY), by=by)])
            commit(folder)
        git(one, "fetch", "-q", str(other), "main:theirs", "--force")
        git(other, "fetch", "-q", str(one), "main:theirs", "--force")
        git(one, "merge", "-q", "--no-edit", "theirs")
        git(other, "merge", "-q", "--no-edit", "theirs")
    git(one, "pull", "-q", "--no-rebase", "--no-edit", str(other))
    path = journal_file(one, INCIDENT)
    assert len(list(read(path))) == len(STORY) + 12
    assert set(kinds(faults(path))) <= {"duplicate", "unexplained", "gap", "interleaved"}
