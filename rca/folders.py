"""Which files of a workspace are documents, and what is new about them since the last look.

A document is a file whose name ends like Markdown (`SUFFIXES`) in a folder of the configuration or below.
Skipped are hidden names, and folders named `journal` and `templates`. A file named like a template with
no number in its name (`template.md`, `0000-template.md`) is skipped too. Links are followed; a folder is
read once.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rca.values import NamedTuple

Signature = tuple[int, int, int]
"""Size in bytes, time of the last change in nanoseconds, inode."""

Entries = dict[str, Signature]
"""File name to signature."""

SUFFIXES = (".html.md.erb", ".md.erb", ".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd")
JOURNALS = "journal"
"""The folder beside documents that holds their journals."""
UNSETTLED_NS = 50_000_000
"""A file changed this shortly before it was looked at may change again within one tick of the clock."""
SKIPPED = frozenset((JOURNALS, "templates", "node_modules"))
INDEX_STEMS = frozenset(("readme", "index", "_index"))
"""File names that more often list incidents than tell of one."""
GENERIC_STEMS = INDEX_STEMS | {
    "incident",
    "postmortem",
    "post-mortem",
    "post_mortem",
    "rca",
    "report",
    "main",
}
"""File names that say nothing: the folder's name says more."""
_GENERIC_FOLDERS = frozenset(
    "content doc docs documentation incident incidents post-mortem post-mortems post_mortem post_mortems "
    "postmortem postmortems rca rcas report reports".split()
)
"""Folders' names that say nothing alone: that of the one above belongs to it."""
SIZE_LIMIT = 10_000_000
"""Bytes; a larger file is no document."""
TOO_LARGE = f"is larger than {SIZE_LIMIT // 1_000_000} MB"

_REGULAR, _FOLDER, _FORMAT = 0o100000, 0o040000, 0o170000
_BY_DESCRIPTOR = os.scandir in os.supports_fd


class Scan(NamedTuple):
    """What stands in the folders now."""

    folders: dict[str, Entries]
    """Folder, relative to the root with `/`, to its documents."""
    odd: dict[str, str]
    """What looked like a document or a folder and cannot be read: path to reason."""
    skipped: dict[str, str]
    """Files that are left out for their names: path to reason."""
    journals: dict[str, Entries]
    """Folder to the journals beside its documents."""


class Changes(NamedTuple):
    """Differences between two scans, as paths relative to the root."""

    added: list[str]
    touched: list[str]
    removed: list[str]


def is_document(name: str) -> bool:
    """Whether a file's name is one of a document."""
    return name[0] != "." and name.lower().endswith(SUFFIXES) and not is_template(name)


def is_template(name: str) -> bool:
    """Whether a file's name is one of a template."""
    lower = name.lower()
    if "template" not in lower:
        return False
    stem = split_suffix(lower)
    words = stem.replace("_", "-").split("-")
    return (words[0] == "template" or words[-1] == "template") and not any(c in "123456789" for c in stem)


def split_suffix(name: str) -> str:
    """A file's name without its document suffix."""
    lower = name.lower()
    return next((name[: -len(suffix)] for suffix in SUFFIXES if lower.endswith(suffix)), name)


def name_of(path: str) -> str:
    """What names an incident whose document states no id: the stem of its file, or its folder's name.

    So do the folders above, as far as each name says nothing alone: `payments-postmortems`.
    """
    *folders, file = path.split("/")
    stem = split_suffix(file)
    if stem.lower() not in GENERIC_STEMS:
        return stem
    names: list[str] = []
    for name in reversed([folder for folder in folders if folder not in ("", ".", "..")]):
        names.insert(0, name)
        if not _is_generic(name.lower()):
            break
    return "-".join(names) or stem


def _is_generic(folder: str) -> bool:
    """Whether a folder's name says nothing alone, as a year or a month."""
    is_year = len(folder) == 4 and folder[:2] in ("19", "20")
    return folder in _GENERIC_FOLDERS or (folder.isdecimal() and (is_year or len(folder) <= 2))


def scan(root: str, folders: tuple[str, ...]) -> Scan:
    """Look at all documents below the folders (relative to the root); nothing is opened but folders."""
    found = Scan({}, {}, {}, {})
    seen: set[tuple[int, int]] = set()
    waiting = [(_plain(folder), False) for folder in reversed(folders)]
    while waiting:
        path, linked = waiting.pop()
        waiting += reversed(scan_folder(root, path, linked, found, seen))
    return found


def _plain(folder: str) -> str:
    return (folder.rstrip("/") or "/").removeprefix("./") or "."


