"""`rca demo`: a sample workspace to look around in."""

from __future__ import annotations

from pathlib import Path

import click

from rca.cli.application import open_application
from rca.cli.command import command, with_json
from rca.cli.option import argument, option
from rca.cli.session import say
from rca.cli.settings import settings
from rca.cli.usual import is_attended
from rca.errors import UsageError


class FolderInUse(UsageError):
    """A sample workspace is asked for where something is already."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not empty; name a new folder for the sample")


@command(
    ("rca demo", "into a new temporary folder"),
    ("rca demo sample", "into the folder sample"),
    ("rca demo sample --status", "tell how things stand in it, and do not open it"),
)
@argument("folder", required=False, metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path))
@option("--status", "only_status", is_flag=True, help="Tell how things stand in it, and do not open it.")
@with_json
def demo(folder: Path | None, only_status: bool, as_json: bool) -> None:
    """Write a sample workspace, twelve RCAs of an invented company, and open it.

    Where there is no terminal, or with --status, it tells how things stand in it.
    """
    from rca.config import today
    from rca.demo import write_demo

    root = folder or _temporary()
    if root.exists() and any(root.iterdir()):
        raise FolderInUse(root)
    write_demo(root, today())
    settings().folder = str(root)
    if is_attended() and not (only_status or as_json):
        open_application(str(root))
    else:
        _overview(as_json)
    say(f"The sample is in {root}: cd {root}, then rca due, rca list, rca show.")


def _temporary() -> Path:
    from tempfile import mkdtemp

    return Path(mkdtemp(prefix="rca-demo-"))


def _overview(as_json: bool) -> None:
    from rca.cli.status import status

    status.function(as_json=as_json)
