"""Words and phrases that rules look for, as data; English, since the sources of the rules are."""

from __future__ import annotations

import re

SETS = {
    "people": "team|staff|engineers?|operators?|developers?|people|users|responders?|everyone|employees|"
    r"on-?call|sres?|support|colleagues",
    "agent": "we|i|he|she|they|team|engineers?|operators?|developers?|on-?call|responders?|reviewers?|nobody|"
    "no one|someone|somebody|author|admins?|staff|support",
    "outsider": "customers?|users?|clients?|partners?|support|players?|merchants?|community|developers?|"
    "engineers?|operators?|maintainers?",
    "participle": r"\w{2,}ed|been|had|done|gone|seen|known|shown|caught|thought|brought|bought|taught|fought|"
    "sought|made|found|kept|left|lost|met|paid|put|read|run|said|sent|set|shut|told|taken|given|written|driven|"
    "chosen|broken|spoken|begun|come|become|cut|cost|felt|held|hit|led|let|meant|split|spent|stood|understood|"
    "won|worn|drawn|grown|thrown",
    "hindsight": "avoided|prevented|caught|detected|noticed|spotted|mitigated|stopped|blocked|revealed|"
    "surfaced|reduced|saved|shortened|identified|found|flagged|rejected|alerted|warned|helped|shown|seen",
    "found": "reported|noticed|discovered|spotted|raised|flagged|found|detected|observed",
    "deed": r"(?:add|fix|writ|fil|publish|document|record|report|implement|remov|replac|enabl|disabl|set|"
    r"creat|updat|migrat|mov|adjust|resolv|mitigat|patch|correct|test|build|delet|deploy|increas|reduc)\w*",
    "the": "(?:the|all|our|new|every|whole|entire)",
    "adverb": r"(?:(?:\w+ly|also|just|never|still) )?",
    "plain": r"(?<!that )(?<!which )(?<!who )(?<!what )",
}
"""Sets of words that the patterns below name as `<people>`."""


def _expand(pattern: str) -> str:
    for name, alternatives in SETS.items():
        pattern = pattern.replace(f"<{name}>", f"(?:{alternatives})")
    return pattern


def _lines(text: str) -> str:
    """One alternative a line."""
    return "(?:" + "|".join(line.strip() for line in _expand(text).strip().splitlines()) + ")"


def whole_words(text: str) -> re.Pattern[str]:
    """A pattern for whole words out of one alternative a line."""
    return re.compile(rf"\b{_lines(text)}\b", re.IGNORECASE)


class Whole:
    """Knows texts that are nothing but one of some alternatives, with or without some characters around."""

    def __init__(self, alternatives: str, around: str) -> None:
        self._words = re.compile(_lines(alternatives), re.IGNORECASE)
        self._around = around

    def knows(self, text: str) -> bool:
        """Whether a text is one of them."""
        bare = text.strip(self._around)
        return not bare or bool(self._words.fullmatch(bare))


_OPEN_VERBS = """
    investigat(?:e|ing)
    look(?:ing)? (?:in)?to
    explor(?:e|ing)
    think(?:ing)? about
    consider(?:ing)?
    monitor(?:ing)?
    watch(?:ing)?
    observ(?:e|ing)
    discuss(?:ing)?
    evaluat(?:e|ing)
    assess(?:ing)?
    research(?:ing)?
    brainstorm(?:ing)?
    keep an eye on
    follow up (?:on|with)
    be (?:more )?(?:careful|mindful|vigilant|aware)
"""
_ASKING_VERBS = """
    investigat(?:e|ing)
    look(?:ing)? (?:in)?to
    explor(?:e|ing)
    think(?:ing)? about
    consider(?:ing)?
    discuss(?:ing)?
    evaluat(?:e|ing)
    assess(?:ing)?
    research(?:ing)?
    brainstorm(?:ing)?
"""
ASKS = re.compile(_lines(_ASKING_VERBS), re.IGNORECASE)
"""Those among `OPEN_ENDED` that ask: what they ask about is no end of them, be it ever so exact."""

