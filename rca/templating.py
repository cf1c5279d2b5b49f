"""The templates of new RCAs: those that come with rca, a team's own; filled in with limits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from rca.config import Config
from rca.errors import RcaError, UnreadableFile, UsageError

DEFAULT = "rca"
RENAMED = {"canonical": "rca", "sev3-note": "short"}
"""Names that templates had once."""
SHIPPED = "shipped/"
"""What stands before the name of a template that comes with rca, for a team's own that extends it."""

START, END = "\ufdd0", "\ufdd1"
"""Marks around a value: code points that are no characters, and never will be."""

_LARGEST = 200_000
"""Bytes of a template."""
_PATIENCE = 20.0
"""Seconds; the process is allowed two of the processor, and a busy machine gives them slowly."""
_PROGRAM = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from rca.templating_sandbox import main; main()"
)

Values = Mapping[str, "str | Sequence[str]"]


class UnknownTemplate(UsageError):
    """No template has the name that was asked for."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        near = get_close_matches(name, known, 1, 0.6)
        has = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
        super().__init__(f"no template is called {name}; {has}")


class BrokenTemplate(RcaError):
    """A template cannot be filled in."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        self.path, self.line, self.reason = path, line, reason
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")


class Template(NamedTuple):
    """A Markdown file with Jinja2 in it."""

    name: str
    path: Path
    is_own: bool
    """Whether it is the team's, and not rca's."""

    def text(self) -> str:
        """What stands in the file; raises UnreadableFile."""
        try:
            data = self.path.read_bytes()
            if len(data) > _LARGEST:
                raise UnreadableFile(shown(self.path), f"is larger than {_LARGEST:,} bytes; no template is")
            return data.decode("utf-8-sig").replace("\r\n", "\n")
        except OSError as error:
            raise UnreadableFile(shown(self.path), f"cannot be read: {error.strerror}") from None
        except UnicodeDecodeError:
            raise UnreadableFile(shown(self.path), "is not UTF-8; save it as UTF-8") from None

    @property
    def origin(self) -> str:
        """Whose it is."""
        return "this workspace" if self.is_own else "rca"

    @property
    def says(self) -> str:
        """What it is for: the comment of Jinja2 that it begins with, `{# … #}`."""
        text = self.text().lstrip()
        return " ".join(text[2:].partition("#}")[0].split()).strip("- ") if text.startswith("{#") else ""


def shipped_folder() -> Path:
    """Where rca's own lie: beside the code in an installation, at the top of a checkout."""
    package = Path(__file__).parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


class Templates:
    """The templates of a workspace: a team's own go before those that come with rca."""

    def __init__(self, config: Config | None = None) -> None:
        self._config = config

    @cached_property
    def _own(self) -> dict[str, Template]:
        if self._config is None:
            return {}
        folder = Path(self._config.root, self._config.templates)
        return {} if _is_same(folder, shipped_folder()) else _templates(folder, is_own=True)

    @cached_property
    def _shipped(self) -> dict[str, Template]:
        return _templates(shipped_folder(), is_own=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The names to choose from: the usual one first, then by name."""
        return tuple(sorted({*self._own, *self._shipped}, key=lambda name: (name != DEFAULT, name)))

    def all(self) -> list[Template]:
        """Every template, in the order of the names."""
        return [self.named(name) for name in self.names]

    def named(self, name: str) -> Template:
        """The template of a name, also of one that it had once; raises UnknownTemplate."""
        for known in (name, RENAMED.get(name, name)):
            if found := self._own.get(known) or self._shipped.get(known):
                return found
        raise UnknownTemplate(name, self.names)

    def fill(self, name: str, values: Values) -> str:
        """A template with values in it, each between the marks `START` and `END`.

        Raises UnknownTemplate, UnreadableFile, BrokenTemplate.
        """
        wanted = self.named(name)
        texts = self._texts(wanted)
        found = _filled(wanted, {"name": wanted.name, "templates": texts, "values": dict(values)})
        if "text" in found:
            return str(found["text"])
        at = found["template"].removeprefix(SHIPPED)
        place = self.named(at).path if at in self.names else wanted.path
        raise BrokenTemplate(shown(place), found["line"], found["reason"])

    def _texts(self, wanted: Template) -> dict[str, str]:
        """The texts that a template may take in; what cannot be read matters where it is asked for."""
        texts = {SHIPPED + name: template.text() for name, template in self._shipped.items()}
        for template in self.all():
            try:
                texts[template.name] = template.text()
            except UnreadableFile:
                if template == wanted:
                    raise
        return texts


def shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive of Windows
        return str(path)
    return relative if not relative.startswith(os.path.join("..", "..")) else str(path)


def _is_same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _templates(folder: Path, *, is_own: bool) -> dict[str, Template]:
    paths = sorted(folder.glob("*.md")) if folder.is_dir() else []
    files = (path for path in paths if path.is_file() and not path.name.startswith("."))
    return {path.stem: Template(path.stem, path, is_own) for path in files}


def _filled(template: Template, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What the process with limits answers; whatever it does, it ends."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-B", "-c", _PROGRAM, json.dumps(sys.path)],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _endless(template) from None
    if done.returncode < 0:
        raise _endless(template)
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise BrokenTemplate(shown(template.path), 0, f"cannot be filled in: {last or done.returncode}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _endless(template: Template) -> BrokenTemplate:
    return BrokenTemplate(
        shown(template.path), 0, "takes longer than 2 seconds to fill in; it may be endless"
    )
