"""Diagnostics as text with the place below, as JSON, and as annotations of a GitHub workflow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rca.model import Diagnostic
from rca.output.clean import clean, clean_lines
from rca.output.data import one_json
from rca.output.terminal import Terminal
from rca.output.width import cut, cut_left, width
from rca.text import Source

_MARGIN = "    "
_TAB = "    "
LEVEL_ROLES = {"error": "error-bold", "warning": "warning", "info": "accent"}


class Located(NamedTuple):
    """A diagnostic and the file it is about."""

    path: str
    source: Source
    diagnostic: Diagnostic


def text_lines(diagnostics: Iterable[Located], terminal: Terminal) -> Iterator[str]:
    """`path:line:col: RULE message`, the source line, and carets under the place."""
    for path, source, diagnostic in diagnostics:
        line, column = source.position(diagnostic.span.start)
        place = terminal.paint(f"{path}:{line}:{column}:", "bold")
        rule = terminal.paint(diagnostic.rule, LEVEL_ROLES[diagnostic.level])
        yield f"{place} {rule} {terminal.paint(diagnostic.message)}"
        yield from _excerpt(source, diagnostic, terminal)


def _excerpt(source: Source, diagnostic: Diagnostic, terminal: Terminal) -> Iterator[str]:
    start, end = diagnostic.span
    line = source.line_span(source.line(start))
    before, marked, after = (
        _one_line(source.text[a:b])
        for a, b in ((line.start, start), (start, min(end, line.end)), (min(end, line.end), line.end))
    )
    if terminal.width is not None:
        room = max(terminal.width - len(_MARGIN), 8)
        before = cut_left(before, max(room // 4, room - width(marked) - 8), terminal.ellipsis)
        marked = cut(marked, room - width(before), terminal.ellipsis)
        after = cut(after, room - width(before) - width(marked), terminal.ellipsis)
    role = LEVEL_ROLES[diagnostic.level]
    yield (_MARGIN + before + marked + after).rstrip()
    yield _MARGIN + " " * width(before) + terminal.paint("^" * max(1, width(marked)), role)


def _one_line(text: str) -> str:
    return clean_lines(text.removeprefix("\ufeff")).replace("\t", _TAB).replace("\n", " ")


KEYS = ("path", "line", "column", "end_line", "end_column", "rule", "level", "message")
"""Of a diagnostic in JSON."""


def json_lines(diagnostics: Iterable[Located], _: Terminal) -> Iterator[str]:
    """A list with an object for each diagnostic."""
    yield from one_json([_object(each) for each in diagnostics])


def _object(located: Located) -> dict[str, object]:
    path, source, diagnostic = located
    line, column = source.position(diagnostic.span.start)
    end_line, end_column = source.position(diagnostic.span.end)
    said = (diagnostic.rule, diagnostic.level, diagnostic.message)
    return dict(zip(KEYS, (path, line, column, end_line, end_column, *said), strict=True))


_GITHUB_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def github_lines(diagnostics: Iterable[Located], _: Terminal) -> Iterator[str]:
    """Workflow commands: `::error file=F,line=L,col=C,title=RULE::message`."""
    for path, source, diagnostic in diagnostics:
        line, column = source.position(diagnostic.span.start)
        level = _GITHUB_LEVELS[diagnostic.level]
        where = f"file={_property(path)},line={line},col={column},title={_property(diagnostic.rule)}"
        yield f"::{level} {where}::{_data(clean(diagnostic.message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(clean(text)).replace(":", "%3A").replace(",", "%2C")
