"""Pages of a PDF as they are seen: where words stand, whether they fit, what stands on a line."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.command import rca

pytestmark = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext reads PDF back")

RIGHT_EDGE = 595.3 - 53.8
"""Of the text of A4 pages, in points."""
FOOT = 780
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>')


class Word(NamedTuple):
    """A word on a page, in points."""

    left: float
    top: float
    right: float
    text: str


def words(folder: Path, document: str) -> list[Word]:
    """The words of the PDF of a document."""
    return _words(_written(folder, document), "export", "pdf", "2026-05-12-a")


def _written(folder: Path, document: str) -> Path:
    (folder / "rca.toml").write_text('environments = ["staging", "prod"]\n')
    (folder / "incidents").mkdir()
    (folder / "incidents" / "2026-05-12-a.md").write_text(document, encoding="utf-8")
    return folder


def _words(folder: Path, *command: str) -> list[Word]:
    made = folder / "a.pdf"
    assert rca(folder, *command, "-o", str(made)).code == 0
    done = subprocess.run(["pdftotext", "-bbox", made, "-"], capture_output=True, check=True, text=True)
    return [
        Word(float(x), float(y), float(r), text.replace("\u200b", ""))
        for x, y, r, text in _WORD.findall(done.stdout)
    ]


def beside(found: list[Word], text: str) -> list[str]:
    """The words on the line of a word."""
    top = next(word.top for word in found if word.text == text)
    return [word.text for word in found if abs(word.top - top) < 3]


def test_a_box_stands_before_its_task(tmp_path: Path) -> None:
    """A mark that stands on a line of its own, with its task below it, is no box that somebody ticked."""
    document = (
        "# A\n\n## Summary\n\n- [x] Alpha is done\n- [ ] Beta is *not*\n  - [ ] Gamma\n  - plain\n\n"
        "1. [ ] Delta\n\n   More of it.\n"
    )
    found = words(tmp_path, document)
    assert beside(found, "Alpha") == ["☑", "Alpha", "is", "done"]
    assert beside(found, "Beta") == ["☐", "Beta", "is", "not"]
    assert beside(found, "Gamma")[-2:] == ["☐", "Gamma"]
    assert beside(found, "plain")[1:] == ["plain"]
    assert beside(found, "Delta") == ["1.", "☐", "Delta"]


def test_ticks_and_crosses_are_seen_without_a_font_for_emoji(tmp_path: Path) -> None:
    """Tables of real documents are full of them, and a box in their place says neither yes nor no."""
    document = "# A\n\n## Summary\n\n| a | b |\n|--|--|\n| Alpha ✅ | Beta ❌ |\n| Gamma ✔️ | ⚠️ Delta |\n"
    found = words(tmp_path, document)
    assert beside(found, "Alpha") == ["Alpha", "✔", "Beta", "✘"]
    assert beside(found, "Gamma") == ["Gamma", "✔", "⚠", "Delta"]


HASH = "0123456789abcdef" * 10
CAPITALS = "W" * 120
LONG = {
    "title": f"# {CAPITALS}\n",
    "fact": f"# A\n\n- **Severity:** SEV-1\n- **Services:** {CAPITALS}\n",
    "heading": f"# A\n\n## {CAPITALS}\n\nText.\n",
    "text": f"# A\n\n## Summary\n\nIt was {CAPITALS} and **{CAPITALS}**.\n",
    "code": f"# A\n\n## Summary\n\nIt was `{HASH}`.\n",
    "block": f"# A\n\n## Summary\n\n```\nsha {HASH}\n```\n",
    "list": f"# A\n\n## Summary\n\n- a\n  - b\n    - {CAPITALS}\n",
    "link": f"# A\n\n## Summary\n\n[{CAPITALS}](https://example.org/x) https://example.org/{CAPITALS}\n",
    "bar": f"# A\n\n## Summary\n\nLoad [{'█' * 70}]\n",
    "quote": f"# A\n\n## Summary\n\n> > {CAPITALS}\n",
}


@pytest.mark.parametrize("document", LONG.values(), ids=LONG)
def test_a_long_word_stays_on_the_page(document: str, tmp_path: Path) -> None:
    found = words(tmp_path, document)
    assert max(word.right for word in found) <= RIGHT_EDGE
    told = "".join(word.text for word in found)
    assert any(long in told for long in (CAPITALS, HASH, "█" * 70))


def test_long_words_of_cells_do_not_run_into_the_next_one(tmp_path: Path) -> None:
    """Each row of the table below stands in one line of its document."""
    row = "| 2026-05-12T10:00:00Z | payments-api-prod | an_identifier_with_underscores | 1 | 2 | 3 | 4 |"
    document = f"# A\n\n## Summary\n\n| a | b | c | d | e | f | g |\n|--|--|--|--|--|--|--|\n{row}\n"
    found = words(tmp_path, document)
    heads = {word.text: word.left for word in found if len(word.text) == 1 and word.text in "abcdefg"}
    for word in found:
        if word.text not in heads and 150 < word.top < FOOT:
            later = [left for left in heads.values() if left > word.left + 1]
            assert word.right < min(later, default=RIGHT_EDGE) - 2, word


def test_long_words_of_action_items_do_not_either(tmp_path: Path) -> None:
    owner, issue, action = "platform_infrastructure_and_reliability", "PAYMENTSPLATFORM-123456789", "W" * 60
    document = (
        "# A\n\n## Action items\n\n| # | Action | Owner | Due | Issue | Executed |\n|--|--|--|--|--|--|\n"
        f"| 1 | {action} | {owner} | 2026-06-01 | {issue} | staging: 2026-05-30 verified by {owner} |\n"
    )
    found = words(tmp_path, document)
    heads = {word.text: word.left for word in found}
    order = [heads[name] for name in ("#", "State", "Action", "Owner", "Due", "Issue", "Written")]
    heads_end = next(word.top for word in found if word.text == "State") + 5
    table = [word for word in found if heads_end < word.top < FOOT]
    for word in table:
        later = [left for left in order if left > word.left + 1]
        assert word.right < min(later, default=RIGHT_EDGE) - 2, word


def test_columns_in_which_nothing_stands_leave_their_room_to_the_action(tmp_path: Path) -> None:
    """Items of a list have a text and nothing else: it stood in a fifth of the width, beside blanks."""
    text = "Alert on replication lag above thirty seconds, and page whoever is on call"
    found = words(tmp_path, f"# A\n\n## Action items\n\n- [ ] {text}\n- [ ] Beta\n")
    assert len({round(word.top) for word in found if word.text in text.split()}) == 1


def test_long_words_of_the_operations_review_stay_in_their_cells(tmp_path: Path) -> None:
    """The item below is executed on staging alone: it stands in the table of gaps, with a long owner."""
    owner = "platform_infrastructure_and_reliability"
    document = (
        "# A\n\n## Action items\n\n| # | Action | Owner | Due | Executed |\n|--|--|--|--|--|\n"
        f"| 1 | {'W' * 90} | {owner} | 2026-12-31 | staging: 2026-05-30; prod: failed 2026-06-01 |\n"
    )
    found = _words(_written(tmp_path, document), "report", "--format", "pdf")
    assert max(word.right for word in found) <= RIGHT_EDGE
    top = next(word.top for word in found if word.text == "Gaps")
    due = next(word for word in found if word.text == "Due" and word.top > top)
    below = [word for word in found if due.top < word.top < due.top + 60]
    parts = [word for word in below if len(word.text) > 1 and word.text in owner]
    assert "".join(word.text for word in parts) == owner
    assert max(word.right for word in parts) < due.left
