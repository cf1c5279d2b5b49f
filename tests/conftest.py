"""What all tests share: a folder of real documents, a fixed way to fuzz, and no network."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3
"""Bytes that the files of all tests fit into, several times."""

# Hundreds of short processes import rca: it is compiled once, whatever the environment says.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# What rca writes is flushed to disk, which no test can see: in memory nobody waits for it.
if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None  # which was asked for already

settings.register_profile("ci", derandomize=True, deadline=None, database=None)
settings.register_profile("fuzz", max_examples=5000, deadline=None, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real documents that lies beside the checkout."""
    if not CORPUS.is_dir():
        pytest.skip(f"the corpus of real documents is not at {CORPUS}")
    return CORPUS


class NetworkUsedError(AssertionError):
    """A test opened a connection that leaves this machine."""


_connect = socket.socket.connect


def _connect_here(self: socket.socket, address: object) -> None:
    host = address[0] if isinstance(address, tuple) else "localhost"
    if host not in ("localhost", "127.0.0.1", "::1"):
        raise NetworkUsedError(f"tests work without a network, and this one wanted {address!r}")
    _connect(self, address)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no connection leave this machine."""
    monkeypatch.setattr(socket.socket, "connect", _connect_here)
