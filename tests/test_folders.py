"""Which files are documents, and what is new about them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from rca.folders import Changes, diff, is_document, name_of, scan


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2026-05-12-lag.md", True),
        ("LAG.MD", True),
        ("lag.markdown", True),
        ("2017-03-01-x.html.md.erb", True),
        ("report.qmd", True),
        ("lag.txt", False),
        ("md", False),
        (".hidden.md", False),
        ("template.md", False),
        ("0000-template.md", False),
        ("rca_template.md", False),
        ("TEMPLATE-incident.md", False),
        ("2026-05-12-broken-mail-template.md", True),
        ("templated-mail.md", True),
    ],
)
def test_a_document_is_known_by_its_name(name: str, expected: bool) -> None:
    assert is_document(name) is expected


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("incidents/2026-05-12-lag.md", "2026-05-12-lag"),
        ("incidents/2017-03-01-x.html.md.erb", "2017-03-01-x"),
        ("incidents/v1.2-release.md", "v1.2-release"),
        ("incidents/2026-05-12-lag/README.md", "2026-05-12-lag"),
        ("incidents/2026-05-12-lag/postmortem.md", "2026-05-12-lag"),
        ("README.md", "README"),
        ("incidents/README.md", "incidents"),
        ("payments/docs/postmortems/README.md", "payments-docs-postmortems"),
        ("../ledger/Postmortems/index.md", "ledger-Postmortems"),
        ("payments/postmortems/2026/05/postmortem.md", "payments-postmortems-2026-05"),
        ("incidents/1455/postmortem.md", "1455"),
        ("payments/docs/postmortems/lag.md", "lag"),
    ],
)
def test_an_incident_without_an_id_is_named_by_its_file_or_folder(path: str, name: str) -> None:
    assert name_of(path) == name


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)


def test_folders_are_read_to_their_depth_without_hidden_ones_journal_and_templates(tmp_path: Path) -> None:
    make(
        tmp_path,
        "incidents/a.md",
        "incidents/2026/b.md",
        "incidents/.git/c.md",
        "incidents/journal/d.md",
        "incidents/templates/e.md",
        "incidents/2026/note.txt",
        "elsewhere/f.md",
    )
    found = scan(str(tmp_path), ("incidents",))
    assert {folder: sorted(entries) for folder, entries in found.folders.items()} == {
        "incidents": ["a.md"],
        "incidents/2026": ["b.md"],
    }
    assert found.odd == {}


def test_a_folder_that_two_settings_name_is_read_once(tmp_path: Path) -> None:
    make(tmp_path, "incidents/a.md", "incidents/2026/b.md", "more/c.md")
    found = scan(str(tmp_path), ("./incidents/2026/", "incidents", "more", "../" + tmp_path.name + "/more"))
    assert sorted(found.folders) == ["incidents", "incidents/2026", "more"]
    assert found.odd == {}


def test_a_signature_is_size_time_and_inode(tmp_path: Path) -> None:
    make(tmp_path, "incidents/a.md")
    status = os.stat(tmp_path / "incidents" / "a.md")
    signature = scan(str(tmp_path), ("incidents",)).folders["incidents"]["a.md"]
    assert signature == (status.st_size, status.st_mtime_ns, status.st_ino)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    make(tmp_path, "incidents/a.md", "outside/b.md")
    incidents = tmp_path / "incidents"
    (incidents / "folder.md").mkdir()
    (incidents / "broken.md").symlink_to("nowhere")
    (incidents / "self.md").symlink_to("self.md")
    (incidents / "above").symlink_to("..")
    (incidents / "other").symlink_to("../outside")
    (incidents / "twice").symlink_to("../outside")
    os.mkfifo(incidents / "pipe.md")
    (incidents / os.fsdecode(b"\xff.md")).touch()
    found = scan(str(tmp_path), ("incidents", "missing"))
    assert sorted(found.folders) == ["incidents", "incidents/other"]
    assert found.odd == {
        "incidents/folder.md": "is a folder, though its name is one of a document",
        "incidents/broken.md": "cannot be read: no such file or directory",
        "incidents/self.md": "cannot be read: too many levels of symbolic links",
        "incidents/pipe.md": "is not a regular file",
        "incidents/\\xff.md": "has a name that is not UTF-8; rename it",
        "incidents/above": "is a link to a folder above it",
        "incidents/twice": "is a link to a folder that is read already",
        "missing": "cannot be read: no such file or directory",
    }


def test_a_diff_tells_what_came_what_changed_and_what_went() -> None:
    old = {
        "a": {"same.md": (1, 1, 1), "touched.md": (1, 1, 2), "gone.md": (1, 1, 3)},
        "b": {"x.md": (1, 1, 4)},
    }
    new = {
        "a": {"same.md": (1, 1, 1), "touched.md": (1, 2, 2), "came.md": (1, 1, 5)},
        ".": {"y.md": (1, 1, 6)},
    }
    assert diff(old, new) == Changes(["a/came.md", "y.md"], ["a/touched.md"], ["a/gone.md", "b/x.md"])
