"""Pictures of the triage at two sizes: what a person sees, colours and alignment included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from rca.tui.app import RcaApp
from tests.tui.browse import settle
from tests.tui.triaged import fixed, sample

SMALL, LARGE = (80, 24), (140, 40)
Picture = Callable[..., bool]


@pytest.fixture(autouse=True)
def _fixed(tmp_path: Path) -> Iterator[None]:
    yield from fixed(tmp_path)


@pytest.fixture
def app(tmp_path: Path) -> RcaApp:
    return RcaApp(str(sample(tmp_path)))


def _pressed(*keys: str, theme: str = "") -> Callable[[Pilot[None]], object]:
    async def run(pilot: Pilot[None]) -> None:
        await settle(pilot)
        if theme:
            pilot.app.theme = theme
        await pilot.press(*keys)
        await settle(pilot)

    return run


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "140x40"])
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param((), id="first"),
        pytest.param(("escape", "z", "j", "space", "space"), id="grouped"),
        pytest.param(("escape", "slash", "o", "w", "n", "r", "colon", "x"), id="mistake"),
        pytest.param(("escape", "j", "enter"), id="details"),
    ],
)
def test_triage(app: RcaApp, snap_compare: Picture, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    assert snap_compare(app, terminal_size=size, run_before=_pressed(*keys))


@pytest.mark.parametrize("theme", ["rca-light", "rca-contrast"])
def test_triage_in_other_colours(app: RcaApp, snap_compare: Picture, theme: str) -> None:
    assert snap_compare(app, terminal_size=LARGE, run_before=_pressed("escape", "j", theme=theme))


def test_triage_in_ascii(app: RcaApp, snap_compare: Picture) -> None:
    app.looks = app.looks._replace(unicode=False)
    assert snap_compare(app, terminal_size=SMALL, run_before=_pressed("escape"))
