"""What exports cost: one RCA as a PDF beside an empty Typst document, and the memory of many items as CSV."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.measure import Cost, call, child, cpu_ratio
from tests.bench.ratios import RCA, Result, run_json

_EACH = 50
"""Items of a document."""
_SIZES = (10_000, 100_000)
_HEAD = "| # | Action | Owner | Due | Issue | Written | Executed |\n|---|---|---|---|---|---|---|\n"


def exports(place: Path) -> Iterator[Result]:
    """Both figures."""
    yield _pdf()
    yield from _memory(place)


def _pdf() -> Result:
    found = run_json("tests.bench.exports")
    detail = f"{found['ours']:.3g} / {found['theirs']:.3g} ms CPU, each document for the first time"
    return Result("PDF of one RCA ÷ an empty Typst document", 1, found["ratio"], 3.0, detail)


def _memory(place: Path) -> Iterator[Result]:
    few, many = (_csv(place / f"items-{size}", size) for size in _SIZES)
    detail = f"{many.peak:.0f} / {few.peak:.0f} MB; {many.cpu:.1f} s CPU"
    yield Result(
        f"CSV of {_SIZES[1]:,} items: peak memory ÷ {_SIZES[0]:,}", 0, many.peak / few.peak, 1.15, detail
    )


def _csv(folder: Path, items: int) -> Cost:
    _write(folder, items)
    child([RCA, "-C", str(folder), "sync"])
    return child(
        [RCA, "-C", str(folder), "--no-sync", "export", "csv", "-o", str(folder / "out.csv"), "--force"]
    )


def _write(folder: Path, items: int) -> None:
    """A workspace with so many items, if it is not there yet."""
    if (folder / "incidents").exists():
        return
    (folder / "incidents").mkdir(parents=True)
    for at in range(items // _EACH):
        rows = "".join(
            f"| {n} | Carry out step {n} of plan {at} | team-{n % 7} | 2026-{n % 12 + 1:02}-11 | #{at}{n} "
            f"| 2026-01-{n % 28 + 1:02} | staging: 2026-02-{n % 28 + 1:02}; prod: — |\n"
            for n in range(1, _EACH + 1)
        )
        text = f"# Incident {at}\n\n- **Date:** 2026-01-01\n\n## Action items\n\n{_HEAD}{rows}"
        (folder / "incidents" / f"2026-01-01-incident-{at}.md").write_text(text, encoding="utf-8")


def _inside() -> dict[str, float]:
    """Pairs in one process that has loaded both, on documents of which none is set twice."""
    import typst

    from rca.demo import write_demo
    from rca.export.pdf import write
    from rca.export.selected import Selected
    from rca.workspace import Workspace

    with TemporaryDirectory() as folder:
        write_demo(Path(folder), date(2026, 11, 24))
        with Workspace(folder) as workspace:
            workspace.sync()
            rows = workspace.incidents()
            write(Selected(workspace, incident=rows[0]), io.BytesIO())
            typst.compile(b"")
            measured = []
            for row in islice(rows, 1, None):
                ours = call(lambda row=row: write(Selected(workspace, incident=row), io.BytesIO()))  # type: ignore[misc]
                measured.append((ours, call(lambda row=row: typst.compile(f"// {row.id}".encode()))))  # type: ignore[misc]
    costs = [1000 * median(cost.cpu for cost in side) for side in zip(*measured, strict=True)]
    return {"ratio": cpu_ratio(measured), "ours": costs[0], "theirs": costs[1]}


if __name__ == "__main__":
    json.dump(_inside(), sys.stdout)
