"""`rca lsp`: the language server that an editor starts."""

from __future__ import annotations

import sys

from rca.cli.command import command
from rca.cli.option import option
from rca.cli.settings import settings
from rca.config import today
from rca.errors import MissingExtra, UsageError


class NoEditor(UsageError):
    """The server is started by hand."""

    def __init__(self) -> None:
        super().__init__(
            "rca lsp speaks with an editor on stdin and stdout; docs/editors.md says how an editor starts it"
        )


@command(
    ("rca lsp", "what an editor starts; it looks for the workspace of each file"),
    ("rca lsp --stdio", "the same: some editors pass this to every server"),
)
@option("--stdio", is_flag=True, help="Speak on stdin and stdout, which it does anyway.")
def lsp(stdio: bool) -> None:  # noqa: ARG001 - a promise that is kept without it
    """Serve an editor as one types: diagnostics and fixes, completion, hover, definitions, marks, renaming.

    Needs the extra lsp. It speaks the Language Server Protocol, and never writes a document: edits are the
    editor's own.
    """
    try:
        from rca.lsp.start import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise MissingExtra("rca lsp", "lsp") from None
    if sys.stdin.isatty():
        raise NoEditor
    today()
    serve(follow=settings().sync)
