"""What one process measures: `python -m tests.bench.inside noop|update|search WORKSPACE`; prints JSON."""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt

from rca.workspace import Workspace
from tests.bench.floor import documents
from tests.bench.measure import Cost, call, pairs, percentile, wall_ratio
from tests.bench.words import VOCABULARY

Figures = dict[str, float]
UPDATES = 1000
LIMIT = 20


def scandir_stat(folder: str) -> dict[str, tuple[int, int, int]]:
    """Size, time and inode of every document, in the plainest way."""
    found = {}
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    waiting.append(entry.path)
                elif entry.name.endswith(".md"):
                    status = entry.stat()
                    found[entry.path] = (status.st_size, status.st_mtime_ns, status.st_ino)
    return found


def noop(folder: Path) -> Figures:
    """A sync that finds nothing to do, against scandir and stat."""
    with Workspace.find(folder) as workspace:
        workspace.sync()
        incidents = str(folder / "incidents")
        measured = pairs(lambda: call(workspace.sync), lambda: call(lambda: scandir_stat(incidents)), 31)
    return {"ratio": wall_ratio(measured), "ms": 1000 * percentile([sync.wall for sync, _ in measured], 0.5)}


def stock_parser() -> MarkdownIt:
    """markdown-it-py as it comes, blocks only."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _update(workspace: Workspace, path: Path, number: int, parser: MarkdownIt) -> tuple[Cost, Cost]:
    """Add a line to a document; the cost of indexing it, and of the stock parser on the same text."""
    path.write_bytes(path.read_bytes() + b"\nChanged for the %d. time.\n" % number)
    name = str(path.relative_to(workspace.root))
    indexed = call(lambda: workspace.sync_paths([name]))
    text = path.read_text(encoding="utf-8")
    return indexed, call(lambda: parser.parse(text))


def update(folder: Path) -> Figures:
    """One changed document, a thousand times; the documents are put back afterwards."""
    rng = random.Random(1)
    chosen = [Path(path) for path in rng.sample(documents(folder / "incidents"), min(UPDATES, 500))]
    before = {path: path.read_bytes() for path in chosen}
    parser = stock_parser()
    with Workspace.find(folder) as workspace:
        workspace.sync()
        _update(workspace, chosen[0], UPDATES, parser)  # what is imported late is imported now
        measured = [_update(workspace, chosen[n % len(chosen)], n, parser) for n in range(UPDATES)]
        for path, data in before.items():
            path.write_bytes(data)
        workspace.sync()
    spent = [indexed.cpu for indexed, _ in measured]
    ratio = percentile([indexed.cpu / stock.cpu for indexed, stock in measured], 0.5)
    return {"ratio": ratio, "ms": 1000 * percentile(spent, 0.5), "worst ms": 1000 * max(spent)}


def _milliseconds(search: Callable[[str, int], object], queries: list[str]) -> list[float]:
    return [1000 * call(lambda query=query: search(query, LIMIT)).cpu for query in queries]  # type: ignore[misc]


def search(folder: Path) -> Figures:
    """Searches in process: whole words (frequent, rare, two of them), and as one types, letter by letter."""
    rng = random.Random(2)
    frequent = [rng.choice(VOCABULARY[:300]) for _ in range(150)]
    rare = [rng.choice(VOCABULARY) for _ in range(300)]
    two = [f"{rng.choice(VOCABULARY[:2000])} {rng.choice(VOCABULARY)}" for _ in range(150)]
    typed = [
        word[:length] for word in frequent[:75] + rare[:75] for length in range(1, min(8, len(word)) + 1)
    ]
    with Workspace.find(folder) as workspace:
        workspace.sync()
        whole = _milliseconds(workspace.search, frequent + rare + two)
        typing = _milliseconds(workspace.search_as_typed, typed)
    return {
        "whole p50": percentile(whole, 0.5),
        "whole p99": percentile(whole, 0.99),
        "typing p50": percentile(typing, 0.5),
        "typing p99": percentile(typing, 0.99),
    }


if __name__ == "__main__":
    print(json.dumps({"noop": noop, "update": update, "search": search}[sys.argv[1]](Path(sys.argv[2]))))
