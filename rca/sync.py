"""The index brought up to date with the folders: what changed is read, all in one transaction."""

import gc
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rca import artefacts
from rca.config import Config
from rca.folders import Scan, diff, scan
from rca.stats import Progress, SyncStats
from rca.store import SKIPPED, Index

READER_PACKAGES = ("blocks", "parsing")
READER_MODULES = (
    "aliases", "citations", "columns", "days", "due", "flatten", "folders", "inline", "intake", "labels",
    "languages", "memory", "more_labels", "more_languages", "more_words", "parse", "patterns", "promises",
    "states", "stems", "text", "times", "words", "zones",
)  # fmt: skip
"""What reading a document runs through: where any of it changed, every document is read again."""


def reading_key(config: Config) -> str:
    """What documents are read with: the configuration and the code of the reader."""
    return f"{_reader_signature()};{config.incidents};{config.reading_key()}"


def _reader_signature() -> str:
    """Sizes of the modules that read documents: another reader has others."""
    here = os.path.dirname(__file__)
    sizes = [os.stat(os.path.join(here, f"{name}.py")).st_size for name in READER_MODULES]
    for package in READER_PACKAGES:
        with os.scandir(os.path.join(here, package)) as entries:
            sizes += sorted(entry.stat().st_size for entry in entries if entry.name.endswith(".py"))
    return ",".join(map(str, sizes))


def sync(index: Index, config: Config, progress: Progress | None = None) -> SyncStats:
    """Read what was added or changed since the last sync, forget what was removed."""
    with uncollected():
        return _sync(index, config, progress)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without garbage collection: what a sync allocates by the hundred thousand has no cycles."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _sync(index: Index, config: Config, progress: Progress | None) -> SyncStats:
    started = time.perf_counter()
    found = scan(config.root, config.incidents)
    key = reading_key(config)
    if _is_current(index, config, found, key):
        stats = SyncStats(unchanged=index.documents())
    else:
        from rca.update import update_all

        stats = update_all(index, config, found, key, progress)
    origins = [origin for _, origin in index.unread().values()]
    skipped = sum(origin in SKIPPED for origin in origins)
    return stats._replace(
        unreadable=len(origins) - skipped, skipped=skipped, seconds=time.perf_counter() - started
    )


def behind(index: Index, config: Config) -> int:
    """How many files a sync would look into: all where they are read with something else than before."""
    found = scan(config.root, config.incidents)
    key = reading_key(config)
    if _is_current(index, config, found, key):
        return 0
    if index.meta("reading") != key:
        return max(1, sum(map(len, found.folders.values())))
    return max(1, sum(map(len, diff(index.folders(), found.folders))))


def is_read_as_now(index: Index, config: Config) -> bool:
    """Whether the index was read with the configuration and the reader that there are now."""
    return bool(index.meta("reading") == reading_key(config))


def _is_current(index: Index, config: Config, found: Scan, key: str) -> bool:
    unread = index.unread().items()
    return (
        index.has_folders(found.folders)
        and index.meta("reading") == key
        and {path: why for path, (why, origin) in unread if origin == "kind"} == found.odd
        and {path: why for path, (why, origin) in unread if origin == "name"} == found.skipped
        and not any(_is_readable(config, path) for path, (_, origin) in unread if origin == "access")
        and artefacts.are_current(index, found.journals)
    )


def _is_readable(config: Config, path: str) -> bool:
    return os.access(os.path.join(config.root, path), os.R_OK)
