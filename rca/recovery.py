"""What a process that died had begun, found by the next one that changes something, and completed.

Two things tell of it: `commit.json` (`rca.intent`), and a journal whose newest events have not reached their
document (`rca.history.pending`), as after a pull that was cut short. Any other text is somebody's edit: it
stands. Everything here happens under the lock of the workspace.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from rca import intent
from rca.atomic import digest, left_beside
from rca.changes import Refused
from rca.config import Config
from rca.history import pending
from rca.intent import Step
from rca.journal import heads, journal_file, read_entries
from rca.lines import event
from rca.sealing import append_events


class FromANewerVersion(Refused):
    """A document waits for a change that this version does not know."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} waits for a change that a newer rca made; update rca, nothing was changed")


def recover(folder: Path, config: Config) -> list[str]:
    """Complete what `commit.json` in the folder of the index tells; returns what was done, as sentences.

    All of it is completed if anything of it was begun or still can be, else none. Raises OSError, RcaError.
    """
    for temporary in intent.left_over(folder):
        temporary.unlink()
    try:
        steps = intent.read(folder, Path(config.root))
    except ValueError:
        return [_put_away(folder)]
    if steps is None:
        return []
    ours = [step for step in steps if _is_inside(step.path, config)]
    found = _complete(ours) if _has_begun(ours) or _is_possible(ours) else _given_up(ours)
    intent.clear(folder)
    return found


def _put_away(folder: Path) -> str:
    aside = folder / f"{intent.FILE}.unreadable"
    os.replace(folder / intent.FILE, aside)
    return f"{aside}: what a change was about to do cannot be read; `rca journal verify` tells what differs"


def _is_inside(path: Path, config: Config) -> bool:
    """Whether a path is one of the workspace's documents: what is begun elsewhere is nobody's wish."""
    place = os.path.realpath(path)
    tops = (os.path.realpath(os.path.join(config.root, name)) for name in config.incidents)
    return any(os.path.commonpath((place, top)) == top for top in tops)


def _has_begun(steps: Iterable[Step]) -> bool:
    return any(entry.id == step.events[0].id for step in steps for entry in read_entries(step.journal))


def _is_possible(steps: Iterable[Step]) -> bool:
    return all(step.before is None or digest(step.path) == step.before for step in steps)


def _given_up(steps: Iterable[Step]) -> list[str]:
    return [f"{step.path}: a change of {step.incident} was cut short before it began" for step in steps]


def _complete(steps: Iterable[Step]) -> list[str]:
    for step in steps:
        append_events(step.journal, step.events)
    return [note for step in steps for note in _completed(step)]


def _completed(step: Step) -> list[str]:
    kept = _tidy(step)
    now = digest(step.path)
    if now == step.before:
        step.carry_out()
    elif now != step.after:
        stands = "edited since a change of it was cut short; the edit stands, `rca journal verify` compares"
        return [*kept, f"{step.path}: {stands}"]
    return [*kept, f"{step.path}: a change of {step.incident} that was cut short is completed"]


def _tidy(step: Step) -> list[str]:
    """Remove what lies beside a document that was being replaced, unless it is somebody's own save.

    The temporary holds our text, or a part of it, until names are exchanged, and the text from before after
    that. Where it holds anything else then, an editor had saved just before the exchange, and that counts.
    """
    target = Path(os.path.realpath(step.path))
    notes = []
    for beside in left_beside(target):
        if _is_ours(beside.read_bytes(), step):
            beside.unlink()
        elif digest(target) == step.after:
            os.replace(beside, target)
        else:
            notes.append(
                f"{beside}: left by a change that was cut short; look whether you miss what it holds"
            )
    return notes


def _is_ours(data: bytes, step: Step) -> bool:
    """Whether bytes are the text before a step, the text after it, or the beginning of that."""
    if sha256(data).hexdigest() in (step.before, step.after):
        return True
    return step.moves and digest(step.path) == step.before and step.result().startswith(data)


def catch_up(path: Path, incident: str) -> list[str]:
    """Complete events of a journal that have not reached their document; returns what was done.

    Raises OSError, JournalError, Refused.
    """
    step = waiting(path, incident)
    if step is None:
        return []
    step.carry_out()
    return [f"{path}: a change of {incident} that had not reached the document is completed"]


def waiting(path: Path, incident: str) -> Step | None:
    """The newest events of a journal that have not reached their document; None where all have.

    Where two branches met, the document is what git or somebody made of both.
    """
    now = digest(path)
    journal = journal_file(path.parent, incident)
    entries = pending(read_entries(journal), now) if now else []
    if not entries or len(heads(journal)) > 1:
        return None
    try:
        return Step(path, incident, tuple(map(event, entries)))
    except ValidationError:
        raise FromANewerVersion(path) from None
