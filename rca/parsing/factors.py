"""Contributing factors that a section lists, where no field does."""

from __future__ import annotations

import re

from rca.inline import has_words, plain
from rca.parsing.heads import Head
from rca.parsing.levels import is_placeholder
from rca.parsing.reader import Reader

_HEADING = re.compile(r"\W*(?:\d+[.)]\s*)?contributing (?:factors|causes|conditions)\b", re.IGNORECASE)
_LEAD = re.compile(r"(?:\*\*|__)(?P<lead>[^*_\n]{3,120}?)[.:]?(?:\*\*|__)[.:]?(?=\s|$)")
"""What a factor is called, in front of its explanation: `**No scope.** A flag was …`."""
_LONGEST = 200


def listed_factors(reader: Reader, heads: list[Head]) -> tuple[str, ...]:
    """The factors of the first section that lists them, each by its name or its first line."""
    for head in heads:
        if _HEADING.match(head.text):
            blocks = (reader.blocks[k] for k in reader.within(head.body))
            found = [_factor(reader.raw(b.content)) for b in blocks if b.kind == "item" and b.parent < 0]
            if factors := tuple(filter(None, found)):
                return factors
    return ()


def _factor(raw: str) -> str:
    lead = _LEAD.match(raw)
    text = plain(lead["lead"] if lead else raw.split("\n", 1)[0])
    return text if has_words(text) and not is_placeholder(text) and len(text) <= _LONGEST else ""
