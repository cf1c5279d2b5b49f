"""Which rules a school of incident analysis asks for."""

from __future__ import annotations

from collections.abc import Mapping

PAPER = frozenset("AI21 AI22 AI23 AI24 AI27 AI29 AI30 AI34 DOC26 DOC27 TL07".split())
"""Written is not executed, and no merge is left half done: what every profile keeps."""

_GOOGLE = """
    AI03 AI04 AI05 AI07 AI08 AI10 AI11 AI12 AI14 AI17
    DOC01 DOC02 DOC06 DOC07 DOC11 DOC14 DOC17 DOC20 DOC21 TL01 TL05
"""
_PAGERDUTY = """
    AI03 AI05 AI08 AI09 AI10 AI18 AI19 DOC01 DOC02 DOC06 DOC07 DOC11 DOC20 TL01 TL03 TL05
"""
_ETSY_HOWIE = """
    AI05 AI19 AI20 DOC02 DOC06 DOC11 DOC14 DOC15 TL01 TL03
"""
_AWS_COE = """
    AI03 AI04 AI05 AI08 AI10 AI12 DOC01 DOC02 DOC06 DOC07 DOC20 DOC21 TL01 TL05
"""
_REGULATED = """
    AI03 AI04 AI05 AI08 AI09 AI10 AI11 AI12 AI14 AI17 AI19
    DOC01 DOC02 DOC05 DOC06 DOC07 DOC11 DOC20 DOC21 TL01 TL03 TL05
"""
"""Where an auditor asks: each action with an owner, a limit, a review and a proof."""

PROFILES: Mapping[str, frozenset[str]] = {
    "google": PAPER | frozenset(_GOOGLE.split()),
    "pagerduty": PAPER | frozenset(_PAGERDUTY.split()),
    "etsy-howie": PAPER | frozenset(_ETSY_HOWIE.split()),
    "aws-coe": PAPER | frozenset(_AWS_COE.split()),
    "regulated": PAPER | frozenset(_REGULATED.split()),
}
"""Rule ids by profile; without a profile every rule applies."""
