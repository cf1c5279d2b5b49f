"""The sample workspace shows every state and flag, in the forms that teams write, whatever day it is."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest

from rca.checks import CheckContext, check
from rca.configfile import load
from rca.demo import demo_files, write_demo
from rca.model import Document, State
from rca.parse import parse
from rca.text import Source
from rca.workspace import Workspace

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace on a fixed day."""
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, TODAY)
    return folder


@pytest.fixture(scope="module")
def documents(folder: Path) -> dict[str, Document]:
    """Its documents by file name, read with its own configuration."""
    config = load(str(folder))
    assert config.diagnostics == ()
    return {
        path.name: parse(Source.from_bytes(path.read_bytes()), name=path.name, config=config)
        for path in sorted((folder / "incidents").iterdir())
    }


def test_twelve_documents_with_ids_of_their_own(documents: dict[str, Document]) -> None:
    assert len(documents) == 12
    for name, document in documents.items():
        assert document.incident_id in (name.removesuffix(".md"), None)
        assert document.date is not None
        assert name.startswith(document.date.isoformat())
        assert document.severity
        assert document.authors
        assert document.action_items


def test_every_state_is_there(documents: dict[str, Document]) -> None:
    states = {item.state for document in documents.values() for item in document.action_items}
    assert states == set(get_args(State))


def test_every_flag_is_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCA_TODAY", TODAY.isoformat())
    workspace = Workspace.find(str(folder))
    workspace.sync()
    flags = {flag for item in workspace.items() for flag in item.flags}
    workspace.close()
    assert flags == {"overdue", "due-soon", "blocked", "unowned", "undated", "regressed", "stale"}


def test_many_forms_are_there(documents: dict[str, Document]) -> None:
    forms = {field.form for document in documents.values() for field in document.fields}
    assert {"bold", "bullet", "table", "plain", "quote", "yaml", "toml"} <= forms
    items = {item.form for document in documents.values() for item in document.action_items}
    assert {"table", "bullet", "number", "task"} <= items
    entries = {entry.form for document in documents.values() for entry in document.timeline}
    assert {"table", "bullet", "number", "heading", "paragraph"} <= entries


def test_reading_leaves_no_question_open(documents: dict[str, Document]) -> None:
    notes = [
        f"{name}: {note.message}" for name, document in documents.items() for note in document.diagnostics
    ]
    assert notes == []


def test_its_texts_keep_the_rules_of_wording(folder: Path) -> None:
    config = load(str(folder))
    for path in (folder / "incidents").iterdir():
        source = Source.from_bytes(path.read_bytes())
        found = check(parse(source, name=path.name, config=config), source, CheckContext(TODAY, config))
        assert [
            each.message for each in found if each.rule in ("DOC11", "DOC14", "DOC15", "TL03", "AI29")
        ] == []
        assert [each.message for each in found if each.level == "error" and each.rule != "AI30"] == []


@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29), date(2027, 1, 1), date(2026, 3, 31)])
def test_nothing_was_carried_out_in_the_future(today: date) -> None:
    for path, text in demo_files(today):
        assert "{{" not in text
        done = re.findall(r"(?:staging|prod|executed|written)[: ]+(?:failed )?(\d{4}-\d\d-\d\d)", text)
        assert all(date.fromisoformat(day) <= today for day in done), path


def test_files_move_with_the_day() -> None:
    one, other = dict(demo_files(TODAY)), dict(demo_files(TODAY + timedelta(1)))
    assert one["checks/restore_drill.sh"] == other["checks/restore_drill.sh"]
    assert {path for path in one if "incidents/" in path}.isdisjoint(other)
