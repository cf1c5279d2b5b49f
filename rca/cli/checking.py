"""A run of `rca check`: which documents, which rules, and how it ended."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from rca.cli.files import STDIN, config_for, files_below, read_source
from rca.cli.session import open_workspace, say
from rca.config import today
from rca.errors import NothingSelected, UnreadableFile
from rca.findings import Finding, finding
from rca.folders import is_document
from rca.output.diagnostics import Located, with_path, written
from rca.output.words import count, listed
from rca.query import parse_query

if TYPE_CHECKING:
    from rca.config import Config
    from rca.kept import Kept
    from rca.rows import IncidentRow
    from rca.workspace import Workspace

CONFIG_RULE = "CONF01"
"""What a mistake in the configuration is told as."""


class Asked(NamedTuple):
    """What is asked of a run besides its targets."""

    select: tuple[str, ...] = ()
    """Rules, or their beginnings."""
    ignore: tuple[str, ...] = ()
    since: str | None = None
    """A commit; documents that are as they were there are left out."""
    stdin_name: str = ""


class _Checked(NamedTuple):
    """A file that was checked; what was found is only fetched when it is told."""

    path: str
    """As seen from here."""
    levels: Mapping[str, int]
    """How much was found, by level."""
    findings: Callable[[], Iterable[Finding]]
    text: Callable[[], bytes]
    """How it reads without colours and width, the path left open."""


class Checking:
    """Finds diagnostics document by document, and counts them."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self.documents: list[str] = []
        """What was checked so far."""
        self._levels: Counter[str] = Counter()
        self._unreadable = 0

    def found(self, targets: tuple[str, ...]) -> Iterator[Located]:
        """The diagnostics of files, of folders or of the documents that a query finds.

        A look at the workspace tells its configuration's mistakes, too.
        """
        for checked in self._checked(targets):
            found = [each for each in checked.findings() if self._wanted(each.rule)]
            self._levels.update(each.level for each in found)
            yield from (Located(checked.path, each) for each in found)

    def text(self, targets: tuple[str, ...]) -> Iterator[bytes]:
        """The same as text without colours and width, of all rules: what is kept of it is told as it is."""
        for checked in self._checked(targets):
            for level, times in checked.levels.items():
                self._levels[level] += times
            yield with_path(checked.text(), checked.path)

    @property
    def has_all_rules(self) -> bool:
        """Whether no rule was selected or ignored."""
        return not (self._asked.select or self._asked.ignore)

    def _checked(self, targets: tuple[str, ...]) -> Iterator[_Checked]:
        kept: Kept | None = None
        if are_paths(targets):
            paths: Iterator[str] = chain.from_iterable(map(files_below, targets))
            look: Callable[[str], _Checked] = self._of_file
        else:
            workspace = open_workspace()
            kept = self._open_kept(workspace)
            own = self._of_workspace(workspace, kept, " ".join(targets))
            paths = iter(own)
            look = partial(self._of_kept, kept, own)
            yield from self._of_config(workspace.config)
        for path in self._changed(paths):
            try:
                checked = look(path)
            except UnreadableFile as error:
                self._unreadable += 1
                say(f"rca: {error}")
                continue
            self.documents.append(path)
            yield checked
        if kept:
            kept.keep()

    def _changed(self, paths: Iterator[str]) -> Iterator[str]:
        """Of files those that are not as they were at a commit, new ones included; raises GitError."""
        if self._asked.since is None:
            return paths
        from rca.cli.since import not_as_at

        return not_as_at(paths, self._asked.since)

    def _of_config(self, config: Config) -> Iterator[_Checked]:
        for path, line, level, message in config.diagnostics if self._wanted(CONFIG_RULE) else ():
            shown = _as_seen_from_here(config.root)(path)
            source = read_source(shown)
            yield _fresh(shown, [finding(source, CONFIG_RULE, level, message, source.line_span(line))])

    def _open_kept(self, workspace: Workspace) -> Kept:
        from rca.kept import Kept

        for file in workspace.unreadable():
            self._unreadable += 1
            say(f"rca: {file.path}: {file.reason}")
        return Kept(workspace.index, workspace.config, today(), written)

    @staticmethod
    def _of_workspace(workspace: Workspace, kept: Kept, query: str) -> dict[str, str]:
        """Documents as they are seen from here, with their paths in the workspace."""
        paths = [row.path for row in meant(workspace, query)] if query else kept.paths
        return dict(zip(map(_as_seen_from_here(workspace.root), paths), paths, strict=True))

    @staticmethod
    def _of_kept(kept: Kept, own: Mapping[str, str], shown: str) -> _Checked:
        path = own[shown]
        return _Checked(shown, kept.levels(path), partial(kept.findings, path), partial(kept.written, path))

    def _of_file(self, path: str) -> _Checked:
        from rca.checks import CheckContext
        from rca.examining import examine

        told = self._asked.stdin_name if path == STDIN and self._asked.stdin_name else path
        source, config = read_source(path), config_for(told)
        return _fresh(told, examine(source, os.path.basename(told), CheckContext(today(), config)))

    def _wanted(self, rule: str) -> bool:
        select, ignore = self._asked.select, self._asked.ignore
        return (not select or rule.startswith(select)) and not (ignore and rule.startswith(ignore))

    def summary(self) -> str:
        """`2 errors and 1 warning in 3 documents.`"""
        counts = [count(self._levels[level], noun) for level, noun in _NOUNS.items() if self._levels[level]]
        unreadable = f"; {count(self._unreadable, 'file')} could not be read" if self._unreadable else ""
        told = listed(counts) if counts else "Nothing to note"
        return f"{told} in {count(len(self.documents), 'document')}{unreadable}."

    def exit_code(self, strict: bool) -> int:
        """1 for errors, in a strict run for warnings too; else 4 where a file could not be read."""
        if self._levels["error"] or (strict and self._levels["warning"]):
            return 1
        return UnreadableFile.exit_code if self._unreadable else 0


