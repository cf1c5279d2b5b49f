"""What is exported for readers outside: a workspace of its own that holds what they may see and no more.

Every exporter reads it as it reads any other, so that none has a way around the rules.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rca.audience import Place, Rules, publish
from rca.config import Config
from rca.errors import RcaError
from rca.export.revisions import Revision
from rca.export.selected import Selected
from rca.rows import IncidentRow, ItemRow
from rca.upkeep import Upkeep
from rca.workspace import Workspace

_UNFIT = re.compile(r"[^\w.-]+")
_SHOWN = 12


class WouldLeak(RcaError):
    """Something would get out that must not; nothing was written."""

    exit_code = 1

    def __init__(self, places: list[tuple[str, Place]], *, in_full: bool = False) -> None:
        self.places = places
        shown = places if in_full else places[:_SHOWN]
        listed = "\n".join(f"  {path}:{p.line}:{p.column}: {p.what}" for path, p in shown)
        left = len(places) - len(shown)
        more = f"\n  and {left} more, which --diff lists" if left else ""
        super().__init__(
            f"this would get out, so nothing was written:\n{listed}{more}\n"
            "rewrite it, put it between <!-- rca: internal --> and <!-- rca: end -->, or allow it in "
            '[audience]; a name that is a role already says so: [people] NAME = { role = "NAME" }'
        )


class Version(NamedTuple):
    """A document, and what of it goes out."""

    path: str
    before: str
    after: str


def versions(
    selected: Selected, rules: Rules, *, in_full: bool = False
) -> Iterator[tuple[IncidentRow, Version]]:
    """The incidents with their versions for outside; raises WouldLeak at the end where something leaks.

    It lists the first places of all, or all of them `in_full`.
    """
    places: list[tuple[str, Place]] = []
    for incident in selected.incidents():
        source, _, path = selected.workspace.document(incident.path)
        made = publish(source, path.name, incident.id, rules)
        places += [(incident.path, place) for place in made.places]
        if not places:
            yield incident, Version(incident.path, source.text, made.text)
    if places:
        raise WouldLeak(places, in_full=in_full)


def diff_lines(versions_: Iterable[tuple[IncidentRow, Version]]) -> Iterator[str]:
    """What goes out beside what stays, as a unified diff."""
    for incident, (path, before, after) in versions_:
        lines = difflib.unified_diff(
            before.splitlines(), after.splitlines(), path, f"{incident.id} (outside)", lineterm=""
        )
        yield from lines


@contextmanager
def outside(selected: Selected, rules: Rules) -> Iterator[Selected]:
    """The same selection in a workspace for readers outside; raises WouldLeak before anything is there."""
    with TemporaryDirectory(prefix="rca-") as folder:
        files = dict(_write(Path(folder), selected, rules))
        workspace = _Workspace(folder, selected.config)
        workspace.today = selected.today
        try:
            workspace.sync()
            yield _Outside(workspace, selected, files)
        finally:
            workspace.close()


def _write(folder: Path, selected: Selected, rules: Rules) -> Iterator[tuple[str, str]]:
    """Write the documents; yields their paths there and here."""
    (folder / "incidents").mkdir()
    taken: set[str] = set()
    for number, (incident, version) in enumerate(versions(selected, rules), 1):
        name = _name(incident.id, rules)
        name = f"{name}-{number}" if name.casefold() in taken else name
        taken.add(name.casefold())
        path = f"incidents/{name}.md"
        (folder / path).write_text(version.after, encoding="utf-8", newline="")
        yield path, incident.path


def _name(incident: str, rules: Rules) -> str:
    """What an incident is called outside: its id if that may be seen, else a name that stays the same."""
    if "incident_id" not in rules.audience.fields:
        return f"incident-{sha256(incident.encode()).hexdigest()[:8]}"
    return _UNFIT.sub("-", incident).strip(".-")[:100] or "incident"


class _Workspace(Workspace):
    """A workspace whose configuration is another one's, as far as documents are read by it."""

    def __init__(self, root: str, config: Config) -> None:
        super().__init__(root)
        self._upkeep = _Upkeep(root, config)
        self._ask = self._upkeep.ask


class _Upkeep(Upkeep):
    def __init__(self, root: str, config: Config) -> None:
        super().__init__(root)
        self.config = config._replace(root=self.root, incidents=("incidents",), file="", people={})


class _Outside(Selected):
    """A selection in the workspace for outside: the items that the query selected inside."""

    has_files = False

    def __init__(self, workspace: Workspace, inside: Selected, files: dict[str, str]) -> None:
        super().__init__(workspace)
        self._inside = inside
        self._files = files
        self._wanted = {self._key(row): at for at, row in enumerate(inside.items())}
        self._order = {row.path: at for at, row in enumerate(inside.incidents())}

    def _key(self, row: ItemRow) -> tuple[str, str]:
        return row.path, row.number

    def incidents(self) -> Iterator[IncidentRow]:
        """The incidents in the order in which the query gave them."""
        return iter(sorted(super().incidents(), key=lambda row: self._order[self._files[row.path]]))

    def items(self) -> Iterator[ItemRow]:
        """The items in the order in which the query gave them."""
        found = [(self._wanted.get((self._files[row.path], row.number)), row) for row in super().items()]
        return iter([row for at, row in sorted(found, key=lambda pair: pair[0] or 0) if at is not None])

    def revision(self, item: ItemRow) -> Revision:
        """That of the document which it was made of."""
        path = self._files[item.path]
        return self._inside.revision(item._replace(path=path))
