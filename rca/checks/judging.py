"""Words that judge people, and sentences about what did not happen, as patterns with their stems."""

from __future__ import annotations

import re

from rca.checks.words import whole_words

HUMAN_ERROR = whole_words(r"""
    human (?:error|mistake|failure)s?
    (?:operator|user|pilot|engineer|developer|admin(?:istrator)?|manual)(?:['’]s)? (?:error|mistake)s?
    fat[- ]?finger(?:ed|ing)?
    (?:forgot|forgotten|neglected) to \w+
    carelessness|negligence|inattention|incompetence|lack of (?:care|attention|diligence|discipline)
    (?:someone|somebody|the (?:<people>|admin)) (?:mistakenly|accidentally|wrongly|incorrectly|carelessly)
    <agent> (?:made|had made) (?:a|the|this) mistake
""")
"""Explanations that stop at a person."""

NOT_HUMAN_ERROR = re.compile(
    r"(?:\bno|\bnot|n't|\bnever|\brather than|\binstead of|\bbeyond|\bblam\w*|\bwithout|\babout|\bagainst|"
    r"\bmore than)(?:\s+\w+){0,3}\s*$",
    re.IGNORECASE,
)
"""What stands before such words when a text rejects them."""

COUNTERFACTUAL = whole_words(r"""
    <plain>(?:should|ought to)(?:n['’]t| not)? <adverb>have <adverb><participle>
    <plain>should['’]ve <adverb><participle>
    <agent> (?:could|would|might) <adverb>have <adverb>(?:been )?<adverb><hindsight>
    (?-i:Could|Would|Might) <adverb>have <adverb>(?:been )?<adverb><hindsight>
    <agent> (?:could|would|might)['’]ve (?:been )?<adverb><hindsight>
    <agent> failed to \w+
    if only (?:we|i|he|she|they|the|someone|somebody)
    <agent> (?:was|were) supposed to \w+
""")
"""Sentences about what did not happen."""

COUNTERFACTUAL_STEMS = (
    "should",
    "ought to",
    "could",
    "would",
    "might",
    "failed to",
    "if only",
    "supposed to",
)
"""One of them is in each of those."""

LOADED = whole_words(r"""
    careless(?:ly)?|stupid(?:ly)?|idiot(?:ic)?|sloppy|sloppily|ridiculous(?:ly)?|absurd(?:ly)?
    negligent(?:ly)?|reckless(?:ly)?|incompetent(?:ly)?|inexcusabl[ey]|unforgivable|embarrassing(?:ly)?
    shameful(?:ly)?|disgraceful|pathetic|insane(?:ly)?|dumb|foolish(?:ly)?|hopeless(?:ly)?
""")
"""Words that judge instead of telling."""

LOADED_STEMS = (
    *("careless", "stupid", "idiot", "slopp", "ridiculous", "absurd", "negligent", "reckless", "incompetent"),
    *("inexcusabl", "unforgivable", "embarrassing", "shameful", "disgraceful", "pathetic", "insane", "dumb"),
    *("foolish", "hopeless"),
)
"""What each of them begins with."""

LOADED_IN_TIMELINE = whole_words(r"""
    unfortunately|obviously|clearly|of course|needless to say|finally reali[sz]ed
    mysteriously|luckily|sadly
""")
"""Words that judge, in a line that should tell what happened."""
