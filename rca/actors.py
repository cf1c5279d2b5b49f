"""Who acts: `RCA_ACTOR` and `RCA_ACTOR_KIND`, else git's `user.name` and `user.email`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from rca.changes import Refused, wish
from rca.claims import Actor, ActorKind
from rca.config import Config
from rca.git import settings

_NAMED = re.compile(r"\s*(?P<name>[^<>]*?)\s*(?:<(?P<email>[^<>]*)>)?\s*")
KINDS: tuple[str, ...] = get_args(ActorKind)


class NobodyActs(Refused):
    """Neither the environment nor git says who acts."""

    def __init__(self) -> None:
        super().__init__(
            'nobody is named for the history; set RCA_ACTOR="name <mail>", or git\'s user.name and user.email'
        )


def current_actor(
    config: Config,
    environment: Mapping[str, str] = os.environ,
    git: Mapping[str, str] | None = None,
) -> Actor:
    """Who acts in a workspace; raises Refused where nobody is named or the kind is none of the three.

    The kind is `RCA_ACTOR_KIND`, else that of the person in `[people]` with this name or e-mail, else human;
    who is an agent there stays one. `git` are git's settings, if they are at hand.
    """
    if environment.get("RCA_ACTOR"):
        name, email = named(environment["RCA_ACTOR"])
    else:
        known = settings(Path(config.root)) if git is None else git
        name = environment.get("GIT_AUTHOR_NAME") or known.get("user.name", "")
        email = environment.get("GIT_AUTHOR_EMAIL") or known.get("user.email", "")
    if not name.strip():
        raise NobodyActs
    kind = kind_of(config, name, email)
    if kind != "agent":
        kind = environment.get("RCA_ACTOR_KIND") or kind
    if kind not in KINDS:
        raise Refused(f'RCA_ACTOR_KIND is "{kind}"; it is one of {", ".join(KINDS)}')
    return wish(Actor, name=name, email=email, kind=kind)


def named(text: str) -> tuple[str, str]:
    """Name and e-mail of `name <mail>`; the e-mail is empty where there is none. Raises Refused."""
    match = _NAMED.fullmatch(text)
    if not match or not match["name"]:
        raise Refused(f'"{text}" names nobody; write it as "name <mail>"')
    return match["name"], match["email"] or ""


def kind_of(config: Config, name: str, email: str) -> str:
    """What `[people]` says of somebody: human, agent or ci."""
    for key, person in config.people.items():
        names = {key.casefold(), person.name.casefold()}
        if name.casefold() in names or (email and email.casefold() == person.email.casefold()):
            return person.kind
    return "human"
