"""A folder that nobody can write: the sentence names it, and not a temporary file that was to be."""

from __future__ import annotations

import errno
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
