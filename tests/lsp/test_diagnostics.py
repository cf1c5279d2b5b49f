"""Diagnostics of a text as it is typed: those of `rca check`, by the configuration of its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rca.lsp.checking import check_text
from rca.lsp.diagnostics import diagnose, diagnose_config
from rca.lsp.places import Library
from rca.lsp.site import Sites
from rca.lsp.texts import Text, Texts
from rca.workspace import Workspace
from tests.command import rca
from tests.invented import CERTIFICATE, CONFIG, DOCUMENTS, TODAY, write
from tests.lsp.views import alone, opened

NAME = "2026-03-02-gateway-certificate.md"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCA_TODAY", TODAY)


def test_they_are_those_of_rca_check(tmp_path: Path) -> None:
    write(tmp_path, DOCUMENTS, f'{CONFIG}[checks]\nignore = ["DOC02"]\nlevels = {{ AI11 = "error" }}\n')
    told = json.loads(rca(tmp_path, "check", "--json", env={"RCA_TODAY": TODAY}).out)
    expected = [(d["rule"], d["level"], d["line"], d["message"]) for d in told if d["path"].endswith(NAME)]
    with opened(tmp_path, NAME, config=(tmp_path / "rca.toml").read_text()) as found:
        source = found.view.text.source
        here = [(d.rule, d.level, source.line(d.span.start), d.message) for d in diagnose(found.view)]
    assert here == expected
    assert ("AI11", "error") in {(rule, level) for rule, level, _, _ in here}


def test_what_is_typed_counts_and_what_is_on_disk_does_not(tmp_path: Path) -> None:
    text = CERTIFICATE.replace("ledger-lag/1", "ledger-lag/9").replace(
        "SEV-2", "<!-- rca: ignore AI11 ours -->SEV-2"
    )
    with opened(tmp_path, NAME, text) as found:
        rules = {each.rule for each in diagnose(found.view)}
        assert "AI29" in rules


def test_of_an_index_that_was_never_read_nobody_says_that_items_are_missing(tmp_path: Path) -> None:
    write(tmp_path, DOCUMENTS)
    sites = Sites()
    path = tmp_path / "incidents" / NAME
    view = sites.view(Text(path.as_uri(), 1, path.read_text()))
    assert "AI29" not in {each.rule for each in diagnose(view)}
    with Workspace(str(tmp_path)) as workspace:
        workspace.sync()
    assert "AI29" not in {each.rule for each in diagnose(view)}
    sites.close()


@pytest.mark.parametrize(
    ("path", "text", "checked"),
    [
        ("incidents/2026-05-01-x.md", "# RCA — X\n", True),
        ("incidents/2026/x.md", "# RCA — X\n", True),
        ("README.md", "# This project\n", False),
        ("incidents/README.md", "# Our incidents\n", False),
        ("incidents/templates/short.md", "# RCA — X\n", False),
        ("incidents/template.md", "# RCA — X\n", False),
        ("docs/notes.md", "# RCA — X\n", False),
    ],
)
def test_only_documents_of_a_workspace_are_checked(
    tmp_path: Path, path: str, text: str, checked: bool
) -> None:
    write(tmp_path, {})
    sites = Sites()
    assert bool(diagnose(sites.view(Text((tmp_path / path).as_uri(), 1, text)))) is checked
    sites.close()


@pytest.mark.parametrize(
    "uri", ["file:///nowhere/notes.md", "untitled:Untitled-1", "vscode-vfs://github/a/b/x.md"]
)
def test_a_text_without_a_workspace_is_checked_alone(uri: str) -> None:
    found = alone(CERTIFICATE, uri)
    assert {"DOC02", "AI30"} <= {each.rule for each in diagnose(found.view)}


def test_a_text_in_another_folder_of_the_configuration_belongs_to_it(tmp_path: Path) -> None:
    root = write(tmp_path / "main", {}, 'incidents = ["incidents", "../payments/postmortems"]\n')
    (tmp_path / "payments" / "postmortems").mkdir(parents=True)
    site = Sites().of(str(root / "incidents" / "x.md"))
    outside = str(tmp_path / "payments" / "postmortems" / "x.md")
    assert site.path(outside) == "../payments/postmortems/x.md"
    assert site.holds(outside)
    assert not site.holds(str(tmp_path / "payments" / "x.md"))
    site.close()


def test_a_configuration_is_followed_and_a_broken_one_leaves_the_last_one(tmp_path: Path) -> None:
    write(tmp_path, DOCUMENTS)
    sites, texts = Sites(), Texts()
    path = tmp_path / "incidents" / NAME
    text = texts.put(Text(path.as_uri(), 1, path.read_text()))

    def rules() -> set[str]:
        return {each.rule for each in check_text(sites, texts, text).found}

    assert "DOC02" in rules()
    (tmp_path / "rca.toml").write_text(f'{CONFIG}[checks]\nignore = ["DOC02"]\n')
    assert "DOC02" not in rules()
    (tmp_path / "rca.toml").write_text('[checks\nignore = ["AI11"]\n')
    checked = check_text(sites, texts, text)
    assert "DOC02" not in {each.rule for each in checked.found}
    assert "AI11" in {each.rule for each in checked.found}
    assert checked.config is not None
    config, (problem,) = checked.config
    assert config.name == "rca.toml"
    assert (problem.rule, problem.level, config.source.line(problem.span.start)) == ("CONF01", "error", 1)
    sites.close()


def test_a_configuration_that_was_never_whole_hides_no_text(tmp_path: Path) -> None:
    write(tmp_path, DOCUMENTS, "[checks")
    sites = Sites()
    path = tmp_path / "incidents" / NAME
    view = sites.view(Text(path.as_uri(), 1, path.read_text()))
    assert "DOC02" in {each.rule for each in diagnose(view)}
    assert view.known.owners() == []
    assert Library(Texts(), sites).goal(view, 0) is None


def test_a_profile_that_does_not_exist_is_told_and_reading_goes_on(tmp_path: Path) -> None:
    with opened(tmp_path, NAME, config=f'{CONFIG}[checks]\nprofile = "nobody"\n') as found:
        assert [each.rule for each in diagnose(found.view)] == []
        (problem,) = found.library.sites.problems()
    assert problem.startswith('[checks] profile = "nobody" does not exist')


@pytest.mark.parametrize(
    ("config", "line", "said"),
    [
        ('enviroments = ["prod"]\n', 1, "unknown key `enviroments`; did you mean `environments`?"),
        ("[milestones]\nv1 = 3\n", 2, "`milestones.v1` must be a date"),
        ('a = 1\nenvironments = ["prod"\n', 3, ""),
        ("a = 1\nb = \n", 2, ""),
    ],
)
def test_a_configuration_is_checked_as_it_is_typed(config: str, line: int, said: str) -> None:
    text = Text("file:///w/rca.toml", 1, config)
    found = diagnose_config(text)[-1]
    assert found.rule == "CONF01"
    assert found.message.startswith(said)
    assert text.source.line(found.span.start) == line
    project = Text("file:///w/pyproject.toml", 1, '[project]\nname = "x"\n')
    assert diagnose_config(project) == []
    own = Text("file:///w/pyproject.toml", 1, '[tool.rca]\nenviroments = ["x"]\n')
    assert [each.rule for each in diagnose_config(own)] == ["CONF01"]


def test_a_text_beyond_every_limit_is_told_and_not_read() -> None:
    texts = Texts()
    text = texts.put(Text("file:///w/x.md", 1, "x" * 10_000_001))
    (found,) = check_text(Sites(), texts, text).found
    assert found.message == "x.md is larger than 10 MB, and is not read"


def test_bytes_that_only_the_editor_understands_are_told(tmp_path: Path) -> None:
    write(tmp_path, {})
    path = tmp_path / "incidents" / "2026-05-01-x.md"
    path.write_bytes(b"# RCA\n\ncaf\xe9\n")
    texts = Texts()
    text = texts.put(Text(path.as_uri(), 1, "# RCA\n\ncafé\n"))
    texts.look_at_file(text.uri)
    sites = Sites()
    found = check_text(sites, texts, text).found[0]
    assert found.message == "line 3 of the file on disk: byte 0xe9 is not UTF-8; save the file as UTF-8"
    path.write_bytes("# RCA\n\ncafé\n".encode())
    texts.look_at_file(text.uri)
    assert check_text(sites, texts, text).found[0].rule != "unreadable"
    sites.close()


def test_an_index_that_cannot_be_opened_hides_no_text(tmp_path: Path) -> None:
    write(tmp_path, DOCUMENTS)
    (tmp_path / ".rca" / "index.db").mkdir(parents=True)
    sites = Sites()
    path = tmp_path / "incidents" / NAME
    view = sites.view(Text(path.as_uri(), 1, path.read_text()))
    assert "DOC02" in {each.rule for each in diagnose(view)}
    assert view.known.owners() == []
    assert sites.problems() != []
    sites.close()