ANSWER = re.compile(
    r"https?:|#\d|\d{4}-\d\d|"
    + whole_words(r"""
    so that|until|within|(?:this|next) week
    if|whether|why|what caused
    (?:and|then|or) (?:re-?)?<deed>
    decid\w+|decision|propos\w+|rfc|adr|spike|time-?box\w*|write-?up|findings|recommendations?
    """).pattern,
    re.IGNORECASE,
)
"""Signs that a question comes to an answer that can be seen."""

OPEN_ENDED = re.compile(
    r"(?:please\s+|we (?:should|need to|will)\s+|should\s+)?"
    r"(?:(?:continue|keep|try|start)\s+(?:to\s+|on\s+)?)?"
    rf"(?P<verb>{_lines(_OPEN_VERBS)})\b",
    re.IGNORECASE,
)
"""Verbs at the head of an action that never come to an end by themselves."""

_VAGUE_VERBS = r"""
    improv(?:e|ing)
    mak(?:e|ing) (?:\S+ ){1,6}(?:better|easier|faster|cleaner|nicer|safer|clearer)
    mak(?:e|ing) (?:\S+ ){1,6}more (?:robust|reliable|resilient)
    ensur(?:e|ing)
    mak(?:e|ing) sure
    enhanc(?:e|ing)
    optimi[sz](?:e|ing)
    strengthen(?:ing)?
    clean(?:ing)? up
    review(?:ing)?(?! and\b)
"""
VAGUE = re.compile(
    rf"(?:please\s+|we (?:should|need to|will)\s+|should\s+)?(?P<verb>{_lines(_VAGUE_VERBS)})\b",
    re.IGNORECASE,
)
"""Verbs at the head of an action that do not tell when it is done."""

BETTERS = re.compile(r"improv|enhanc|strengthen|optimi|review", re.IGNORECASE)
"""Verbs among `VAGUE` that say what gets better or is looked at: naming it is not yet saying how."""

HOW = re.compile(
    r"\d|`|/\w|\w_\w|\w\.\w|\w\(\)|:\s+(?!improv|enhanc|strengthen|better)\S|"
    + whole_words(r"""
    so that|until|such that|at least|at most|every|each|before|after|when|whenever|if|to (?:also )?\w+
    by \w+ing|with
    and <deed>
    """).pattern,
    re.IGNORECASE,
)
"""Signs that something that gets better is told how, by how much or to what."""

VAGUE_PHRASE = whole_words(r"""
    better (?:\w+ )?(?:monitoring|documentation|communication|testing|alerting|logging|observability|tooling)
    better (?:\w+ )?(?:processes|process|visibility|handling)
    where (?:possible|appropriate|needed|necessary)
    as (?:appropriate|needed|necessary)
    (?:follow|apply|adopt|use|using|per) (?:\w+ ){0,2}best practices?
""")
"""Words anywhere in an action that do not tell when it is done."""

_OUTCOMES = """
    so that|until|such that|when|whenever|before|after|if|every|each|at least|at most
    by (?:adding|making|using|moving|setting|running)
    (?:add|fix|write|file|publish|document|decide|record|report|alert|test|remove|replace|block|reject|fail)\\w*
    (?:enable|disable)\\w*
"""
OUTCOME = re.compile(rf"\d|`|/\w|\b{_lines(_OUTCOMES)}\b|[A-Z]{{2,}}|\w_\w|\w\.\w|\w\(\)")
"""Signs that an action names an artefact, a number or a condition after all."""

PEOPLE = whole_words(r"""
    (?:re-?)?train(?:ing)? (?:<the> )*<people>
    remind(?:ing)? (?:\w+ ){0,3}(?:to|of|about|that)
    educat(?:e|ing) (?:<the> )*<people>
    rais(?:e|ing) awareness
    be(?:ing)? more (?:careful|cautious|attentive|vigilant|diligent|mindful)
    pay(?:ing)? (?:more |closer )?attention
    (?:take|taking) more care
    double[- ]check(?:ing)? (?:before|when|that|everything|manually|all|the)
    remember(?:ing)? to
    (?:exercise|exercising|use|using) (?:more )?caution
    (?:disciplin(?:e|ing)|reprimand(?:ing)?) (?:<the> )*(?:<people>|person)
""")
"""Actions that set out to change people instead of systems."""

