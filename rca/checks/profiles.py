"""Which rules a school of incident analysis asks for."""

from __future__ import annotations

from collections.abc import Mapping

PAPER = frozenset(
    "AI21 AI22 AI23 AI24 AI27 AI28 AI29 AI30 AI32 AI34 AI35 DOC13 DOC23 DOC26 DOC27 DOC30 TL07".split()
)
"""Written is not executed, and no merge is left half done: what every profile keeps."""

_GOOGLE = """
    AI03 AI04 AI05 AI06 AI07 AI08 AI10 AI11 AI12 AI13 AI14 AI17
    DOC01 DOC02 DOC04 DOC06 DOC07 DOC09 DOC11 DOC14 DOC17 DOC20 DOC21 DOC22 TL01 TL05
"""
_PAGERDUTY = """
    AI03 AI05 AI08 AI09 AI10 AI18 AI19 DOC01 DOC02 DOC04 DOC06 DOC07 DOC10 DOC11 DOC19 DOC20 DOC22 DOC24
    TL01 TL02 TL03 TL05
"""
_ETSY_HOWIE = """
    AI05 AI19 AI20 DOC02 DOC06 DOC10 DOC11 DOC14 DOC15 TL01 TL03
"""
_AWS_COE = """
    AI03 AI04 AI05 AI08 AI10 AI12 DOC01 DOC02 DOC06 DOC07 DOC12 DOC19 DOC20 DOC21 DOC22 TL01 TL05 TL06
"""
_REGULATED = """
    AI03 AI04 AI05 AI06 AI08 AI09 AI10 AI11 AI12 AI13 AI14 AI17 AI19
    DOC01 DOC02 DOC04 DOC05 DOC06 DOC07 DOC11 DOC12 DOC19 DOC20 DOC21 DOC24 TL01 TL03 TL05 TL06
"""
"""Where an auditor asks: each action with an owner, a limit, a review and a proof."""

_MODERATE = """
    AI03 AI04 AI05 AI06 AI07 AI08 AI09 AI10 AI11 AI12 AI14 AI17 AI18 AI19 AI20
    DOC01 DOC02 DOC05 DOC06 DOC07 DOC11 DOC14 DOC15 DOC17 DOC20 DOC21 TL01 TL03 TL05
"""
"""What the schools agree on, or what is told as a remark: for a team that chose none of them."""

DEFAULT = "moderate"
"""The profile where rca.toml names none."""

PROFILES: Mapping[str, frozenset[str]] = {
    DEFAULT: PAPER | frozenset(_MODERATE.split()),
    "google": PAPER | frozenset(_GOOGLE.split()),
    "pagerduty": PAPER | frozenset(_PAGERDUTY.split()),
    "etsy-howie": PAPER | frozenset(_ETSY_HOWIE.split()),
    "aws-coe": PAPER | frozenset(_AWS_COE.split()),
    "regulated": PAPER | frozenset(_REGULATED.split()),
}
"""Rule ids by profile."""
