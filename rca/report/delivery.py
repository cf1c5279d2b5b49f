"""Where a report goes: a file that appears whole or not at all, and never in the place of an RCA."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from rca.atomic import write_file
from rca.errors import UsageError


class InPlaceOfDocument(UsageError):
    """A report would replace a document that it tells of."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is a document of this workspace; write the report to another file")


def deliver(path: Path, data: bytes, documents: Iterable[Path]) -> None:
    """Write a file, as anybody may read it whom the umask lets; raises InPlaceOfDocument, OSError."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # a pipe, a device: there is nothing to move into their place
        return
    place = path.resolve()  # a link stays a link
    if any(place == document.resolve() for document in documents):
        raise InPlaceOfDocument(path)
    mode = _mode(place)
    write_file(place, data)
    with suppress(OSError):  # a file system without modes
        place.chmod(mode)


def _mode(place: Path) -> int:
    """The mode that the file has, or a new one gets."""
    if place.exists():
        return place.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
