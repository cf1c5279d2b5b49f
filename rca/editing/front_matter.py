"""Values in YAML and TOML front matter: only the value's characters are replaced, comments and order stay."""

from __future__ import annotations

import json
import re
from datetime import date, datetime

from rca.blocks import Block
from rca.changes import Refused
from rca.editing.lines import insert, prefix_of
from rca.text import Source, Span, TextEdit

_LIST = re.compile(r"\[|-\s")
_FLAT = re.compile(r"[ \t]*-[ \t]+(?![-?&*!|>{\[])[^:\n]*$")
_MAPPING = re.compile(r"\{|[^\"'\[|>-][^\n]*?:(?:\s|$)")
_TOML_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_TOML_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?")
_TOML_BARE = re.compile(r"\d{4}-\d\d-\d\d.*|[+-]?\d[\d_.]*|true|false")


class UnwritableValue(Refused):
    """Front matter in a shape that a single value cannot replace."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"{key} in the front matter is a nested value; change it with an editor, nothing was changed"
        )


def replace(source: Source, marker: str, span: Span, value: str, label: str) -> TextEdit:
    """Replace a value of the front matter with a marker (`---` or `+++`)."""
    old = source.slice(span)
    if not old:
        return insert(_behind_key(source, span.start, label), f" {scalar(marker, value)}")
    if _MAPPING.match(old):
        raise UnwritableValue(label)
    if not _LIST.match(old):
        return TextEdit(span, scalar(marker, value, old))
    if old.startswith("["):
        return TextEdit(span, _list(marker, value))
    if not all(_FLAT.match(line) for line in old.splitlines()):
        raise UnwritableValue(label)
    between = source.newline + prefix_of(source, span.start)
    return TextEdit(span, between.join(f"- {_yaml(part, '')}" for part in _parts(value)))


def _behind_key(source: Source, at: int, key: str) -> int:
    """Where the value of a key goes that has none: before a comment on its line."""
    above = list(
        re.finditer(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*[:=]", source.text[:at], re.MULTILINE)
    )
    return above[-1].end() if above else len(source.text[:at].rstrip())


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _list(marker: str, value: str) -> str:
    parts = _parts(value)
    quotes = ('"' if marker == "+++" or re.search(r"[\[\]{}]", part) else "" for part in parts)
    texts = (scalar(marker, part, quote) for part, quote in zip(parts, quotes, strict=True))
    return f"[{', '.join(texts)}]"


def scalar(marker: str, value: str, old: str = "") -> str:
    """A value as it stands in the front matter, quoted as the one it replaces if that is enough."""
    return _toml(value, old) if marker == "+++" else _yaml(value, old)


def _toml(value: str, old: str) -> str:
    if old and _TOML_BARE.fullmatch(old) and _TOML_DATE.fullmatch(value):
        return value
    if old.startswith("'") and not old.startswith("'''") and "'" not in value:
        return f"'{value}'"
    return _double_quoted(value)


def _double_quoted(value: str) -> str:
    """A basic string of TOML, which is a double-quoted one of YAML, too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _yaml(value: str, old: str) -> str:
    if old.startswith("'"):
        return "'" + value.replace("'", "''") + "'"
    if old.startswith('"') or not _is_plain_yaml(value):
        return _double_quoted(value)
    return value


def _is_plain_yaml(value: str) -> bool:
    """Whether YAML 1.2 reads an unquoted value as this text (or as the day that it writes)."""
    if not value or value != value.strip() or re.match(r"[-?:,\[\]{}#&*!|>'\"%@`~=]", value):
        return False
    if re.search(r":(?:\s|$)|\s#", value):
        return False
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        loaded: object = YAML(typ="safe", pure=True).load(f"key: {value}\n")["key"]
    except (YAMLError, ValueError):
        return False
    return loaded == value or (
        isinstance(loaded, date) and not isinstance(loaded, datetime) and str(loaded) == value
    )


def add(source: Source, block: Block, key: str, value: str) -> TextEdit:
    """A new key at the end of the front matter; in TOML before the first table."""
    if block.marker != "+++":
        return insert(block.content.end, f"{source.newline}{key}: {scalar(block.marker, value)}")
    line = f"{key} = {scalar(block.marker, value)}"
    if _TOML_TABLE.search(source.slice(block.content)):
        return insert(block.content.start, line + source.newline)
    return insert(block.content.end, source.newline + line)
