"""Words of pages that several kinds share, and text that XML can hold."""

from __future__ import annotations

import re

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def environment_title(name: str) -> str:
    """The head of an environment's column."""
    return name or "Executed"


def xml_text(text: str) -> str:
    """A text whose characters XML 1.0 allows; others become U+FFFD, as a reader expects of them."""
    return _NO_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
