"""Templates as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rca.errors import UnreadableFile
from rca.output.table import Cell, Column, table
from rca.output.terminal import Terminal
from rca.templating import Template, shown


def template_lines(templates: Iterable[Template], terminal: Terminal) -> Iterator[str]:
    """Name, what it is for, whose it is, and where a team's own lies."""
    rows = [
        (Cell(each.name, "bold"), Cell(_purpose(each)), Cell(each.origin), Cell(_own_file(each), "muted"))
        for each in templates
    ]
    columns = (Column("NAME"), Column("FOR", least=16), Column("FROM"), Column("FILE", drop=1))
    return table(columns, rows, terminal)


def template_object(template: Template) -> dict[str, object]:
    """A template as plain values."""
    return {
        "name": template.name,
        "for": _purpose(template),
        "from": template.origin,
        "path": shown(template.path),
    }


def _own_file(template: Template) -> str:
    return shown(template.path) if template.is_own else ""


def _purpose(template: Template) -> str:
    try:
        return template.says
    except UnreadableFile as error:
        return error.reason
