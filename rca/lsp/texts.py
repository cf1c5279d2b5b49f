"""The texts that an editor has open, each as it stands there: what is not saved counts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from rca.errors import UnreadableFile
from rca.folders import SIZE_LIMIT
from rca.lsp.positions import Encoding, Extent, Positions
from rca.opening import read_source
from rca.text import Source

if TYPE_CHECKING:
    from rca.config import Config
    from rca.model import Document

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Edit(NamedTuple):
    """A change that the editor tells of; without an extent the whole text is another one."""

    extent: Extent | None
    text: str


class Text:
    """A text at one version; it never changes."""

    def __init__(self, uri: str, version: int | None, text: str, encoding: Encoding = "utf-16") -> None:
        self.uri = uri
        self.version = version
        self.encoding: Encoding = encoding
        # What no UTF-8 can carry takes one unit of UTF-16, and so does its replacement.
        self.source = Source(_LONE_SURROGATE.sub("\ufffd", text))
        self.positions = Positions(self.source, encoding)
        self._lock = Lock()
        self._read: tuple[Config, Document] | None = None

    @property
    def path(self) -> str:
        """The file's path; the end of the address where it is no file."""
        return path_of(self.uri) or urlsplit(self.uri).path

    @property
    def name(self) -> str:
        """The file's name."""
        return os.path.basename(self.path)

    @property
    def is_too_large(self) -> bool:
        """Whether it is larger than any document."""
        return len(self.source.text) > SIZE_LIMIT

    def document(self, config: Config) -> Document:
        """What is read out of the text, once; whoever asks meanwhile waits."""
        from rca.parse import parse

        with self._lock:
            if self._read is None or self._read[0] != config:
                self._read = (config, parse(self.source, name=self.name, config=config))
            return self._read[1]

    def edited(self, edits: Iterable[Edit], version: int | None) -> Text:
        """The text behind some edits, made one after the other."""
        text, positions = self.source.text, self.positions
        for edit in edits:
            if edit.extent is None:
                text = edit.text
            else:
                start, end = positions.span(edit.extent)
                text = text[:start] + edit.text + text[end:]
            positions = Positions(Source(text), self.encoding)
        return Text(self.uri, version, text, self.encoding)


class Texts:
    """Every open text, by its address."""

    def __init__(self) -> None:
        self.encoding: Encoding = "utf-16"
        """What the editor counts the characters of a line in."""
        self.unreadable: dict[str, str] = {}
        """Open files whose bytes on disk only the editor understands: address to reason."""
        self._by_uri: dict[str, Text] = {}

    def __iter__(self) -> Iterator[Text]:
        return iter(tuple(self._by_uri.values()))

    def put(self, text: Text) -> Text:
        """Keep a text, instead of the one that had its address."""
        self._by_uri[text.uri] = text
        return text

    def get(self, uri: str) -> Text | None:
        """The text at an address, if it is open."""
        return self._by_uri.get(uri)

    def drop(self, uri: str) -> None:
        """Forget a text that was closed."""
        self._by_uri.pop(uri, None)
        self.unreadable.pop(uri, None)

    def look_at_file(self, uri: str) -> None:
        """Note whether anybody else can read the file of an open text, if it is there."""
        self.unreadable.pop(uri, None)
        path = path_of(uri)
        if path and os.path.exists(path):
            try:
                read_source("", path)
            except UnreadableFile as error:
                line = error.path.removeprefix(path).lstrip(":")
                self.unreadable[uri] = (
                    f"line {line} of the file on disk: {error.reason}" if line else error.reason
                )

    def is_current(self, text: Text) -> bool:
        """Whether a text is the newest one of its address."""
        return self._by_uri.get(text.uri) is text

    def of_file(self, path: str) -> Text | None:
        """The open text of a file, whatever the editor's way to write its address."""
        wanted = os.path.realpath(path)
        return next((text for text in self if os.path.realpath(path_of(text.uri)) == wanted), None)

    def read(self, path: str) -> Text:
        """The text of a file as it is open, else as it is on disk; raises UnreadableFile."""
        return self.of_file(path) or on_disk(path, self.encoding)


def on_disk(path: str, encoding: Encoding) -> Text:
    """The text of a file; raises UnreadableFile."""
    return Text(uri_of(path), None, read_source("", path).text, encoding)


def uri_of(path: str) -> str:
    """The address of a file."""
    return Path(os.path.abspath(path)).as_uri()


def path_of(uri: str) -> str:
    """The path that an address of a file names; empty for any other address."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        return ""
    host = f"//{parts.netloc}" if parts.netloc and parts.netloc != "localhost" else ""
    return url2pathname(host + parts.path) if os.name == "nt" else unquote(host + parts.path)
