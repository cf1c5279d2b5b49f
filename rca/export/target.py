"""Where an export goes: a file that appears whole or not at all, or standard output.

A file that is there already is replaced if `rca export` wrote it, and nobody changed it since: `.rca/` keeps
the digests of what was written. Anything else is only replaced where somebody says so.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from rca.atomic import sync_folder, write_file
from rca.errors import UsageError

STDOUT = "-"
_KEPT = "exports.json"


class NotOurs(UsageError):
    """A file that somebody else wrote, or changed, stands where an export is to go."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is there already, and is not as rca export left it; "
            "--force replaces it, --output names another"
        )


class IsADocument(UsageError):
    """An export would take the place of what it is made of."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is a document of this workspace, and no export replaces one; name another file"
        )


class NotATerminal(UsageError):
    """Bytes that are no text would be written to a terminal."""

    def __init__(self, kind: str, suffix: str) -> None:
        super().__init__(f"{kind} is nothing that a terminal can show; name a file: --output rca{suffix}")


class Target:
    """A place for files, with what is known of those that were written before."""

    def __init__(self, folder: Path, is_document: Callable[[Path], bool], *, force: bool) -> None:
        self.receipts = folder / _KEPT
        self.is_document = is_document
        self.force = force

    @contextmanager
    def file(self, path: Path) -> Iterator[IO[bytes]]:
        """A file to write; it takes its name when all went well, else nothing has changed."""
        self.check(path)
        with _beside(path) as (file, beside):
            yield file
            file.flush()
            os.fsync(file.fileno())
            digest = _digest(beside)
            self.check(path)
            os.replace(beside, path)
        sync_folder(path.parent)
        self._note(path, digest)

    def check(self, path: Path) -> None:
        """Raise NotOurs or IsADocument where a file must not be replaced."""
        if self.is_document(path):
            raise IsADocument(path)
        if not self.force and path.exists() and not self._is_ours(path):
            raise NotOurs(path)

    def _is_ours(self, path: Path) -> bool:
        known = self._known().get(str(path.absolute()))
        return known is not None and path.is_file() and known == _digest(path)

    def _known(self) -> dict[str, str]:
        try:
            known = json.loads(self.receipts.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}

    def _note(self, path: Path, digest: str) -> None:
        """Remember what was written; where nothing can be, the next export asks for --force."""
        kept = {name: of for name, of in self._known().items() if os.path.exists(name)}
        data = json.dumps(kept | {str(path.absolute()): digest}, indent=1)
        with suppress(OSError):
            write_file(self.receipts, data.encode("utf-8"))


@contextmanager
def _beside(path: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """A new file in the folder of another; gone at the end unless it was renamed."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:60]}.", suffix=".rca", dir=path.parent)
    except OSError as error:
        message = f"no file can be written in this folder: {error.strerror}"
        raise OSError(error.errno, message, os.fspath(path.parent)) from None
    try:
        os.chmod(name, 0o666 & ~_umask())  # which mkstemp leaves to its user alone
        with os.fdopen(handle, "w+b") as file:
            yield file, Path(name)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def standard_output() -> Iterator[IO[bytes]]:
    """Standard output, which gets everything at the end, or nothing where making it failed."""
    with tempfile.TemporaryFile() as file:
        yield file
        file.seek(0)
        sys.stdout.flush()
        shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
