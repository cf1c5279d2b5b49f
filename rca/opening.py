"""A document as it stands in its file now: its text, its structure, and what is read out of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rca.errors import UnreadableFile
from rca.folders import reason
from rca.text import Source

if TYPE_CHECKING:
    from rca.blocks import Outline
    from rca.config import Config
    from rca.model import Document
    from rca.rows import IncidentRow


class Page(NamedTuple):
    """A document as it is shown: nothing has been read out of it yet."""

    incident: IncidentRow
    source: Source
    outline: Outline


def read_source(root: str, path: str) -> Source:
    """The text of a file of the workspace (path relative to the root); raises UnreadableFile."""
    try:
        with open(os.path.join(root, path), "rb") as file:
            return Source.from_bytes(file.read(), path)
    except OSError as error:
        raise UnreadableFile(path, reason(error)) from None


def open_page(root: str, incident: IncidentRow) -> Page:
    """An incident's document, without reading it; raises UnreadableFile."""
    from rca.blocks import scan

    source = read_source(root, incident.path)
    return Page(incident, source, scan(source))


def read_page(config: Config, page: Page) -> Document:
    """What a page tells."""
    from rca.parse import parse_outline

    return parse_outline(page.source, page.outline, name=Path(page.incident.path).name, config=config)


def open_document(config: Config, path: str) -> tuple[Source, Document, Path]:
    """Read a file of the workspace (path relative to the root); raises UnreadableFile."""
    from rca.parse import parse

    source = read_source(config.root, path)
    place = Path(config.root, path)
    return source, parse(source, name=place.name, config=config), place
