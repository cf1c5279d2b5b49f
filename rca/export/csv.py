"""Action items as CSV (RFC 4180): a line each, written as they are read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from rca.export.cells import inert
from rca.export.columns import item_columns
from rca.export.selected import Selected

_AT_ONCE = 500
"""Lines that are written together."""


def write(selected: Selected, file: IO[bytes]) -> None:
    """Write a header, and a line for each item."""
    columns = item_columns(selected.environments)
    file.write(_line(column.key for column in columns).encode("utf-8"))
    lines: list[str] = []
    for item in selected.items():
        lines.append(_line(column.value(item) for column in columns))
        if len(lines) == _AT_ONCE:
            file.write("".join(lines).encode("utf-8"))
            lines.clear()
    file.write("".join(lines).encode("utf-8"))


def _line(cells: Iterable[str | int | None]) -> str:
    return ",".join(map(_cell, cells)) + "\r\n"


def _cell(value: str | int | None) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    text = inert(value)
    quoted = "," in text or '"' in text or "\n" in text
    return '"' + text.replace('"', '""') + '"' if quoted else text
