"""The columns of the table of items in every width: none is cut off, environments come before the rest."""

from __future__ import annotations

import pytest

from rca.output.terminal import Terminal
from rca.tui.widgets.columns import GAP, MARKS, Texts, columns

TERMINAL = Terminal(None, color=False, unicode=True)
ENVIRONMENTS = ("staging", "prod")


def names(width: int, environments: tuple[str, ...] = ENVIRONMENTS, owner: int = 16) -> list[str]:
    texts = Texts(TERMINAL, environments, lambda row: row.number)
    return [column.name for column in columns(width, texts, 13, owner)]


@pytest.mark.parametrize(
    "environments", [(), ("prod",), ENVIRONMENTS, tuple(f"region-{n}" for n in range(9))]
)
@pytest.mark.parametrize("item", [8, 22])
@pytest.mark.parametrize("owner", [8, 16])
def test_all_columns_are_seen_in_every_width(environments: tuple[str, ...], item: int, owner: int) -> None:
    texts = Texts(TERMINAL, environments, lambda row: row.number)
    for width in range(60, 301):
        shown = columns(width, texts, item, owner)
        assert MARKS + sum(column.cells + GAP for column in shown) <= width
        assert next(column for column in shown if column.name == "action").cells >= 8


def test_at_120_columns_there_is_one_for_each_environment() -> None:
    """A terminal of 120 columns leaves 100 beside the queues."""
    assert names(100)[-3:] == ["written", "env:staging", "env:prod"]


def test_the_wider_the_more() -> None:
    assert names(79) == ["item", "action", "due", "state"]
    assert names(100) == ["item", "action", "owner", "due", "written", "env:staging", "env:prod"]
    wide = ["item", "severity", "action", "owner", "day", "due", "written", "env:staging", "env:prod"]
    assert names(140) == wide


def test_more_environments_than_there_is_room_for_are_told_as_one_state() -> None:
    assert names(140, tuple(f"region-{n}" for n in range(9)))[-3:] == ["due", "written", "state"]


def test_where_there_is_room_for_more_than_the_action_its_incident_is_named() -> None:
    texts = Texts(TERMINAL, ENVIRONMENTS, lambda row: row.number)
    shown = {column.name: column.cells for column in columns(280, texts, 13, 16)}
    assert list(shown)[:4] == ["item", "severity", "action", "title"]
    assert shown["title"] == 60
    sorts = {column.name: column.sort for column in columns(280, texts, 13, 16)}
    assert (sorts["title"], sorts["action"]) == ("title", "")  # `sort:title` is by the incident's
    assert "title" not in names(180)


def test_one_unnamed_environment_has_its_title_whole() -> None:
    texts = Texts(TERMINAL, (), lambda row: row.number)
    last = columns(140, texts, 13, 16)[-1]
    assert (last.title, last.cells) == ("EXECUTED", 8)
