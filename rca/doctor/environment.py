"""What rca runs on: Python, SQLite, git."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

from rca import VERSION
from rca.doctor.finding import Finding

_OLDEST_SQLITE = (3, 37, 0)
"""The first with STRICT tables."""


def python() -> Finding:
    """The versions of rca and of the Python it runs on."""
    return Finding("ok", "rca", f"{VERSION} on Python {sys.version.split()[0]}")


def sqlite() -> Iterator[Finding]:
    """SQLite's version, and whether it has what the index needs."""
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        yield Finding(
            "fail", "SQLite", f"{version} has no STRICT tables", "use a Python with SQLite 3.37 or newer"
        )
        return
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("CREATE VIRTUAL TABLE words USING fts5 (word)")
    except sqlite3.OperationalError as error:
        yield Finding(
            "fail", "SQLite", f"{version} without full-text search: {error}", "use a Python with FTS5"
        )
        return
    yield Finding("ok", "SQLite", f"{version} with STRICT tables and full-text search (FTS5)")


def git(root: str) -> Iterator[Finding]:
    """Whether git is there, the workspace is in a repository, and who would sign."""
    program = shutil.which("git")
    if program is None:
        yield Finding(
            "warn", "git", "there is no git on the PATH", "install git: history and authors come from it"
        )
        return
    top = _ask(program, root, "rev-parse", "--show-toplevel")
    if not top:
        yield Finding(
            "warn", "git", f"{root} is in no repository", "git init, so that documents have a history"
        )
        return
    yield Finding("ok", "git", f"{_ask(program, root, '--version')}, repository {top}")
    yield from _actor(program, root)
    yield from _ignored(program, root)


def _actor(program: str, root: str) -> Iterator[Finding]:
    if actor := os.environ.get("RCA_ACTOR"):
        yield Finding("ok", "actor", f"{actor} (RCA_ACTOR)")
        return
    name, email = (_ask(program, root, "config", key) for key in ("user.name", "user.email"))
    if name and email:
        yield Finding("ok", "actor", f"{name} <{email}>")
    else:
        yield Finding(
            "warn", "actor", "git knows no user", "git config user.name and user.email, or set RCA_ACTOR"
        )


def _ignored(program: str, root: str) -> Iterator[Finding]:
    if tracked := _ask(program, root, "ls-files", "--", ".rca"):
        files = len(tracked.splitlines())
        yield Finding("warn", "index in git", f"git tracks {files} files of .rca", "git rm -r --cached .rca")


def _ask(program: str, root: str, *arguments: str) -> str:
    done = subprocess.run([program, "-C", root, *arguments], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
