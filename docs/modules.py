"""The modules of the package by layer, as the import contract of pyproject.toml has them."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path


def _layers(root: Path) -> list[list[str]]:
    """The names in each layer, top first."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [re.findall(r"\w+", layer) for layer in layers]


def _path(root: Path, module: str) -> Path | None:
    found = (root / f"rca/{module}.py", root / f"rca/{module}/__init__.py")
    return next((path for path in found if path.exists()), None)


def _sentence(path: Path) -> str:
    """What a module says of itself: the first sentence of its docstring."""
    words = " ".join(
        (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n\n")[0].split()
    )
    return re.split(r"(?<=[.`])\s(?=[A-Z])", words)[0].rstrip(".").replace("|", "\\|")


def _rows(root: Path) -> Iterator[str]:
    for number, names in enumerate(_layers(root), 1):
        for path in filter(None, (_path(root, name) for name in names)):
            shown = path.relative_to(root / "rca").as_posix().removesuffix("__init__.py")
            yield f"| {number} | `{shown}` | {_sentence(path)} |"


def table(root: Path) -> str:
    """The layers as a Markdown table."""
    return "| | module | |\n|---|---|---|\n" + "\n".join(_rows(root)) + "\n"
