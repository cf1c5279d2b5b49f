"""Checking against reading, and `rca check` of unchanged documents against a sync that finds nothing.

Corpus documents are looked for beside the checkout; where they are missing, generated ones are checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rca.checks import RULES, CheckContext, check
from rca.config import Checks, Config
from rca.model import Document
from rca.parse import parse
from rca.text import Source
from tests.bench.measure import Cost, call, cpu_ratio, pairs
from tests.bench.ratios import Result, Site, both

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "documents"
ALL = Config(checks=Checks(select=tuple(rule.id for rule in RULES)))
"""A configuration that asks for every rule."""
GOAL = 1.5
UNCHANGED = 3.0
REPEATS = 7


def _sources(site: Site) -> list[Source]:
    folder = CORPUS if CORPUS.is_dir() else site.folder / "incidents"
    return [Source.from_bytes(path.read_bytes(), str(path)) for path in sorted(folder.rglob("*.md"))[:1000]]


def _read(sources: list[Source]) -> list[Document]:
    return [parse(source, name="doc.md", config=ALL) for source in sources]


def checking(site: Site) -> Iterator[Result]:
    """What all rules cost beside reading, and what a check costs where nothing changed."""
    if site.size == 10_000:
        yield _against_reading(site)
    site.rca("sync")
    site.rca("check", 1)
    found = pairs(lambda: site.rca("check", 1), lambda: site.rca("sync"), 5)
    yield Result(
        "rca check ÷ rca sync, unchanged, CPU", site.size, cpu_ratio(found), UNCHANGED, both(found, cpu=True)
    )


def _against_reading(site: Site) -> Result:
    sources = _sources(site)
    documents = _read(sources)
    context = CheckContext(date(2026, 11, 24), ALL)

    def checked() -> Cost:
        # A text of its own: what a source remembers of itself is paid for by both.
        fresh = [Source(source.text) for source in sources]
        return call(
            lambda: [check(doc, source, context) for doc, source in zip(documents, fresh, strict=True)]
        )

    found = pairs(checked, lambda: call(lambda: _read([Source(s.text) for s in sources])), REPEATS)
    return Result(
        "checking by all rules ÷ reading, CPU", len(sources), cpu_ratio(found), GOAL, both(found, cpu=True)
    )
