"""What the application remembers of a workspace: in the user's state folder, never in the workspace."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import get_args
from zlib import crc32

from rca.paging import Arrangement, Group
from rca.queues import QUEUES, Queue
from rca.values import NamedTuple


class Remembered(NamedTuple):
    """How somebody left the triage."""

    queue: str = ""
    sort: str = ""
    group: str = ""
    theme: str = ""


SORTS = ("due", "sev", "owner", "state", "id")
"""What `s` sorts by, one after the other."""
GROUPS: tuple[Group, ...] = get_args(Group)


def queue_of(kept: Remembered | None) -> Queue:
    """The queue that was looked at last, as far as it is one that everybody has; else the first."""
    return next((queue for queue in QUEUES if kept and queue.name == kept.queue), QUEUES[0])


def arrangement_of(kept: Remembered | None) -> Arrangement:
    """The items that were looked at last, in their order; what nobody knows any more is left out."""
    sort = kept.sort if kept and kept.sort.removeprefix("-") in SORTS else ""
    group = next((group for group in GROUPS if kept and group == kept.group), GROUPS[0])
    return Arrangement(queue_of(kept).query, sort, group)


def state_file(root: str) -> Path:
    """Where the state of a workspace is kept."""
    from platformdirs import user_state_path

    path = os.path.realpath(root)
    name = os.path.basename(path) or "root"
    return user_state_path("rca", appauthor=False) / f"{name}-{crc32(os.fsencode(path)):08x}.json"


def recall(root: str) -> tuple[Remembered | None, str]:
    """What is remembered, None where nothing is; and why a file could not be used, as a sentence."""
    path = state_file(root)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Remembered(**{name: str(data.get(name, "")) for name in Remembered._fields}), ""
    except FileNotFoundError:
        return None, ""
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no state of rca"
        return Remembered(), f"{path}: what was remembered is not used: {reason}"


def remember(root: str, state: Remembered) -> None:
    """Keep a state; raises OSError where that is impossible."""
    path = state_file(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(f".{os.getpid()}.new")
    new.write_text(json.dumps(state._asdict(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(new, path)
