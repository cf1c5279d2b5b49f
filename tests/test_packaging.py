"""What a wheel brings along, and what it asks for."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parent.parent
IMPORTED_AS = {"markdown-it-py": "markdown_it", "ruamel.yaml": "ruamel", "sqlite-utils": "sqlite_utils"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    return ZipFile(next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])))


def metadata(wheel: ZipFile, name: str) -> str:
    """A file of the wheel's .dist-info folder."""
    path = next(path for path in wheel.namelist() if path.endswith(f".dist-info/{name}"))
    return wheel.read(path).decode()


def imported() -> set[str]:
    """The top-level modules that the package imports anywhere, late imports included."""
    names: set[str] = set()
    for path in (ROOT / "rca").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.split(".")[0])
    return names


def test_every_template_is_in_the_wheel(wheel: ZipFile) -> None:
    templates = {f"rca/templates/{path.name}" for path in (ROOT / "templates").glob("*.md")}
    assert templates
    assert templates <= set(wheel.namelist())


def test_the_sample_workspace_is_in_the_wheel(wheel: ZipFile) -> None:
    assert sum(re.match(r"rca/demo/.*\.md$", name) is not None for name in wheel.namelist()) >= 12


def test_only_the_package_is_in_the_wheel(wheel: ZipFile) -> None:
    outside = [name for name in wheel.namelist() if not name.startswith(("rca/", "rca_ledger-"))]
    assert outside == []
    assert "rca/py.typed" in wheel.namelist()


def test_the_command_is_rca_and_the_distribution_is_not(wheel: ZipFile) -> None:
    assert "rca = rca.cli:main" in metadata(wheel, "entry_points.txt")
    assert re.search(r"^Name: rca-ledger$", metadata(wheel, "METADATA"), re.MULTILINE)


def test_every_dependency_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[<>=!\[ ]", dependency)[0] for dependency in project["dependencies"]]
    found = imported()
    unused = [name for name in names if IMPORTED_AS.get(name, name) not in found]
    assert unused == []


HELD_TOGETHER = re.compile(r"\)(?:[*+?]|\{[\d,]+\})\+|\(\?>")
"""A group that gives nothing back: Pythons before 3.11.5 match something else (python/cpython#106052)."""


def test_no_expression_is_matched_otherwise_by_an_older_python() -> None:
    """Debian 12 brings 3.11.2: `(?:a|b)*+` is refused here; `[ab]*+`, of single characters, is sound."""
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sorted((ROOT / "rca").rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if HELD_TOGETHER.search(line)
    ]
    assert found == []
