"""Documents, file names and arguments that try to steer the terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.command import rca

SHAPES = {
    "canonical.md": """# RCA — {bad} title

- **Incident ID:** 2026-11-01-{bad}-x
- **Date:** 2026-11-01
- **Severity:** SEV-2 {bad}
- **Status:** open {bad}
- **Duration:** {bad}
- **Blast radius:** {bad}
- **Author:** {bad}

## Summary {bad}

Words {bad} here, replica lag.

## Timeline {bad}

| Time | Event |
|---|---|
| 09:12 {bad} | {bad} mitigated |

## Action items

| # | Action | Owner | Due | Issue | Written | Executed |
|---|---|---|---|---|---|---|
| 1 | Look {bad} closely | ops{bad} | 2026-11-02 | #1 {bad} | 2026-11-02 {bad} | pr{bad}od: — |
| 2{bad} | {bad} | {bad} | soon {bad} | {bad} | n/a {bad} | n/a {bad} |
| 3 | Third (after 1) | {bad} | v{bad}1 | x | | dropped: {bad} |
""",
    "front.md": """---
title: "{bad}"
date: 2026-11-02
severity: "{bad}"
---
## {bad}
## Action items
- [ ] Do {bad} by 2026-11-03 (owner: {bad})
- [x] Done {bad}
""",
    "na{bad}me.md": "# Title {bad}\n\n## Action items\n\n- later {bad}\n",
}
CONTROLS = "".join(map(chr, (1, 7, 8, 27, 127, 0x85, 0x9B, 0x202A, 0x202E, 0x2066, 0x2069, 0x2028)))
BAD = f"\x1b[2J\x1b]0;own\x07{CONTROLS}"
STEERING = {
    chr(c) for c in (*range(0x20), *range(0x7F, 0xA0), 0x2028, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose documents, file names and configuration try to steer the terminal."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "incidents").mkdir()
    for name, text in SHAPES.items():
        path = folder / "incidents" / name.replace("{bad}", BAD.replace("/", ""))
        path.write_text(text.replace("{bad}", BAD), encoding="utf-8")
    (folder / "incidents" / f"bad{BAD}.md").write_bytes(b"\xff\x00")
    (folder / "rca.toml").write_text('environments = ["prod"]\nunknown = 1\n', encoding="utf-8")
    rca(folder, "sync")
    return folder


HOSTILE_CALLS = (
    ["status"], ["list"], ["actions"], ["due"], ["due", "--within", "400d"], ["show", "front"],
    ["show", "canonical"],
    ["show", "canonical/1"], ["show", "canonical/2"], ["show", "front/1"], ["show", "front", "--raw"],
    ["search", "replica"], ["search", "title"], ["search", BAD], ["similar", "canonical"], ["similar", BAD],
    ["check"], ["check", "--format", "github"], ["check", "incidents"], ["sync"], ["doctor"],
    ["list", BAD], ["list", f"owner:{BAD}"], ["list", f"{BAD}:x"], ["show", BAD], ["show", f"x/{BAD}"], [BAD],
    ["list", f"--{BAD}"], ["parse", "incidents/canonical.md", "incidents/front.md", BAD],
    ["check", f"{BAD}.md"],
    ["list", "--json"], ["actions", "--json"], ["due", "--json"], ["show", "canonical", "--json"],
    ["show", "canonical/1", "--json"], ["search", "replica", "--json"], ["similar", "front", "--json"],
    ["check", "--json"], ["doctor", "--json"], ["parse", "--json", "incidents/canonical.md"],
    ["status", "--json"],
    ["new", BAD, "--no-edit", "--no-ask"], ["new", "x", "--template", BAD, "--no-ask"],
    ["templates"], ["templates", "show", BAD], ["templates", BAD],
    ["import", "incidents", "--yes"], ["import", "incidents", "--json"], ["import", BAD],
    ["fmt", "canonical", "--diff"], ["fmt", "front", "--diff"], ["fmt", BAD, "--diff"],
    ["due", "--within", BAD], ["-C", BAD, "list"],
)  # fmt: skip


@pytest.mark.parametrize("args", HOSTILE_CALLS, ids=lambda args: " ".join(args).replace(BAD, "BAD"))
def test_documents_never_steer_the_terminal(args: list[str], hostile: Path) -> None:
    for color in ([], ["--color", "always"]):
        result = rca(hostile, *color, *args, tty=True)
        shown = re.sub(r"\x1b\[[\d;]*m", "", result.out) if color else result.out
        assert set(shown + result.err) & STEERING <= {"\n"}
        assert result.code in {0, 1, 2, 4}


@pytest.mark.parametrize("name", ["list", "actions"])
def test_csv_never_steers_the_terminal(name: str, hostile: Path) -> None:
    assert set(rca(hostile, name, "--csv", tty=True).out) & STEERING == {"\n", "\r"}
