"""`rca export site`: a static site of all incidents, made in a folder or brought up to date there."""

from __future__ import annotations

from pathlib import Path

from rca.cli.session import open_workspace, say
from rca.errors import UsageError


class NoFolder(UsageError):
    """A site is asked for without a place for it."""

    def __init__(self) -> None:
        super().__init__("name the folder of the site: rca export site DIR")


class InternalOnly(UsageError):
    """A site is asked for readers outside."""

    def __init__(self) -> None:
        super().__init__(
            "a site tells everything, so it is for the intranet; "
            "for readers outside: rca export html QUERY --audience NAME -o FOLDER/"
        )


def site(folder: str, query: str, *, force: bool, banner: str, diagnostics: bool, audience: str) -> None:
    """Make the site, and say what was written."""
    if not folder:
        raise NoFolder
    if audience:
        raise InternalOnly
    from rca.site.build import build

    built = build(
        open_workspace(), Path(folder), query=query, banner=banner, force=force, diagnostics=diagnostics
    )
    removed = f", {built.removed} removed" if built.removed else ""
    say(f"{folder}: {built.pages} pages, {built.written} files written{removed}; open {folder}/index.html.")
    if not built.has_full_text:
        say('Search finds titles and action items; for all texts: pip install "rca-ledger[site]"')
