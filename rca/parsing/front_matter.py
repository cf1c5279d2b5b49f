"""Front matter: its top-level keys and values with their spans.

Flat YAML (`key: value` lines, simple lists) is read here; everything else by ruamel.yaml, and TOML by
tomllib, which are only imported when a document needs them.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

from rca.blocks import Block
from rca.parsing.reader import Reader
from rca.text import Span


class Entry(NamedTuple):
    """One key of the front matter."""

    key: str
    values: tuple[str, ...]
    """The items of a list, else the one value; empty for null."""
    start: int
    """Of the value, relative to the inner text."""
    end: int


_LINE = re.compile(r"(?P<key>[A-Za-z_][\w .-]{0,80}?):(?:[ \t]+(?P<value>[^\n]*))?(?:\n|\Z)")
_SKIP = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_DASH = re.compile(r"[ \t]*-[ \t]+(?P<value>[^\n]*)(?:\n|\Z)")
_PLAIN = re.compile(r"(?![-?:,\[\]{}#&*!|>'\"%@`])[^\s#:][^\n]*")
_ODD = re.compile(r":(?:\s|$)|\s#|[\t\r\x00-\x08\x7f\x85\ufeff]")
_QUOTED = re.compile(r"\"[^\"\\\n]*\"|'[^'\n]*'")
_FLOW = re.compile(r"\[[^\[\]{}&*!|>%@`\n#]*\]")
_FLOW_ITEM = re.compile(
    r"\s*(?:\"(?P<double>[^\"\\]*)\"|'(?P<single>[^']*)'"
    r"|(?P<plain>[^\s,\"'\[\]:?-][^,\"'\[\]:]*?))\s*(?:,|$)"
)
_NULL = frozenset(("", "~", "null", "Null", "NULL"))


def read_front_matter(reader: Reader, block: Block) -> list[Entry]:
    """The entries of a front matter block; what is wrong with it becomes a diagnostic."""
    inner = reader.text[block.content.start : block.content.end]
    if block.marker == "+++":
        return _toml(reader, inner, block)
    flat = _flat(inner)
    return flat if flat is not None else _yaml(reader, inner, block)


def _flat(inner: str) -> list[Entry] | None:
    """The entries of flat YAML; None where it takes a YAML parser to be sure."""
    entries: list[Entry] = []
    seen: set[str] = set()
    at = 0
    while at < len(inner):
        if skip := _SKIP.match(inner, at):
            at = skip.end()
            continue
        line = _LINE.match(inner, at)
        if line is None or line["key"] in seen or line["key"] != line["key"].strip():
            return None
        seen.add(line["key"])
        found = _flat_value(inner, line)
        if found is None:
            return None
        entry, at = found
        entries.append(entry)
    return entries


def _flat_value(inner: str, line: re.Match[str]) -> tuple[Entry, int] | None:
    """The entry of one key and where the next line starts."""
    raw = (line["value"] or "").rstrip(" \t\r")
    start = line.start("value") if line["value"] is not None else line.end("key") + 1
    following = inner[line.end() : line.end() + 1]
    if not raw:
        return (
            _block_list(inner, line)
            if following in " \t-" and following
            else (Entry(line["key"], (), start, start), line.end())
        )
    if following in (" ", "\t", "-"):
        return None
    values = _scalar(raw) if raw[0] != "[" else _flow(raw)
    return None if values is None else (Entry(line["key"], values, start, start + len(raw)), line.end())


def _scalar(raw: str) -> tuple[str, ...] | None:
    if _QUOTED.fullmatch(raw):
        return (raw[1:-1],)
    if raw in _NULL:
        return ()
    return (raw,) if _PLAIN.fullmatch(raw) and not _ODD.search(raw) else None


def _flow(raw: str) -> tuple[str, ...] | None:
    if not _FLOW.fullmatch(raw):
        return None
    inner, at, values = raw[1:-1], 0, []
    while at < len(inner):
        item = _FLOW_ITEM.match(inner, at)
        if item is None:
            return () if not inner.strip() else None
        values.append(next(v for v in item.group("double", "single", "plain") if v is not None))
        at = item.end()
    return tuple(values)


def _block_list(inner: str, line: re.Match[str]) -> tuple[Entry, int] | None:
    values: list[str] = []
    at = first = last = line.end()
    indents = set()
    while item := _DASH.match(inner, at):
        raw = item["value"].rstrip(" \t\r")
        value = _scalar(raw) if raw and raw[0] != "[" else None
        if value is None:
            return None
        first = first if values else at + inner[at:].index("-")
        indents.add(inner[at:].index("-"))
        values += value
        at, last = item.end(), item.start("value") + len(raw)
    if not values or len(indents) > 1 or inner[at : at + 1] in (" ", "\t"):
        return None
    return Entry(line["key"], tuple(values), first, last), at


def _yaml(reader: Reader, inner: str, block: Block) -> list[Entry]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml: Any = YAML(typ="safe", pure=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            root = yaml.compose(inner.replace("\r\n", " \n"))
    except RecursionError:
        return _too_deep(reader, block)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = block.content.start + min(mark.index if mark else 0, len(inner))
        reason = getattr(error, "problem", None) or "it cannot be parsed"
        reader.note("READ06", "error", f"the YAML front matter is not valid: {reason}", Span(at, at))
        return list(_plain_lines(inner))
    return list(_entries(root, inner)) if _is_map(root) else []


_PLAIN_LINE = re.compile(
    r"^(?P<key>[A-Za-z][\w -]{0,39}):[ \t]+(?P<value>[^\s#\[{&*!|>%@`][^\n]*?)[ \t\r]*$", re.MULTILINE
)


def _plain_lines(inner: str) -> Iterator[Entry]:
    """The entries of front matter that is no YAML, often for a second colon in a line: lines as they are."""
    for line in _PLAIN_LINE.finditer(inner):
        value = line["value"]
        is_quoted = len(value) > 1 and value[0] in "\"'" and value[-1] == value[0]
        yield Entry(line["key"], (value[1:-1] if is_quoted else value,), *line.span("value"))


_ABOUT = frozenset(("incident", "postmortem", "rca", "metadata", "incident_details"))
"""Keys under which a front matter holds what others have at its top."""


def _entries(mapping: Any, inner: str) -> Iterator[Entry]:
    for key, value in mapping.value:
        if key.id == "scalar" and str(key.value).lower() in _ABOUT and _is_map(value):
            for entry in _entries(value, inner):
                yield entry._replace(key="incident id") if entry.key == "id" else entry
        elif key.id == "scalar":
            yield _entry(key, value, inner)


def _too_deep(reader: Reader, block: Block) -> list[Entry]:
    at = block.content.start
    reader.note("READ06", "error", "the front matter is not valid: it nests too deep", Span(at, at))
    return []


def _is_map(node: Any) -> bool:
    return node is not None and node.id == "mapping"


def _entry(key: Any, value: Any, inner: str) -> Entry:
    start, end = value.start_mark.index, value.end_mark.index
    while end > start and inner[end - 1].isspace():
        end -= 1
    return Entry(str(key.value), tuple(_texts(value)), start, max(start, end))


def _texts(node: Any) -> Iterator[str]:
    if node.id == "scalar":
        if node.style or node.value not in _NULL:
            yield str(node.value).strip()
    elif node.id == "sequence":
        for item in node.value:
            yield from _texts(item)
    else:
        for key, value in node.value:
            yield f"{key.value}: {', '.join(_texts(value))}"


_TOML_LINE = re.compile(r"^[ \t]*(?P<key>[\w.\"'-]{1,80})[ \t]*=[ \t]*(?P<value>[^\n]*)$", re.MULTILINE)
_TOML_COMMENT = re.compile(r"\s+#[^\"'\]]*$")


def _toml(reader: Reader, inner: str, block: Block) -> list[Entry]:
    import tomllib

    try:
        table = tomllib.loads(inner.replace("\r\n", "\n"))
    except RecursionError:
        return _too_deep(reader, block)
    except ValueError as error:
        place = re.search(r"line (\d+)", str(error))
        lines = inner.split("\n")[: int(place[1]) - 1] if place else []
        at = min(block.content.start + sum(len(line) + 1 for line in lines), block.content.end)
        reader.note("READ06", "error", f"the TOML front matter is not valid: {error}", Span(at, at))
        return []
    places = {m["key"].strip("\"'"): m for m in reversed(list(_TOML_LINE.finditer(inner)))}
    return [_toml_entry(key, value, places) for key, value in _leaves(table) if key in places]


def _leaves(table: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value)
        else:
            yield key, value


def _toml_entry(key: str, value: Any, places: dict[str, re.Match[str]]) -> Entry:
    match = places[key]
    raw = _TOML_COMMENT.sub("", match["value"]).rstrip()
    values = value if isinstance(value, list) else [value]
    return Entry(
        key, tuple(_toml_text(v) for v in values), match.start("value"), match.start("value") + len(raw)
    )


def _toml_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
