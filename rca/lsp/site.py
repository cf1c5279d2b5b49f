"""Where a text belongs: a workspace with its configuration and its index, or nothing but the text itself."""

from __future__ import annotations

import os
from datetime import date
from typing import NamedTuple

from rca.config import Config, ConfigError, WorkspaceNotFound, find_root, signature, today
from rca.configfile import load
from rca.folders import SKIPPED, is_document, name_of
from rca.lsp.known import Known
from rca.lsp.texts import Text, path_of
from rca.model import Document
from rca.problems import IndexProblem
from rca.text import Source
from rca.workspace import Workspace


class Site:
    """A workspace as one thread knows it; `root` is empty for texts that belong to none."""

    def __init__(
        self, root: str, config: Config, known: Known, day: date, problem: ConfigError | None
    ) -> None:
        self.root = root
        self.config = config
        self.known = known
        self.today = day
        self.problem = problem
        """Why the configuration cannot be used; the last one that could be is used meanwhile."""

    def path(self, file: str) -> str | None:
        """How the workspace names a file in one of its folders, relative to the root; None elsewhere."""
        if not self.root:
            return None
        for place in dict.fromkeys((os.path.abspath(file), os.path.realpath(file))):
            for folder in self.config.incidents:
                if path := _below(place, self.root, folder):
                    return path
        return None

    def holds(self, file: str) -> bool:
        """Whether a file is one of the documents of the workspace; where there is none, any file is."""
        if not self.root:
            return True
        path = self.path(file)
        return path is not None and _is_read(path)

    def incident(self, text: Text, document: Document) -> str:
        """The id of the incident that a text tells of."""
        return document.incident_id or name_of(self.path(text.path) or text.path)

    def close(self) -> None:
        """Close the index."""
        if self.known.workspace:
            self.known.workspace.close()


class View(NamedTuple):
    """A text as it is read at its site: what every feature looks at."""

    text: Text
    document: Document
    site: Site

    def reread(self, source: Source) -> View:
        """The same document, if its text were another one."""
        text = Text(self.text.uri, None, source.text, self.text.encoding)
        return View(text, text.document(self.site.config), self.site)

    @property
    def incident(self) -> str:
        """The id of the incident."""
        return self.site.incident(self.text, self.document)

    @property
    def known(self) -> Known:
        """What the index knows."""
        return self.site.known


class Sites:
    """Every workspace that a thread has met; each thread has its own, as each has its own index open."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, Site]] = {}

    def of(self, file: str) -> Site:
        """The site of a file, by the configuration as it is now."""
        try:
            root = find_root(os.path.dirname(os.path.abspath(file))) if file else ""
        except WorkspaceNotFound:
            root = ""
        return self.of_root(root)

    def of_root(self, root: str) -> Site:
        """A workspace, by the configuration as it is now."""
        now, (was, known) = signature(root) if root else "", self._known.get(root, ("", None))
        if known is None or now != was or known.today != today():
            known = _opened(root, known)
            # An index that could not be opened may be the next time.
            is_whole = known.known.workspace is not None or known.problem is not None
            self._known[root] = (now if is_whole else "", known)
        return known

    def of_text(self, text: Text) -> Site:
        """The site of a text; one that is no file yet has none."""
        return self.of(path_of(text.uri))

    def view(self, text: Text) -> View:
        """A text as it is read at its site."""
        site = self.of_text(text)
        return View(text, text.document(site.config), site)

    def problems(self) -> list[str]:
        """What the indexes could not answer since it was asked last, each sentence once."""
        found = [problem for _, site in self._known.values() for problem in site.known.problems]
        for _, site in self._known.values():
            site.known.problems.clear()
        return list(dict.fromkeys(found))

    def close(self) -> None:
        """Close every index."""
        for _, site in self._known.values():
            site.close()


def _opened(root: str, before: Site | None) -> Site:
    if not root:
        return Site("", Config(), Known(), today(), None)
    workspace = Workspace(root)
    try:
        config = workspace.config
    except ConfigError as problem:
        if before is not None:
            return Site(root, before.config, before.known, today(), problem)
        return Site(root, Config(root=root), Known(), today(), problem)
    except IndexProblem as problem:
        return _without_index(root, problem)
    if before is not None:
        before.close()
    return Site(root, config, Known(workspace), workspace.today, None)


def _without_index(root: str, problem: IndexProblem) -> Site:
    known = Known()
    known.problems.append(str(problem))
    try:
        return Site(root, load(root), known, today(), None)
    except ConfigError as error:
        return Site(root, Config(root=root), known, today(), error)


def _below(place: str, root: str, folder: str) -> str:
    """The path that the index has for a file below a folder of the workspace; empty if it is elsewhere."""
    plain = (folder.rstrip("/") or "/").removeprefix("./") or "."
    top = os.path.normpath(os.path.join(root, plain))
    if os.path.commonpath((place, top)) != top or place == top:
        return ""
    inner = os.path.relpath(place, top).replace(os.sep, "/")
    return inner if plain == "." else f"{plain}/{inner}"


def _is_read(path: str) -> bool:
    *folders, name = path.split("/")
    return is_document(name) and not any(
        folder in SKIPPED or (folder.startswith(".") and folder != "..") for folder in folders
    )
