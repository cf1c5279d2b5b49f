"""What a person cites becomes evidence, and evidence gets stale when what was exercised changes."""

from __future__ import annotations

import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from rca.changes import Refused
from rca.claims import Evidence
from rca.evidence import artefacts, cite
from rca.staleness import Artefact, Ground


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main")
    return subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a runbook, committed."""
    (tmp_path / "runbooks").mkdir()
    (tmp_path / "incidents").mkdir()
    (tmp_path / "runbooks" / "restore drill.md").write_text("1. stop the writer\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "runbook")
    return tmp_path


def test_an_url(root: Path) -> None:
    url = "https://ci.example.org/runs/7?step=2#log"
    assert cite(f" {url} ", root) == Evidence(kind="url", value=url)


@pytest.mark.parametrize("text", ["runbooks/restore drill.md", "runbooks/restore%20drill.md#steps"])
def test_a_file_with_its_digest(root: Path, text: str) -> None:
    assert cite(text, root) == Evidence(
        kind="file", value="runbooks/restore drill.md", sha256=sha256(b"1. stop the writer\n").hexdigest()
    )


def test_a_path_as_the_document_links_it(root: Path) -> None:
    assert cite("../runbooks/restore drill.md", root, root / "incidents").value == "runbooks/restore drill.md"


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("#1570", "#1570"),
        ("PR #1570", "#1570"),
        ("pull request raxx/raptor#12", "raxx/raptor#12"),
        ("group/sub/project!7", "group/sub/project!7"),
        ("OPS-77", "OPS-77"),
    ],
)
def test_an_issue_or_a_pull_request(root: Path, text: str, reference: str) -> None:
    assert cite(text, root) == Evidence(kind="issue", value=reference)


def test_a_commit_by_a_short_id_or_a_name(root: Path) -> None:
    commit = git(root, "rev-parse", "HEAD")
    assert cite(commit[:8], root) == cite("HEAD", root) == cite("main", root)
    assert cite(commit[:8], root) == Evidence(kind="commit", value=commit)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no such file here"),
        ("runbooks/none.md", "no such file here"),
        ("0123abcd", "no such commit here"),
        ("/etc/passwd", "no such file here"),
        ("../../../../etc/passwd", "no such file here"),
        ("--output=x", "no such file here"),
        ("a\0b", "no such file here"),
        ("x" * 10_000, "no such file here"),
        ("runbooks", "no such file here"),
    ],
)
def test_what_is_none_of_them_is_refused(root: Path, text: str, message: str) -> None:
    with pytest.raises(Refused, match=message):
        cite(text, root)


def test_a_link_that_leaves_the_root_is_no_file_here(root: Path) -> None:
    (root / "link").symlink_to("/etc/passwd")
    with pytest.raises(Refused):
        cite("link", root)


def staleness(evidence: list[Evidence], root: Path) -> list[str]:
    cited = [Artefact(each.kind, each.value, each.sha256 or "") for each in evidence if each.kind != "url"]
    return list(filter(None, map(Ground(root, cited).reason, cited)))


def test_a_file_that_changes_is_stale(root: Path) -> None:
    evidence = [cite("runbooks/restore drill.md", root)]
    assert staleness(evidence, root) == []
    (root / "runbooks" / "restore drill.md").write_text("1. stop the writer, then wait\n")
    assert staleness(evidence, root) == ["runbooks/restore drill.md changed since it was carried out"]
    (root / "runbooks" / "restore drill.md").unlink()
    assert staleness(evidence, root) == ["runbooks/restore drill.md is gone"]


def test_a_commit_is_stale_when_its_files_change(root: Path) -> None:
    evidence = [cite("HEAD", root)]
    (root / "other.txt").write_text("x")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "something else")
    assert staleness(evidence, root) == []
    (root / "runbooks" / "restore drill.md").write_text("1. other\n")
    (reason,) = staleness(evidence, root)
    assert reason == f"runbooks/restore drill.md changed since commit {evidence[0].value[:12]}"
    git(root, "checkout", "-q", "--", ".")
    assert staleness(evidence, root) == []


def test_of_a_merge_counts_what_it_brought(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "fix")
    (root / "grant.sql").write_text("REVOKE DELETE\n")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "grant")
    git(root, "checkout", "-q", "main")
    (root / "runbooks" / "restore drill.md").write_text("1. other\n")
    git(root, "commit", "-q", "-a", "-m", "runbook")
    git(root, "merge", "-q", "--no-ff", "--no-edit", "fix")
    evidence = [cite("HEAD", root)]
    (root / "runbooks" / "restore drill.md").write_text("1. yet another\n")
    assert staleness(evidence, root) == []
    (root / "grant.sql").write_text("GRANT ALL\n")
    assert len(staleness(evidence, root)) == 1


def test_what_this_clone_cannot_tell_is_not_stale(root: Path) -> None:
    unknown = [Evidence(kind="commit", value="0" * 40), Evidence(kind="url", value="https://example.org")]
    assert staleness(unknown, root) == []


def test_artefacts_of_a_document(root: Path) -> None:
    commit = git(root, "rev-parse", "HEAD")
    cited = ["https://example.org/pull/12", "#12", "../runbooks/restore%20drill.md", commit[:9], "0123abcd"]
    assert [evidence.kind for evidence in artefacts(cited, root, root / "incidents")] == ["file", "commit"]


def test_without_git_there_are_files_and_urls(tmp_path: Path) -> None:
    (tmp_path / "sop.md").write_text("x")
    assert cite("sop.md", tmp_path).kind == "file"
    with pytest.raises(Refused):
        cite("HEAD~3", tmp_path)
