"""Which executions are stale: what was carried out, as the history remembers it, is another thing now.

A file is another one when its digest is, a commit when files that it touched are not as it left them. Neither
URLs nor issues get stale, nor a commit that this clone does not have: nobody can tell.
"""

from __future__ import annotations

import os
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from hashlib import file_digest
from pathlib import Path
from typing import Any, NamedTuple

from rca.effects import EXECUTED, effects, undone_by
from rca.folders import JOURNALS, SUFFIXES
from rca.git import GitError, brought, contents, top_level
from rca.lines import Entry

ExecutionKey = tuple[str, str]
"""Item and environment."""

_COMMIT = re.compile(r"[0-9a-f]{7,64}").fullmatch


class Artefact(NamedTuple):
    """Something that was carried out, or cited for it."""

    kind: str
    """`file` or `commit`."""
    value: str
    sha256: str
    """Of a file, then."""


def exercised(entries: Iterable[Entry]) -> dict[ExecutionKey, tuple[Artefact, ...]]:
    """What each execution that stands rests on, as the events of a journal tell; those without are left out.

    Whoever verifies, or a check that holds, sees them anew: what is cited then counts from then on.
    """
    entries = list(entries)
    undone = {undone_by(entry.body["change"]) for entry in entries}
    found: dict[ExecutionKey, tuple[Artefact, ...]] = {}
    for entry in entries:
        if entry.id not in undone:
            with suppress(KeyError, TypeError, AttributeError):
                _take(entry.body["change"], entry.body["document"], found)
    return {key: artefacts for key, artefacts in found.items() if artefacts}


def _take(
    change: Mapping[str, Any], document: Mapping[str, Any], found: dict[ExecutionKey, tuple[Artefact, ...]]
) -> None:
    cited, seen = _artefacts(change.get("evidence", ())), _artefacts(change.get("exercised", ()))
    key = (change.get("item", ""), change.get("environment", ""))
    if change["kind"] == "mark-executed":
        found[key] = (*seen, *cited)
    elif change["kind"] == "mark-verified" and change.get("evidence"):
        found[key] = cited
    elif change["kind"] == "check-result":
        if change["holds"] and seen:
            found[key] = seen
    elif change["kind"] != "undo":
        for (item, name), value in effects(change, document):
            if name.startswith(EXECUTED) and value in ("", "no"):
                found.pop((item, name.removeprefix(EXECUTED)), None)


def _artefacts(evidence: Iterable[Mapping[str, Any]]) -> tuple[Artefact, ...]:
    return tuple(
        Artefact(each["kind"], str(each["value"]), str(each.get("sha256") or ""))
        for each in evidence
        if (each["kind"] == "file" and each.get("sha256") and "\0" not in each["value"])
        or (each["kind"] == "commit" and _COMMIT(each["value"]))
    )


class Ground:
    """The files of a workspace and its repository, held against artefacts; git is asked for all at once."""

    def __init__(self, root: Path, artefacts: Iterable[Artefact]) -> None:
        self._root = root
        self._commits = {artefact.value for artefact in artefacts if artefact.kind == "commit"}

    @cached_property
    def _top(self) -> Path:
        return top_level(self._root)

    @cached_property
    def _brought(self) -> dict[str, dict[str, str]]:
        try:
            return brought(self._root, sorted(self._commits)) if self._commits else {}
        except GitError:
            return {}

    @cached_property
    def _contents(self) -> dict[str, str]:
        names = {name for files in self._brought.values() for name in files}
        return contents(self._top, sorted(names)) if names else {}

    def files(self, artefact: Artefact) -> list[str]:
        """The files on which it depends whether an artefact is as it was."""
        if artefact.kind == "file":
            path = self._file(artefact)
            return [path] if path else []
        return [os.path.join(self._top, name) for name in self._touched(artefact)]

    def reason(self, artefact: Artefact) -> str:
        """Why an artefact is another thing now; empty where it is not, or where nobody can tell."""
        if artefact.kind == "file":
            return self._file_reason(artefact)
        touched = self._touched(artefact)
        changed = [name for name, content in touched.items() if self._contents.get(name, "") != content]
        return f"{', '.join(changed)} changed since commit {artefact.value[:12]}" if changed else ""

    def _touched(self, artefact: Artefact) -> dict[str, str]:
        """The files of a commit; documents and journals go on by themselves."""
        files = self._brought.get(artefact.value, {})
        return {name: content for name, content in files.items() if not self._is_history(name)}

    def _is_history(self, name: str) -> bool:
        folder, file = os.path.split(name)
        if os.path.basename(folder) == JOURNALS:
            return file.endswith(".jsonl")
        beside = os.path.join(self._top, folder, JOURNALS)
        return file.lower().endswith(SUFFIXES) and os.path.isdir(beside)

    def _file(self, artefact: Artefact) -> str:
        """Where a file is, or was; empty where that is not below the root."""
        path = os.path.realpath(os.path.join(self._root, artefact.value))
        return path if path.startswith(os.path.realpath(self._root) + os.sep) else ""

    def _file_reason(self, artefact: Artefact) -> str:
        path = self._file(artefact)
        if not path:
            return ""
        if not os.path.isfile(path):
            return f"{artefact.value} is gone"
        try:
            with open(path, "rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""
        return "" if digest == artefact.sha256 else f"{artefact.value} changed since it was carried out"


def stale_executions(entries: Iterable[Entry], root: Path) -> dict[ExecutionKey, list[str]]:
    """Why executions are stale, a sentence for each artefact that changed; the others are left out."""
    found = exercised(entries)
    ground = Ground(root, (artefact for artefacts in found.values() for artefact in artefacts))
    reasons = {key: list(filter(None, map(ground.reason, artefacts))) for key, artefacts in found.items()}
    return {key: why for key, why in reasons.items() if why}


def reasons(entries: Iterable[Entry], root: str, item: str, environments: Container[str]) -> list[str]:
    """Why an item is stale where it is executed, each reason once."""
    found = stale_executions(entries, Path(root))
    return sorted(
        {why for (of, name), told in found.items() if of == item and name in environments for why in told}
    )


class Inspection:
    """Several journals, and what each rests on; those that rest on nothing that can change are left out."""

    def __init__(self, journals: Mapping[str, Iterable[Entry]], root: Path) -> None:
        self._found: dict[str, tuple[str, dict[ExecutionKey, tuple[Artefact, ...]]]] = {}
        for path, entries in journals.items():
            kept = list(entries)
            if artefacts := exercised(kept):
                self._found[path] = (kept[0].body["incident"], artefacts)
        self._ground = Ground(root, [each for path in self._found for each in self._artefacts(path)])

    def _artefacts(self, path: str) -> Iterator[Artefact]:
        for several in self._found[path][1].values():
            yield from several

    def files(self) -> dict[str, list[str]]:
        """The files on which it depends whether what a journal tells is stale; by journal."""
        return {
            path: sorted({file for each in self._artefacts(path) for file in self._ground.files(each)})
            for path in self._found
        }

    def stale(self, path: str) -> list[tuple[str, str, str]]:
        """Incident, item and environment of each execution that is stale, by one journal."""
        incident, keys = self._found[path]
        return [(incident, *key) for key, several in keys.items() if any(map(self._ground.reason, several))]
