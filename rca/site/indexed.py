"""What the index of all texts reads of a page: its words as sentences, and its headings.

Marks and due days stand in lists, where one looks for them; without them a page has the same words on another
day, and when an item moves on. Hardly any elements are left, each of which costs its reader time.
"""

from __future__ import annotations

import re

_FROM, _TO = "<article ", '<footer class="neighbours">'
_OWN = ('<a href="../incidents.html">Incidents</a>', "<summary>Facts</summary>")
"""Words that every page has."""
_NAV = re.compile(r"<nav .*?</nav>", re.DOTALL)
_HEADS = re.compile(r'<table class="stacked items">\n<thead>.*?</thead>', re.DOTALL)
_MARK = re.compile(r'<span class="(?:mark|step) [^>]*>(?:<span[^>]*>[^<]*</span>)*[^<]*</span>')
_DUE = re.compile(r' data-head="Due">.*?</td>')
_WORK = re.compile(r'<span class="work">.*')
_UNSAID = (_NAV, _HEADS, _MARK, _WORK)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var)(?: [^>]*)?>"
)
_TERM = "</dt>"
_END = re.compile(r"""</(?<=[\w'")$*]</)(?:p|td|div|li|dd|section)>""")
"""The end of what is no sentence yet."""
_BLOCK = re.compile(r"<(?!/?h[1-6])[^>]*>")


def indexed(html: str) -> str:
    """What is searched of the page of an incident, as a page of its own."""
    text = html[html.index(_FROM) : html.rindex(_TO)]
    for words in _OWN:
        text = text.replace(words, "")
    for part in _UNSAID:
        text = part.sub("", text)
    text = _DUE.sub(">", text)
    text = _INLINE.sub("", text).replace(_TERM, ": ")
    return f"<html><body>{_BLOCK.sub(' ', _END.sub('. ', text))}</body></html>"
