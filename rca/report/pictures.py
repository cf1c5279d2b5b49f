"""The charts of a page as files, for slides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from rca.charts import Chart, png, svg
from rca.output.words import count
from rca.report.delivery import deliver
from rca.report.page import Figure, Page
from rca.report.pdf import LOOKS

_PAPER = LOOKS._replace(font="Liberation Sans, Arial, Helvetica, sans-serif")


def write_pictures(page: Page, folder: str) -> str:
    """Write each chart as SVG and PNG, named after its title; what was written, as a sentence."""
    place, number = Path(folder), 0
    place.mkdir(parents=True, exist_ok=True)
    for chart in _charts(page):
        name = re.sub(r"[^a-z0-9]+", "-", chart.title.lower()).strip("-")
        deliver(place / f"{name}.png", png(chart, _PAPER), ())
        deliver(place / f"{name}.svg", svg(chart, _PAPER).encode(), ())
        number += 1
    return f"{count(number, 'chart')} in {folder}, each as SVG and PNG"


def _charts(page: Page) -> Iterator[Chart]:
    for section in page.sections:
        yield from (block.chart for block in section.blocks if isinstance(block, Figure))
