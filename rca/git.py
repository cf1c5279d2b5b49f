"""Questions to git, asked of its command: settings, commits, and what a commit touched."""

from __future__ import annotations

import subprocess
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


def touched_since(root: Path, commit: str) -> list[str]:
    """Files that a commit touched and that differ in the working tree from what it made of them.

    Of a merge counts what it brought to its first parent. Raises GitError where the repository does not have
    the commit.
    """
    touched = _names(ask(root, "show", "--diff-merges=first-parent", "--format=", *_NAMES, commit))
    return sorted(touched & _names(ask(root, "diff", *_NAMES, commit))) if touched else []


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


_NAMES = ("--name-only", "--no-renames", "--no-ext-diff", "--no-relative", "-z")


def _names(listed: bytes) -> set[str]:
    return {name for name in listed.decode("utf-8", "backslashreplace").split("\0") if name}


def merge_file(base: Path, ours: Path, theirs: Path, markers: int = 7) -> tuple[bytes, int]:
    """Three files merged line by line, with the number of conflicts; raises GitError."""
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    command = [
        "git",
        "merge-file",
        "-p",
        f"--marker-size={markers}",
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