DASHBOARD = re.compile(
    r"^(?:add|create|build|make|set ?up|new)\b(?!.{0,60}\b(?:admin|(?:to|on) (?:\w+ ){0,3}dashboard))"
    r".{0,60}\bdashboards?\b",
    re.IGNORECASE,
)
ALERTS = whole_words(r"""
    alert\w*
    alarm\w*
    pag(?:e|es|ing)
    slo
    notif\w+
    threshold\w*
""")

NOT_AN_OWNER = Whole(
    r"""
    (?:<the> ){0,3}(?:team|teams|everyone|everybody|all|anyone|anybody|someone|somebody|us|we)
    tbd|tba|tbc|todo|unassigned|unknown|none|nobody|no one|n/?a|open|pending|various|multiple|several
    to be (?:determined|decided|assigned|confirmed)
    """,
    " \t?.—–-",
)
"""What stands in an owner's place and is nobody in particular."""

WISH = whole_words(r"""
    new
    tbd|tba|tbc|todo|pending|needed
    to (?:be )?(?:file|filed|create|created|open|opened)
""")
"""An issue that somebody still has to file."""

PLACEHOLDER = Whole(
    r"""
    tbd|tba|tbc|todo|fixme|xxx|coming soon|work in progress|wip|placeholder|lorem ipsum.*
    to be (?:determined|decided|written|added|filled(?: in)?|completed|confirmed)
    fill (?:this |me )?in\b.*
    """,
    " \t\r\n_*().[]<>-…?",
)
"""A section whose whole text this is has not been written."""

NOT_RECORDED = re.compile(
    r"[\s_*]*(?:not (?:recorded|documented|known)|unknown|no (?:data|record))[\s_*.]*", re.IGNORECASE
)
"""A section that says that nobody knows."""

QUANTITY = re.compile(
    r"\d|%|"
    + whole_words(r"""
    no|zero|none|nobody|nothing|not|never|without|all|every|each|any|single|half|both|unknown|estimated?
    one|two|three|four|five|six|seven|eight|nine|ten
    """).pattern,
    re.IGNORECASE,
)
"""Signs that an impact has been measured, or found to be none."""

ZONE = re.compile(
    r"(?<![A-Za-z])(?:UTC|GMT|Z\b|[ECMP][SD]?T|CES?T|BST|IST|JST|KST|AES?T|AED?T|WES?T|EES?T|NZ[SD]T|SGT|HKT|BRT|"
    r"[A-Z][a-z]+/[A-Z][a-z_]+|local time|UTC?[+-]\d+)(?![a-z])|"
    r"\d{2}(?::?\d{2})?Z\b|\d{2}:\d{2}(?::\d{2})?(?:\.\d+)? ?[+-]\d{2}:?\d{2}"
)
"""A time zone, by name or offset."""

FOUND_BY_PEOPLE = whole_words(r"""
    <found> (?:\w+ ){0,4}?by (?:\w+ ){0,4}?<outsider>
    (?:customers?|users?|clients?|merchants?|partners?) (?:\w+ )?(?:report(?:ed|s)?|noticed)
    (?:customers?|users?|clients?|merchants?|partners?) (?:\w+ )?(?:complain(?:ed|ts?)|contacted|raised)
    support tickets?
    by (?:chance|accident|coincidence)
""")
"""Signs that no monitor found the problem."""

DETECTS = whole_words(r"""
    alert\w*|alarm\w*|monitor\w*|detect\w*|pag(?:e|es|ing)|prob(?:e|es|ing)|canar(?:y|ies)|health[- ]?check\w*
    slos?|metrics?|smoke[- ]tests?|watchdogs?|notif\w+
""")
"""Signs that an action item is about finding problems sooner."""

CLOSED_STATUS = whole_words("closed|complete|completed|final|finali[sz]ed|done")
"""A document's status that says that nothing is left to do."""
