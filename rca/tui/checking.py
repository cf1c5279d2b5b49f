"""Checks of items, run as `rca verify` runs them, in a child process that can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rca.errors import RcaError
from rca.stats import SyncStats
from rca.tui.told import Severity, several

if TYPE_CHECKING:
    from rca.tui.app import RcaApp
    from rca.workspace import Workspace


STOPPED = "Stopped: what was not checked stays as it was."

NO_CHECK = "Here is no check to run: ctrl+p, then check, names one of rca.toml."

NOT_EXECUTED = "Nothing is executed yet that a check could test: x marks it executed."
_NOT_DONE = frozenset({"no", "exempt"})
"""What is said of an environment in which an item is not executed."""


class NotChecked(RcaError):
    """The checks were not run; says why in the words of the command."""


async def check(app: RcaApp, refs: Sequence[str]) -> None:
    """Run the checks of items and tell what came out; raises NotChecked."""
    from rca.tui.tasks import rows_of

    named = [row for row in await app.desk.ask(lambda workspace: rows_of(workspace, refs)) if row.check]
    if not named:
        raise NotChecked(NO_CHECK)
    if all(state in _NOT_DONE for row in named for _, state, _ in row.executions):
        raise NotChecked(NOT_EXECUTED)
    found: list[str] = []
    child = await app.working.run("checking", "verify", *refs, told=found.append)
    results = [line for line in found if not line.startswith("    ")]
    if found:
        app.tell_changed(await app.desk.work(_read_again(refs)))
    if child.cancelled and child.code:
        return app.acting.tell(several([*results, STOPPED]), "warning")
    if not results:
        raise NotChecked(" ".join(child.errors).removeprefix("rca: ") or "no check was run")
    severity: Severity = "error" if child.code == 1 else "warning" if child.code else "information"
    return app.acting.tell(several([*results, *child.errors[-1:]]), severity)


def _read_again(refs: Sequence[str]) -> Callable[[Workspace], SyncStats]:
    def task(workspace: Workspace) -> SyncStats:
        return workspace.sync_paths(sorted({workspace.resolve_items(ref)[0].path for ref in refs}))

    return task
