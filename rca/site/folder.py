"""The folder of a site: what is in it by us, what is not, and what has to be written again.

`rca-site.json` in it names every file of the site with the digest of what it was made of. Nothing else in
the folder is ever replaced or deleted.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from rca.errors import UsageError

MANIFEST = "rca-site.json"
_FORMAT = 1


class ForeignFolder(UsageError):
    """A folder holds something that `rca export site` did not write."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(
            f"{folder} holds {name}, which rca export site did not write; name an empty folder, "
            "or --force, which replaces files of the site's own names and leaves all others"
        )


class Folder:
    """A site on disk, brought up to date file by file."""

    def __init__(self, path: Path, *, force: bool) -> None:
        self.path = path
        self.force = force
        self._kept = _manifest(path / MANIFEST)
        self._before: Mapping[str, Mapping[str, Any]] = self._kept.get("files", {})
        self._after: dict[str, dict[str, Any]] = {}
        self.written: list[str] = []
        self.removed: list[str] = []
        self._begin()

    def kept(self, name: str) -> Mapping[str, Any]:
        """What the run before wanted to be remembered."""
        found = self._kept.get(name)
        return found if isinstance(found, dict) else {}

    def _begin(self) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise ForeignFolder(self.path.parent, self.path.name)
        if not self._kept and not self.force and (there := _first(self.path)):
            raise ForeignFolder(self.path, there)
        self.path.mkdir(parents=True, exist_ok=True)

    def plan(self, names: list[str]) -> None:
        """Say which files will be written, so that an interrupted run leaves none that nobody knows."""
        strange = [n for n in names if n not in self._before and os.path.lexists(self.path / n)]
        if strange and not self.force:
            raise ForeignFolder(self.path, strange[0])
        planned = {name: {"of": "", "size": -1} for name in names}
        self._write_manifest({**self._kept, "format": _FORMAT, "files": {**planned, **self._before}})

    def is_current(self, name: str, digest: str) -> bool:
        """Whether a file was made of just this; if so it stays."""
        known = self._before.get(name)
        if not known or known["of"] != digest or _size(f"{self.path}/{name}") != known["size"]:
            return False
        self._after[name] = dict(known)
        return True

    def put(self, name: str, digest: str, make: Callable[[], bytes]) -> bool:
        """Write a file unless it is current; whether it had to be made."""
        if self.is_current(name, digest):
            return False
        data = make()
        path = f"{self.path}/{name}"
        if not _holds(path, data):
            _replace(path, data)
            self.written.append(name)
        self._after[name] = {"of": digest, "size": len(data)}
        return True

    def finish(self, kept: Mapping[str, Any]) -> None:
        """Remove what is not part of the site any more, and remember what is."""
        for name in sorted(self._before.keys() - self._after.keys()):
            if self._is_ours(self.path / name):
                (self.path / name).unlink()
                self.removed.append(name)
                self._prune((self.path / name).parent)
        self._write_manifest({**kept, "format": _FORMAT, "files": dict(sorted(self._after.items()))})

    def _is_ours(self, file: Path) -> bool:
        """Whether a file is there, and in the folder itself: a link may have taken the place of a folder."""
        return file.is_file() and file.parent.resolve().is_relative_to(self.path.resolve())

    def _prune(self, folder: Path) -> None:
        """Remove folders that are empty now."""
        while folder != self.path and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def _write_manifest(self, told: Mapping[str, Any]) -> None:
        data = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        path = f"{self.path}/{MANIFEST}"
        if not _holds(path, data):
            _replace(path, data)


def _manifest(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(told, dict) or told.get("format") != _FORMAT or not isinstance(told.get("files"), dict):
        return {}
    told["files"] = {name: of for name, of in told["files"].items() if _is_inside(name) and _is_entry(of)}
    return told


def _is_entry(of: object) -> bool:
    return isinstance(of, dict) and isinstance(of.get("of"), str) and isinstance(of.get("size"), int)


def _is_inside(name: str) -> bool:
    """Whether a name of the manifest, which anybody may have written, leads nowhere else."""
    return bool(name) and not name.startswith("/") and ".." not in name.split("/") and "\\" not in name


def _first(folder: Path) -> str:
    """Something that is in a folder; empty where nothing is."""
    return min(os.listdir(folder), default="") if folder.exists() else ""


def _size(path: str) -> int:
    try:
        return os.lstat(path).st_size
    except OSError:
        return -2


def _holds(path: str, data: bytes) -> bool:
    if _size(path) != len(data) or os.path.islink(path):
        return False
    try:
        with open(path, "rb") as file:
            return file.read() == data
    except OSError:
        return False


def _replace(path: str, data: bytes) -> None:
    """Write a file that appears whole or not at all."""
    folder, name = os.path.split(path)
    os.makedirs(folder, exist_ok=True)
    beside = f"{folder}/.{name}.rca"
    with open(beside, "wb") as file:
        file.write(data)
    os.replace(beside, path)


_encoded = json.JSONEncoder(default=repr).encode


def digest_of(*told: object) -> str:
    """The digest of values: plain ones as JSON, others as they print."""
    return sha256(_encoded(told).encode()).hexdigest()[:24]
