"""New documents: ids out of titles, templates filled in, nothing overwritten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rca.blocks import scan
from rca.config import Config
from rca.draft import BadDraft, draft_of
from rca.drafting import Drafter, begin
from rca.editing.values import full, light
from rca.model import Document
from rca.new import DocumentNotWritten, IdTaken, NoId, id_for, slug
from rca.parse import parse
from rca.templating import END, START, Templates, UnknownTemplate
from rca.templating_values import Escape, filled
from rca.text import Source
from rca.workspace import Workspace

DAY = date(2026, 5, 15)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Postgres owner privilege voids audit chain (#1455)",
            "postgres-owner-privilege-voids-audit-chain-1455",
        ),
        ("Größe überläuft in der Straße", "grosse-uberlauft-in-der-strasse"),
        ("決済が止まった", "決済が止まった"),
        ("हिन्दी समस्या", "हिन्दी-समस्या"),
        ("🔥🔥", "incident"),
        ("../../etc/passwd", "etc-passwd"),
        ("one\ntwo | three #", "one-two-three"),
        ("x" * 300, "x" * 80),
        ("決" * 90, "決" * 26),
        ("One document’s front matter isn't read", "one-documents-front-matter-isnt-read"),
    ],
)
def test_slug(title: str, expected: str) -> None:
    assert slug(title) == expected


@pytest.mark.parametrize(
    ("title", "issue", "expected"),
    [
        ("Audit role split", "#1455", "2026-05-15-audit-role-split-1455"),
        ("Audit role split (#1455)", "#1455", "2026-05-15-audit-role-split-1455"),
        ("Audit role split", "acme/app#12", "2026-05-15-audit-role-split-12"),
        ("Audit role split", "OPS-7", "2026-05-15-audit-role-split-ops-7"),
        ("Audit role split", "https://example.org/app/issues/9", "2026-05-15-audit-role-split-9"),
        ("🔥", "#1455", "2026-05-15-incident-1455"),
        ("x" * 90, "#1455", f"2026-05-15-{'x' * 75}-1455"),
    ],
)
def test_an_issue_stands_at_the_end_of_the_id(title: str, issue: str, expected: str) -> None:
    assert id_for(DAY, title, issue) == expected


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace without documents."""
    (tmp_path / "rca.toml").write_text("")
    return Workspace(str(tmp_path))


def written(workspace: Workspace, title: str = "Checkout rejects cards", **said: object) -> Path:
    """A document that is begun on a fixed day."""
    return begin(workspace, draft_of(title=title, day=DAY, **said))


def read(path: Path) -> Document:
    return parse(Source.from_bytes(path.read_bytes()), name=path.name, config=Config())


def test_new_document(workspace: Workspace, tmp_path: Path) -> None:
    path = written(
        workspace,
        severity="SEV-2",
        authors=("payments",),
        services=("checkout", "cards"),
        environments=("staging", "prod"),
        issue="1455",
    )
    assert path == tmp_path / "incidents" / "2026-05-15-checkout-rejects-cards-1455.md"
    text = path.read_text(encoding="utf-8")
    assert text.startswith(
        "# RCA — Checkout rejects cards (#1455)\n\n"
        "- **Incident ID:** 2026-05-15-checkout-rejects-cards-1455\n"
        "- **Date:** 2026-05-15\n"
        "- **Severity:** SEV-2\n"
        "- **Status:** open\n"
        "- **Services:** checkout, cards\n"
        "- **Environments:** staging, prod\n"
    )
    assert "- **Author:** payments\n" in text
    assert "{" not in text


def test_the_plain_document_has_no_line_for_what_is_not_known(workspace: Workspace) -> None:
    text = written(workspace).read_text(encoding="utf-8")
    assert "Services:**" not in text
    assert "\n\n\n" not in text


@pytest.mark.parametrize("template", Templates().names)
def test_template_reads_back(template: str, workspace: Workspace) -> None:
    path = written(
        workspace, "Checkout", template=template, severity="SEV-3", authors=("platform",), services=("cards",)
    )
    document = read(path)
    assert document.title == "RCA — Checkout"
    assert document.incident_id == path.stem
    assert (document.date, document.severity, document.status) == (DAY, "SEV-3", "open")
    assert (document.authors, document.services) == (("platform",), ("cards",))
    assert document.action_items == ()
    assert document.timeline == ()
    assert {"summary", "impact", "root_cause", "action_items"} <= {
        section.name for section in document.sections
    }
    assert [note.message for note in document.diagnostics] == []


def test_nothing_is_overwritten(workspace: Workspace) -> None:
    paths = [written(workspace, "Same") for _ in range(3)]
    assert [path.name for path in paths] == [
        "2026-05-15-same.md",
        "2026-05-15-same-2.md",
        "2026-05-15-same-3.md",
    ]
    assert "**Incident ID:** 2026-05-15-same-3\n" in paths[2].read_text(encoding="utf-8")


