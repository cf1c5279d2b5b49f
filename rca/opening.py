"""A document as it stands in its file now."""

from __future__ import annotations

from pathlib import Path

from rca.config import Config
from rca.errors import UnreadableFile
from rca.folders import reason
from rca.model import Document
from rca.parse import parse
from rca.text import Source


def open_document(config: Config, path: str) -> tuple[Source, Document, Path]:
    """Read a file of the workspace (path relative to the root); raises UnreadableFile."""
    place = Path(config.root, path)
    try:
        source = Source.from_bytes(place.read_bytes(), path)
    except OSError as error:
        raise UnreadableFile(path, reason(error)) from None
    return source, parse(source, name=place.name, config=config), place
