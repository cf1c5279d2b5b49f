"""Which incident or item somebody means: by id, path, or any part of an id that only one has."""

from __future__ import annotations

from collections.abc import Sequence

from rca.bindable import bindable
from rca.errors import UsageError
from rca.folders import split_suffix
from rca.store import Index

_SHOWN = 8
"""Candidates that an error lists."""


class Unresolved(UsageError):
    """Nothing, or not one thing, is meant."""


class AmbiguousReference(Unresolved):
    """More than one incident is meant."""

    def __init__(self, ref: str, candidates: Sequence[str]) -> None:
        self.ref = ref
        self.candidates = tuple(candidates)
        listed = ", ".join(candidates[:_SHOWN])
        more = f" and {len(candidates) - _SHOWN} more" if len(candidates) > _SHOWN else ""
        super().__init__(
            f'"{ref}" can be any of {len(candidates)}: {listed}{more}; write more of the id, or the path'
        )


class UnknownIncident(Unresolved):
    """No incident is meant."""

    def __init__(self, ref: str, near: Sequence[str]) -> None:
        self.ref = ref
        hint = f"; did you mean {' or '.join(near)}?" if near else "; `rca list` shows all of them"
        super().__init__(f'no incident has "{ref}" in its id{hint}')


class UnknownItem(Unresolved):
    """The incident is known, but has no such item."""

    def __init__(self, ref: str, incident: str, numbers: Sequence[str]) -> None:
        self.ref = ref
        known = f"it has {', '.join(numbers)}" if numbers else "it has no action items"
        super().__init__(f'"{ref}" names no action item of {incident}; {known}, named as {incident}/NUMBER')


def names_item(ref: str) -> bool:
    """Whether a reference is one of an item, `<incident>/<number>`, and not the path of a document."""
    return "/" in ref and split_suffix(ref) == ref


def find_incident(index: Index, ref: str) -> int:
    """The key of the document that is meant; raises AmbiguousReference or UnknownIncident."""
    ref = bindable(ref).strip()
    for condition, value in _conditions(ref):
        found = index.rows(
            f"SELECT id, incident, path FROM documents WHERE {condition} ORDER BY id DESC", value
        )
        if len(found) == 1:
            return int(found[0][0])
        if found:
            raise AmbiguousReference(ref, _names(found))
    raise UnknownIncident(ref, _nearest(index, ref))


def _conditions(ref: str) -> list[tuple[str, tuple[str, ...]]]:
    """Exact id, exact path, end of a path, part of an id: the first that finds something counts.

    What a narrow list shows of an id, `…object-error`, is its end.
    """
    if end := ref.removeprefix("…") if ref.startswith("…") else "":
        return [("substr(incident, -length(?)) = ?", (end, end))]
    path = ref.removeprefix("./")
    conditions = [
        ("incident = ?", (ref,)),
        ("path = ?", (path,)),
        ("incident = ? COLLATE NOCASE", (ref,)),
        ("instr('/' || path, ?)  AND substr('/' || path, -length(?)) = ?", (f"/{path}",) * 3),
        ("instr(lower(incident), lower(?))", (ref,)),
    ]
    return conditions if ref else []


def paths_with(index: Index, incident: str) -> list[str]:
    """The paths of all documents with an id."""
    return [path for (path,) in index.rows("SELECT path FROM documents WHERE incident = ?", (incident,))]


def _names(found: list[tuple[int, str, str]]) -> list[str]:
    """Ids, with the path where documents share one."""
    ids = [incident for _, incident, _ in found]
    return [incident if ids.count(incident) == 1 else f"{incident} ({path})" for _, incident, path in found]


def _nearest(index: Index, ref: str) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(ref, [row[0] for row in index.rows("SELECT incident FROM documents")], 2, 0.75)


def find_items(index: Index, ref: str) -> tuple[int, list[int]]:
    """The document and the positions of the items named `<incident>/<number>`; several may share a number."""
    incident, slash, number = bindable(ref).strip().rpartition("/")
    key = find_incident(index, incident if slash else number)
    known = index.rows("SELECT item, number FROM items WHERE document = ? ORDER BY item", (key,))
    positions = [item for item, own in known if slash and own.casefold() == number.casefold()]
    if not positions:
        name = index.value("SELECT incident FROM documents WHERE id = ?", (key,))
        raise UnknownItem(ref, name, [own for _, own in known])
    return key, positions
