"""Search of a site: all texts by pagefind, in parts of which one is made again; titles and items for `file://`."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from rca.errors import RcaError
from rca.html.pages import clean_value
from rca.site.facts import Facts
from rca.site.folder import Folder, digest_of
from rca.site.indexed import indexed

_WANTED = 24
"""Documents of a part; more where there are very many."""
_MOST_PARTS = 32
"""Of which a browser asks each for every word."""
_LEFT_OUT = ("pagefind-ui", "pagefind-modular", "pagefind-highlight", "pagefind-component")
"""What pagefind brings, and our own page does without."""
_ENGINE = ("pagefind.js", "pagefind-worker", "wasm.")
"""What a page loads once, from the first part."""


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


class NoIndex(RcaError):
    """pagefind did not make an index."""

    def __init__(self, told: str) -> None:
        why = told.strip() or "it does not say why"
        super().__init__(f"pagefind could not index the texts of the site: {why}")


def is_there() -> bool:
    """Whether pagefind is installed."""
    from importlib.util import find_spec

    return find_spec("pagefind") is not None


def _program() -> str:
    """Where pagefind is: a command, as its Python client waits a tenth of a second for every page."""
    try:
        from pagefind_bin import get_executable  # where it is mostly, without asyncio
    except ImportError:
        from pagefind.service import get_executable
    if found := get_executable():
        return str(found)
    raise NoIndex("its program is not installed; pip install 'pagefind[bin]'")


class FullText:
    """Brings the index of all texts up to date."""

    def __init__(self, folder: Folder, shards: Shards, place: Path) -> None:
        self.folder = folder
        self.shards = shards
        self.place = place
        """A folder of its own, for what pagefind reads and writes."""
        self._pages = frozenset(chain.from_iterable(shards.values()))
        self._known = folder.kept("texts")
        self._texts: dict[str, str] = {}
        """What the index holds of each page."""
        self._parts: dict[str, Any] = {}

    def take(self, page: str, html: str) -> None:
        """What is searched of a page that was made just now, if it is one of an incident."""
        if page in self._pages:
            text = indexed(html)
            self._texts[page] = digest_of(text)
            _write(f"{self.place}/{page}", text)

    def renew(self) -> None:
        """Make every part whose pages changed."""
        left_out: tuple[str, ...] = _LEFT_OUT
        for name, pages in self.shards.items():
            digest = digest_of(left_out, [(page, self._text(page)) for page in pages])
            known = self.folder.kept("shards").get(name, {})
            files = known.get("files", []) if known.get("of") == digest else []
            if not files or not all(self.folder.is_current(file, digest) for file in files):
                files = self._make(name, digest, left_out)
            self._parts[name] = {"of": digest, "files": files}
            left_out = (*_LEFT_OUT, *_ENGINE)

    def kept(self) -> dict[str, Any]:
        """What the next run wants to know."""
        return {"texts": dict(sorted(self._texts.items())), "shards": self._parts}

    def _text(self, page: str) -> str:
        """What the index holds of a page: known since it was made, unless somebody changed the manifest."""
        if page not in self._texts:
            self._texts[page] = self._known.get(page) or digest_of(indexed(self._html(page)))
        return self._texts[page]

    def _html(self, page: str) -> str:
        return (self.folder.path / page).read_text(encoding="utf-8")

    def _lay(self, page: str, path: Path) -> None:
        """Put what is searched of a page where pagefind reads it, which numbers pages as they lie there."""
        taken = self.place / page
        if taken.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            taken.rename(path)
        else:
            _write(str(path), indexed(self._html(page)))

    def _make(self, name: str, digest: str, left_out: tuple[str, ...]) -> list[str]:
        place = self.place / name
        for page in self.shards[name]:
            self._lay(page, place / "site" / page)
        found = _files(_index(place), f"search/{name}")
        made = {file: path for file, path in found if not path.name.startswith(left_out)}
        self.folder.plan(list(made))
        for file, path in made.items():
            self.folder.put(file, digest, path.read_bytes)
        return list(made)


def _write(path: str, text: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def _index(place: Path) -> Path:
    """Let pagefind read the pages in a folder; the folder that it fills."""
    done = subprocess.run(
        [_program(), "--site", "site", "--output-path", "made", "--force-language", "en", "--silent"],
        cwd=place,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NoIndex(done.stderr or done.stdout)
    return place / "made"


def _files(place: Path, stem: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(place.rglob("*")):
        if path.is_file():
            yield f"{stem}/{path.relative_to(place).as_posix()}", path
