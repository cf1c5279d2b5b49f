"""Signatures of events with `ssh-keygen -Y`, by the key and the list of signers that git itself uses.

What is signed is the event's id and a newline, in the namespace `rca-journal`; the id is a digest of
everything else. A signature stands in the event's line, outside of what is hashed.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from rca.errors import RcaError
from rca.lines import Entry
from rca.sealing import Signer

NAMESPACE = "rca-journal"


class SigningFailed(RcaError):
    """An event cannot be signed; nothing was written."""

    exit_code = 6

    def __init__(self, reason: str) -> None:
        super().__init__(f"the event cannot be signed: {reason.strip()}")


class SignatureFault(NamedTuple):
    """What is wrong with the signature of an event."""

    event: str
    kind: str
    """`unsigned`, `forged` (it is not by a key of who acted, or not of this event) or `unchecked`."""
    message: str


def signer(git: Mapping[str, str]) -> Signer | None:
    """What signs events, or None where git does not sign commits with SSH.

    `git` are git's settings: `gpg.format=ssh` and `user.signingkey` name the key; `rca.sign`, else
    `commit.gpgsign`, says whether to sign.
    """
    wanted = git.get("rca.sign", git.get("commit.gpgsign", "false")).lower() in ("true", "yes", "on", "1")
    if not wanted or git.get("gpg.format") != "ssh":
        return None
    key = git.get("user.signingkey", "")
    if not key:
        raise SigningFailed("git has no user.signingkey")
    return lambda identity: sign(identity, key, git.get("gpg.ssh.program", "ssh-keygen"))


def sign(identity: str, key: str, program: str = "ssh-keygen") -> str:
    """The armoured signature of an event's id; `key` is a file, or a public key held by the agent."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "key.pub")
        literal = key.removeprefix("key::")
        if literal != key or key.startswith("ssh-"):
            file.write_text(literal + "\n", encoding="utf-8")
        else:
            file = Path(key).expanduser()
        return _run([program, "-Y", "sign", "-n", NAMESPACE, "-f", str(file)], identity).stdout.decode()


def signature_faults(
    entries: Iterable[Entry], git: Mapping[str, str], root: Path
) -> Iterator[SignatureFault]:
    """What is wrong with the signatures of events; `gpg.ssh.allowedSignersFile` says whose key is whose."""
    named = git.get("gpg.ssh.allowedsignersfile", "")
    allowed = root / Path(named).expanduser() if named else None
    program = git.get("gpg.ssh.program", "ssh-keygen")
    for entry in entries:
        fault = _fault(entry, allowed, program)
        if fault:
            yield fault


def _fault(entry: Entry, allowed: Path | None, program: str) -> SignatureFault | None:
    who = entry.body["by"].get("email") or entry.body["by"].get("name") or ""
    if not entry.signature:
        return SignatureFault(entry.id, "unsigned", f"no signature of {who}")
    if allowed is None:
        return SignatureFault(entry.id, "unchecked", "git has no gpg.ssh.allowedSignersFile to check it with")
    if _holds(entry, who, allowed, program):
        return None
    return SignatureFault(entry.id, "forged", f"the signature is not of this event by a key of {who}")


def _holds(entry: Entry, who: str, allowed: Path, program: str) -> bool:
    with tempfile.NamedTemporaryFile("w", suffix=".sig", encoding="utf-8") as file:
        file.write(entry.signature)
        file.flush()
        names = ("-I", who, "-n", NAMESPACE, "-f", str(allowed), "-s", file.name)
        return _run([program, "-Y", "verify", *names], entry.id, check=False).returncode == 0


def _run(command: list[str], identity: str, *, check: bool = True) -> subprocess.CompletedProcess[bytes]:
    try:
        done = subprocess.run(command, input=f"{identity}\n".encode(), capture_output=True, check=False)
    except OSError as error:
        raise SigningFailed(f"{command[0]}: {error.strerror}") from None
    if check and done.returncode:
        raise SigningFailed(done.stderr.decode("utf-8", "replace"))
    return done
