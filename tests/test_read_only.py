"""A folder that nobody can write: the sentence names it, and not a temporary file that was to be."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path

import pytest

from rca.atomic import replace_file, write_file
from tests.command import INCIDENT, own_workspace, rca


def refuse(**_: object) -> tuple[int, str]:
    raise PermissionError(errno.EACCES, "Permission denied", "/somewhere/.x.md.abcdefgh.rca")


@pytest.fixture(autouse=True)
def refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "mkstemp", refuse)


def test_files_are_not_made(tmp_path: Path) -> None:
    document = tmp_path / "x.md"
    document.write_text("# Disk full\n")
    with pytest.raises(PermissionError) as one:
        write_file(document, b"")
    with pytest.raises(PermissionError) as other:
        replace_file(document, b"", "0")
    assert one.value.filename == other.value.filename == str(tmp_path)


def test_the_sentence_names_the_folder(tmp_path: Path) -> None:
    document = own_workspace(tmp_path) / "incidents" / f"{INCIDENT}.md"
    before = document.read_bytes()
    result = rca(tmp_path, "mark", "1455/3", "written")
    assert (result.code, result.out) == (1, "")
    assert result.err.endswith(": no file can be written in this folder: Permission denied\n")
    assert ".rca:" in result.err or "incidents:" in result.err
    assert document.read_bytes() == before


@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_new_file_has_the_mode_that_its_user_gives_new_files(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_file(tmp_path / "report.html", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "report.html").stat().st_mode) == 0o666 & ~mask
