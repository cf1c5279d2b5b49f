"""Files that rca makes itself: in one move, and with the mode of any other file of their user."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from rca.atomic import write_file


@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_new_file_has_the_mode_that_its_user_gives_new_files(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_file(tmp_path / "report.html", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "report.html").stat().st_mode) == 0o666 & ~mask
