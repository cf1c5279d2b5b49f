"""`rca export`: one RCA, or a query's worth, in a form that others can use."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from rca.cli.command import command
from rca.cli.complete import complete_query
from rca.cli.option import argument, option
from rca.cli.session import emit, open_workspace, say, terminal
from rca.errors import UsageError
from rca.export import KINDS

if TYPE_CHECKING:
    from rca.export.selected import Selected
    from rca.workspace import Workspace

SITE = "site"
"""No file, but a folder of pages: `rca.site` makes it."""


class NothingToCompare(UsageError):
    """A diff is asked for without readers."""

    def __init__(self) -> None:
        super().__init__("--diff shows what an audience may not see; name one: --audience public")


@command(
    ("rca export pdf 1455 -o 1455.pdf", "one RCA as pages to print or send"),
    ("rca export html 1455 --audience public -o status/1455.html", "the version for outside"),
    ("rca export md 1455 --audience public --diff", "what goes out, beside what stays"),
    ("rca export xlsx is:open -o open.xlsx", "action items and their incidents for a spreadsheet"),
    ("rca export csv sev:2 | head -3", "straight into a pipe"),
    ("rca export ics owner:sre-agent -o sre.ics", "what is due, for a calendar"),
    ("rca export docx date:2026 -o reviews/", "a file for each incident of a year"),
    ("rca export sqlite -o rca.db", "a database, with metadata and queries for Datasette"),
    ("rca export site /srv/www/rca", "a site for the intranet, made or brought up to date"),
    ("rca export site grave/ --query 'sev:<=2'", "the same of a part of them"),
)
@argument("kind", choices=(*KINDS, SITE), metavar="KIND")
@argument("words", nargs=-1, read=" ".join, metavar="[ID|QUERY|DIR]", shell_complete=complete_query)
@option(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    help="Where to: a file, a folder for a file each, or - for stdout (default).",
)
@option("--force", is_flag=True, help="Replace a file that rca export did not write.")
@option(
    "--banner",
    default="",
    metavar="TEXT",
    help="site: what stands above every page (default: internal, and what RCAs say).",
)
@option(
    "--query",
    default="",
    metavar="QUERY",
    help="What is exported; for a site, whose word is its folder, the only way to say so.",
)
@option("--diagnostics", is_flag=True, help="site: show what rca check says of each RCA.")
@option(
    "--audience",
    default="",
    metavar="NAME",
    help="Only what these readers may see: public, or one of rca.toml. Refuses to let a name, a host, "
    "an address or a secret out.",
)
@option(
    "--diff",
    "as_diff",
    is_flag=True,
    help="Show what --audience takes away, or all that keeps it from going out; write nothing.",
)
def export(
    kind: str,
    words: str,
    output: str,
    force: bool,
    banner: str,
    query: str,
    diagnostics: bool,
    audience: str,
    as_diff: bool,
) -> None:
    """Write one RCA, or all that a query selects, as KIND.

    html, pdf, docx, md and confluence are whole documents; csv, xlsx and ics are their action items; json and
    sqlite are both. The same documents make the same bytes. site is a folder of pages about all of them.
    """
    if kind == SITE:
        from rca.cli.site import site

        site(words, query, force=force, banner=banner, diagnostics=diagnostics, audience=audience)
        return
    from rca.export.selected import select

    workspace = open_workspace()
    selected = select(workspace, " ".join(filter(None, (words, query))))
    if as_diff:
        _show_difference(selected, audience)
    else:
        _write(workspace, kind, selected, audience, output, force=force)


def _write(
    workspace: Workspace, kind: str, selected: Selected, audience: str, output: str, *, force: bool
) -> None:
    """Write what these readers may see, and say which files there are now."""
    from rca.cli.notices import notices
    from rca.export.delivery import deliver
    from rca.export.target import Target
    from rca.typesetting import NoFont

    kept = Path(os.path.dirname(workspace.index_path))
    target = Target(kept, lambda path: _is_document(workspace, path), force=force)
    with _for_readers(selected, audience) as seen, notices(NoFont):
        for path in deliver(kind, seen, output, target):
            say(f"{path} is written.")


def _is_document(workspace: Workspace, path: Path) -> bool:
    inside = os.path.relpath(os.path.realpath(path), os.path.realpath(workspace.root))
    return workspace.stream.is_document(inside.replace(os.sep, "/"))


def _for_readers(selected: Selected, audience: str) -> AbstractContextManager[Selected]:
    """What these readers may see of a selection; everything where nobody is named."""
    if not audience:
        return nullcontext(selected)
    from rca.audience import Rules
    from rca.export.outside import outside

    return outside(selected, Rules.of(selected.config, audience))


def _show_difference(selected: Selected, audience: str) -> None:
    """What these readers may see beside what they may not."""
    if not audience:
        raise NothingToCompare
    from rca.audience import Rules
    from rca.export.outside import diff_lines, versions

    found = versions(selected, Rules.of(selected.config, audience), in_full=True)
    emit(terminal().paint_lines("\n".join(diff_lines(found))).split("\n"))
