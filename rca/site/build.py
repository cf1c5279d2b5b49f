"""A site made, or brought up to date: every page of what it tells, each written only when that changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from rca import VERSION
from rca.charts import Chart, Looks
from rca.errors import NothingSelected
from rca.html.pages import css, environment
from rca.html.prose import prose
from rca.html.signs import severity
from rca.site import lists
from rca.site.documents import Documents
from rca.site.facts import Facts
from rca.site.feeds import atom, feeds
from rca.site.folder import Folder, digest_of
from rca.site.names import above
from rca.site.naming import Naming
from rca.site.pages import Overviews, Page
from rca.site.rows import Rows
from rca.site.search import FullText, is_there, shards_of, titles

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from rca.workspace import Workspace

HERE = Path(__file__).parent
_SELF = "'self' file:"
"""Files of the site: opened from a folder, browsers do not all take them for its own."""
POLICY = (
    f"default-src 'none'; style-src {_SELF}; base-uri 'none'; form-action {_SELF}; "
    f"script-src {_SELF}{{more}}; connect-src 'self'; worker-src 'self'"
)
_SCRIPTS = ("search.js", "filter.js")
_ASSETS = ("rca.css", "titles.js", *_SCRIPTS)
_LOOKS = Looks(
    "var(--ink)", "var(--muted)", "var(--line)", tuple(f"var(--series-{n})" for n in range(1, 7)), "inherit"
)


class Built(NamedTuple):
    """What came of it."""

    pages: int
    written: int
    """Files of any kind."""
    removed: int
    has_full_text: bool


def build(
    workspace: Workspace,
    path: Path,
    *,
    query: str = "",
    banner: str = "",
    force: bool = False,
    diagnostics: bool = False,
) -> Built:
    """Make the site in a folder, or bring it up to date, of the incidents that a query selects.

    Raises ForeignFolder, MissingExtra, NothingSelected, QuerySyntaxError.
    """
    prose("")  # what a page cannot be made without is missed before there is half a site
    facts = Facts(workspace, query)
    if query and not facts.incidents:
        raise NothingSelected(query)
    with TemporaryDirectory(prefix="rca-site-") as beside:
        folder = Folder(path, force=force)
        return Site(facts, folder, Path(beside), banner, diagnostics=diagnostics).build()


class Site:
    """A site in the making."""

    def __init__(self, facts: Facts, folder: Folder, beside: Path, banner: str, *, diagnostics: bool) -> None:
        self.facts = facts
        self.folder = folder
        self.banner = banner or self.facts.banner
        self.naming = Naming(self.facts, folder.kept("naming"))
        self.facets = lists.Facets(self.facts)
        self.shards = shards_of(self.facts.pages) if is_there() else {}
        self.full_text = FullText(folder, self.shards, beside)
        self.overviews = Overviews(self.facts, self.facets, self.shards)
        self.rows = Rows(self.facts)
        self.documents = Documents(self.facts, self.naming, self.rows, self.banner, diagnostics=diagnostics)

    def build(self) -> Built:
        """Write what changed, remove what is gone."""
        pages = [*self.overviews.all(), *self.documents.all()]
        found = feeds(self.facts)
        self.folder.plan([p.name for p in pages] + [f.name for f in found] + list(_ASSETS))
        for page in pages:
            digest = digest_of(self.made_by, page.of, page.banner)
            self.folder.put(page.name, digest, partial(self._made, page))
        for feed in found:
            make = partial(atom, feed, self.facts.name, self.facts.today)
            self.folder.put(feed.name, digest_of(self.made_by, feed), make)
        for name, text in self._assets():
            self.folder.put(name, digest_of(text), text.encode)
        self.full_text.renew()
        self.folder.finish({"naming": self.naming.kept(), **self.full_text.kept()})
        return Built(len(pages), len(self.folder.written), len(self.folder.removed), bool(self.shards))

    def _assets(self) -> Iterator[tuple[str, str]]:
        yield "rca.css", css() + (HERE / "site.css").read_text(encoding="utf-8") + self.facets.rules()
        yield "titles.js", titles(self.facts)
        for name in _SCRIPTS:
            yield name, (HERE / name).read_text(encoding="utf-8")

    @cached_property
    def made_by(self) -> str:
        """What every page is made of: this program, its templates, and what all pages say."""
        folders = (HERE, HERE.parent / "html", HERE.parent / "report", HERE.parent / "blocks")
        sources = sorted(path for folder in folders for path in folder.iterdir() if path.is_file())
        digest = sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
        facts = self.facts
        return digest_of(VERSION, digest, facts.name, facts.query, facts.today, self.banner)

    def _made(self, page: Page) -> bytes:
        template = self.environment.get_template(page.template)
        html = template.render({**self._frame(page), **page.values(self.environment)})
        self.full_text.take(page.name, html)
        return html.encode("utf-8", "backslashreplace")

    def _frame(self, page: Page) -> dict[str, Any]:
        root = above(page.name)
        return {
            "site": self.facts.name,
            "root": root,
            "today": str(self.facts.today),
            "query": self.facts.query,
            "banner": page.banner or self.banner,
            "stylesheets": [f"{root}rca.css"],
            "place": "",
            "policy": POLICY.format(more=" 'wasm-unsafe-eval'" if page.name == "search.html" else ""),
        }

    @cached_property
    def environment(self) -> Environment:
        """Jinja2, with what rows of tables ask for."""
        made, facts = environment(HERE), self.facts
        made.globals |= {
            "pages": facts.pages,
            "services": facts.services,
            "owner_pages": facts.owner_pages,
            "classes": self.facets.classes,
            "severity": severity,
            "item_rows": self.rows.listed,
            "kind_of": _kind_of,
            "drawn": _drawn,
        }
        return made


def _kind_of(block: object) -> str:
    """Which block of a report this is."""
    return type(block).__name__


def _drawn(chart: Chart) -> Markup:
    """A chart in the colours of the site, the same whatever is installed."""
    from markupsafe import Markup

    from rca.charts.plain import drawn

    return Markup(drawn(chart, _LOOKS))  # noqa: S704 - what it draws is escaped
