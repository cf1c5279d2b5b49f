"""The configuration, and whether the folders that it names are there."""

from __future__ import annotations

import os
from collections.abc import Iterator

from rca.config import ConfigError
from rca.configfile import load
from rca.doctor.finding import Finding


def configuration(root: str) -> Iterator[Finding]:
    """Where the configuration comes from, and every mistake in it with its line."""
    try:
        config = load(root)
    except ConfigError as error:
        yield Finding("fail", "configuration", str(error), "mend the file; until then no command can use it")
        return
    told = config.file or "none; defaults apply, rca init writes a commented rca.toml"
    yield Finding("ok", "configuration", told)
    for mistake in config.diagnostics:
        level = "fail" if mistake.level == "error" else "warn"
        yield Finding(level, "configuration", f"{mistake.path}:{mistake.line}: {mistake.message}")  # type: ignore[arg-type]


def folders(root: str) -> Iterator[Finding]:
    """Whether each folder of RCAs exists and can be read."""
    try:
        config = load(root)
    except ConfigError:
        return
    for name in config.incidents:
        path = os.path.join(root, name)
        if not os.path.isdir(path):
            yield Finding(
                "warn", "folder", f"{name} does not exist", f"mkdir {name}, or mend incidents in rca.toml"
            )
        elif not os.access(path, os.R_OK | os.X_OK):
            yield Finding("fail", "folder", f"{name} may not be read by this user", "mend its permissions")
        elif not os.access(path, os.W_OK):
            yield Finding("warn", "folder", f"{name} can be read only; changes will be refused")
