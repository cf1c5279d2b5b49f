"""New documents: ids out of titles, templates filled in, nothing overwritten."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rca.config import Config
from rca.new import (
    DocumentNotWritten,
    EmptyTitle,
    UnknownTemplate,
    fill,
    new_document,
    slug,
    template_names,
    template_text,
)
from rca.parse import parse
from rca.text import Source

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


def test_new_document(tmp_path: Path) -> None:
    path = new_document(
        "Checkout rejects cards", day=DAY, severity="SEV-2", author="payments", folder=tmp_path / "incidents"
    )
    assert path == tmp_path / "incidents" / "2026-05-15-checkout-rejects-cards.md"
    text = path.read_text(encoding="utf-8")
    assert text.startswith(
        "# RCA — Checkout rejects cards\n\n"
        "- **Incident ID:** 2026-05-15-checkout-rejects-cards\n"
        "- **Date:** 2026-05-15\n"
        "- **Severity:** SEV-2\n"
    )
    assert "- **Author:** payments\n" in text
    assert "{{" not in text


@pytest.mark.parametrize("template", template_names())
def test_template_reads_back(template: str, tmp_path: Path) -> None:
    path = new_document(
        "Checkout", template=template, day=DAY, severity="SEV-3", author="platform", folder=tmp_path
    )
    document = parse(Source.from_bytes(path.read_bytes()), name=path.name, config=Config())
    assert document.title == "RCA — Checkout"
    assert document.incident_id == path.stem
    assert (document.date, document.severity, document.status) == (DAY, "SEV-3", "open")
    assert document.authors == ("platform",)
    assert document.action_items == ()
    assert document.timeline == ()
    assert {"summary", "impact", "root_cause", "action_items"} <= {
        section.name for section in document.sections
    }
    assert [note.message for note in document.diagnostics] == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    paths = [new_document("Same", day=DAY, folder=tmp_path) for _ in range(3)]
    assert [path.name for path in paths] == [
        "2026-05-15-same.md",
        "2026-05-15-same-2.md",
        "2026-05-15-same-3.md",
    ]
    assert "**Incident ID:** 2026-05-15-same-3\n" in paths[2].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Two\nlines\tand  spaces", "# RCA — Two lines and spaces"),
        ("Closing hashes ##", "# RCA — Closing hashes \\##"),
        ("C#", "# RCA — C#"),
        ("A | pipe, {{date}}", "# RCA — A | pipe, {{date}}"),
        ("Bell\a and \u202eoverride", "# RCA — Bell and override"),
    ],
)
def test_title_stays_one_heading(title: str, heading: str, tmp_path: Path) -> None:
    text = new_document(title, day=DAY, folder=tmp_path).read_text(encoding="utf-8")
    assert text.split("\n")[0] == heading
    assert parse(Source(text)).title == heading.removeprefix("# ").replace("\\", "")


def test_values_are_safe_where_they_stand() -> None:
    template = "| {{title}} |\n{{title}}\nsaid {{ title }}"
    assert fill(template, {"title": "# a | b"}) == "| # a \\| b |\n\\# a | b\nsaid # a | b"


def test_unknown_template_names_the_others() -> None:
    with pytest.raises(UnknownTemplate, match="no template is called short; there are canonical, near-miss"):
        template_text("short")
    with pytest.raises(UnknownTemplate):
        template_text("../README")


@pytest.mark.parametrize("title", ["", " \n", "\u202e"])
def test_title_is_needed(title: str, tmp_path: Path) -> None:
    with pytest.raises(EmptyTitle):
        new_document(title, day=DAY, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_folder_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "incidents").write_text("")
    with pytest.raises(DocumentNotWritten, match="incidents: cannot be written: File exists"):
        new_document("Checkout", day=DAY, folder=tmp_path / "incidents")
