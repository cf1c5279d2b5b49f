"""`rca merge-driver`: what git calls to merge a document (`rca init --git` tells it so)."""

from __future__ import annotations

from pathlib import Path

import click

from rca.cli.command import command
from rca.cli.option import argument
from rca.cli.session import say

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@command(
    ("rca init --git", "tells git to call it, and writes .gitattributes"),
)
@argument("base", metavar="%O", type=FILE)
@argument("ours", metavar="%A", type=FILE)
@argument("theirs", metavar="%B", type=FILE)
@argument("path", metavar="%P", default="")
@argument("markers", metavar="%L", type=int, default=7)
def merge_driver(base: Path, ours: Path, theirs: Path, path: str, markers: int) -> int:
    """Merge a document: different facts of one table, list or front matter come together.

    Writes the result to %A. What truly conflicts stays a conflict with markers, and the exit code is 1.
    """
    from rca.config import Config, WorkspaceNotFound, find_root
    from rca.configfile import load
    from rca.merging import merge, merge_lines

    try:
        config = load(find_root(str(Path(path).parent) if path else None))
    except WorkspaceNotFound:
        config = Config()
    versions = (base.read_bytes(), ours.read_bytes(), theirs.read_bytes())
    # Whatever happens below, git takes what lies in this file for the merge: never one side alone.
    ours.write_bytes(merge_lines(*versions, markers).data)
    found = merge(*versions, config, Path(path).name, markers)
    ours.write_bytes(found.data)
    if not found.is_clean:
        say(f"{path or ours}: both sides changed the same; the markers show where")
    return 0 if found.is_clean else 1
