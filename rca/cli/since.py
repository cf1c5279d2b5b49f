"""`rca check --since`: documents that are not as they were at a commit."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from rca.git import changed_since


def not_as_at(paths: Iterable[str], commit: str) -> Iterator[str]:
    """Of files those that are not as they were at a commit, new ones included; raises GitError."""
    changed: dict[str, frozenset[str]] = {}
    for path in paths:
        folder = os.path.dirname(os.path.abspath(path))
        if folder not in changed:
            changed[folder] = changed_since(Path(folder), commit)
        if os.path.basename(path) in changed[folder]:
            yield path
