"""What a rule is and why it is there, for a person who meets one of its diagnostics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rca.checks import PROFILES, READING, RULES, SOURCES
from rca.checks.example import example
from rca.ruleids import UnknownRule

_OTHERS = {
    "CONF01": ("warning", "The configuration holds only what is understood."),
    "IGN01": ("warning", "A comment that ignores a rule names one that there is."),
    "IGN02": ("warning", "A comment that ignores a rule says why."),
    "IGN03": ("info", "A comment that ignores a rule is still needed."),
    "RULE01": ("error", "Every rule comes to an end; one that fails is a mistake of rca."),
}
_NOTICED = "Reading a document notices it, and goes on with what it understood."


class Explanation(NamedTuple):
    """A rule in words."""

    code: str
    level: str
    title: str
    """What holds in a good document, as one sentence."""
    why: str
    sources: tuple[str, ...]
    """Where it comes from."""
    accept: str
    """The comment that accepts one case of it; empty where there is none."""
    profiles: tuple[str, ...] = ()
    """The profiles that ask for it."""
    example: tuple[str, ...] = ()
    """Lines that fail it, with `-` in front, and lines that set them right, with `+`."""
    says: tuple[str, ...] = ()
    """What is said of the lines that fail."""


def every() -> Iterator[Explanation]:
    """The words about every rule."""
    return map(explanation, (*(rule.id for rule in RULES), *READING, *_OTHERS))


def explanation(code: str) -> Explanation:
    """The words about a rule; raises UnknownRule."""
    rule = next((rule for rule in RULES if rule.id == code), None)
    accept = f"<!-- rca: ignore {code} why this is right here -->"
    if rule is not None:
        sources = tuple(SOURCES[key][0] for key in rule.sources)
        profiles = tuple(name for name, rules in PROFILES.items() if code in rules)
        shown = example(code)
        lines = (tuple(shown.changed()), tuple(dict.fromkeys(shown.messages))) if shown else ((), ())
        return Explanation(code, rule.level, rule.title, rule.why, sources, accept, profiles, *lines)
    if code in READING:
        return Explanation(code, *READING[code], _NOTICED, (), accept)
    if code in _OTHERS:
        return Explanation(code, *_OTHERS[code], "", (), "")
    raise UnknownRule(code)
