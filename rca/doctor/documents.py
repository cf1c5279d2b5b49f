"""What is odd about the documents, as the index knows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rca.config import ConfigError
from rca.doctor.finding import Finding
from rca.doctor.index import index
from rca.errors import RcaError
from rca.rows import SkippedRow

if TYPE_CHECKING:
    from rca.workspace import Workspace

_SHOWN = 5


def documents(root: str) -> Iterator[Finding]:
    """How many there are, which cannot be read, which share an id, and what reading noticed.

    An index that is unsound is left as it is: it would be built again.
    """
    from rca.workspace import Workspace

    if any(finding.level == "fail" for finding in index(root)):
        return
    with Workspace(root) as workspace:
        try:
            workspace.sync()
        except ConfigError:
            return  # told already
        except RcaError as error:
            yield Finding("fail", "documents", str(error))
            return
        yield from _known(workspace)


def _known(workspace: Workspace) -> Iterator[Finding]:
    overview = workspace.overview()
    yield Finding("ok", "documents", f"{overview.documents} with {overview.items} action items")
    for file in workspace.unreadable():
        yield Finding("warn", "unreadable", f"{file.path}: {file.reason}")
    if skipped := workspace.skipped():
        yield Finding("ok", "skipped", f"{_listed(skipped)}; they hold no incident")
    yield from _shared_ids(workspace.ids())
    if noticed := sum(overview.diagnostics.values()):
        told = f"places that cannot be read as meant: {noticed}; rca check --select READ shows them"
        yield Finding("ok", "reading", told)


def _listed(files: Sequence[SkippedRow]) -> str:
    more = f" and {len(files) - _SHOWN} more" if len(files) > _SHOWN else ""
    return ", ".join(file.path for file in files[:_SHOWN]) + more


def _shared_ids(ids: tuple[str, ...]) -> Iterator[Finding]:
    for name, number in Counter(ids).items():
        if number > 1:
            yield Finding(
                "warn", "ids", f"{number} documents have the id {name}", "give all but one another id"
            )
