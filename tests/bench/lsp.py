"""From a key to its diagnostics: `python -m tests.bench.lsp WORKSPACE`.

Prints JSON: milliseconds from an edit of a document of 20 KB, sent to `rca lsp` over its streams, until the
diagnostics of that version are read; keys come one after the other, each in another line.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests.bench.measure import environment
from tests.bench.ratios import Result, run_json
from tests.bench.reading import text as short_text

KEYS = 300
_GOAL = 50.0
_LENGTH = 20_000
_NAME = "incidents/2026-05-02-captures.md"


def text() -> str:
    """A document of 20 KB: facts, a table of items, prose, lists."""
    return (short_text() + short_text().partition("\n## Part")[2])[:_LENGTH]


class Client:
    """The other end of the server's streams."""

    def __init__(self, folder: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "rca", "lsp"],
            cwd=folder,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def send(self, method: str, params: dict[str, Any], **more: Any) -> None:
        """Send a message."""
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def read(self) -> dict[str, Any]:
        """The next message."""
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name == b"Content-Length" else length
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message

    def until_checked(self, version: int) -> None:
        """Read until the diagnostics of a version have come."""
        while True:
            message = self.read()
            is_told = message.get("method") == "textDocument/publishDiagnostics"
            if is_told and message["params"].get("version") == version:
                return

    def close(self) -> None:
        """End the server."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def measure(folder: str) -> dict[str, float]:
    """Type, and wait for the diagnostics each time; the first ones, which import, are left out."""
    uri = (Path(folder).resolve() / _NAME).as_uri()
    client = Client(folder)
    client.send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, id=1)
    client.read()
    client.send("initialized", {})
    told = {"uri": uri, "languageId": "markdown", "version": 0, "text": text()}
    client.send("textDocument/didOpen", {"textDocument": told})
    client.until_checked(0)
    lines = text().count("\n")
    taken = [_key(client, uri, version, lines) for version in range(1, KEYS + 21)][20:]
    client.close()
    return {"p95": quantiles(taken, n=20)[-1], "median": median(taken), "most": max(taken)}


def _key(client: Client, uri: str, version: int, lines: int) -> float:
    place = {"line": 30 + version % (lines - 40), "character": 0}
    edit = {"range": {"start": place, "end": place}, "text": "x"}
    begun = time.perf_counter()
    named = {"uri": uri, "version": version}
    client.send("textDocument/didChange", {"textDocument": named, "contentChanges": [edit]})
    client.until_checked(version)
    return 1000 * (time.perf_counter() - begun)


def keys(place: Path) -> Iterator[Result]:
    """The time from a key to its diagnostics beside its goal."""
    folder = place / "lsp"
    (folder / "incidents").mkdir(parents=True, exist_ok=True)
    (folder / "rca.toml").write_text('environments = ["staging", "prod"]\n', encoding="utf-8")
    (folder / _NAME).write_text(text(), encoding="utf-8")
    figures = run_json("tests.bench.lsp", str(folder))
    detail = f"median {figures['median']:.0f}, most {figures['most']:.0f} ms"
    yield Result("key in 20 KB to its diagnostics, p95", 1, figures["p95"], _GOAL, detail, " ms")


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
