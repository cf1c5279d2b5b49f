"""Draw docs/site.png, the site of the sample workspace in Chromium: `python -m docs.site`."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from rca.demo import write_demo
from rca.site.build import build
from rca.workspace import Workspace

DAY = "2026-11-24"
PICTURE = Path(__file__).with_name("site.png")


def draw(folder: Path) -> None:
    """The overview of the site."""
    address = (folder / "site/index.html").as_uri()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
        page.goto(address)
        page.screenshot(path=PICTURE)
        browser.close()


def main() -> int:
    """Write the sample, make its site, take the picture."""
    if shutil.which("chromium") is None:
        print("docs/site.png needs chromium", file=sys.stderr)
        return 1
    os.environ["RCA_TODAY"] = DAY
    with TemporaryDirectory() as place:
        folder = Path(place) / "tideway"
        write_demo(folder, date.fromisoformat(DAY))
        with Workspace(str(folder)) as workspace:
            workspace.sync()
            build(workspace, folder / "site")
        draw(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
