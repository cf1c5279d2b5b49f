"""Pages out of Typst templates: what documents say goes in as data, never as source."""

from __future__ import annotations

import json
import re
import warnings
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from rca.errors import MissingExtra

ROOT = Path(__file__).parent
"""Where templates lie, in the folders of those that use them; `/typesetting.typ` is what they share."""


_COVERED = re.compile(
    "[\0-\u024f\u0370-\u04ff\u1e00-\u1eff\u2000-\u203f\u20a0-\u20bf\u2103-\u211e\u2122\u2126-\u214f"
    "\u2190-\u22ff\u2500-\u25ff\u2600-\u2606\u2610-\u262f\u2713\u2714\u2717\u2718]*"
)
"""Characters that the fonts have which come with Typst: looked up, not guessed."""


_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_HAS_EAST_ASIAN = re.compile(
    r"(?i)cjk|\b(?:sc|tc|hc|jp|kr|hk)\b|source han|wenquanyi|wqy|ipa|takao|vl gothic|nanum"
    r"|un ?(?:batang|dotum)|baekmuk|fallback|unifont|unicode ms|pingfang|hei|song|kai\b|ming"
    r"|mincho|gothic|hiragino|malgun|gulim|batang|yahei|meiryo|ar pl|hanazono|plangothic|sarasa|simsun"
)
"""Families of fonts that have Chinese, Japanese or Korean, by their names: their contents are not told."""

_EMOJI = re.compile("[\u231a\u231b\u23e9-\u23fa\u2728\u274e\u2753-\u2757\u2b50\u2b55\U0001f300-\U0001faff]")
_HAS_EMOJI = re.compile("(?i)emoji|symbola|unifont upper")
_AS_SIGNS = str.maketrans({"✅": "✔", "❌": "✘", "✖": "✘", "\ufe0f": None})
"""Emoji of tables and lists that few machines without a desktop can show, and signs that come with Typst."""
_OF_THE_MACHINE = (
    (_EAST_ASIAN, _HAS_EAST_ASIAN, "is Chinese, Japanese or Korean", "fonts-noto-cjk"),
    (_EMOJI, _HAS_EMOJI, "has emoji", "fonts-noto-color-emoji"),
)
"""Characters that some font of the machine has to have, such fonts, and what is said where there is none."""


class NoFont(UserWarning):
    """A text has characters that no font of the machine has."""

    def __init__(self, what: str, package: str) -> None:
        super().__init__(
            f"the PDF shows boxes where the text {what}: no font of this machine has "
            f"it; install one (on Debian: apt-get install {package}) and make it again"
        )


def typeset(template: Path, data: Any, day: date | None = None) -> bytes:
    """A PDF of what a template below `ROOT` makes of `data`: the same bytes for the same data and day.

    The template has it as JSON in `sys.inputs.data`. `day` is what the file says it was made on. Fonts of the
    machine are looked for only where the text needs them: without, a page is the same on every machine.
    Warns with NoFont where none of them has East Asian characters or emoji of the text.
    """
    try:
        import typst
    except ImportError:
        raise MissingExtra("A PDF", "pdf") from None
    made = datetime.combine(day or date(2000, 1, 1), datetime.min.time(), UTC)
    text = json.dumps(data, ensure_ascii=False).translate(_AS_SIGNS)
    for characters, families, *told in _OF_THE_MACHINE:
        if characters.search(text) and not any(map(families.search, typst.Fonts().families())):
            warnings.warn(NoFont(*told), stacklevel=2)
    return typst.compile(
        template,
        root=ROOT,
        sys_inputs={"data": text},
        timestamp=made,
        ignore_system_fonts=_COVERED.fullmatch(text) is not None,
    )
