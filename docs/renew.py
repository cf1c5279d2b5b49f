"""Renew what is generated in README.md and docs/: `python -m docs.renew [--check]`.

Between `<!-- run: rca … -->` and `<!-- end -->` stands what the command prints on the sample workspace;
docs/due.svg is its picture; docs/architecture.md lists the layers of pyproject.toml with what each module
says of itself. With --check nothing is written, and the exit code is 1 when something is old.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from docs.commands import commands
from docs.modules import table
from docs.picture import picture
from docs.sample import run, sample_workspace
from rca.checks.docs import rules_page

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "docs/format.md", "docs/verify.md", "docs/journal.md", "docs/authoring.md")
_BLOCK = re.compile(r"(<!-- run: (?P<command>[^\n]*?) -->\n).*?(<!-- end -->)", re.DOTALL)
_LAYERS = re.compile(r"(<!-- layers -->\n).*?(<!-- end -->)", re.DOTALL)


def _block(match: re.Match[str], folder: Path) -> str:
    command = match["command"]
    output = "\n".join(line.rstrip() for line in run(command, folder).split("\n")).strip("\n")
    return f"{match[1]}```console\n$ {command}\n{output}\n```\n{match[3]}"


def page(path: Path, folder: Path) -> str:
    """The text of a page with the output of its commands as it is today."""
    return _BLOCK.sub(lambda match: _block(match, folder), path.read_text(encoding="utf-8"))


def current() -> Iterator[tuple[Path, str]]:
    """Every generated file and what should stand in it."""
    with sample_workspace() as folder:
        for name in PAGES:
            if (ROOT / name).exists():
                yield ROOT / name, page(ROOT / name, folder)
    yield ROOT / "docs/rules.md", rules_page()
    yield ROOT / "docs/cli.md", commands()
    yield ROOT / "docs/due.svg", picture("rca due")
    page_of_layers = ROOT / "docs/architecture.md"
    text = page_of_layers.read_text(encoding="utf-8")
    yield page_of_layers, _LAYERS.sub(lambda match: f"{match[1]}{table(ROOT)}{match[2]}", text)


def main(arguments: list[str]) -> int:
    """Write or check; the exit code."""
    old = [
        (path, text)
        for path, text in current()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in old:
        if "--check" in arguments:
            sys.stderr.write(f"{path.relative_to(ROOT)} is not current: make docs\n")
        else:
            path.write_text(text, encoding="utf-8")
            sys.stderr.write(f"renewed {path.relative_to(ROOT)}\n")
    return 1 if old and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
