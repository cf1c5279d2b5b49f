"""`rca lsp` as a command: who starts it by hand, or without its extra, is told what to do."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from rca.lsp.checking import Checker
from rca.lsp.server import Server, guarded
from rca.lsp.texts import Text
from tests.command import rca
from tests.invented import DOCUMENTS, write


def test_started_by_hand_it_says_who_starts_it(tmp_path: Path) -> None:
    result = rca(tmp_path, "lsp", tty=True)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("rca: rca lsp speaks with an editor on stdin and stdout; docs/editors.md ")
    assert result.err.count("\n") == 1


def test_a_day_that_is_none_is_told_before_anything_is_served(tmp_path: Path) -> None:
    result = rca(tmp_path, "lsp", env={"RCA_TODAY": "soon"})
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith('rca: RCA_TODAY: "soon" is no date')


@pytest.mark.parametrize(("follows", "synced"), [(True, True), (False, False)])
async def test_an_index_is_kept_current_unless_it_shall_not(
    tmp_path: Path, follows: bool, synced: bool
) -> None:
    server = Server()
    server.keeper.follows = follows
    root = str(write(tmp_path, DOCUMENTS))
    server.keeper.want(root)
    server.keeper.want_files(root, [str(tmp_path / "incidents" / next(iter(DOCUMENTS)))])
    async with asyncio.timeout(60):
        while server.keeper.is_busy:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.02)
    server.close()
    assert (tmp_path / ".rca" / "index.db").exists() is synced


@pytest.mark.parametrize("missing", ["pygls", "lsprotocol"])
def test_without_its_extra_it_says_which(
    tmp_path: Path, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [
        name for name in sys.modules if name.split(".")[0] == missing or name.startswith("rca.lsp.")
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    result = rca(tmp_path, "lsp")
    assert (result.code, result.out) == (2, "")
    assert result.err == 'rca: rca lsp needs an extra that is not installed: pip install "rca-ledger[lsp]"\n'


async def test_a_check_that_fails_is_a_sentence_and_the_next_one_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = Server()
    said: list[str] = []
    shown: list[str] = []
    monkeypatch.setattr(server, "log", lambda sentence, _kind: said.append(sentence))

    def publish(text: Text, _found: object) -> None:
        if text.version == 1:
            raise ZeroDivisionError("division\nby zero")
        shown.append(text.uri)

    checker = Checker(server.texts, publish, server.tell, lambda listen: guarded(server, "checking", listen))
    for version in (1, 2):
        server.texts.put(Text("untitled:x.md", version, "# RCA\n"))
        checker.want("untitled:x.md")
        while not (said if version == 1 else shown):  # noqa: ASYNC110 - it tells nobody else
            await asyncio.sleep(0.01)
    checker.close()
    server.close()
    (sentence,) = said
    assert sentence.startswith("checking failed: ZeroDivisionError: division by zero; this is a bug of rca")
