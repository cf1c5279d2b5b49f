"""What is odd about the documents, as the index knows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rca.config import ConfigError
from rca.doctor.finding import Finding
from rca.doctor.index import index
from rca.errors import RcaError

_SHOWN = 5


def documents(root: str) -> Iterator[Finding]:
    """How many there are, which cannot be read, which share an id, and what reading noticed.

    An index that is unsound is left as it is: it would be built again.
    """
    from rca.workspace import Workspace

    if any(finding.level == "fail" for finding in index(root)):
        return
    try:
        workspace = Workspace(root)
        workspace.sync()
    except ConfigError:
        return  # told already
    except RcaError as error:
        yield Finding("fail", "documents", str(error))
        return
    overview = workspace.overview()
    yield Finding("ok", "documents", f"{overview.documents} with {overview.items} action items")
    for file in workspace.unreadable()[:_SHOWN]:
        yield Finding("warn", "unreadable", f"{file.path}: {file.reason}")
    yield from _shared_ids(workspace.ids())
    if noticed := sum(overview.diagnostics.values()):
        yield Finding("ok", "reading", f"remarks on documents: {noticed}; rca check shows them")
    workspace.close()


def _shared_ids(ids: tuple[str, ...]) -> Iterator[Finding]:
    for name, number in Counter(ids).items():
        if number > 1:
            yield Finding(
                "warn", "ids", f"{number} documents have the id {name}", "give all but one another id"
            )
