"""Measure the promised ratios on generated workspaces: `python -m tests.bench.run [--json] [SIZE…]`.

Each pair runs side by side in this run, so that the ratios hold on any machine; goals stand beside them.
"""

from __future__ import annotations

import argparse
import compileall
import json
import sys
import sysconfig
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tests.bench.checks import checking
from tests.bench.exports import exports
from tests.bench.lsp import keys
from tests.bench.ratios import RATIOS, Result, Site, growth, journals
from tests.bench.reading import reading
from tests.bench.reports import reports
from tests.bench.screens import screens
from tests.bench.site import static_site

ROOT = Path(__file__).resolve().parents[2]


def compile_all() -> None:
    """Write byte code, which a first start would otherwise be measured with."""
    for folder in (ROOT / "rca", ROOT / "tests" / "bench", sysconfig.get_path("purelib")):
        compileall.compile_dir(folder, quiet=2, workers=0)


def measure(place: Path, sizes: list[int]) -> Iterator[Result]:
    """Every ratio on every size, and the growth from one to the next; 100 documents, journals
    and screens besides.
    """
    sites = [Site(place, size) for size in sorted({100, *sizes})]
    for site in sites:
        for ratio in RATIOS:
            if site.size == 100 and ratio.__name__ != "due":
                continue
            yield from ratio(site)
    for small, large in pairwise(sites[1:]):
        yield from growth(small, large)
    for site in sites:
        yield from reports(site)
        yield from checking(site)
    yield from journals(place)
    yield from screens(place)
    yield from reading(place)
    yield from static_site(place)
    yield from exports(place)
    yield from keys(place)


def line(result: Result) -> str:
    """One line of the table."""
    mark = {None: "  ", True: "ok", False: "NO"}[result.met]
    goal = "" if result.goal is None else f"≤ {result.goal:g}{result.unit}"
    value = f"{result.value:.3g}{result.unit}"
    return f"{mark}  {result.documents:>7,}  {result.name:<48} {value:>9}  {goal:<8}  {result.detail}"


def as_json(results: list[Result]) -> str:
    """All results as one JSON array."""
    return json.dumps(
        [result._asdict() | {"met": result.met} for result in results], indent=1, ensure_ascii=False
    )


def main() -> int:
    """Measure and print; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000], metavar="SIZE")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--place", type=Path, default=ROOT / ".bench", help="folder for workspaces (kept)")
    options = parser.parse_args()
    compile_all()
    results = []
    for result in measure(options.place, options.sizes):
        results.append(result)
        print(line(result), file=sys.stderr if options.json else sys.stdout, flush=True)
    if options.json:
        print(as_json(results))
    return int(any(result.met is False for result in results))


if __name__ == "__main__":
    sys.exit(main())
