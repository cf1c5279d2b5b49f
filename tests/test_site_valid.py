"""Pages of the site, of exports and of the report by the Nu checker of the W3C: no error in any of them."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from rca.demo import write_demo
from tests.command import rca

CHECKER = Path(__file__).parents[1] / ".venv/npm/node_modules/vnu-jar/build/dist/vnu.jar"
JAVA = shutil.which("java")

pytestmark = [
    pytest.mark.skipif(not JAVA, reason="the Nu checker runs on Java: apt-get install default-jre-headless"),
    pytest.mark.skipif(not CHECKER.is_file(), reason="the Nu checker is not there: make npm"),
]


def errors_of(*places: Path) -> list[str]:
    """What the checker says, a line each."""
    assert JAVA
    command = [JAVA, "-Xss4m", "-jar", str(CHECKER), "--errors-only", "--skip-non-html", "--format", "gnu"]
    done = subprocess.run([*command, *map(str, places)], capture_output=True, text=True, check=False)
    found = done.stderr.splitlines()
    assert (done.returncode == 0) == (not found)
    return found


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!doctype html>\n<html lang="en"><title>x</title><p id="a"><p id="a"></html>\n', "utf-8")
    assert ["Duplicate ID" in line for line in errors_of(page)] == [True]


def test_every_page_is_valid(tmp_path: Path) -> None:
    write_demo(tmp_path, date(2026, 11, 24))
    for command in (
        ("export", "site", "site"),
        ("export", "html", "-o", "all.html"),
        ("report", "--format", "html", "-o", "review.html"),
    ):
        assert rca(tmp_path, *command).code == 0
    assert errors_of(tmp_path / "site", tmp_path / "all.html", tmp_path / "review.html") == []
