"""What `rca check` remembers: the same answer as without it, until anything that it rests on changes."""

from __future__ import annotations

import os
from pathlib import Path
from zlib import crc32

import pytest

from rca import checkup, kept
from rca.opening import read_source
from rca.text import Source
from tests.command import Result, rca

LATE = """\
# RCA — Queue stood still

- **Incident ID:** {id}
- **Date:** 2026-04-02

## Action items

| # | Action | Owner | Due |
|---|---|---|---|
| 1 | Page on the depth of the queue | {owner} | 2026-05-30 |
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two documents, checked once."""
    folder = tmp_path / "incidents"
    folder.mkdir()
    for name in ("a", "b"):
        write(folder / f"{name}.md", LATE.format(id=f"2026-04-02-{name}", owner="everyone"))
    (tmp_path / "rca.toml").write_text("")
    check(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_790_000_000, 1_790_000_000 + crc32(text.encode()) % 1_000_000))


def check(root: Path, *args: str, today: str = "2026-11-24") -> Result:
    return rca(root, "check", *args, env={"RCA_TODAY": today})


def read_again(
    monkeypatch: pytest.MonkeyPatch, root: Path, *args: str, today: str = "2026-11-24"
) -> list[str]:
    """Which documents the next check reads."""
    read: list[str] = []

    def noted(folder: str, path: str) -> Source:
        read.append(os.path.basename(path))
        return read_source(folder, path)

    with monkeypatch.context() as patch:
        patch.setattr(checkup, "read_source", noted)
        check(root, "--json", *args, today=today)
    return read


@pytest.mark.parametrize("style", ["text", "json", "github", "sarif", "junit"])
def test_what_is_remembered_is_told_as_what_is_found(root: Path, style: str) -> None:
    remembered = check(root, "--format", style)
    (root / ".rca" / kept.FILE).unlink()
    assert check(root, "--format", style) == remembered
    assert remembered.code == 0
    assert "everyone" in remembered.out


def test_unchanged_documents_are_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_again(monkeypatch, root) == []
    assert read_again(monkeypatch, root, "b") == []


def test_only_what_changed_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root / "incidents" / "a.md", LATE.format(id="2026-04-02-a", owner="ops"))
    assert read_again(monkeypatch, root) == ["a.md"]
    assert check(root, "--select", "AI05", "--json").out.count('"AI05"') == 1


def test_what_another_document_says_is_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One document takes the id of the other: both have to be told of it."""
    write(root / "incidents" / "b.md", LATE.format(id="2026-04-02-a", owner="everyone"))
    assert check(root, "--select", "DOC30", "--json").out.count('"DOC30"') == 2
    assert read_again(monkeypatch, root) == []


@pytest.mark.parametrize("change", ["day", "rules", "damage"])
def test_another_day_other_rules_and_a_damaged_memory(
    root: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    if change == "rules":
        write(root / "rca.toml", '[checks]\nignore = ["AI05"]\n')
        assert '"AI05"' not in check(root, "--json").out
    elif change == "day":
        assert '"AI30"' not in check(root, "--json", today="2026-05-20").out
        assert '"AI30"' in check(root, "--json").out
    else:
        memory = root / ".rca" / kept.FILE
        memory.write_bytes(memory.read_bytes()[:-20])
        assert sorted(read_again(monkeypatch, root)) == ["a.md", "b.md"]
    assert read_again(monkeypatch, root) == []


def test_on_another_day_only_documents_are_read_that_wait_for_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is due on 30 May 2026, one was carried out, one says on paper only since 2 April."""
    done = LATE.replace("| Due |", "| Due | Status |").replace("---|\n|", "---|---|\n|", 1)
    write(root / "incidents" / "b.md", done.format(id="2026-04-02-b", owner="ops")[:-1] + " executed |\n")
    paper = done.format(id="2026-04-02-c", owner="ops")[:-1].replace("2026-05-30", "2027-05-30")
    write(root / "incidents" / "c.md", paper + " written |\n")

    def read_on(day: str) -> list[str]:
        return sorted(read_again(monkeypatch, root, today=day))

    assert read_on("2026-04-10") == ["a.md", "b.md", "c.md"]
    assert read_on("2026-04-09") == []
    assert read_on("2026-04-16") == []
    assert read_on("2026-04-17") == ["c.md"]
    assert "c.md" in read_on("2026-05-30")
    assert read_on("2026-05-30") == []
    assert read_on("2026-05-31") == ["a.md", "c.md"]
    assert read_on("2026-06-01") == ["a.md", "c.md"]
    assert read_on("2026-05-30") == ["a.md", "c.md"]
    remembered = check(root, today="2026-05-30")
    (root / ".rca" / kept.FILE).unlink()
    assert check(root, today="2026-05-30") == remembered


