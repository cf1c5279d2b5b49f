"""Evidence: what a person cites becomes an URL, an issue, a commit, or a file with its digest."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from hashlib import file_digest
from pathlib import Path
from urllib.parse import unquote

from rca.changes import Refused, wish
from rca.claims import Evidence
from rca.git import resolve

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://\S+")
_ISSUE = re.compile(
    r"(?:(?:pr|mr|pull request|merge request|issue)\s+)?((?:[\w.-]+/[\w./-]+)?[#!]\d+|[A-Z][A-Z0-9]+-\d+)",
    re.IGNORECASE,
)
_COMMIT = re.compile(r"[0-9a-fA-F]{7,64}")


def cite(text: str, root: Path, base: Path | None = None) -> Evidence:
    """The evidence that a text names: an URL, a file below the root, an issue or pull request, or a commit.

    A relative path is looked for below `base` (the document's folder; the root by default), then below the
    root. Raises Refused where the text is none of them.
    """
    text = text.strip()
    if _URL.fullmatch(text):
        return wish(Evidence, kind="url", value=text)
    path = find_file(text, root, base)
    if path:
        return _file(path, root)
    issue = _ISSUE.fullmatch(text)
    if issue:
        return wish(Evidence, kind="issue", value=issue[1])
    commit = resolve(root, text) if text and not text.startswith("-") else None
    if commit:
        return Evidence(kind="commit", value=commit)
    kind = "commit" if _COMMIT.fullmatch(text) else "file"
    raise Refused(
        f'evidence "{text}": no such {kind} here; give an URL, a file below {root}, #12, or a commit'
    )


def find_file(text: str, root: Path, base: Path | None = None) -> Path | None:
    """The file that a path or a relative link names, if it is there and below the root."""
    if _URL.fullmatch(text):
        return None
    top = root.resolve()
    for candidate in _candidates(text, (base or root, root)):
        if os.path.isfile(candidate):
            path = Path(os.path.realpath(candidate))
            return path if path.is_relative_to(top) else None
    return None


def _candidates(text: str, starts: Iterable[Path]) -> Iterator[str]:
    linked = unquote(text.partition("#")[0].partition("?")[0])
    for start in starts:
        yield from (os.path.join(start, written) for written in (text, linked) if written)


def _file(path: Path, root: Path) -> Evidence:
    try:
        digest = digest_of(path)
    except OSError as error:
        raise Refused(f"evidence {path} cannot be read: {error.strerror}") from None
    return wish(Evidence, kind="file", value=path.relative_to(root.resolve()).as_posix(), sha256=digest)


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def artefacts(cited: Iterable[str], root: Path, base: Path | None = None) -> tuple[Evidence, ...]:
    """What a document cites for `Written` and whose changes can be seen later: files and commits."""
    found: list[Evidence] = []
    for text in cited:
        path = find_file(text, root, base)
        if path:
            found.append(_file(path, root))
        elif _COMMIT.fullmatch(text) and (commit := resolve(root, text)):
            found.append(Evidence(kind="commit", value=commit))
    return tuple(found)
