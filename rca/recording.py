"""`rca journal record`: what changed in a document by hand becomes an event, by the author that git names."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from rca.changes import Digests, External
from rca.claims import Actor
from rca.facts import Facts, baseline, differences, is_comparable, is_state, same
from rca.git import GitError, ask
from rca.history import History
from rca.journal import read_entries


class Found(NamedTuple):
    """What a journal does not know of its document."""

    change: External
    document: Digests


def unrecorded(path: Path, sha256: str, said: Facts) -> Found | None:
    """What happened to a document outside of its journal; None where the journal knows it as it is.

    Takes the digest of the document and its facts. Without a journal it is what the document says was done,
    if it says so. Facts that no event ever spoke of are the document's own, states excepted.
    """
    history = History()
    history.branch(())
    for entry in read_entries(path):
        history.add(entry)
    if not history.heads:
        first = baseline(said)
        return Found(first, Digests(before=sha256, after=sha256)) if first else None
    before = [digests["after"] for digests in history.heads.values()]
    change = External(facts=differences(*_contrasted(history, said)))
    if not change.facts and (before == [sha256] or len(before) > 1):
        return None
    return Found(change, Digests(before=before[0] if len(before) == 1 else None, after=sha256))


def _contrasted(history: History, said: Facts) -> tuple[Facts, Facts]:
    """What the journal says and what the document says of the facts that both could speak of."""
    told: Facts = {}
    for key, sayings in history.sayings.items():
        if not is_comparable(key[1]):
            continue
        agreed = [saying.value for saying in sayings if same(saying.value, said.get(key))]
        told[key] = agreed[0] if agreed else sayings[-1].value
    both = {key for key in said if is_state(key[1])} | told.keys()
    known = {key: value for key, value in told.items() if value}
    return known, {key: said[key] for key in both if key in said}


def committed_by(document: Path) -> tuple[Actor, str] | None:
    """Who made the newest commit of a document, and its id; None where the file differs from that commit."""
    name = document.name
    try:
        if ask(document.parent, "status", "--porcelain", "--", name).strip():
            return None
        fields = ask(document.parent, "log", "-1", "--format=%an%x00%ae%x00%H", "--", name).decode(
            "utf-8", "replace"
        )
    except GitError:
        return None
    parts = fields.strip().split("\0")
    if len(parts) != 3 or not parts[0].strip():
        return None
    return Actor(name=parts[0], email=parts[1]), parts[2]
