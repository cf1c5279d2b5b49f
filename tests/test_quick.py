"""Plain lines are read without click, and mean what click says that they mean."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rca.cli.app import app
from rca.cli.commands import COMMANDS, LOOK
from rca.cli.made import Command
from rca.cli.quick import quick
from rca.cli.settings import Settings, running
from tests.command import own_workspace, rca

Meant = tuple[str, dict[str, Any], dict[str, Any]]
"""Command, what it is called with, and what the settings say."""

WORDS = (
    *"1455 1455/2 owner:x -owner:x -k: - -- -x 0 3 -3 7d x always --lim=5 --json=1 --color=red".split(),
    *"-n -n5 --limit=5 --within --within=2w --within= --json --csv --all --raw --exit-zero".split(),
    *"-C --workspace=incidents incidents nowhere --no-sync --color --color=never --no-color".split(),
    "two words",
    "",
)

lines = st.builds(
    lambda before, name, behind: [*before, *name, *behind],
    st.one_of(st.just([]), st.lists(st.sampled_from(WORDS), max_size=3)),
    st.lists(
        st.sampled_from([name for name, entry in COMMANDS.items() if entry.group == LOOK]),
        min_size=1,
        max_size=1,
    ),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=5),
)


def by_click(args: list[str]) -> Meant | None:
    """What click makes of a line; None where it refuses it, or answers by itself."""
    seen: list[Meant] = []

    def invoked(command: click.Command, ctx: click.Context) -> None:
        seen.append((command.callback.__name__, dict(ctx.params), {}))  # type: ignore[union-attr]

    told = Settings()
    with running(told), patch.object(Command, "invoke", invoked):
        try:
            app.main(args, prog_name="rca", standalone_mode=False)
        except (click.ClickException, click.Abort):
            return None
    return (*seen[0][:2], said(told)) if seen else None


def said(told: Settings) -> dict[str, Any]:
    return {"folder": told.folder, "sync": told.sync, "color": told.color}


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    here, place = os.getcwd(), tmp_path_factory.mktemp("lines")
    (place / "incidents").mkdir()
    os.chdir(place)
    yield place
    os.chdir(here)


@given(lines)
@settings(max_examples=1500, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_read_quickly_is_what_click_reads(args: list[str]) -> None:
    call = quick(args)
    if call is not None:
        assert (call.function.__name__, call.values, said(call.settings)) == by_click(args)


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("", {"as_json": False}),
        ("--no-sync", {"as_json": False}),
        ("due", {"query": "", "within": 7, "exit_zero": False, "as_json": False}),
        ("due --within 2w owner:a -tag:b c", {"query": "owner:a c -tag:b", "within": 14}),
        ("--no-sync -C incidents search lag -n 3 --json", {"words": "lag", "limit": 3, "as_json": True}),
        ("list sev:<=2 --csv --color=always", {"query": "sev:<=2", "as_csv": True}),
        ("list -- --json", {"query": "--json", "as_json": False}),
        ("show 1455/2 --raw", {"reference": "1455/2", "raw": True}),
        ("log", {"reference": None}),
        ("status --json", {"as_json": True}),
        ("similar 1455 --all", {"reference": "1455", "later_too": True, "limit": 20}),
        ("actions is:overdue", {"query": "is:overdue"}),
    ],
)
def test_lines_of_every_day_are_read_quickly(
    line: str, values: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RCA_TUI", "0")
    call = quick(line.split())
    assert call is not None
    assert call.values | values == call.values


@pytest.mark.parametrize(
    "line",
    [
        *("--help", "list --help", "list -h", "--version", "lisst", "list --cvs", "--json list"),
        *("search", "show", "show a b", "search x -n", "search x -n 0", "due --within soon"),
        *("-C nowhere list", "mark 1455/2 written", "list --csv --json"),
    ],
)
def test_click_is_asked_about_the_others(line: str) -> None:
    assert quick(line.split()) is None


def test_both_ways_answer_the_same(tmp_path: Path) -> None:
    own_workspace(tmp_path)
    plain, abbreviated = (
        rca(tmp_path, "search", "audit", "--limit", "2"),
        rca(tmp_path, "search", "audit", "-n2"),
    )
    assert plain.code == 0
    assert plain == abbreviated


@pytest.mark.parametrize("line", ["list --json --csv", "actions --csv --json is:open"])
def test_an_answer_has_one_form(tmp_path: Path, line: str) -> None:
    own_workspace(tmp_path)
    result = rca(tmp_path, *line.split())
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "rca: --csv and --json are two forms of one answer, take one of them; "
        f"see rca {line.split(maxsplit=1)[0]} --help\n"
    )
