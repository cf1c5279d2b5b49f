"""Search of a site: all texts by pagefind, in parts of which one is made again; titles and items for `file://`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rca.html.pages import clean_value
from rca.site.facts import Facts
from rca.site.folder import Folder, digest_of

_WANTED = 48
"""Documents of a part; more where there are very many."""
_MOST_PARTS = 16
_LEFT_OUT = ("pagefind-ui", "pagefind-modular", "pagefind-highlight", "pagefind-component")
"""What pagefind brings, and our own page does without."""


Shards = Mapping[str, list[str]]
"""Pages of incidents, in the parts of the index of all texts."""


def titles(facts: Facts) -> str:
    """The built-in index: titles and items as a script, which a page opened from a folder may read."""
    rows = [
        [
            clean_value(row.title or row.id), facts.pages[row.path], row.severity or "", row.date or "",
            row.id, [[item.number, clean_value(item.text)] for item in facts.items_of.get(row.path, ())],
        ]
        for row in facts.incidents
    ]  # fmt: skip
    return f"var rcaTitles = {json.dumps(rows, separators=(',', ':'))};\n"


def shards_of(pages: Mapping[str, str]) -> dict[str, list[str]]:
    """Pages in parts, each by what its name comes to: a page stays where it is when others come and go."""
    count = 1
    while count < _MOST_PARTS and count * _WANTED < len(pages):
        count *= 2
    parts: dict[str, list[str]] = {f"{number:02}": [] for number in range(count)}
    for page in sorted(pages.values()):
        number = int.from_bytes(sha256(page.encode()).digest()[:4], "big") % count
        parts[f"{number:02}"].append(page)
    return {name: held for name, held in parts.items() if held}


def is_there() -> bool:
    """Whether pagefind is installed."""
    from importlib.util import find_spec

    return find_spec("pagefind") is not None


class FullText:
    """Brings the index of all texts up to date."""

    def __init__(self, folder: Folder, digests: Mapping[str, str]) -> None:
        self.folder = folder
        self.digests = digests
        """What each page of an incident was made of."""
        self.kept: dict[str, Any] = {}

    def renew(self, shards: Shards) -> None:
        """Make every part whose pages changed."""
        for name, pages in shards.items():
            digest = digest_of([(page, self.digests[page]) for page in pages])
            known = self.folder.kept("shards").get(name, {})
            files = known.get("files", []) if known.get("of") == digest else []
            if not files or not all(self.folder.is_current(file, digest) for file in files):
                files = self._make(name, pages, digest)
            self.kept[name] = {"of": digest, "files": files}

    def _make(self, name: str, pages: list[str], digest: str) -> list[str]:
        with TemporaryDirectory(prefix="rca-site-") as place:
            texts = [(page, self._text(page)) for page in pages]
            with ThreadPoolExecutor(1) as pool:  # whoever calls may have a loop of events of its own
                pool.submit(lambda: asyncio.run(_index(texts, Path(place)))).result()
            made = dict(_files(Path(place), f"search/{name}"))
            self.folder.plan(list(made))
            for file, path in made.items():
                self.folder.put(file, digest, path.read_bytes)
        return list(made)

    def _text(self, page: str) -> str:
        return (self.folder.path / page).read_text(encoding="utf-8")


def _files(place: Path, stem: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(place.rglob("*")):
        if path.is_file() and not path.name.startswith(_LEFT_OUT):
            yield f"{stem}/{path.relative_to(place).as_posix()}", path


async def _index(pages: list[tuple[str, str]], place: Path) -> None:
    from pagefind.index import PagefindIndex

    async with PagefindIndex({"output_path": str(place), "force_language": "en"}) as index:
        for page, text in pages:
            await index.add_html_file(content=text, url=page)
