"""The report in its formats, as whole processes, against a `due` that finds nothing changed."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.measure import cpu_ratio, pairs
from tests.bench.ratios import Result, Site, both

GOAL = 15.0
REPEATS = 5


def reports(site: Site) -> Iterator[Result]:
    """Each format on a workspace of 10,000 documents; PDF and HTML with charts by the library."""
    if site.size != 10_000:
        return
    site.rca("sync")
    for form in ("terminal", "md", "json", "html", "pdf"):
        command = f"report --format {form}"
        found = pairs(lambda command=command: site.rca(command), lambda: site.rca("due", 1), REPEATS)  # type: ignore[misc]
        name = f"rca report --format {form} ÷ rca due, CPU"
        yield Result(name, site.size, cpu_ratio(found), GOAL, both(found, cpu=True))
    found = pairs(lambda: site.rca("report"), lambda: site.rca("due id:nothing-has-it"), REPEATS)
    name = "rca report ÷ rca due that shows nothing, CPU"
    yield Result(name, site.size, cpu_ratio(found), None, both(found, cpu=True))
