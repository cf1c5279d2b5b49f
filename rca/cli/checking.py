"""A run of `rca check`: which documents, which rules, and how it ended."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from rca.checks import CheckContext
from rca.checks import check as check_document
from rca.cli.files import STDIN, config_for, files_below, read_source
from rca.cli.session import open_workspace, say
from rca.config import today
from rca.configfile import load
from rca.errors import NothingSelected, UnreadableFile
from rca.folders import is_document
from rca.git import changed_since
from rca.model import Diagnostic
from rca.output.diagnostics import Located
from rca.output.words import count, listed
from rca.parse import parse
from rca.query import parse_query

if TYPE_CHECKING:
    from rca.kept import Kept
    from rca.rows import IncidentRow
    from rca.workspace import Workspace

CONFIG_RULE = "CONF01"
"""What a mistake in the configuration is told as."""


class Checking:
    """Finds diagnostics document by document, and counts them."""

    def __init__(
        self, select: tuple[str, ...], ignore: tuple[str, ...], since: str | None = None, stdin_name: str = ""
    ) -> None:
        self._select = select
        self._ignore = ignore
        self._since = since
        self._stdin_name = stdin_name
        self.documents: list[str] = []
        """What was checked so far."""
        self._kept: Kept | None = None
        self._root = ""
        self._levels: Counter[str] = Counter()
        self._unreadable = 0

    def found(self, targets: tuple[str, ...]) -> Iterator[Located]:
        """The diagnostics of files, of folders or of the documents that a query finds.

        A look at the workspace tells its configuration's mistakes, too.
        """
        if are_paths(targets):
            paths: Iterator[str] = chain.from_iterable(map(files_below, targets))
        else:
            workspace = open_workspace()
            paths = self._of_workspace(workspace, " ".join(targets))
            yield from self._counted(self._of_config(workspace.root))
        for path in paths if self._since is None else self._changed(paths, self._since):
            try:
                found = list(self._of_document(path))
            except UnreadableFile as error:
                self._unreadable += 1
                say(f"rca: {error}")
                continue
            self.documents.append(path)
            yield from self._counted(found)
        if self._kept:
            self._kept.keep()

    @staticmethod
    def _changed(paths: Iterable[str], since: str) -> Iterator[str]:
        """Of files those that are not as they were at a commit, new ones included; raises GitError."""
        changed: dict[str, frozenset[str]] = {}
        for path in paths:
            folder = os.path.dirname(os.path.abspath(path))
            if folder not in changed:
                changed[folder] = changed_since(Path(folder), since)
            if os.path.basename(path) in changed[folder]:
                yield path

    def _counted(self, found: Iterable[Located]) -> Iterator[Located]:
        for each in found:
            self._levels[each.diagnostic.level] += 1
            yield each

    def _of_config(self, root: str) -> Iterator[Located]:
        mistakes = load(root).diagnostics if self._wanted(CONFIG_RULE) else ()
        for path, line, level, message in mistakes:
            shown = os.path.relpath(os.path.join(root, path))
            source = read_source(shown)
            span = source.line_span(line)
            yield Located(
                shown, source, Diagnostic(rule=CONFIG_RULE, level=level, message=message, span=span)
            )

    def _of_workspace(self, workspace: Workspace, query: str) -> Iterator[str]:
        from rca.kept import Kept

        for file in workspace.unreadable():
            self._unreadable += 1
            say(f"rca: {file.path}: {file.reason}")
        self._kept = Kept(workspace.index, workspace.config, today())
        self._root = workspace.root
        paths = [row.path for row in meant(workspace, query)] if query else self._kept.paths
        return (self._shown(path) for path in paths)

    def _shown(self, path: str) -> str:
        """A document's path as seen from here."""
        return os.path.relpath(os.path.join(self._root, path))

    def _of_document(self, path: str) -> Iterator[Located]:
        found = self._of_file(path) if self._kept is None else self._of_kept(self._kept, path)
        return (each for each in found if self._wanted(each.diagnostic.rule))

    def _of_kept(self, kept: Kept, shown: str) -> Iterator[Located]:
        from rca.kept import PlacedSource

        path = os.path.relpath(os.path.abspath(shown), self._root)
        found = list(kept.of(path))
        source = PlacedSource(self._root, path, found)
        for each in found:
            told = Diagnostic.model_construct(
                rule=each.rule, level=each.level, message=each.message, span=each.span
            )
            yield Located(shown, source, told)

    def _of_file(self, path: str) -> Iterator[Located]:
        told = self._stdin_name if path == STDIN and self._stdin_name else path
        source, config = read_source(path), config_for(told)
        document = parse(source, name=os.path.basename(told), config=config)
        for diagnostic in check_document(document, source, CheckContext(today(), config)):
            yield Located(told, source, diagnostic)

    def _wanted(self, rule: str) -> bool:
        return (not self._select or rule.startswith(self._select)) and not rule.startswith(
            self._ignore or ("\0",)
        )

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
