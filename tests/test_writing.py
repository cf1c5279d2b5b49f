"""`rca new` at a terminal: it asks, opens the editor, shows what is missing, and asks whether to go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Result, rca

ANSWERS = b"Checkout fails\nSEV-2\n2026-05-15\ncheckout, cards\n\nshort\n"
DOCUMENT = "incidents/2026-05-15-checkout-fails.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty workspace."""
    (tmp_path / "rca.toml").write_text('environments = ["staging", "prod"]\n')
    return tmp_path


def editor(folder: Path, script: str) -> dict[str, str]:
    """An editor that is a small script; `$1` is the document."""
    program = folder / "editor"
    program.write_text(f"#!/bin/sh\nfor file; do :; done\n{script}\n")
    program.chmod(0o755)
    return {"EDITOR": str(program)}


def asked(folder: Path, script: str, answers: bytes = ANSWERS, *args: str) -> Result:
    return rca(folder, "new", *args, env=editor(folder, script), stdin=answers, tty=True)


def test_it_asks_for_what_no_option_says(folder: Path) -> None:
    result = asked(folder, "echo >> $file", ANSWERS + b"n\n")
    assert result.code == 0
    assert result.err.startswith("What broke, in a few words: ")
    assert "Severity (SEV-1, SEV-2, …; can be empty): " in result.err
    assert "Day it started [2026-11-24]: " in result.err
    assert "Environments (staging, prod; empty for all): " in result.err
    assert "Template (rca, near-miss, security, short) [rca]: " in result.err
    text = (folder / DOCUMENT).read_text()
    assert "- **Severity:** SEV-2\n- **Status:** open\n- **Services:** checkout, cards\n- **Author:**" in text
    assert "five minutes of writing" in text


def test_it_does_not_ask_for_what_an_option_says(folder: Path) -> None:
    said = ("Checkout fails", "--severity", "SEV-2", "--services", "cards", "--environments", "prod")
    result = asked(folder, "echo >> $file", b"\n\nn\n", *said, "--date", "2026-05-15")
    assert "Severity" not in result.err
    assert "Day" not in result.err
    assert "Template" in result.err
    assert (folder / DOCUMENT).exists()
    assert rca(folder, "new", "Same", "--no-ask", "--no-edit", tty=True).err.startswith("rca check incidents")


def test_an_answer_that_cannot_be_used_is_asked_for_again(folder: Path) -> None:
    answers = b"  \nCheckout fails\n\nyesterday\n2026-05-15\n\n\nshrt\nshort\nn\n"
    result = asked(folder, "echo >> $file", answers)
    assert "Error: an RCA needs a title" in result.err
    assert 'Error: "yesterday" is no day; write it as 2026-06-01' in result.err
    assert "Error: no template is called shrt; there are rca, near-miss, security, short" in result.err
    assert (folder / DOCUMENT).exists()


def test_the_checks_follow_and_it_is_edited_again(folder: Path) -> None:
    script = 'if grep -q Three $file; then sed -i "s/Three/Four/" $file; else\n'
    script += 'sed -i "s/^## Impact/Three cards.\\n\\n## Impact/" $file; fi'
    result = asked(folder, script, ANSWERS + b"y\nn\n")
    assert result.out.count('DOC01 nothing stands under "Impact"') == 2
    assert 'nothing stands under "Summary"' not in result.out
    assert result.err.count("Edit again? [y/N]: ") == 2
    assert "Four cards." in (folder / DOCUMENT).read_text()


@pytest.mark.parametrize(
    ("script", "code", "sentence", "is_there"),
    [
        (
            "exit 3",
            1,
            "editor: ended with exit code 3, incidents/2026-05-15-checkout-fails.md is as it left it",
            True,
        ),
        (
            "rm $file",
            1,
            "incidents/2026-05-15-checkout-fails.md is gone: the editor removed or renamed it",
            False,
        ),
    ],
)
def test_an_editor_that_does_not_do_its_work(
    script: str, code: int, sentence: str, is_there: bool, folder: Path
) -> None:
    result = asked(folder, script)
    assert result.code == code
    assert sentence in result.err
    assert (folder / DOCUMENT).exists() == is_there


def test_a_document_that_cannot_be_read_any_more_is_edited_again(folder: Path) -> None:
    script = "if grep -q RCA $file; then printf '\\377' > $file; else echo '# Short' > $file; fi"
    result = asked(folder, script, ANSWERS + b"y\nn\n")
    assert f"rca: {DOCUMENT}:1: byte 0xff is not UTF-8" in result.err
    assert (folder / DOCUMENT).read_text() == "# Short\n"


def test_an_editor_that_is_not_there(folder: Path) -> None:
    result = rca(folder, "new", env={"EDITOR": "no-such-editor"}, stdin=ANSWERS, tty=True)
    assert result.code == 1
    assert f"no-such-editor: No such file or directory, {DOCUMENT} is as it was" in result.err


@pytest.mark.parametrize(("answer", "is_there"), [(b"\n", True), (b"y\n", True), (b"n\n", False)])
def test_a_document_that_is_left_as_it_was_need_not_stay(answer: bytes, is_there: bool, folder: Path) -> None:
    result = asked(folder, "exit 0", ANSWERS + answer)
    assert f"{DOCUMENT} is as the template made it. Keep it? [Y/n]: " in result.err
    assert (folder / DOCUMENT).exists() == is_there


def test_nothing_is_written_when_it_is_left(folder: Path) -> None:
    result = asked(folder, "exit 0", b"Checkout fails\n")
    assert (result.code, (folder / "incidents").exists()) == (130, False)


def test_elsewhere_nothing_is_asked(folder: Path) -> None:
    result = rca(folder, "new")
    assert (result.code, result.err) == (2, "rca: an RCA needs a title: what broke, in a few words\n")
    assert rca(folder, "new", "🔥", env=editor(folder, "exit 3")).out == "incidents/2026-11-24-incident.md\n"
