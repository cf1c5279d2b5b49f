"""The words of the canonical form: what its headings say."""

from __future__ import annotations

HEADINGS = {
    "summary": "Summary",
    "timeline": "Timeline",
    "impact": "Impact",
    "went_well": "What went well",
    "went_badly": "What didn't go well",
    "lucky": "Where we got lucky",
    "lessons": "Lessons learned",
    "root_cause": "Root cause analysis",
    "detection": "Detection",
    "resolution": "Resolution",
    "action_items": "Action items",
    "references": "References",
}
"""Canonical name to heading, in the canonical order."""
