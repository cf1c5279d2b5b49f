"""The Markdown of RCAs: byte for byte where it is one, else one after the other."""

from __future__ import annotations

from typing import IO

from rca.export.selected import Selected


def write(selected: Selected, file: IO[bytes]) -> None:
    """Write the documents, a rule between two of them."""
    for at, exported in enumerate(selected.documents()):
        if at:
            file.write(b"\n\n---\n\n")
        file.write(exported.source.to_bytes())
