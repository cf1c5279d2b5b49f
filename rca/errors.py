"""Failures of a command: each class is the whole sentence and an exit code.

    RcaError                     1
    ├── UsageError               2   the command was asked for something that cannot be asked
    │   ├── UnknownIncident
    │   ├── AmbiguousReference
    │   ├── QuerySyntaxError
    │   ├── NothingSelected       nothing is there that a word or a query means
    │   └── MissingExtra          a library that only some commands need is not installed
    ├── ConfigError              3   rca.toml or pyproject.toml cannot be used
    ├── UnreadableFile           4   a file cannot be read as text
    └── IndexProblem             5   the index cannot be opened or written

A mistake in somebody's document is never an exception: it is a `Diagnostic` with a place.
"""

from __future__ import annotations

import os
import sys


class RcaError(Exception):
    """A failure that ends a command with one sentence on stderr."""

    exit_code = 1
    """What the process exits with."""


class UnreadableFile(RcaError):
    """A file cannot be read as a document."""

    exit_code = 4

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class UsageError(RcaError):
    """The command was asked for something that cannot be asked."""

    exit_code = 2


class NothingSelected(UsageError):
    """A query that nothing matches, where an empty answer would pass for one."""

    def __init__(self, words: str) -> None:
        begin = "rca new writes one, and `incidents` in rca.toml says where others lie"
        super().__init__(
            f"nothing matches {words}; rca list shows what there is"
            if words
            else f"there is no incident yet; {begin}"
        )


class MissingExtra(UsageError):
    """What was asked for needs an optional library that is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        remedy = f'{_pip()} install "rca-ledger[{extra}]"'
        super().__init__(f"{what} needs an extra that is not installed: {remedy}")


def _pip() -> str:
    """What installs into the environment that runs; pipx keeps its own apart, and adds to them."""
    return "pipx runpip rca-ledger" if "pipx" in sys.prefix.split(os.sep) else "pip"
