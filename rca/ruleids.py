"""The ids of all rules, for those who name rules without running them: a rule that is none is told."""

from __future__ import annotations

from collections.abc import Iterable

from rca.errors import UsageError

RULE_IDS = (
    *"AI03 AI04 AI05 AI06 AI07 AI08 AI09 AI10 AI11 AI12 AI13 AI14 AI17 AI18 AI19 AI20 AI21".split(),
    *"AI22 AI23 AI24 AI27 AI28 AI29 AI30 AI32 AI34 AI35 DOC01 DOC02 DOC04 DOC05 DOC06 DOC07 DOC09".split(),
    *"DOC10 DOC11 DOC12 DOC13 DOC14 DOC15 DOC17 DOC19 DOC20 DOC21 DOC22 DOC23 DOC24 DOC26 DOC27".split(),
    *"DOC30 READ01 READ03 READ04 READ05 READ06 READ07 READ08 TL01 TL02 TL03 TL05 TL06 TL07".split(),
)
"""Of the rules about documents, and of what reading notices; the tests hold them to what there is."""

ALL_IDS = (*RULE_IDS, "CONF01", "IGN01", "IGN02", "IGN03", "RULE01")
"""And of what is told of the configuration, of comments that ignore rules, and of a rule that failed."""


def nearest(name: str, known: tuple[str, ...] = RULE_IDS) -> str:
    """The end of a sentence about an id that no rule has."""
    from difflib import get_close_matches

    near = get_close_matches(name.strip().upper(), known, 1, 0.5)
    return f"did you mean {near[0]}?" if near else "docs/rules.md lists those there are"


class UnknownRule(UsageError):
    """No rule has this id."""

    def __init__(self, code: str) -> None:
        super().__init__(f"no rule has the id {code}; {nearest(code, ALL_IDS)}")


def look_up(beginnings: Iterable[str]) -> None:
    """Raise UnknownRule where a text begins no rule's id."""
    for beginning in beginnings:
        if not any(known.startswith(beginning) for known in ALL_IDS):
            raise UnknownRule(beginning)
