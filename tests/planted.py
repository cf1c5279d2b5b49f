"""Things that must not get out, the forms in which they can hide, and the places where they can stand."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from urllib.parse import unquote

from rca.config import Audience, Config, Person

CONFIG = Config(
    environments=("staging", "prod"),
    people={
        "jdoe": Person(name="Jane Doe", email="jane.doe@acme.example", role="payments engineer"),
        "müller": Person(name="José Müller", role="database administrator"),
        "tanaka": Person(name="田中太郎", role="on-call"),
        "release-bot": Person(kind="agent", role="automation"),
        "payments": Person(role="payments"),
    },
    audience={"public": Audience(words=("Project Falcon",), hosts=("*.acme.example",))},
)

NAMES = ("Jane Doe", "jdoe", "José Müller", "田中太郎", "release-bot", "Project Falcon")
HOSTS = (
    "db01.prod.internal",
    "grafana.acme.example",
    "payments-api-prod",
    "ip-10-0-3-17",
    "redis.svc.cluster.local",
    "10.42.7.19",
    "52.18.33.201",
    "fd12:3456:789a::17",
    "jane.doe@acme.example",
    "oncall@acme-payments.com",
)
# Put together here, so that nobody who looks through this repository takes them for real ones.
SECRETS = (
    "AKIA" + "IOSFODNN7QRSTUVW",
    "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
    "xoxb" + "-123456789012-abcdefABCDEF",
    "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
    "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3ODkwIn0" + ".dozjgNryP4J3jVmNHl0w5N",
    "-----BEGIN RSA " + "PRIVATE KEY-----",
    "postgres://app:" + "hunter22@203.0.113.9/ledger",
    "password=" + "Tr0ub4dor&3",
    "AIza" + "SyA1234567890abcdefghijklmnopqrstu",
    "glpat-" + "xYz123AbC456dEf789Gh",
    "Zx9Kq2Lm7Np4Rt8Vw3Yb6Cd1Fg5Hj0Qs",
)

Form = Callable[[str], str]


def _fullwidth(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and c not in "|<>&" else c for c in text)


def _middle(inserted: str) -> Form:
    return lambda text: text[: len(text) // 2] + inserted + text[len(text) // 2 :]


PLAIN: dict[str, Form] = {"plain": str}
FORMS: dict[str, Form] = {
    "entities": lambda text: "".join(f"&#x{ord(c):x};" for c in text),
    "decimal entities": lambda text: "".join(f"&#{ord(c)};" for c in text),
    "percent": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "percent twice": lambda text: "".join(f"%25{byte:02x}" for byte in text.encode()),
    "zero width": "\u200b".join,
    "soft hyphen": _middle("\u00ad"),
    "word joiner": _middle("\u2060"),
    "tag characters": _middle("\U000e0041"),
    "emphasis": lambda text: f"{text[:2]}**{text[2:-2]}**{text[-2:]}",
    "code": lambda text: f"{text[:3]}`{text[3:]}`",
    "comment": _middle("<!-- x -->"),
    "tag": _middle("<b></b>"),
    "link text": lambda text: f"[{text[:3]}](https://example.org){text[3:]}",
    "full width": _fullwidth,
    "backslash": lambda text: re.sub(r"([^\w\s])", r"\\\1", text),
}
CASES: dict[str, Form] = {"upper case": str.upper, "swapped case": str.swapcase}
"""Of secrets and their like the case is a part."""

SHOWN = {
    "paragraph": "Then {} was used.",
    "bullet": "- first\n- then {} was used",
    "table": "| When | What |\n|---|---|\n| 10:00 | then {} |",
    "last column": "| When | What | |\n|---|---|---|\n| 10:00 | then | {} |",
    "heading": "### About {}\n\nText.",
    "link text": "See [{}](https://example.org/x).",
    "link target": "See [this](https://example.org/{}).",
    "link title": 'See [this](https://example.org "{}").',
    "picture": "![graph of {}](https://example.org/x.png)",
    "code span": "It ran `run {} now`.",
    "fence": "```\nrun {} now\n```",
    "indented code": "Text\n\n    run {} now",
    "definition": "See [this][x].\n\n[x]: https://example.org/{}",
    "quote": "> then {} was used",
    "HTML": "<details><summary>More</summary>{}</details>",
    "attribute": '<span title="{}">x</span>',
    "box": "- [x] then {} was used",
}
"""Where something stands in a section that readers may see."""

HIDDEN = {
    "front matter": "---\nreporter: {}\n---\n",
    "field": "- **Runbook owner:** {}\n",
    "author": "- **Author:** {}\n",
    "above": "A remark about {} above all sections.\n",
    "comment": "## Summary\n\nText. <!-- note: {} -->\n",
    "internal": "## Summary\n\n<!-- rca: internal -->\nAsk {}.\n<!-- rca: end -->\n\nText.\n",
    "inline internal": "## Summary\n\nA <!-- rca: internal -->{}<!-- rca: end --> b.\n",
    "section": "## Lessons learned\n\nAsk {}.\n",
    "own section": "## Who we called\n\n{}\n",
    "owner": "## Action items\n\n| # | Action | Owner | Due |\n|---|---|---|---|\n"
    "| 1 | Fix it | {} | 2026-06-01 |\n",
    "evidence": "## Action items\n\n| # | Action | Owner | Written |\n|---|---|---|---|\n"
    "| 1 | Fix it | payments | 2026-06-01 [x](https://x.example/{}) |\n",
    "unused definition": "## Summary\n\nText.\n\n## Lessons learned\n\n[x]: https://example.org/{}\n",
}
"""Where it stands in something that they may not see."""

_UNSEEN = re.compile("[\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f]")


def squeezed(text: str) -> str:
    """The letters of a text as somebody reads them who tries hard; written apart from what is tested."""
    for _ in range(4):
        text = unquote(html.unescape(text))
    text = re.sub(r"<!--.*?-->|</?[a-zA-Z][^<>]*>|\]\([^)]*\)", "", text, flags=re.DOTALL)
    text = unicodedata.normalize("NFKD", _UNSEEN.sub("", text))
    return re.sub(r"[\W_]", "", "".join(c for c in text if not unicodedata.combining(c))).casefold()


def holds(text: str, value: str) -> bool:
    """Whether a value can be read in a text, however it is written there."""
    wanted = squeezed(value)
    return wanted in squeezed(text) or wanted in re.sub(r"[\W_]", "", text).casefold()