def test_no_rule_looks_at_the_day_unseen() -> None:
    """What `days_since` does not note would be told on the wrong days."""
    rules = sorted(Path(kept.__file__).with_name("checks").glob("*.py"))
    assert [path.name for path in rules if "context.today" in path.read_text(encoding="utf-8")] == []


def test_a_document_that_is_gone_is_forgotten(root: Path) -> None:
    (root / "incidents" / "b.md").unlink()
    assert "in 1 document." in check(root).err
    assert "incidents/b.md" not in check(root, "--json").out


def test_documents_come_in_the_order_of_a_list(root: Path) -> None:
    """As `rca list` has them: the newest first."""
    write(
        root / "incidents" / "c.md",
        LATE.format(id="2026-09-09-c", owner="x").replace("2026-04-02", "2026-09-09"),
    )
    order = [
        line.split(":")[0] for line in check(root, "--select", "AI30", "--format", "text").out.splitlines()
    ]
    assert next(path for path in order if path.endswith(".md")) == "incidents/c.md"


def test_an_item_that_appears_elsewhere_is_seen(root: Path) -> None:
    waits = LATE.format(id="2026-04-02-b", owner="2026-04-02-z/1").replace("Owner", "Depends on")
    write(root / "incidents" / "b.md", waits)
    before = check(root, "--select", "AI29", "--json").out
    write(root / "incidents" / "z.md", LATE.format(id="2026-04-02-z", owner="ops"))
    after = check(root, "--select", "AI29", "--json").out
    assert "waits for item 2026-04-02-z/1, which does not exist" in before
    assert "does not exist" not in after


def test_kept_text_is_the_text_of_a_run_by_rules(root: Path) -> None:
    """A path stands in for NUL, which no document can smuggle in; `␀` in a document stays what it is."""
    text = LATE.format(id="2026-04-02-a", owner="everyone \u2400 \x00")
    write(root / "incidents" / "a.md", text)
    first, again = check(root), check(root)
    assert again == first
    by_rules = check(root, "--select", "AI,DOC,TL,READ,IGN")
    assert again.out == by_rules.out
    assert "\u2400" in again.out


def test_a_memory_that_was_cut_short_behind_the_texts_is_made_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory, before = root / ".rca" / kept.FILE, check(root, "--json").out
    memory.write_bytes(memory.read_bytes()[:-20])
    assert sorted(read_again(monkeypatch, root)) == ["a.md", "b.md"]
    assert check(root, "--json").out == before


def test_promises_are_compared_again_when_an_item_changes(root: Path) -> None:
    """Both documents promise the same; the one of them says so until its item is another one."""
    assert check(root, "--select", "AI35", "--json").out.count('"AI35"') == 1
    write(root / "incidents" / "b.md", (root / "incidents" / "b.md").read_text() + "\nOne word more.\n")
    assert check(root, "--select", "AI35", "--json").out.count('"AI35"') == 1
    changed = LATE.format(id="2026-04-02-b", owner="everyone").replace("depth of the queue", "age of backups")
    write(root / "incidents" / "b.md", changed)
    assert check(root, "--select", "AI35", "--json").out.count('"AI35"') == 0
