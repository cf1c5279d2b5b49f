"""The Markdown of a document as HTML that can do nothing: an allow-list decides what stays of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, Protocol

from markupsafe import Markup, escape

from rca.blocks.markup import Heading, Part, markup
from rca.blocks.markup import Markup as Marked
from rca.blocks.plain_html import Resolve
from rca.errors import MissingExtra
from rca.output.clean import clean_lines

__all__ = ["Heading", "Prose", "place", "prose"]

TAGS = frozenset(
    "a abbr b blockquote br caption code dd del details dl dt em h2 h3 h4 h5 h6 hr i ins kbd li mark ol p "
    "pre q s samp small strong sub summary sup table tbody td th thead tr u ul var".split()
)
"""What a document may use; of its attributes where a link leads, where a list begins, how a cell is set."""
SILENT = frozenset(
    "audio canvas embed head iframe math noscript object script select style svg template textarea title "
    "video".split()
)
"""What is dropped with all that is in it."""
_SEEN = bytes((9, 10, *range(32, 127)))
"""ASCII that is as it is seen, of which most texts are."""
_STEERS = re.compile("[^\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\uf900-\U0010ffff]")
"""What besides is not as it is seen, or could be taken for a place."""
_MARK = re.compile(r"\x02([0-9a-f]{12})(box|place)(\d+)\x03")
_HEAD = re.compile(r"<(h[2-6])>\x02([0-9a-f]{12})head(\d+)\x03")
_WHOLE = re.compile(r"<p>(\x02[0-9a-f]{12}place\d+\x03)</p>")
_LEFT = re.compile(r"\x02[0-9a-z]*\x03?")
_PLACE = re.compile(r"\ue000(\d+)\ue001")
_OUTSIDE = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
_OWN = str.maketrans({"\ue000": "\ufffd", "\ue001": "\ufffd"})
_BOXES = (
    '<span class="box" role="img" aria-label="to do">☐</span> ',
    '<span class="box" role="img" aria-label="done">☑</span> ',
)
_LINK = re.compile(
    r'(<a href="(?:https?://(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)*[A-Za-z][A-Za-z0-9]*(?:/|(?=["#?]))|[.#])'
    r'(?:[^"&]|&amp;)*")>'
)
"""A link whose address is one beyond doubt, and has no quote that would end it."""
_REWRITTEN = ((' class="left"', ' class=""'), ("<hr />", "<hr>"), ("\xa0", "&nbsp;"), ("&quot;", '"'))
_WRAPPED = (
    ("<table>", '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>'),
    ("</table>", "</table></div>"),
    ("<pre>", '<pre tabindex="0">'),
)
"""What is wider than a small screen is scrolled by itself, by keys too."""


class _Cleaner(Protocol):
    def clean(self, html: str) -> str: ...


class Prose(NamedTuple):
    """A text as HTML, and its headings for an outline."""

    html: Markup
    headings: tuple[Heading, ...]


def place(number: int) -> str:
    """The Markdown of a paragraph that the page fills in; `clean_text` has taken such out of a document."""
    return f"\n\n\ue000{number}\ue001\n\n"


def clean_text(markdown: str) -> str:
    """The text of a document as it may be put together with places: controls are visible, CRLF is LF."""
    text = markdown.replace("\r\n", "\n") if "\r" in markdown else markdown
    odd = text.encode("utf-8", "surrogatepass").translate(None, _SEEN).decode("utf-8", "surrogatepass")
    return clean_lines(markdown).translate(_OWN) if _STEERS.search(odd) else text


def outside(href: str) -> str:
    """An address that leads somewhere from anywhere, or to a heading of the page; empty for others."""
    return href if href.startswith("#") or _OUTSIDE.fullmatch(href) else ""


def prose(markdown: str, places: Sequence[Markup] = (), resolve: Resolve = outside) -> Prose:
    """HTML of Markdown that `clean_text` has gone over; raises MissingExtra where nh3 is not installed.

    `places` are put where `place(number)` stands; `resolve` says where links lead.
    """
    made = markup(markdown, resolve, _number)
    html = _cleaned(made)
    html = html.replace("<td></td>", "<td>\u00a0</td>") if "<td></td>" in html else html
    for before, after in _WRAPPED:
        html = html.replace(before, after)
    if "\x02" in html:
        html = _filled(html, made.nonce, made.headings, places)
    return Prose(Markup(html), made.headings)  # noqa: S704 - nh3 has been over it


def _cleaned(made: Marked) -> str:
    """What can do nothing of it: where a text has no HTML of its own, plain parts are so already."""
    clean = _cleaner().clean
    if made.has_html:
        return clean(made.html)
    return "".join([_plain(part) or clean(part.html) for part in made.parts])


def _plain(part: Part) -> str:
    """A plain part letter for letter as the cleaner leaves it; empty where that is not sure."""
    links = part.html.count("<a ")
    html, sure = _LINK.subn(r'\1 rel="noreferrer">', part.html) if links else (part.html, 0)
    if not part.is_plain or sure < links:
        return ""
    for before, after in _REWRITTEN:
        html = html.replace(before, after)
    return html


def _number(text: str) -> int | None:
    match = _PLACE.fullmatch(text) if text.startswith("\ue000") else None
    return int(match[1]) if match else None


def _filled(html: str, nonce: str, headings: Sequence[Heading], places: Sequence[Markup]) -> str:
    """What stands for ids, boxes and places replaced by them; what is left over goes."""

    def heading(match: re.Match[str]) -> str:
        if match[2] != nonce:
            return f"<{match[1]}>"
        return f'<{match[1]} id="{escape(headings[int(match[3])].id)}">'

    def put(match: re.Match[str]) -> str:
        if match[1] != nonce:
            return ""
        return _BOXES[int(match[3])] if match[2] == "box" else places[int(match[3])]

    html = _HEAD.sub(heading, html)
    html = _WHOLE.sub(r"\1", html) if places else html
    return _LEFT.sub("", _MARK.sub(put, html))


@cache
def _cleaner() -> _Cleaner:
    try:
        import nh3
    except ImportError:
        raise MissingExtra("HTML of documents", "html") from None
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(SILENT),
        attributes={"a": {"href"}, "ol": {"start"}, "details": {"open"}},
        allowed_classes={"td": {"right", "center"}, "th": {"right", "center"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noreferrer",
    )