def test_an_id_that_another_document_states_is_taken(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents" / "first.md").write_text("# Same\n\n- **Incident ID:** 2026-05-15-same\n")
    workspace.sync()
    assert written(workspace, "Same").name == "2026-05-15-same-2.md"
    with pytest.raises(IdTaken, match=r"the id 2026-05-15-same is taken by incidents/first\.md"):
        written(workspace, "Other", id="2026-05-15-same")


def test_a_history_that_is_left_belongs_to_nobody_else(workspace: Workspace, tmp_path: Path) -> None:
    journals = tmp_path / "incidents" / "journal"
    journals.mkdir(parents=True)
    (journals / "2026-05-15-same.jsonl").write_text("")
    assert written(workspace, "Same").name == "2026-05-15-same-2.md"


def test_an_id_can_be_given(workspace: Workspace) -> None:
    assert written(workspace, id="inc-7").stem == "inc-7"
    with pytest.raises(NoId, match=r'"\.\./x y" is no id; write it as x-y'):
        written(workspace, id="../x y")


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Closing hashes ##", "# RCA — Closing hashes \\##"),
        ("C#", "# RCA — C#"),
        ("A | pipe, {{date}}", "# RCA — A | pipe, {{date}}"),
        ("Gone <!-- for good", "# RCA — Gone \\<!-- for good"),
        ("Not *bold*", "# RCA — Not \\*bold\\*"),
    ],
)
def test_title_stays_one_heading(title: str, heading: str, workspace: Workspace) -> None:
    path = written(workspace, title)
    assert path.read_text(encoding="utf-8").split("\n")[0] == heading
    assert read(path).title == f"RCA — {title}"


SECTIONS = (
    "summary timeline impact went_well went_badly root_cause detection resolution action_items references"
).split()


@settings(max_examples=25)
@given(
    title=st.text(max_size=40),
    service=st.text(alphabet="ab |<>!-*_`#\\[]()~\"'&{}%\n", max_size=12),
)
def test_what_is_given_reads_back_or_is_refused(title: str, service: str) -> None:
    try:
        draft = draft_of(title=title, services=(service,), day=DAY)
        page = Drafter(Config(root="/none"), DAY).page(draft, "2026-05-15-x")
    except BadDraft:
        return
    assert draft.title in page.document.title
    assert page.document.services == draft.services
    assert [section.name for section in page.document.sections][1:] == SECTIONS


def test_values_are_safe_where_they_stand() -> None:
    def value(text: str) -> str:
        return f"{START}{text}{END}"

    table = f"| {value('# a | b')} |\n{value('# a | b')}\nsaid {value('# a | b')}"
    assert filled(table, light) == "| # a \\| b |\n\\# a | b\nsaid # a | b"
    assert filled(f"- {value('1. one')}\n> {value('- two')}", light) == "- 1\\. one\n> \\- two"
    assert filled(f"<!-- {value('--> out')} -->", full) == "<!-- - -> out -->"
    front = f'---\ntitle: {value("a: b # c")}\nday: {value("2026-05-15")}\nsaid: "{value(chr(34))}"\n---\n'
    assert filled(front, light) == '---\ntitle: "a: b # c"\nday: 2026-05-15\nsaid: "\\""\n---\n'
    assert filled(f"{front}{value('a: b')}", light).endswith("---\na: b")


PLACES = """\
---
title: {0}
said: "{0}"
---

# RCA — {0}

- **Severity:** {0}
- {0}

{0} and more

<!-- {0} -->

| Time | Event |
|------|-------|
| {0} | {0} |

> {0}

1. {0}

## Summary
"""


@given(
    st.text(alphabet="a1 |<>!-*_`#\\[](){}~=+.\"'&:;", min_size=1, max_size=12),
    st.sampled_from((light, full)),
)
def test_a_value_in_any_place_leaves_the_structure_as_it_is(text: str, escape: Escape) -> None:
    value = " ".join(text.split()) or "a"
    made = filled(PLACES.format(f"{START}{value}{END}"), escape)
    plain = filled(PLACES.format(f"{START}word{END}"), escape)
    assert _shape(made) == _shape(plain)


def _shape(text: str) -> list[tuple[str, int, int, list[int]]]:
    blocks = scan(Source(text)).blocks
    return [(b.kind, b.level, b.parent, [len(row.cells) for row in b.rows]) for b in blocks]


def test_two_at_once_write_two_documents(tmp_path: Path) -> None:
    (tmp_path / "rca.toml").write_text("")
    with ThreadPoolExecutor(4) as pool:
        paths = list(pool.map(lambda _: written(Workspace(str(tmp_path)), "Same"), range(4)))
    assert len({path.read_text() for path in paths}) == len(set(paths)) == 4


def test_unknown_template_names_the_others(workspace: Workspace) -> None:
    with pytest.raises(UnknownTemplate, match=r"called xyz; there are rca, near-miss, security, short$"):
        written(workspace, template="xyz")
    with pytest.raises(UnknownTemplate):
        written(workspace, template="../README")


@pytest.mark.parametrize(("old", "name"), [("canonical", "rca"), ("sev3-note", "short")])
def test_templates_are_found_by_the_names_that_they_had(old: str, name: str) -> None:
    assert Templates().named(old).name == name


@pytest.mark.parametrize("title", ["", " \n", "\u202e", "\ud800", "\ufdd0"])
def test_title_is_needed(title: str) -> None:
    with pytest.raises(BadDraft, match=r"^title: "):
        draft_of(title=title)


def test_folder_that_is_a_file_is_one_sentence(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "incidents").write_text("")
    with pytest.raises(DocumentNotWritten, match="incidents: cannot be written: File exists"):
        written(workspace)
