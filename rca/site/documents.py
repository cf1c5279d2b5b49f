"""The pages of single incidents: what each is made of, and whom it stands beside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from rca.rows import IncidentRow, SimilarRow
from rca.site.facts import Facts, parts
from rca.site.folder import digest_of
from rca.site.incident import Incidents
from rca.site.naming import Naming
from rca.site.pages import Page, Values
from rca.site.rows import Rows

if TYPE_CHECKING:
    from jinja2 import Environment

Neighbours = list[tuple[str, list[IncidentRow]]]
"""Headings, and the incidents below them."""


class Documents:
    """The page of every incident."""

    def __init__(self, facts: Facts, naming: Naming, rows: Rows, banner: str, *, diagnostics: bool) -> None:
        self.facts = facts
        self.naming = naming
        self.incidents = Incidents(facts, naming, rows)
        self.banner = banner
        self.diagnostics = diagnostics

    def all(self) -> Iterator[Page]:
        """Every such page."""
        journals = dict(self.facts.journals())
        config = digest_of(self.facts.config._replace(root="", file=""))
        for path in self.facts.rows:
            journal, near = journals.get(path), self._neighbours(path)
            alike = self.facts.similar(path)
            of = (self._of(path), journal and sha256(journal.read_bytes()).hexdigest(), near, alike, config)
            values = partial(self._values, path, journal, near, alike)
            yield Page(self.facts.pages[path], "incident.html", of, values, self._banner(path))

    def _of(self, path: str) -> tuple[object, ...]:
        facts = self.facts
        items = facts.items_of.get(path, [])
        waited = (facts.by_id.get(ref.rsplit("/", 1)[0]) for item in items for ref in item.blocked_by)
        return (
            facts.rows[path],
            facts.digests[path],
            facts.digests_of(items),
            facts.services.get(path),
            [facts.pages[other] for other in self.naming.texts[path]["names"]],
            [(row.title, facts.pages[row.path]) for row in waited if row],
            self.diagnostics,
        )

    def _neighbours(self, path: str) -> Neighbours:
        rows = self.facts.rows
        names = [rows[other] for other in self.naming.texts[path]["names"]]
        named_in = [rows[other] for other in self.naming.named_in.get(path, ())]
        return [group for group in (("Names", names), ("Named in", named_in)) if group[1]]

    def _banner(self, path: str) -> str:
        """What is said of all pages, and besides what this document says of itself."""
        said = self.banner.casefold()
        own = [word for word in parts(self.facts.classifications.get(path, "")) if word not in said]
        return " · ".join((self.banner, *own))

    def _values(
        self,
        path: str,
        journal: Path | None,
        near: Neighbours,
        alike: list[SimilarRow],
        _environment: Environment,
    ) -> Values:
        row = self.facts.rows[path]
        noticed = self.facts.workspace.reading.check([path], 60)[path] if self.diagnostics else ()
        return {
            "title": row.title or row.id,
            "place": "incidents",
            "neighbours": near,
            "similar": alike,
            "diagnostics": noticed,
            **self.incidents.page(path, journal),
        }
