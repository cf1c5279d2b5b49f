"""An id renamed: in its document, in the name of its file, wherever it is named; or a sentence why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from rca.changes import Refused
from rca.lsp.rename import Renaming, rename
from tests.changed import ADA
from tests.command import rca
from tests.invented import CERTIFICATE, DOCUMENTS, LAG, QUEUE, TODAY, rewrite, write
from tests.lsp.views import Opened, alone, opened

NAME = "2026-03-02-gateway-certificate.md"
LAG_NAME = "2026-05-12-ledger-lag.md"
LINKED = CERTIFICATE.replace("Nobody renewed", "As in [the lag](2026-05-12-ledger-lag.md) nobody renewed")
ON_ID = LAG.replace("**Incident ID:** 2026", "**Incident ID:** 20‸26")


def files(renaming: Renaming, new: str) -> dict[str, str]:
    """Every text that changes, as it is then."""
    texts = {spot.text.name: spot.text.source.text for spot in renaming.spots}
    for spot in sorted(renaming.spots, key=lambda spot: spot.span, reverse=True):
        text = texts[spot.text.name]
        texts[spot.text.name] = text[: spot.span.start] + new + text[spot.span.end :]
    return texts


def renamed(found: Opened, new: str, *, can_move: bool = True) -> Renaming:
    return rename(found.view, found.library, found.offset, new, can_move=can_move)


def test_an_id_is_renamed_everywhere_and_so_is_its_file(tmp_path: Path) -> None:
    write(tmp_path, DOCUMENTS)
    with opened(tmp_path, LAG_NAME, ON_ID) as found:
        rewrite(tmp_path / "incidents" / NAME, LINKED)
        renaming = renamed(found, "2026-05-12-slow-ledger")
    old, new = "2026-05-12-ledger-lag", "2026-05-12-slow-ledger"
    assert files(renaming, new) == {LAG_NAME: LAG.replace(old, new), NAME: LINKED.replace(old, new)}
    folder = tmp_path / "incidents"
    assert renaming.move == ((folder / LAG_NAME).as_uri(), str(folder / "2026-05-12-slow-ledger.md"))


def test_where_files_keep_their_names_so_do_links_to_them(tmp_path: Path) -> None:
    with opened(tmp_path, LAG_NAME, ON_ID) as found:
        rewrite(tmp_path / "incidents" / NAME, LINKED)
        renaming = renamed(found, "2026-05-12-slow", can_move=False)
    texts = files(renaming, "2026-05-12-slow")
    assert renaming.move is None
    assert "[the lag](2026-05-12-ledger-lag.md)" in texts[NAME]
    assert "| 2026-05-12-slow/1 |" in texts[NAME]
    assert "- **Incident ID:** 2026-05-12-slow\n" in texts[LAG_NAME]


def test_it_can_be_renamed_from_where_it_is_named(tmp_path: Path) -> None:
    text = CERTIFICATE.replace("Nobody renewed", "2026-05-12-led‸ger-lag again: nobody renewed")
    with opened(tmp_path, NAME, text) as found:
        renaming = renamed(found, "2026-05-12-slow")
    assert set(files(renaming, "x")) == {NAME, LAG_NAME}
    assert renaming.move is not None


def test_a_document_that_nobody_has_read_yet_is_not_missed(tmp_path: Path) -> None:
    with opened(tmp_path, LAG_NAME, ON_ID) as found:
        (tmp_path / "incidents" / "2026-06-01-again.md").write_text(
            "# RCA\n\nAs 2026-05-12-ledger-lag was.\n"
        )
        renaming = renamed(found, "2026-05-12-slow")
    assert files(renaming, "2026-05-12-slow")["2026-06-01-again.md"] == "# RCA\n\nAs 2026-05-12-slow was.\n"


def test_an_incident_that_its_file_names_is_renamed_with_the_file(tmp_path: Path) -> None:
    text = QUEUE.replace("## Summary", "See 2026-01-20-queue‸-lag.\n\n## Summary")
    with opened(tmp_path, "2026-01-20-queue-lag.md", text) as found:
        renaming = renamed(found, "2026-01-20-events")
        assert renaming.move is not None
        assert renaming.move.new.endswith("2026-01-20-events.md")
        with pytest.raises(Refused, match="is the name of the file, and this editor cannot rename files"):
            renamed(found, "2026-01-20-events", can_move=False)


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("a b", '"a b" cannot be an id'),
        ("../x", "cannot be an id"),
        ("", "cannot be an id"),
        ("2026-01-20-queue-lag", "has the id 2026-01-20-queue-lag already; nothing was renamed"),
    ],
)
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, new: str, sentence: str) -> None:
    with opened(tmp_path, LAG_NAME, ON_ID) as found, pytest.raises(Refused, match=sentence):
        renamed(found, new)


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    with opened(tmp_path, LAG_NAME, ON_ID) as found:
        (tmp_path / "incidents" / "2026-05-12-slow.md").write_text("mine")
        with pytest.raises(Refused, match="already"):
            renamed(found, "2026-05-12-slow")


def test_an_incident_with_a_history_keeps_its_id(tmp_path: Path) -> None:
    write(tmp_path, DOCUMENTS)
    env = {**ADA, "RCA_TODAY": TODAY}
    assert rca(tmp_path, "mark", "ledger-lag/1", "executed", "--env", "prod", env=env).code == 0
    with (
        opened(tmp_path, LAG_NAME, ON_ID) as found,
        pytest.raises(Refused, match=r"journal/2026-05-12-ledger-lag\.jsonl names 2026-05-12-ledger-lag"),
    ):
        renamed(found, "2026-05-12-slow")


def test_words_that_name_no_incident_are_refused() -> None:
    with pytest.raises(Refused, match="there is no id of an incident here"):
        renamed(alone(LAG.replace("Summary", "Sum‸mary")), "x")
