"""Draw the screens of `rca tui` on the sample workspace: `python -m docs.screens`."""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from docs.sample import TODAY, sample_workspace

PICTURES = {
    "triage.svg": ((140, 36), ("escape", "j")),
    "executed.svg": ((100, 24), ("escape", "x")),
}
"""Each picture with the size of its terminal, and the keys that lead to it."""
_FONTS = re.compile(r"@font-face \{.*?\n    \}\n", re.DOTALL)
"""What a picture would fetch from elsewhere; the reader's own font for code does."""
_PATIENCE = 0.5
"""Seconds after which a screen shows all that it asked for."""


async def picture(folder: Path, size: tuple[int, int], keys: tuple[str, ...]) -> str:
    """The screen after some keys, as SVG."""
    from rca.tui.app import RcaApp

    app = RcaApp(str(folder))
    async with app.run_test(size=size) as pilot:
        for key in ("", *keys):
            await pilot.press(*filter(None, [key]))
            await pilot.pause(_PATIENCE)
        return app.export_screenshot(title=f"rca {folder.name}")


def main() -> None:
    """Write every picture into docs/."""
    os.environ |= {"RCA_TODAY": TODAY, "RCA_ACTOR": "Ada <ada@example.org>", "LC_ALL": "C.UTF-8"}
    with sample_workspace() as folder, TemporaryDirectory() as state:
        os.environ["XDG_STATE_HOME"] = state
        for name, (size, keys) in PICTURES.items():
            drawn = _FONTS.sub("", asyncio.run(picture(folder, size, keys)))
            (Path(__file__).parent / name).write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
