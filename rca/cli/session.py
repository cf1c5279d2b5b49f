"""What commands share while they run: the workspace, the terminal, the two streams."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rca.cli.settings import settings
from rca.output.clean import clean
from rca.output.terminal import Terminal, detect
from rca.values import TYPE_CHECKING

if TYPE_CHECKING:
    from rca.stats import SyncStats
    from rca.workspace import Workspace


def find_workspace() -> Workspace:
    """The workspace of the current folder or of -C, as its index is."""
    from rca.workspace import Workspace

    workspace = Workspace.find(settings().folder)
    settings().at_end.callback(workspace.close)
    return workspace


def open_workspace() -> Workspace:
    """The workspace with its index up to date, unless --no-sync.

    Of a large one, whether it is so comes out while the command makes its answer; `emit` waits for it.
    """
    workspace = find_workspace()
    if settings().sync and not _is_looked_at(workspace):
        _sync_if_possible(workspace)
    return workspace


def _sync_if_possible(workspace: Workspace) -> None:
    """Sync; where the index cannot be written, say why, and leave it at the answers that it has."""
    from rca.problems import IndexUnwritable

    try:
        if (stats := synced(workspace)).busy:
            say(str(stats))
    except IndexUnwritable as error:
        if not workspace.was_read():
            raise
        say(f"{error}; answers are from the last sync")


def _is_looked_at(workspace: Workspace) -> bool:
    if settings().may_answer_again and (lookout := workspace.look_out()):
        settings().lookout = lookout
        settings().at_end.callback(lookout.close)
        return True
    return False


class Outdated(Exception):
    """Something changed since the last sync: the answer does not hold."""


def check_answer() -> None:
    """Wait until it is known whether the answer holds; raises Outdated."""
    lookout, settings().lookout = settings().lookout, None
    if lookout and not lookout.holds():
        raise Outdated


def synced(workspace: Workspace) -> SyncStats:
    """Sync with a bar where it takes long; what happened to the index itself is said on stderr."""
    from rca.cli.progress import Progress

    with Progress("reading") as progress:
        stats = workspace.sync(progress)
    for note in stats.notes:
        say(note)
    return stats


def terminal() -> Terminal:
    """What stdout can show."""
    return detect(settings().color)


class ReaderIsGone(Exception):
    """Nobody reads stdout any more, as after `| head`."""


def emit(lines: Iterable[str]) -> None:
    """Write lines of data to stdout; they are clean already. Raises ReaderIsGone, Outdated."""
    check_answer()
    try:
        sys.stdout.writelines(f"{line}\n" for line in lines)
    except BrokenPipeError:
        raise ReaderIsGone from None


def emit_blocks(blocks: Iterable[bytes]) -> None:
    """Write lines of data, many at once, in UTF-8; they are clean already. Raises ReaderIsGone, Outdated."""
    check_answer()
    try:
        if sys.stdout.encoding and sys.stdout.encoding.lower() == "utf-8":
            sys.stdout.flush()
            sys.stdout.buffer.writelines(blocks)
        else:
            sys.stdout.writelines(block.decode() for block in blocks)
    except BrokenPipeError:
        raise ReaderIsGone from None


def write_bytes(data: bytes) -> None:
    """Write bytes to stdout as they are. Raises ReaderIsGone, Outdated."""
    check_answer()
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    except BrokenPipeError:
        raise ReaderIsGone from None


def say(sentence: str) -> None:
    """Write words to stderr. Raises Outdated."""
    check_answer()
    sys.stderr.write(f"{clean(sentence)}\n")


def say_all(sentences: Iterable[str]) -> None:
    """Write words to stderr, each on its line. Raises Outdated."""
    for sentence in sentences:
        say(sentence)
