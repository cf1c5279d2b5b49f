"""The site of the sample workspace in a browser: search, filters, keys, small and dark, axe."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from rca.demo import write_demo
from tests.command import ROOT, rca

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium")
AXE = ROOT / ".venv/npm/node_modules/axe-core/axe.min.js"
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
    pytest.mark.xdist_group("browser"),
]
PAGES = ("index", "incidents", "items-overdue", "owners", "owners/sre-agent", "insights", "search")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing of requests."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    write_demo(folder, date(2026, 11, 24))
    with patch("rca.site.search._WANTED", 3):  # as with many documents, of which each part has some
        assert rca(folder, "export", "site", "www/deep/site").code == 0
    assert len(list((folder / "www/deep/site/search").iterdir())) == 4
    assert rca(folder, "export", "html", "vault-grants", "-o", "www/one.html").code == 0
    return folder / "www"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, below a folder of a server."""
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/deep/site"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watched:
    """A tab whose complaints and requests are kept."""

    def __init__(
        self, browser: Browser, width: int = 1440, scheme: str = "light", *, scripts: bool = True
    ) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts,
            color_scheme="dark" if scheme == "dark" else "light",
        )  # fmt: skip
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def close(self, address: str) -> None:
        """Nothing was complained of, and nothing asked of anybody else."""
        assert self.complaints == []
        assert [url for url in self.asked if not url.startswith((address, "blob:"))] == []
        self.context.close()


def shown(page: Page) -> int:
    return int(page.locator("tr.row:visible").count())


def test_all_texts_are_searched(browser: Browser, address: str) -> None:
    tab = Watched(browser)
    tab.page.goto(f"{address}/index.html")
    tab.page.get_by_role("searchbox").fill("superuser")
    tab.page.keyboard.press("Enter")
    tab.page.get_by_text("1 incident found in titles, action items and texts.").wait_for()
    assert tab.page.locator("#found mark").first.inner_text() == "superuser,"
    tab.page.locator("#found a").first.click()
    assert tab.page.locator("h1").inner_text().startswith("RCA — Card vault")
    tab.close(address)


def test_an_exported_page_is_read_on_a_small_screen(browser: Browser, site: Path) -> None:
    """The cells of the table of items stand below each other, each with its head, within the screen."""
    tab = Watched(browser, width=360)
    tab.page.goto((site / "one.html").as_uri())
    assert tab.page.evaluate("document.documentElement.scrollWidth") == 360
    row = tab.page.locator(".items tbody tr").nth(2)
    boxes = [box for cell in row.locator("td").all() if (box := cell.bounding_box())]
    assert max(box["x"] + box["width"] for box in boxes) <= 360
    heads = row.locator("td").evaluate_all("cells => cells.map(c => getComputedStyle(c, '::before').content)")
    assert heads[3].replace('" "', " ") == '"Owner "'
    tab.close("file:")


def test_a_word_is_found_where_it_is_and_not_where_its_beginning_is(browser: Browser, address: str) -> None:
    """One part of the index has `backups`, others have `back`, which a part without the word takes for it."""
    tab = Watched(browser)
    for word in ("backup", "backups"):
        tab.page.goto(f"{address}/search.html?q={word}")
        tab.page.get_by_text("found in titles, action items and texts.").wait_for()
        assert tab.page.locator("#found > *").count() == 1
    tab.close(address)


def test_paper_has_no_navigation_but_says_who_may_read_it(browser: Browser, address: str) -> None:
    tab = Watched(browser)
    tab.page.goto(f"{address}/incidents.html")
    assert tab.page.locator("header.top").is_visible()
    tab.page.emulate_media(media="print")
    assert tab.page.locator(".unprinted:visible").count() == 0
    assert tab.page.get_by_label("Classification").is_visible()
    tab.close(address)


def test_titles_and_items_are_searched_in_a_folder(browser: Browser, site: Path) -> None:
    tab = Watched(browser)
    tab.page.goto((site / "deep/site/search.html").as_uri() + "?q=backup+keys")
    tab.page.get_by_text("1 incident found in titles and action items.").wait_for()
    tab.page.locator("#found .of a").first.click()
    assert tab.page.url.endswith("#item-2")
    tab.close("file:")


def test_the_list_is_narrowed_by_keys_and_kept_in_the_address(browser: Browser, address: str) -> None:
    tab = Watched(browser)
    tab.page.goto(f"{address}/incidents.html")
    assert shown(tab.page) == 12
    tab.page.locator("input[name=severity]").first.focus()
    tab.page.keyboard.press("ArrowRight")
    assert (shown(tab.page), tab.page.locator("#shown").inner_text()) == (1, "1 of 12 shown")
    tab.page.keyboard.press("ArrowRight")
    tab.page.get_by_label("Ongoing").check()
    narrowed = shown(tab.page)
    assert 0 < narrowed < 6
    tab.page.reload()
    assert shown(tab.page) == narrowed
    tab.page.get_by_label("Words in the list").fill("no such words")
    tab.page.get_by_text("No incident of this page is left").wait_for()
    tab.page.get_by_role("button", name="Show all").click()
    tab.page.wait_for_function("document.querySelector('#shown').textContent === ''")
    assert shown(tab.page) == 12
    tab.close(address)


def test_without_scripts_the_list_is_narrowed_all_the_same(browser: Browser, address: str) -> None:
    tab = Watched(browser, scripts=False)
    tab.page.goto(f"{address}/incidents.html")
    tab.page.get_by_label("SEV-3").check()
    tab.page.get_by_label("Over 8").check()
    assert shown(tab.page) == 4
    assert not tab.page.get_by_label("Words in the list").is_visible()
    tab.context.close()


def test_the_first_key_leads_to_the_content(browser: Browser, address: str) -> None:
    tab = Watched(browser)
    tab.page.goto(f"{address}/index.html")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("document.activeElement.id") == "main"
    tab.close(address)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_pages_fit_and_axe_finds_nothing(
    browser: Browser, address: str, site: Path, width: int, scheme: str
) -> None:
    tab = Watched(browser, width, scheme)
    document = next((site / "deep/site/incidents").glob("*vault-grants*")).stem
    for name in (*PAGES, f"incidents/{document}"):
        tab.page.goto(f"{address}/{name}.html")
        assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, width)
        ground = tab.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (ground == "rgb(255, 255, 255)") == (scheme == "light")
        if AXE.is_file():
            assert _violations(tab.page) == [], (name, width, scheme)
    tab.close(address)
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: make npm")


def _violations(page: Page) -> list[str]:
    """What axe finds; it is put into the page past the page's own policy."""
    page.context.new_cdp_session(page).send(
        "Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")}
    )
    found = page.evaluate("axe.run().then(done => done.violations)")
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]
