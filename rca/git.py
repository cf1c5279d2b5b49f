"""Questions to git, asked of its command: settings, commits, and what a commit touched."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from rca.errors import RcaError


class GitError(RcaError):
    """Git could not answer."""

    def __init__(self, question: str, answer: str) -> None:
        super().__init__(f"git {question}: {answer.strip() or 'no answer'}")


def ask(root: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    """What git prints; raises GitError where it fails or is not installed."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], input=stdin, capture_output=True, check=False
        )
    except (OSError, ValueError) as error:  # ValueError: a NUL, which no argument can carry
        raise GitError(arguments[0], str(error)) from None
    if done.returncode:
        raise GitError(arguments[0], done.stderr.decode("utf-8", "replace"))
    return done.stdout


def settings(root: Path) -> dict[str, str]:
    """Every setting that git knows in a folder, keys in lower case; empty where there is no git."""
    try:
        listed = ask(root, "config", "--list", "-z").decode("utf-8", "replace")
    except GitError:
        return {}
    pairs = (entry.partition("\n") for entry in listed.split("\0") if entry)
    return {key.lower(): value or "true" for key, _, value in pairs}


def resolve(root: Path, revision: str) -> str | None:
    """The full id of the commit that a revision names; None where the repository has none."""
    try:
        found = ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except GitError:
        return None
    return found.decode().strip()


class UnknownRevision(RcaError):
    """The repository has no such commit."""

    exit_code = 2

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"git knows no commit {revision} here; git fetch --unshallow completes a shallow clone"
        )


def changed_since(folder: Path, revision: str) -> frozenset[str]:
    """Names of files in a folder that are not as they were at a commit: changed, new, or never added.

    What counts is the commit where the branches parted, as in a pull request. Raises GitError and
    UnknownRevision.
    """
    commit = resolve(folder, revision)
    if commit is None:
        raise UnknownRevision(revision)
    base = ask(folder, "merge-base", commit, "HEAD").decode().strip()
    changed = ask(folder, "diff", "--name-only", "-z", "--relative", "--no-renames", base, "--", ".")
    new = ask(folder, "ls-files", "--others", "-z", "--", ".")
    names = (changed + new).decode("utf-8", "surrogateescape").split("\0")
    return frozenset(name for name in names if name and "/" not in name)


def top_level(root: Path) -> Path:
    """The folder of the repository that a folder is in; raises GitError."""
    return Path(ask(root, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n"))


def brought(root: Path, commits: Sequence[str]) -> dict[str, dict[str, str]]:
    """What commits made of the files that they touched: path to the id of its content, empty if removed.

    Paths are relative to the repository. Of a merge counts what it brought to its first parent. Commits that
    the repository does not have are left out, links and submodules too. Raises GitError.
    """
    asked = "".join(f"{commit}^{{commit}}\n" for commit in commits)
    answers = ask(root, "cat-file", "--batch-check", stdin=asked.encode()).decode().splitlines()
    pairs = zip(commits, answers, strict=True)
    names = {answer.split()[0]: commit for commit, answer in pairs if " commit " in answer}
    listed = ask(root, "diff-tree", "--stdin", *_RAW, stdin="".join(f"{name}\n" for name in names).encode())
    found: dict[str, dict[str, str]] = {}
    files: dict[str, str] = {}
    tokens = iter(listed.decode("utf-8", "surrogateescape").split("\0"))
    for token in filter(None, tokens):
        if not token.startswith(":"):
            files = found.setdefault(names[token], {})
            continue
        path = next(tokens)
        _, mode, _, content, status = token.split()
        if mode.startswith("100") or status == "D":
            files[path] = "" if status == "D" else content
    return found


_RAW = (
    "-r",
    "-z",
    "--diff-merges=first-parent",
    "--root",
    "--raw",
    "--no-abbrev",
    "--no-renames",
    "--no-ext-diff",
)


def contents(top: Path, paths: Sequence[str]) -> dict[str, str]:
    """The ids of what files hold now; those that are no files are left out. Raises GitError."""
    there = [path for path in paths if "\n" not in path and os.path.isfile(os.path.join(top, path))]
    asked = "".join(f"{path}\n" for path in there).encode("utf-8", "surrogateescape")
    ids = ask(top, "hash-object", "--stdin-paths", stdin=asked).decode().split()
    return dict(zip(there, ids, strict=True))


def versions(file: Path, most: int) -> Iterator[bytes]:
    """What the newest commits made of a file, as they would be checked out; raises GitError."""
    commits = ask(file.parent, "log", f"-{most}", "--format=%H", "--", file.name).decode().split()
    for commit in commits:
        with suppress(GitError):  # a commit that removed it
            yield ask(file.parent, "cat-file", "--filters", f"{commit}:./{file.name}")


def branch_with(root: Path, path: Path, text: str) -> str | None:
    """A branch whose version of a file holds a text; None where none does, or where this branch once did."""
    try:
        if ask(root, "log", "-1", "--format=%H", f"-S{text}", "HEAD", "--", str(path)):
            return None
        refs = ask(root, "for-each-ref", "--sort=-committerdate", "--count=200", "--format=%(refname:short)")
        found = ask(root, "grep", "-l", "-F", "-e", text, *refs.decode().split(), "--", str(path))
    except GitError:
        return None
    return found.decode("utf-8", "replace").partition(":")[0]


def is_as_committed(root: Path, path: Path) -> bool:
    """Whether the current commit has a file just as it lies there, or neither has it; raises GitError."""
    return not ask(root, "status", "--porcelain", "--ignored", "--untracked-files=all", "--", str(path))


def once_had(root: Path, path: Path, text: str) -> str:
    """The newest commit of this branch that put a text into a file or took it out; empty where none did."""
    found = ask(root, "log", "-1", "--format=%h", f"-S{text}", "HEAD", "--", str(path))
    return found.decode().strip()


def merge_file(
    base: Path, ours: Path, theirs: Path, markers: int = 7, *, with_base: bool = False
) -> tuple[bytes, int]:
    """Three files merged line by line, with the number of conflicts; raises GitError.

    `with_base` also shows in a conflict what stood there before.
    """
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    command = [
        "git",
        "merge-file",
        "-p",
        f"--marker-size={markers}",
        *["--diff3"] * with_base,
        *labels,
        str(ours),
        str(base),
        str(theirs),
    ]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise GitError("merge-file", str(error)) from None
    if done.returncode > 127:
        raise GitError("merge-file", done.stderr.decode("utf-8", "replace"))
    return done.stdout, done.returncode
