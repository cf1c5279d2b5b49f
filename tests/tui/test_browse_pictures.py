"""Pictures of incidents, a document and the checks at two sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from rca.tui.app import RcaApp
from tests.tui.browse import settle
from tests.tui.triaged import fixed, sample

SMALL, LARGE = (80, 24), (140, 40)
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "140x40"])
Picture = Callable[..., bool]


@pytest.fixture(autouse=True)
def _fixed(tmp_path: Path) -> Iterator[None]:
    yield from fixed(tmp_path)


@pytest.fixture
def app(tmp_path: Path) -> RcaApp:
    return RcaApp(str(sample(tmp_path)))


def _pressed(*keys: str, document: str = "", text: str = "") -> Callable[[Pilot[None]], object]:
    """Open a document if one is named, find a text in it, and press keys."""

    async def run(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, RcaApp)
        await settle(pilot)
        if document:
            app.open_document(document)
            await settle(pilot)
            app.screen.view.find(text)  # type: ignore[attr-defined]
            app.screen.view.find("")  # type: ignore[attr-defined]
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return run


@SIZES
def test_incidents(app: RcaApp, snap_compare: Picture, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=_pressed("2", "j", "s"))


@SIZES
def test_a_document_on_an_item(app: RcaApp, snap_compare: Picture, size: tuple[int, int]) -> None:
    run = _pressed(document="ledger-posted", text="Run migration 0187")
    assert snap_compare(app, terminal_size=size, run_before=run)


def test_a_document_with_messages_and_similar_incidents(app: RcaApp, snap_compare: Picture) -> None:
    run = _pressed("m", "s", "escape", document="payout-run")
    assert snap_compare(app, terminal_size=(160, 50), run_before=run)


def test_a_document_in_ascii(app: RcaApp, snap_compare: Picture) -> None:
    app.looks = app.looks._replace(unicode=False)
    assert snap_compare(app, terminal_size=SMALL, run_before=_pressed("j", "j", document="payout-run"))


@SIZES
def test_checks(app: RcaApp, snap_compare: Picture, size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=_pressed("4", "j", "j"))
