"""The journal: for each incident one append-only file of events, in `journal/` beside its document.

Every event names the heads it was appended to, so a line that is changed, removed or moved shows
(`rca.audit`), and two branches of git merge as a graph. Here is where they are, and how they are read;
`rca.sealing` appends.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from rca.errors import RcaError
from rca.folders import JOURNALS
from rca.lines import BrokenLine, Changed, Entry, decode, whole_lines

if TYPE_CHECKING:
    from rca.events import Event

ATTRIBUTES = "*.jsonl -text merge=union"
"""What git must know about journals: no newline is converted, and a merge keeps the lines of both sides."""

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]|^\.")
_LONGEST_NAME = 200


class JournalError(RcaError):
    """A journal cannot be read or written; nothing was changed."""

    exit_code = 6

    def __init__(self, path: Path, error: OSError) -> None:
        self.reason = f"the journal cannot be used: {error.strerror or error}"
        super().__init__(f"{path}: {self.reason}")


class Line(NamedTuple):
    """A line of a journal: an entry, or what is wrong with it."""

    number: int
    """From 1."""
    entry: Entry | None
    problem: str
    """Empty where there is an entry; else why there is none."""
    torn: bool
    """Whether it lacks its newline, which only the last line can."""
    claimed: str
    """The id that a changed line bears; empty for the others."""


def journal_file(folder: Path, incident: str) -> Path:
    """Where the journal of an incident lives; `folder` is the one that holds its document."""
    return folder / JOURNALS / file_name(incident)


def journal_of(root: str, document: str, incident: str) -> Path:
    """Where the journal of an incident lives whose document has this path, relative to the root."""
    return journal_file(Path(root, document).parent, incident)


def file_name(incident: str) -> str:
    """The name of an incident's journal: its id, with `%XX` for what is not safe in the name of a file."""
    safe = _UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), incident)
    if len(safe) > _LONGEST_NAME:
        safe = f"{safe[: _LONGEST_NAME - 17]}-{sha256(incident.encode()).hexdigest()[:16]}"
    return f"{safe}.jsonl"


def journal_files(folder: Path) -> list[Path]:
    """The journals beside the documents of a folder, by name."""
    return sorted((folder / JOURNALS).glob("*.jsonl"))


def read_lines(path: Path) -> Iterator[Line]:
    """Every line of a journal, one at a time; a missing journal has none. Raises JournalError."""
    try:
        with open_plain(path) as file:
            yield from decoded(whole_lines(file))
    except FileNotFoundError:
        return
    except OSError as error:
        raise JournalError(path, error) from None


def open_plain(path: Path) -> BinaryIO:
    """A journal for reading; raises OSError, also for what is no file: nobody waits for a pipe."""
    file = os.fdopen(
        os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb"
    )
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(None, "it is not a regular file")
    return file


def decoded(raws: Iterable[bytes]) -> Iterator[Line]:
    """Lines out of what they are on disk."""
    for number, raw in enumerate(raws, 1):
        if raw.isspace():
            continue
        torn = not raw.endswith(b"\n")
        try:
            yield Line(number, decode(raw), "", torn, "")
        except Changed as changed:
            yield Line(number, None, str(changed), torn, changed.claimed)
        except BrokenLine as broken:
            yield Line(number, None, str(broken), torn, "")


def read_entries(path: Path) -> Iterator[Entry]:
    """The events of a journal as they are written, each once, parents first; broken lines are left out."""
    seen: set[str] = set()
    for line in read_lines(path):
        if line.entry and line.entry.id not in seen:
            seen.add(line.entry.id)
            yield line.entry


def read(path: Path) -> Iterator[Event]:
    """The events of a journal, each once, parents first; lines that this version cannot read are left out.

    `rca.audit` says which lines those are.
    """
    return events_of(read_entries(path))


def events_of(entries: Iterable[Entry]) -> Iterator[Event]:
    """The events of entries; those of a kind that this version does not know are left out."""
    from pydantic import ValidationError

    from rca.lines import event

    for entry in entries:
        with suppress(ValidationError):
            yield event(entry)


def heads(path: Path) -> tuple[str, ...]:
    """The ids that no event of a journal names as a parent, sorted; empty where there is no event."""
    return heads_of(read_entries(path))


def heads_of(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The ids that none of these events names as a parent, sorted."""
    ids: set[str] = set()
    named: set[str] = set()
    for entry in entries:
        ids.add(entry.id)
        named.update(entry.parents)
    return tuple(sorted(ids - named))
