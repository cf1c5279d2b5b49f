"""Which documents name which: by the address of their file, or by the id of their incident."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import unquote

from rca.errors import UnreadableFile
from rca.html.prose import outside
from rca.opening import read_source
from rca.site.facts import Facts
from rca.site.names import above

_WORD = re.compile(r"\w[\w.-]{5,}\w")
_TARGET = re.compile(r"\]\(<?([^\s()<>]+)|\[(?<=^\[)[^\]\n]+\]:\s*<?(\S+?)>?\s*$", re.MULTILINE)
Known = Mapping[str, Mapping[str, Any]]
"""By path: the digest of a text, and which documents it names."""


class Naming:
    """Who names whom; a text that is known already is not read again while there are the same incidents."""

    def __init__(self, facts: Facts, kept: Mapping[str, Any]) -> None:
        self.facts = facts
        self.all = sha256("\n".join(f"{r.path} {r.id}" for r in facts.incidents).encode()).hexdigest()
        self._known: Known = kept["texts"] if kept.get("all") == self.all else {}
        self._ids = {row.id: row.path for row in facts.incidents if len(row.id) > 5}
        self.texts = {path: self._read(path, digest) for path, digest in facts.digests.items()}
        self.named_in: dict[str, list[str]] = {}
        for path, text in self.texts.items():
            for other in text["names"]:
                self.named_in.setdefault(other, []).append(path)

    def kept(self) -> dict[str, Any]:
        """What the next run wants to know."""
        return {"all": self.all, "texts": self.texts}

    def _read(self, path: str, digest: str) -> Mapping[str, Any]:
        known = self._known.get(path)
        if known and known["digest"] == digest:
            return known
        try:
            text = read_source(self.facts.workspace.root, path).text
        except UnreadableFile:  # gone since the index was asked: the page says so
            return {"digest": "", "names": []}
        named = {self._ids[word] for word in set(_WORD.findall(text)) & self._ids.keys()}
        named |= {self.target(path, a or b) for a, b in _TARGET.findall(text)} & self.facts.rows.keys()
        return {"digest": digest, "names": sorted(named - {path})}

    @staticmethod
    def target(path: str, href: str) -> str:
        """The path of the file that a link in a document leads to."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href.partition("#")[0])))

    def resolve(self, path: str, href: str) -> str:
        """Where a link in a document leads from its page: outside, or to another page of the site."""
        if found := outside(href):
            return found
        page = self.facts.pages.get(self.target(path, href))
        return above(self.facts.pages[path]) + page if page else ""
