"""The words of the canonical form: headings and labels, and those of others that say the very same.

Fewer than the aliases that reading knows: "Trigger" is read as a root cause, and says less than "Root cause
analysis"; "Downtime" is read as a duration, and says more. Such words stay.
"""

from __future__ import annotations

from typing import NamedTuple

from rca.aliases import Aliases, key
from rca.words import split_words

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

_SAME_HEADINGS = {
    "summary": """
        executive summary | incident summary | overview | tl dr | tldr | abstract | synopsis | at a glance |
        incident overview | issue summary | problem summary | in brief | short version | the short version |
        summary of the incident | summary of incident | summary of the issue | event summary |
        outage summary | in a nutshell | what happened
        """,
    "timeline": """
        time line | incident timeline | timeline of events | chronology | sequence of events |
        event timeline | incident chronology | timeline of the incident | detailed timeline |
        log of events | event log | order of events | incident log | course of events |
        chronological order of events
        """,
    "impact": "impacts | impact analysis | impact assessment | what was the impact | effects | consequences",
    "went_well": """
        went well | what went right | what worked well | things that went well | what we did well |
        what did go well | what has gone well | positives
        """,
    "went_badly": """
        what went wrong | what did not go well | went wrong | what went poorly | what went badly |
        what went less well | things that went wrong | things that went poorly | went poorly | didnt go well |
        what went bad
        """,
    "lucky": """
        what was lucky | luck | lucky | we got lucky | got lucky | how we got lucky | where did we get lucky |
        where were we lucky | things that were lucky | lucky breaks
        """,
    "lessons": """
        lessons | lesson learned | lessons learnt | learnings | key learnings | takeaways | what we learned |
        what did we learn | what we learnt | key lessons | lesson
        """,
    "root_cause": """
        root cause | root causes | root causes analysis | cause | causes | the cause | the root cause |
        cause analysis | causal analysis | rca | what caused it | what caused this | cause of the incident |
        underlying cause | underlying causes | root cause s
        """,
    "detection": """
        how it was detected | how was it detected | how we detected it | how we found out | discovery |
        how we noticed | how it was found | how it was discovered | how did we find out | how we found it |
        how did we notice | how did we detect it | how was it discovered | how was this discovered
        """,
    "resolution": """
        how it was resolved | how we resolved it | how was it resolved | resolution summary | the resolution |
        how it was fixed | how we fixed it | how was it fixed | how did we fix it
        """,
    "action_items": """
        action item | actions | follow ups | follow up | followups | followup | next steps |
        follow up actions | follow up items | follow up tasks | followup actions | followup items |
        action points | todo | todos | to do | to dos | tasks | corrective actions | remediation items |
        post incident action items |
        post mortem actions | postmortem actions | action items and follow ups | actions and follow ups
        """,
    "references": "reference | links | useful links | relevant links | related links | links and references",
}

_SAME_LABELS = {
    "incident_id": """
        id | incident number | incident no | rca id | postmortem id | post mortem id | incident ref | pir id |
        pm id | incident key
        """,
    "date": """
        incident date | date of incident | date of the incident | occurred | occurred on | event date |
        outage date
        """,
    "severity": "sev | severity level | incident severity | sev level | severity class | incident level",
    "status": "state | incident status | current status",
    "duration": "total duration | outage duration | incident duration | duration of incident | length",
    "blast_radius": "",
    "author": """
        authors | author s | written by | prepared by | rca author | postmortem author | post mortem author |
        document author | report author | writer | drafted by | report by | compiled by
        """,
    "started": """
        start | start time | started at | incident start | incident started | incident start time |
        time started | began
        """,
    "detected": "detected at | time detected | detected on | detection time | incident detected",
    "acknowledged": "acknowledged at | time acknowledged",
    "mitigated": "mitigated at | time mitigated | mitigation time",
    "resolved": """
        resolved at | resolved on | end | end time | incident end | ended | incident resolved |
        incident ended | time resolved | resolution time
        """,
    "services": """
        service | affected services | affected service | services affected | impacted services |
        impacted service | service s
        """,
    "environments": "environment | env | envs | affected environment | affected environments",
    "tags": "tag | labels | keywords",
    "contributing_factors": "contributing causes | factors",
    "commander": "incident commander | ic",
    "participants": "attendees | responders | people involved | incident responders | responder",
    "reviewers": "reviewer | reviewed by",
    "classification": "confidentiality | visibility | sensitivity | data classification",
    "related": "related incidents | related incident | see also",
}


def label(name: str) -> str:
    """The canonical label of a field."""
    return "Incident ID" if name == "incident_id" else name.replace("_", " ").capitalize()


def _table(same: dict[str, str], own: dict[str, str]) -> dict[str, str]:
    table = {word: name for name, text in same.items() for word in split_words(text) if word}
    return table | {key(text): name for name, text in own.items()}


_NAME_OF_HEADING = _table(_SAME_HEADINGS, HEADINGS)
_NAME_OF_LABEL = _table(_SAME_LABELS, {name: label(name) for name in _SAME_LABELS})


class Form(NamedTuple):
    """The canonical words of a workspace: a team's own aliases are canonical there."""

    aliases: Aliases

    def heading(self, text: str, name: str) -> str:
        """What a heading that is read as `name` says; empty where it keeps its words."""
        is_same = name and _NAME_OF_HEADING.get(key(text)) == name
        return HEADINGS[name] if is_same and not self._is_own("sections", text) else ""

    def label(self, text: str, name: str) -> str:
        """What a label that is read as `name` says; itself where it keeps its words."""
        is_same = name and _NAME_OF_LABEL.get(key(text)) == name
        return label(name) if is_same and not self._is_own("labels", text) else text

    def _is_own(self, kind: str, text: str) -> bool:
        own = self.aliases.get(kind, {})
        return any(key(word) == key(text) for words in own.values() for word in words)
