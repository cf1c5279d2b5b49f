"""What is wrong with a text as it is typed: what reading notices, and what the rules say."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable
from typing import Any

from rca.checks import CheckContext, UnknownProfile, check
from rca.checkup import CONFIG_RULE, diagnostics
from rca.config import FILE_NAME, PROJECT_FILE, ConfigDiagnostic
from rca.configfile import ConfigReader
from rca.flatten import is_incident
from rca.lsp.site import Site, View
from rca.lsp.texts import Text
from rca.model import Diagnostic
from rca.problems import IndexProblem
from rca.text import Source, Span

_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")
_FILE_PLACE = re.compile(r":(\d+)(?::(\d+))?$")
CONFIG_NAMES = (FILE_NAME, PROJECT_FILE)
"""Files that hold a configuration."""


def is_checked(view: View) -> bool:
    """Whether a text is a document: of a README only where it tells of an incident, of a template never."""
    text, site = view.text, view.site
    return site.holds(text.path) and is_incident(vars(view.document), text.path)


def diagnose(view: View) -> list[Diagnostic]:
    """Everything that `rca check` would say of the text, with its places."""
    if not is_checked(view):
        return []
    site = view.site
    try:
        return _checked(view, site)
    except UnknownProfile as problem:
        site.known.problems.append(str(problem))
        return list(view.document.diagnostics)


def _checked(view: View, site: Site) -> list[Diagnostic]:
    """By all rules; without the index, those that ask it hold their peace."""
    source, document = view.text.source, view.document
    workspace = site.known.workspace
    if workspace is not None:
        try:
            if workspace.was_read():
                return diagnostics(site.config, site.today, workspace.index, source, document)
        except IndexProblem as problem:
            site.known.problems.append(str(problem))
    return check(document, source, CheckContext(site.today, site.config))


def diagnose_config(text: Text) -> list[Diagnostic]:
    """What is wrong with a configuration that is being written."""
    keys = () if text.name == FILE_NAME else ("tool", "rca")
    try:
        table = tomllib.loads(text.source.normal)
    except tomllib.TOMLDecodeError as error:
        return [_unreadable(text.source, str(error))] if not keys or "[tool.rca" in text.source.text else []
    except RecursionError:
        return [_unreadable(text.source, "it nests too deeply")]
    table = _below(table, keys)
    reader = ConfigReader(text.name, text.source.normal, keys)
    return _placed(text.source, reader.config("", table).diagnostics) if table else []


def _below(table: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        table = table.get(key) if isinstance(table, dict) else None
    return table


def diagnose_file(site: Site, source: Source) -> list[Diagnostic]:
    """What is wrong with the configuration of a site, as its file has it."""
    if site.problem is None:
        return _placed(source, site.config.diagnostics)
    place = _FILE_PLACE.search(site.problem.place)
    span = _at(source, int(place[1]), int(place[2] or 1)) if place else source.line_span(1)
    return [Diagnostic(rule=CONFIG_RULE, level="error", message=site.problem.reason, span=span)]


def config_file(site: Site) -> str:
    """The file that holds the configuration of a site; empty where there is none."""
    there = (os.path.join(site.root, name) for name in CONFIG_NAMES if site.root)
    return next(filter(os.path.isfile, there), "")


def _placed(source: Source, notes: Iterable[ConfigDiagnostic]) -> list[Diagnostic]:
    return [
        Diagnostic(rule=CONFIG_RULE, level=note.level, message=note.message, span=source.line_span(note.line))
        for note in notes
    ]


def _unreadable(source: Source, said: str) -> Diagnostic:
    place = _TOML_PLACE.search(said)
    last = source.line(len(source.text))
    span = _at(source, int(place[1]), int(place[2])) if place else source.line_span(last)
    message = _TOML_PLACE.sub("", said).strip()
    return Diagnostic(rule=CONFIG_RULE, level="error", message=message, span=span)


def _at(source: Source, line: int, column: int) -> Span:
    """From a place to the end of its line."""
    start, end = source.line_span(min(line, source.line(len(source.text))))
    return Span(min(start + column - 1, end), end)
