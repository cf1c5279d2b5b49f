"""From an editor's mark to the history: with the save, if it stands then, and back with an undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from rca.changes import MarkExecuted, Undo
from rca.changing import Changing
from rca.edit import Plan
from rca.lsp.deeds import Deeds, Save, record, sentence
from rca.lsp.marks import Mark, planned
from rca.lsp.site import Sites
from rca.lsp.texts import Text
from rca.text import BOM
from rca.workspace import Workspace
from tests.command import rca
from tests.invented import CERTIFICATE, DOCUMENTS, TODAY, rewrite, write

NAME = "2026-03-02-gateway-certificate.md"
ENV = {"RCA_ACTOR": "Ada <ada@example.org>", "RCA_TODAY": TODAY}
PROD = Mark("1", "executed", "prod")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in ENV.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("RCA_ACTOR_KIND", raising=False)
    write(tmp_path, DOCUMENTS)
    with Workspace(str(tmp_path)) as workspace:
        workspace.sync()
    return tmp_path


class Editor:
    """One text in an editor: marked, typed in, undone, saved."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "incidents" / NAME
        self.sites = Sites()
        self.deeds = Deeds()
        self.text = Text(self.path.as_uri(), 1, self.path.read_bytes().decode().removeprefix(BOM))

    def mark(self, mark: Mark) -> Plan:
        """Choose the offer; the editor makes its edits."""
        plan = planned(self.sites.view(self.text), mark)
        self.deeds.offer(self.text.uri, plan)
        self.type(plan.before.apply(plan.edits).text)
        return plan

    def type(self, text: str) -> None:
        self.text = Text(self.text.uri, (self.text.version or 0) + 1, text)
        self.deeds.changed(self.text)

    def save(self, bom: str = "") -> list[str]:
        """Write the file; what the history got then, as sentences."""
        rewrite(self.path, bom + self.text.source.text)
        save = self.deeds.saving(self.text.uri, str(self.path))
        if save is None:
            return []
        recorded = record(self.sites, save)
        self.deeds.saved(self.text.uri, recorded.events)
        return [sentence(event) for event in recorded.events]


MARKED = "recorded: 2026-03-02-gateway-certificate/1 executed on prod 2026-06-03"


def events(folder: Path) -> list[str]:
    with Workspace(str(folder)) as workspace:
        return [event.change.kind for event in Changing(workspace).history("certificate")]


def verified(folder: Path) -> str:
    return rca(folder, "journal", "verify", "--strict", env=ENV).out


def test_nothing_is_written_before_the_save_and_then_the_history_has_it(folder: Path) -> None:
    editor = Editor(folder)
    editor.mark(PROD)
    assert not (folder / "incidents" / "journal").exists()
    assert editor.path.read_text() == CERTIFICATE
    assert editor.save()[-1] == MARKED
    assert events(folder) == ["external", "mark-executed"]
    assert verified(folder) == ""
    assert editor.save() == []


def test_the_event_is_the_one_that_rca_mark_would_have_written(folder: Path) -> None:
    editor = Editor(folder)
    editor.mark(PROD)
    editor.save()
    with Workspace(str(folder)) as workspace:
        event = Changing(workspace).history("certificate")[-1]
    assert isinstance(event.change, MarkExecuted)
    assert (event.by.name, event.change.day.isoformat()) == ("Ada", TODAY)
    assert event.document.backward()
    undone = rca(folder, "undo", "certificate", env=ENV)
    assert undone.code == 0
    assert editor.path.read_text() == CERTIFICATE


def test_what_was_undone_before_the_save_has_not_happened(folder: Path) -> None:
    editor = Editor(folder)
    editor.mark(PROD)
    editor.type(CERTIFICATE)
    assert editor.save() == []
    assert not (folder / "incidents" / "journal").exists()


def test_what_is_undone_after_the_save_is_taken_back(folder: Path) -> None:
    editor = Editor(folder)
    marked = editor.mark(PROD).after.text
    editor.save()
    editor.type(CERTIFICATE)
    assert len(editor.save()) == 1
    assert events(folder) == ["external", "mark-executed", "undo"]
    assert verified(folder) == ""
    other = rca(folder, "mark", "certificate/2", "executed", "--env", "prod", env=ENV)
    assert other.code == 0
    assert "staging: 2026-03-05; prod: — |" in editor.path.read_text()
    assert marked != editor.path.read_text()


def test_a_mark_that_is_made_again_after_an_undo_is_recorded_again(folder: Path) -> None:
    editor = Editor(folder)
    marked = editor.mark(PROD).after.text
    editor.save()
    editor.type(CERTIFICATE)
    editor.save()
    editor.type(marked)
    assert editor.save() == [MARKED]
    editor.type(CERTIFICATE)
    assert len(editor.save()) == 1
    assert events(folder)[1:] == ["mark-executed", "undo", "mark-executed", "undo"]
    assert verified(folder) == ""


def test_what_is_typed_around_a_mark_stands_beside_it(folder: Path) -> None:
    editor = Editor(folder)
    editor.type(CERTIFICATE.replace("Nobody", "Not a soul"))
    editor.mark(PROD)
    editor.type(editor.text.source.text.replace("browsers", "clients"))
    assert editor.save()[-1] == MARKED
    faults = verified(folder)
    assert "edited by hand" in faults
    assert faults.count("\n") == 1
    assert rca(folder, "journal", "record", env=ENV).code == 0
    assert "unexplained" not in verified(folder)


def test_several_marks_are_several_events(folder: Path) -> None:
    editor = Editor(folder)
    editor.mark(PROD)
    editor.mark(Mark("2", "executed", "staging"))
    assert editor.save()[-2:] == [MARKED, MARKED.replace("/1", "/2").replace("prod", "staging")]
    assert verified(folder) == ""


def test_a_byte_order_mark_that_the_editor_keeps_to_itself_is_in_the_history(folder: Path) -> None:
    rewrite(folder / "incidents" / NAME, BOM + CERTIFICATE)
    editor = Editor(folder)
    editor.mark(PROD)
    assert editor.save(BOM)[-1] == MARKED
    assert verified(folder) == ""
    assert rca(folder, "undo", "certificate", env=ENV).code == 0
    assert editor.path.read_text() == BOM + CERTIFICATE


def test_a_text_of_no_workspace_has_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCA_TODAY", TODAY)
    path = tmp_path / "notes.md"
    path.write_text(CERTIFICATE)
    sites = Sites()
    plan = planned(sites.view(Text(path.as_uri(), 1, CERTIFICATE)), PROD)
    path.write_text(plan.after.text)
    assert record(sites, Save(str(path), (plan,), ())).events == []
    assert {each.name for each in tmp_path.iterdir()} == {"notes.md"}


def test_an_undo_names_what_it_takes_back(folder: Path) -> None:
    editor = Editor(folder)
    editor.mark(PROD)
    editor.save()
    editor.type(CERTIFICATE)
    editor.save()
    with Workspace(str(folder)) as workspace:
        *_, mark, undo = Changing(workspace).history("certificate")
    assert isinstance(undo.change, Undo)
    assert undo.change.event == mark.id
