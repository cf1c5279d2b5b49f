"""Texts of the tests as an editor has them open, with `‸` where the cursor stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from rca.lsp.places import Library
from rca.lsp.site import Sites, View
from rca.lsp.texts import Text, Texts
from rca.workspace import Workspace
from tests.invented import CONFIG, DOCUMENTS, write

CURSOR = "‸"


class Opened(NamedTuple):
    """A text that is open in a workspace, and what can be asked about it."""

    view: View
    library: Library
    offset: int
    """Where the cursor stands."""

    def edited(self, *edits: tuple[tuple[int, int], str]) -> str:
        """The text after edits, from the last to the first."""
        text = self.view.text.source.text
        for (start, end), words in sorted(edits, reverse=True):
            text = text[:start] + words + text[end:]
        return text


@contextmanager
def opened(
    folder: Path,
    name: str,
    text: str | None = None,
    *,
    config: str = CONFIG,
    documents: dict[str, str] = DOCUMENTS,
) -> Iterator[Opened]:
    """A document of the invented company, open with another text than its file has; synced before."""
    write(folder, documents, config)
    with Workspace(str(folder)) as workspace:
        workspace.sync()
    path = folder / "incidents" / name
    shown = path.read_text(encoding="utf-8") if text is None else text
    offset = max(shown.find(CURSOR), 0)
    texts, sites = Texts(), Sites()
    open_text = texts.put(Text(path.as_uri(), 1, shown.replace(CURSOR, "")))
    try:
        yield Opened(sites.view(open_text), Library(texts, sites), offset)
    finally:
        sites.close()


def alone(text: str, uri: str = "file:///nowhere/2026-05-15-outage.md") -> Opened:
    """A text that belongs to no workspace."""
    offset = max(text.find(CURSOR), 0)
    texts, sites = Texts(), Sites()
    return Opened(
        sites.view(texts.put(Text(uri, 1, text.replace(CURSOR, "")))), Library(texts, sites), offset
    )
