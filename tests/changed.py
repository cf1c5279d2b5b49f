"""What tests of changing commands ask: the items of a document, all files by content, a refusal."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from rca.config import Config
from rca.model import ActionItem
from rca.parse import parse
from rca.text import Source
from tests.command import rca

ADA = {"RCA_ACTOR": "Ada <ada@example.org>"}
BOT = {"RCA_ACTOR": "bot <bot@example.org>", "RCA_ACTOR_KIND": "agent"}


def items(folder: Path, number: str = "41") -> list[ActionItem]:
    source = Source((folder / "incidents" / f"{number}.md").read_bytes().decode())
    return list(parse(source, config=Config(environments=("staging", "prod"))).action_items)


def tree(folder: Path) -> dict[str, str]:
    """Every file that is no index, by its content."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".rca" not in path.parts)
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


def refused(folder: Path, *command: str, env: dict[str, str] = ADA) -> str:
    """The sentence with which a command is refused, which changes nothing."""
    before = tree(folder)
    result = rca(folder, *command, env=env)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert tree(folder) == before
    return result.err
