"""A real editor: Neovim, with nothing but its own client, opens, completes, marks and renames."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.changed import ADA
from tests.command import FIXED, ROOT, rca
from tests.invented import DOCUMENTS, TODAY, write

WITHIN = 120
"""Seconds for all steps; a busy machine takes its time."""
NEOVIM = shutil.which("nvim")
SETTING_UP = re.compile(r"0\.7 to 0\.10:\n\n```lua\n(.*?)```", re.DOTALL)


def set_up(folder: Path) -> dict[str, str]:
    """Neovim's init.lua as docs/editors.md has it, and the command that it starts."""
    page = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
    (found,) = SETTING_UP.findall(page)
    (folder / "init.lua").write_text(found, encoding="utf-8")
    program = folder / ".bin" / "rca"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m rca "$@"\n')
    program.chmod(0o755)
    return {"PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose index is current."""
    folder = write(tmp_path_factory.mktemp("neovim"), DOCUMENTS)
    assert rca(folder, "sync").code == 0
    return folder


@pytest.fixture(scope="module")
def told(folder: Path) -> dict[str, Any]:
    """What Neovim told of its session."""
    if NEOVIM is None:
        pytest.skip("Neovim is not installed")
    script = Path(__file__).parent / "neovim.lua"
    document = folder / "incidents" / "2026-03-02-gateway-certificate.md"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RCA_")}
    own = {
        "HOME": str(folder),
        "XDG_STATE_HOME": str(folder / ".state"),
        "RCA_TOLD": str(folder / "told.json"),
        "RCA_TODAY": TODAY,
        **set_up(folder),
    }
    done = subprocess.run(
        [NEOVIM, "--headless", "--clean", "-n", "-u", "init.lua", "-S", str(script), str(document)],
        cwd=folder,
        env=kept | FIXED | ADA | own,
        capture_output=True,
        timeout=WITHIN,
        check=False,
    )
    assert (folder / "told.json").exists(), done.stderr.decode()
    found: dict[str, Any] = json.loads((folder / "told.json").read_text())
    assert "problem" not in found, (found, done.stderr.decode())
    return found


def test_diagnostics_come_and_go_as_one_types(told: dict[str, Any]) -> None:
    assert {"AI22", "AI30", "DOC02"} <= set(told["diagnostics"])


def test_over_an_item_stands_how_far_it_is(told: dict[str, Any]) -> None:
    assert told["hover"][0] == "**2026-03-02-gateway-certificate/1** ◑ part-executed"
    assert "- staging: ● done 2026-03-05" in told["hover"]


def test_an_owner_of_another_document_is_completed(told: dict[str, Any]) -> None:
    assert told["completion"] == ["payments"]
    assert told["completed"].startswith("| 2 | Alert on expiry | payments |")


def test_a_mark_is_an_edit_that_the_editor_can_undo(told: dict[str, Any]) -> None:
    assert told["actions"] == ["Mark item 1 executed on prod"]
    assert told["marked"].endswith("| staging: 2026-03-05; prod: 2026-06-03 |")
    assert told["undone"]


def test_a_mark_is_in_the_history_once_it_is_saved(told: dict[str, Any], folder: Path) -> None:
    log = rca(folder, "log", "certificate", env={"RCA_TODAY": TODAY}).out
    assert "certificate/1 executed on prod 2026-06-03" in log
    assert "Ada" in log


def test_a_definition_is_in_another_document(told: dict[str, Any]) -> None:
    assert told["definition"].startswith("| 1 | Page on replication lag over thirty seconds |")


def test_an_id_is_renamed_in_its_document_its_file_and_where_it_is_named(
    told: dict[str, Any], folder: Path
) -> None:
    incidents = folder / "incidents"
    assert not (incidents / "2026-05-12-ledger-lag.md").exists()
    assert "- **Incident ID:** 2026-05-12-slow-ledger\n" in (
        incidents / "2026-05-12-slow-ledger.md"
    ).read_text(encoding="utf-8")
    assert "| 2026-05-12-slow-ledger/1 |" in (incidents / "2026-03-02-gateway-certificate.md").read_text(
        encoding="utf-8"
    )
