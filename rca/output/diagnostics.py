"""Diagnostics as text with the place below, as JSON, and as annotations of a GitHub workflow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rca.findings import Finding
from rca.output.clean import clean, clean_lines
from rca.output.terminal import Terminal
from rca.output.width import cut, cut_left, width

_MARGIN = "    "
_TAB = "    "
LEVEL_ROLES = {"error": "error-bold", "warning": "warning", "info": "accent"}
_PLAIN = Terminal(width=None, color=False, unicode=True)
_PATH = "\0"
"""Stands for the path; no control gets out of `clean`."""


class Located(NamedTuple):
    """A finding and the file it is about."""

    path: str
    finding: Finding


def text_lines(diagnostics: Iterable[Located], terminal: Terminal, _: Sequence[str] = ()) -> Iterator[str]:
    """`path:line:col: RULE message`, the source line, and carets under the place."""
    for path, each in diagnostics:
        yield from _lines(clean(path), each, terminal)


def _lines(path: str, each: Finding, terminal: Terminal) -> Iterator[str]:
    place = terminal.colored(f"{path}:{each.line}:{each.column}:", "bold")
    rule = terminal.paint(each.rule, LEVEL_ROLES[each.level])
    yield f"{place} {rule} {terminal.paint(each.message)}"
    yield from _excerpt(each, terminal)


def is_plain(terminal: Terminal) -> bool:
    """Whether text has neither colours nor a width, so that it can have been written before."""
    return terminal.width is None and not terminal.color


def written(found: Iterable[Finding]) -> bytes:
    """The text of `text_lines` for one document on a plain terminal, to be told by `with_path`."""
    return "".join(f"{line}\n" for each in found for line in _lines(_PATH, each, _PLAIN)).encode()


def with_path(text: bytes, path: str) -> bytes:
    """What was written, with the path of the document."""
    return text.replace(_PATH.encode(), clean(path).encode())


def _excerpt(each: Finding, terminal: Terminal) -> Iterator[str]:
    before, marked, after = map(_one_line, (each.before, each.marked, each.after))
    if terminal.width is not None:
        room = max(terminal.width - len(_MARGIN), 8)
        before = cut_left(before, max(room // 4, room - width(marked) - 8), terminal.ellipsis)
        marked = cut(marked, room - width(before), terminal.ellipsis)
        after = cut(after, room - width(before) - width(marked), terminal.ellipsis)
    role = LEVEL_ROLES[each.level]
    yield (_MARGIN + before + marked + after).rstrip()
    yield _MARGIN + " " * width(before) + terminal.paint("^" * max(1, width(marked)), role)


def _one_line(text: str) -> str:
    return clean_lines(text.removeprefix("\ufeff")).replace("\t", _TAB).replace("\n", " ")


KEYS = ("path", "line", "column", "end_line", "end_column", "rule", "level", "message")
"""Of a diagnostic in JSON."""


def json_lines(diagnostics: Iterable[Located], _: Terminal, __: Sequence[str] = ()) -> Iterator[str]:
    """A list with an object for each diagnostic."""
    from rca.output.data import one_json

    yield from one_json([_object(each) for each in diagnostics])


def _object(located: Located) -> dict[str, object]:
    path, each = located
    places = (each.line, each.column, each.end_line, each.end_column)
    return dict(zip(KEYS, (path, *places, each.rule, each.level, each.message), strict=True))


_GITHUB_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def github_lines(diagnostics: Iterable[Located], _: Terminal, __: Sequence[str] = ()) -> Iterator[str]:
    """Workflow commands: `::error file=F,line=L,col=C,title=RULE::message`."""
    for path, each in diagnostics:
        level = _GITHUB_LEVELS[each.level]
        where = f"file={_property(path)},line={each.line},col={each.column},title={_property(each.rule)}"
        yield f"::{level} {where}::{_data(clean(each.message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(clean(text)).replace(":", "%3A").replace(",", "%2C")
