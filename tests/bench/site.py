"""A site of 1,000 RCAs beside their Markdown rendered by stock markdown-it-py; one changed RCA beside all.

`python -m tests.bench.site FOLDER` renders every document below a folder with the stock library.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

from tests.bench.generate import generate
from tests.bench.measure import Cost, child, cpu_ratio, pairs
from tests.bench.ratios import Result

SIZE = 1000
_TIMES = 3
_WHOLE = 3
_CHANGED = 0.05


def render(folder: Path) -> int:
    """Characters of HTML that the stock library makes of all documents of a workspace."""
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    paths = sorted(folder.rglob("*.md"))
    return sum(len(md.render(path.read_text(encoding="utf-8"))) for path in paths)


def static_site(place: Path) -> Iterator[Result]:
    """Both ratios beside their goals."""
    folder, target = place / "site", place / "site-made"
    if not folder.is_dir():
        generate(folder, SIZE)
    _rca(folder, "sync")

    def whole() -> Cost:
        shutil.rmtree(target, ignore_errors=True)
        return _rca(folder, "export", "site", str(target))

    document = sorted(folder.rglob("*.md"))[SIZE // 2]
    text = document.read_text(encoding="utf-8")

    def changed() -> Cost:
        document.write_text(f"{document.read_text(encoding='utf-8')}\nOne line more.\n", encoding="utf-8")
        return _rca(folder, "export", "site", str(target))

    stock = [sys.executable, "-m", "tests.bench.site", str(folder)]
    first = pairs(whole, lambda: child(stock), _TIMES)
    second = pairs(changed, whole, _TIMES)
    document.write_text(text, encoding="utf-8")
    yield Result("site ÷ stock Markdown, CPU", SIZE, cpu_ratio(first), _WHOLE, _told(first))
    yield Result("site, one changed ÷ whole, CPU", SIZE, cpu_ratio(second), _CHANGED, _told(second))


def _rca(folder: Path, *args: str) -> Cost:
    return child([sys.executable, "-m", "rca", "-C", str(folder), *args])


def _told(measured: list[tuple[Cost, Cost]]) -> str:
    return ", ".join(f"{first.cpu:.2f} / {second.cpu:.2f} s" for first, second in measured)


if __name__ == "__main__":
    print(render(Path(sys.argv[1])))
