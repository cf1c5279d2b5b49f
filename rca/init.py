"""Making a folder a workspace: the configuration and the folder for incidents."""

from __future__ import annotations

from pathlib import Path

from rca.config import DEFAULT_FOLDER, FILE_NAME, has_config

CONFIG = """\
# Configuration of rca. Every line is optional; what stands behind a # is an example.

# Folders with RCAs, read with all that is below them.
incidents = ["incidents"]

# Where a fix has to be carried out, in the order in which it gets there.
# environments = ["staging", "prod"]

# Zone of times that name none (an IANA name).
# timezone = "UTC"

# Due dates by name: an item can be due `v1` or `post-v1`.
# [milestones]
# v1 = 2026-06-01

# Severities, gravest first, with their other names.
# [severities]
# "SEV-1" = ["P1", "critical"]
# "SEV-2" = ["P2", "major"]

# Days from the incident to the due date of its items.
# [sla]
# "SEV-1" = 14

# What a claim of execution has to bring: required, wanted or optional.
# [evidence]
# executed = "wanted"
# verified_by_other = true

# Rules of `rca check` that do not apply here.
# [checks]
# ignore = ["AI11"]

# Words of your own for sections, labels, columns and states.
# [aliases.sections]
# action_items = ["Follow-ups"]
"""


def begin(root: Path) -> list[str]:
    """Write what a workspace needs and does not have; returns the names of what was written."""
    made = []
    (root / DEFAULT_FOLDER).mkdir(parents=True, exist_ok=True)
    if not has_config(str(root)):
        _write_new(root / FILE_NAME, CONFIG)
        made.append(FILE_NAME)
    return made


def _write_new(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
