"""Days and moments that somebody types: one that is none is refused with the form to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import INCIDENT, own_workspace, rca


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "20261101", "2026-W45", "1.11.2026", ""])
@pytest.mark.parametrize("command", [["mark", "1455/3", "written", "--on"], ["new", "Disk full", "--date"]])
def test_a_day_that_is_none(command: list[str], day: str, tmp_path: Path) -> None:
    result = rca(own_workspace(tmp_path), *command, day)
    assert result.code == 2
    assert f'"{day}" is no day; write it as 2026-06-01' in result.err


@pytest.mark.parametrize(
    ("field", "value"),
    [("resolved", "whenever"), ("started", "ongoing"), ("date", "yesterday"), ("date", "15:00 UTC")],
)
def test_a_moment_that_is_none(field: str, value: str, tmp_path: Path) -> None:
    document = own_workspace(tmp_path) / "incidents" / f"{INCIDENT}.md"
    before = document.read_bytes()
    result = rca(tmp_path, "set", "1455", field, value)
    assert result.code == 2
    assert f'{field}: "{value}" is no time; write it as 2026-06-01' in result.err
    assert document.read_bytes() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("resolved", "2026-05-16 09:00 UTC"),
        ("resolved", "09:00"),
        ("detected", "TBD"),
        ("date", "16 May 2026"),
    ],
)
def test_a_moment_in_any_form(field: str, value: str, tmp_path: Path) -> None:
    document = own_workspace(tmp_path) / "incidents" / f"{INCIDENT}.md"
    assert rca(tmp_path, "set", "1455", field, value).code == 0
    assert f"{value}\n" in document.read_text()
