"""What git has been told: how journals and documents merge, and which hook calls rca."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from rca.config import ConfigError
from rca.configfile import load
from rca.doctor.finding import Finding
from rca.git import GitError, ask
from rca.gitsetup import FILE, has_driver, missing_lines


def merging(root: str) -> Iterator[Finding]:
    """Whether .gitattributes and this clone's settings say how RCAs are merged."""
    driver = has_driver(Path(root))
    if driver is None:
        return
    try:
        missing = missing_lines(Path(root), load(root).incidents)
    except ConfigError:
        return
    if missing:
        yield Finding("warn", "merging", f"{FILE} lacks: {', '.join(missing)}", "rca init --git adds it")
    if not driver:
        yield Finding("warn", "merging", "git does not know rca merge-driver here", "rca init --git sets it")
    if driver and not missing:
        yield Finding("ok", "merging", "journals merge as unions, documents fact by fact")


def hooks(root: str) -> Iterator[Finding]:
    """Whether a hook calls rca before a commit."""
    try:
        place = ask(Path(root), "rev-parse", "--git-path", "hooks").decode("utf-8", "surrogateescape").strip()
    except GitError:
        return
    files = [os.path.join(root, place, "pre-commit"), os.path.join(root, ".pre-commit-config.yaml")]
    calling = [file for file in files if _mentions_rca(file)]
    told = f"{calling[0]} calls rca" if calling else "none calls rca; `rca check` can be one"
    yield Finding("ok", "hooks", told)


def _mentions_rca(file: str) -> bool:
    try:
        return b"rca" in Path(file).read_bytes()
    except OSError:
        return False