def _as_seen_from_here(root: str) -> Callable[[str], str]:
    """Makes paths of a workspace relative to the current folder; mostly there is little to do."""
    way = os.path.relpath(root)
    if way == ".":
        return str
    if {*way.split(os.sep)} == {".."}:  # from inside of the workspace, some of it leads down again
        return lambda path: os.path.relpath(os.path.join(root, path))
    return f"{way}{os.sep}".__add__


def _fresh(path: str, found: list[Finding]) -> _Checked:
    """What was found just now."""
    return _Checked(path, Counter(each.level for each in found), lambda: found, partial(written, found))


def meant(workspace: Workspace, query: str) -> Sequence[IncidentRow]:
    """The incident that one word names, else those that a query selects.

    Raises QuerySyntaxError, and NothingSelected where words find nothing: a misspelt id must not pass for
    documents without a fault. That no incident has a severity or an owner is an answer, and said.
    """
    from rca.references import Unresolved

    if query and " " not in query and ":" not in query:
        with suppress(Unresolved):
            return [workspace.resolve_incident(query)]
    found = workspace.incidents(query)
    if query and not found:
        if not all(term.key for term in parse_query(query)):
            raise NothingSelected(query)
        say(f"No incident matches {query}.")
    return found


def are_paths(targets: tuple[str, ...]) -> bool:
    """Whether files and folders are meant, and not a query for documents of the workspace."""
    return bool(targets) and all(map(_is_path, targets))


def _is_path(target: str) -> bool:
    """Whether a target is meant as a path; one that is not there must not pass as a query without result."""
    looks_so = "/" in target and ":" not in target
    return target == STDIN or looks_so or os.path.exists(target) or is_document(target or ".")


_NOUNS = {"error": "error", "warning": "warning", "info": "remark"}
