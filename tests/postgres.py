"""A PostgreSQL server of the test's own, on a socket in a temporary folder."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SERVER_USERS = ("postgres", "nobody")
"""Who runs the server where the tests run as root, which it refuses."""


def program(name: str) -> str | None:
    """A program of the server: on the PATH, or in the newest of Debian's folders."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    return str(found[-1]) if found else shutil.which(name)


def missing() -> str:
    """Why no server can be started here; empty if one can."""
    absent = [name for name in ("initdb", "postgres", "psql") if not program(name)]
    return f"PostgreSQL is not installed here: no {', '.join(absent)}" if absent else ""


class Server:
    """A running server."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes]) -> None:
        self.folder = folder
        self._process = process

    def url(self, role: str, database: str, password: str = "") -> str:
        """How to connect as a role; any password will do."""
        secret = f":{password}" if password else ""
        return f"postgresql://{role}{secret}@/{database}?host={self.folder}"

    def run(self, role: str, database: str, *arguments: str) -> None:
        """What psql does with its arguments as a role."""
        base = [str(program("psql")), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", self.url(role, database)]
        subprocess.run([*base, *arguments], check=True, capture_output=True)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(30)


def _account() -> dict[str, Any]:
    if os.getuid():
        return {}
    for name in SERVER_USERS:
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": ()}
    return {}


@contextmanager
def server() -> Iterator[Server]:
    """A server for as long as the block lasts; everyone who reaches its socket is trusted."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    account = _account()
    if account:
        os.chown(folder, account["user"], account["group"])
    try:
        _execute(
            ["initdb", "-D", str(folder / "data"), "-U", "root", "-A", "trust", "-E", "UTF8", "--no-sync"],
            account,
        )
        process = subprocess.Popen(
            [*_command("postgres"), "-D", str(folder / "data"), "-k", str(folder), "-h", "", "-F"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            **account,
        )
        running = Server(folder, process)
        try:
            _wait(running)
            yield running
        finally:
            running.stop()
    finally:
        shutil.rmtree(folder)


def _command(name: str) -> list[str]:
    return [str(program(name))]


def _execute(command: Sequence[str], account: dict[str, Any]) -> None:
    subprocess.run(
        [str(program(command[0])), *command[1:]], check=True, capture_output=True, cwd="/", **account
    )


def _wait(running: Server) -> None:
    for _ in range(300):
        try:
            running.run("root", "postgres", "-c", "SELECT 1")
        except subprocess.CalledProcessError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not start")
