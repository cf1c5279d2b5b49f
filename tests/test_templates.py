"""Templates: a team's own go first, and whatever stands in one ends in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rca.config import Config
from rca.draft import draft_of
from rca.drafting import Drafter
from rca.proving import flaws
from rca.templating import BrokenTemplate, Template, Templates
from tests.command import rca
from tests.test_new import DAY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with a folder for templates of its own."""
    (tmp_path / "rca.toml").write_text("")
    (tmp_path / "templates").mkdir()
    return tmp_path


def own(folder: Path, text: str, name: str = "own") -> Template:
    (folder / "templates" / f"{name}.md").write_text(text, encoding="utf-8")
    return Templates(Config(root=str(folder))).named(name)


def page(folder: Path, template: str = "own", **said: object) -> str:
    draft = draft_of(title="Checkout fails", template=template, day=DAY, **said)
    return Drafter(Config(root=str(folder)), DAY, "ana").page(draft, "2026-05-15-x").source.text


def test_a_template_of_the_team(folder: Path) -> None:
    own(
        folder,
        """\
        {# For the shop. #}
        # {{ title }} ({{ severity or "not rated" }})

        {% for service in services %}
        - {{ service | upper }}
        {% else %}
        No service.
        {% endfor %}

        ID: {{ id }}
        Written: {{ today }} by {{ author }}
        """.replace("        ", ""),
    )
    assert page(folder, services=("cards", "a|b")) == (
        "# Checkout fails (not rated)\n\n- CARDS\n- A|B\n\n"
        "ID: 2026-05-15-x\nWritten: 2026-05-15 by ana\nStatus: open\nServices: cards, a|b\n"
    )


def test_it_goes_before_the_one_that_comes_with_rca_and_can_extend_it(folder: Path) -> None:
    own(folder, '{% extends "shipped/rca" %}', "rca")
    assert page(folder, "rca") == page(folder.parent, "rca")
    own(folder, "# {{ title }}\n", "short")
    assert page(folder, "short").startswith("# Checkout fails\n")


def test_another_folder_is_a_setting(folder: Path) -> None:
    (folder / "rca.toml").write_text('templates = "docs/forms"\n')
    (folder / "docs" / "forms").mkdir(parents=True)
    (folder / "docs" / "forms" / "drill.md").write_text("{# A drill. #}\n# {{ title }}\n")
    listed = rca(folder, "templates")
    assert listed.code == 0
    assert "drill      A drill." in listed.out
    assert rca(folder, "templates", "show", "drill").out == "{# A drill. #}\n# {{ title }}\n"
    path = json.loads(rca(folder, "new", "Fire", "--template", "drill", "--json").out)["path"]
    assert (folder / path).read_text().startswith("# Fire\n")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "# {{ title }}\n\n{% if %}",
            "templates/own.md:3: Expected an expression, got 'end of statement block'",
        ),
        ("# {{ title }\n", "templates/own.md:1: unexpected '}'"),
        ("# {{ title }}\n{{ tilte }}", "templates/own.md:2: 'tilte' is undefined"),
        (
            "# {{ title }}\n{{ ''.__class__.__mro__ }}",
            (
                "templates/own.md:2: reaches for Python's own, which no template may: "
                "access to attribute '__class__' of 'str' object is unsafe"
            ),
        ),
        (
            "{{ services.append('x') }}",
            (
                "templates/own.md:1: reaches for Python's own, which no template may: "
                "access to attribute 'append' of 'list' object is unsafe"
            ),
        ),
        ("{{ range(10**9) | list }}", "templates/own.md:1: Range too big. The sandbox blocks ranges"),
        ("{{ 'x' * 10**10 }}", "templates/own.md: needs more than 512 MB of memory"),
        (
            "{% for i in range(9999) %}{{ 'x' * 999 }}{% endfor %}",
            "templates/own.md: makes more than 1,000,000 characters",
        ),
        (
            "{% for i in range(99999) %}{% for k in range(99999) %}{% endfor %}{% endfor %}",
            "templates/own.md: takes longer than 2 seconds to fill in; it may be endless",
        ),
        ('{% include "own" %}', "templates/own.md:1: includes or calls itself without an end"),
        ('{% include "/etc/passwd" %}', 'templates/own.md:1: there is no template "/etc/passwd" to take in'),
        ("{{ 1 // 0 }}", "templates/own.md:1: integer division or modulo by zero"),
        ("# Always the same\n", "templates/own.md: its first heading does not say the title"),
    ],
)
def test_what_is_wrong_with_a_template_is_one_sentence(
    text: str, sentence: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    own(folder, text)
    with pytest.raises(BrokenTemplate) as caught:
        page(folder)
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)


def test_the_template_that_is_taken_in_is_the_one_that_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    own(folder, "{{ nothing }}", "part")
    own(folder, '# {{ title }}\n{% include "part" %}')
    with pytest.raises(BrokenTemplate, match=r"^templates/part\.md:1: 'nothing' is undefined$"):
        page(folder)


def test_every_template_of_rca_can_be_used() -> None:
    assert [flaw for template in Templates().all() for flaw in flaws(template, Config(), DAY)] == []


def test_templates_are_checked(folder: Path) -> None:
    own(folder, "# {{ title }}\n\n**Started:** 2026-05-16 10:00 UTC\n**Resolved:** 2026-05-15 10:00 UTC\n")
    own(folder, "# {{ titel }}\n", "second")
    result = rca(folder, "templates", "--check")
    assert result.code == 1
    assert result.out == (
        "templates/own.md: a document of it has an error from the start: DOC06 resolved "
        "(2026-05-15 10:00 UTC) is before started (2026-05-16 10:00 UTC); correct the one that is wrong\n"
        "templates/second.md:1: 'titel' is undefined\n"
    )
    assert result.err == "6 templates, 2 flaws.\n"
    found = json.loads(rca(folder, "templates", "--check", "second", "--json").out)
    assert found == [{"path": "templates/second.md", "line": 1, "message": "'titel' is undefined"}]
    assert rca(folder, "templates", "--check", "short").code == 0


def test_a_template_that_cannot_be_read(folder: Path) -> None:
    (folder / "templates" / "own.md").write_bytes(b"\xff")
    assert "is not UTF-8; save it as UTF-8" in rca(folder, "templates").out
    result = rca(folder, "new", "x", "--template", "own")
    assert (result.code, result.err) == (4, "rca: templates/own.md: is not UTF-8; save it as UTF-8\n")
    assert rca(folder, "new", "x").code == 0


def test_words_that_say_nothing(folder: Path) -> None:
    assert rca(folder, "templates", "short").code == 2
    assert rca(folder, "templates", "show", "shrt").err == (
        "rca: no template is called shrt; did you mean short?\n"
    )
