"""The user's editor: which program it is, and how it is told a line."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Mapping

from rca.errors import RcaError

_USUAL = ("sensible-editor", "nano", "vi")
_PLUS = frozenset(
    "vi vim nvim gvim view ex elvis vile nano pico emacs emacsclient jmacs mg zile micro joe jed ne kak "
    "mcedit gedit xed pluma editor sensible-editor".split()
)
"""Those that take `+LINE FILE`."""
_COLON = frozenset("hx helix subl sublime_text zed zeditor lapce amp".split())
"""Those that take `FILE:LINE`."""
_GOTO = frozenset("code codium code-insiders vscodium cursor windsurf".split())
"""Those that take `--goto FILE:LINE`."""
_LINE = frozenset("idea pycharm webstorm goland clion charm kate mate".split())
"""Those that take `--line LINE FILE`."""
_WAIT = (_GOTO | _COLON | _LINE) - frozenset("hx helix amp lapce kate".split())
"""Those that come back at once unless they are told to wait."""


class NoEditor(RcaError):
    """Nothing says what edits."""

    def __init__(self) -> None:
        super().__init__("no editor was found; set $VISUAL or $EDITOR to the one you use, such as nano")


class EditorFailed(RcaError):
    """The editor could not be started, or ended with an error."""

    def __init__(self, program: str, why: str) -> None:
        super().__init__(f"{program}: {why}; $VISUAL or $EDITOR names the editor")


def editor(env: Mapping[str, str] = os.environ) -> list[str]:
    """The program and its arguments; raises NoEditor."""
    said = env.get("VISUAL") or env.get("EDITOR")
    if said:
        try:
            return shlex.split(said)
        except ValueError:
            return [said]
    found = next(filter(shutil.which, _USUAL), None)
    if found is None:
        raise NoEditor
    return [found]


def at_line(command: list[str], path: str, line: int) -> list[str]:
    """The call that opens a file at a line, in the way that the program understands; else just the file."""
    name = os.path.basename(command[0]).removesuffix(".exe").lower()
    waits = ["--wait"] if name in _WAIT and not {"-w", "--wait"} & set(command) else []
    if name in _PLUS:
        return [*command, f"+{line}", path]
    if name in _COLON:
        return [*command, *waits, f"{path}:{line}"]
    if name in _GOTO:
        return [*command, *waits, "--goto", f"{path}:{line}"]
    if name in _LINE:
        return [*command, *waits, "--line", str(line), path]
    return [*command, path]