def scan_folder(
    root: str, path: str, linked: bool, found: Scan, seen: set[tuple[int, int]]
) -> list[tuple[str, bool]]:
    """Add the documents of one folder; returns its folders, and whether each is a link."""
    place = os.path.join(root, path)
    if linked and _is_above(place):
        found.odd[path] = "is a link to a folder above it"
        return []
    try:
        with opened(place) as folder:
            status = os.stat(folder)
            if (status.st_dev, status.st_ino) in seen:
                if linked:
                    found.odd[path] = "is a link to a folder that is read already"
                return []
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as listing:
                return sort_entries(listing, folder, path, found)
    except OSError as error:
        found.odd[path] = reason(error)
        return []


@contextmanager
def opened(place: str) -> Iterator[int | str]:
    """A folder to be listed: its descriptor where it can be, so that its path is looked up once."""
    if not _BY_DESCRIPTOR:
        yield place
        return
    descriptor = os.open(place, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _is_above(link: str) -> bool:
    """Whether a link leads to a folder that it stands in."""
    target = os.path.realpath(link)
    return os.path.realpath(os.path.dirname(link)).startswith(target.rstrip(os.sep) + os.sep)


def sort_entries(
    listing: Iterable[os.DirEntry[str]], place: int | str, path: str, found: Scan
) -> list[tuple[str, bool]]:
    """Add what a folder holds (opened at `place`) to what was found; returns what `scan_folder` does."""
    entries: Entries = {}
    inner: list[tuple[str, bool]] = []
    prefix = "" if path == "." else path + "/"
    for entry in listing:
        name = entry.name
        lower = name.lower()
        if name[0] == "." or not (name.isascii() or _is_text(name, prefix, found)):
            continue
        if not lower.endswith(SUFFIXES):
            if name == JOURNALS and entry.is_dir():
                found.journals[path] = _scan_journals(place)
            elif name not in SKIPPED and entry.is_dir():
                inner.append((prefix + name, entry.is_symlink()))
        elif "template" in lower and is_template(name):
            found.skipped[prefix + name] = "is a template by its name"
        elif signature := _signature(entry, prefix, found):
            entries[name] = signature
    found.folders[path] = entries
    inner.sort()
    return inner


def _scan_journals(place: int | str) -> Entries:
    """The journals beside the documents of a folder; none where they cannot be listed; changing tells why."""
    inside = -1
    try:
        if isinstance(place, int):
            inside = os.open(JOURNALS, os.O_RDONLY, dir_fd=place)
        with os.scandir(inside if isinstance(place, int) else os.path.join(place, JOURNALS)) as listing:
            found = ((entry.name, entry.stat()) for entry in listing if entry.name.endswith(".jsonl"))
            return {
                name: (status.st_size, status.st_mtime_ns, status.st_ino)
                for name, status in found
                if status.st_mode & _FORMAT == _REGULAR
            }
    except OSError:
        return {}
    finally:
        if inside >= 0:
            os.close(inside)


def _signature(entry: os.DirEntry[str], prefix: str, found: Scan) -> Signature | None:
    """The signature of a file; None, and a note, for what is none."""
    try:
        status = entry.stat()
    except OSError as error:
        found.odd[prefix + entry.name] = reason(error)
        return None
    kind = status.st_mode & _FORMAT
    if kind != _REGULAR:
        found.odd[prefix + entry.name] = _oddity(kind)
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino


def _is_text(name: str, prefix: str, found: Scan) -> bool:
    """Whether a name is UTF-8; one that is not is noted with its bytes escaped."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        escaped = os.fsencode(name).decode("utf-8", "backslashreplace")
        found.odd[prefix + escaped] = "has a name that is not UTF-8; rename it"
        return False
    return True


def _oddity(kind: int) -> str:
    return "is a folder, though its name is one of a document" if kind == _FOLDER else "is not a regular file"


def reason(error: OSError) -> str:
    """Why the operating system refuses, as the end of a sentence."""
    text = error.strerror or type(error).__name__
    return f"cannot be read: {text[0].lower()}{text[1:]}"


def diff(old: dict[str, Entries], new: dict[str, Entries]) -> Changes:
    """What changed from one scan to another; a file whose signature is equal is taken as unchanged."""
    changes = Changes([], [], [])
    for folder in old.keys() | new.keys():
        before, after = old.get(folder, {}), new.get(folder, {})
        if before == after:
            continue
        prefix = "" if folder == "." else folder + "/"
        changes.added.extend(prefix + name for name in after.keys() - before.keys())
        changes.removed.extend(prefix + name for name in before.keys() - after.keys())
        changes.touched.extend(
            prefix + name for name in after.keys() & before.keys() if after[name] != before[name]
        )
    return Changes(*map(sorted, changes))


def split_path(path: str) -> tuple[str, str]:
    """Folder (`.` for the root) and name of a relative path."""
    folder, _, name = path.rpartition("/")
    return folder or ".", name
