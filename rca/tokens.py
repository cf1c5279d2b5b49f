"""What secrets look like: keys and tokens with a form of their own, and values that are called secret."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple


class Secret(NamedTuple):
    """Something in a text that looks like a secret; what it says is not kept."""

    what: str
    start: int
    end: int


_B = r"(?<![A-Za-z0-9])"
_PEM = (
    r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
    r"(?:[A-Za-z0-9+/=\s:,-]{0,20000}?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?"
)
_SHAPES = (
    ("a private key", _PEM),
    ("a private key", r"PuTTY-User-Key-File-\d"),
    ("a private key", r"AGE-SECRET-KEY-1[0-9A-Z]{20,}"),
    ("a JSON web token", _B + r"ey[A-Za-z0-9_-]{8,}\.ey[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?"),
    ("an AWS key", _B + r"(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z2-7]{12,}"),
    ("a GitHub token", _B + r"(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,})"),
    ("a GitLab token", _B + r"gl(?:pat|ptt|dt|rt|cbt|oas|soat|ft|imt|agent)-[A-Za-z0-9_.-]{14,}"),
    ("a Slack token", _B + r"xox[abceoprs]-[A-Za-z0-9-]{8,}|" + _B + r"xapp-\d-[A-Za-z0-9-]{8,}"),
    ("the address of a webhook", r"hooks\.slack\.com/(?:services|workflows)/\S{8,}"),
    ("the address of a webhook", r"discord(?:app)?\.com/api/webhooks/\S{8,}|webhook\.office\.com/\S{8,}"),
    ("a Stripe key", _B + r"(?:sk|rk|pk|whsec)_(?:live_|test_)?[A-Za-z0-9]{16,}"),
    ("a Google key", _B + r"AIza[A-Za-z0-9_-]{20,}|" + _B + r"ya29\.[A-Za-z0-9_-]{12,}"),
    ("an OAuth secret", _B + r"GOCSPX-[A-Za-z0-9_-]{16,}"),
    (
        "a registry token",
        _B + r"(?:npm_[A-Za-z0-9]{16,}|pypi-[A-Za-z0-9_-]{16,}|dckr_pat_[A-Za-z0-9_-]{16,})",
    ),
    ("an API key", _B + r"sk-(?:ant-|proj-|or-)?[A-Za-z0-9_-]{16,}|" + _B + r"hf_[A-Za-z0-9]{16,}"),
    ("a SendGrid key", _B + r"SG\.[A-Za-z0-9_-]{12,}\.[A-Za-z0-9_-]{12,}"),
    ("a Twilio key", _B + r"(?:SK|AC)[0-9a-f]{32}(?![0-9A-Za-z])"),
    ("a DigitalOcean token", _B + r"do[opr]_v1_[0-9a-f]{32,}"),
    ("a Shopify token", _B + r"shp(?:at|ca|pa|ss)_[0-9A-Fa-f]{24,}"),
    ("a Vault token", _B + r"hv[sbr]\.[A-Za-z0-9_-]{16,}"),
    ("a Databricks token", _B + r"dapi[0-9a-f]{32}"),
    ("a bot token", r"(?<!\d)\d{8,10}:AA[A-Za-z0-9_-]{28,}"),
    ("a Terraform token", r"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{30,}"),
    ("a New Relic key", _B + r"NR(?:AK|JS|II|RA)-[A-Za-z0-9_-]{16,}"),
    ("a Grafana token", _B + r"gl(?:sa|c)_[A-Za-z0-9_=-]{16,}"),
    # Keys end here; what follows holds more than a secret, or tells one by what stands around it.
    ("a key of a storage account", r"(?i:AccountKey|SharedAccessKey)=[A-Za-z0-9+/=]{16,}"),
    (
        "a signed address",
        r"(?i:[?&](?:sig|signature|x-amz-signature|x-goog-signature|token|access_token)=)[^\s&]{8,}",
    ),
    ("a password in an address", r"(?i:[a-z][a-z0-9+.-]{1,20})://[^\s/?#:@]{0,80}:[^\s/?#@]{1,200}@"),
    ("the header of an authorisation", r"(?i:\b(?:basic|bearer)\s+)[A-Za-z0-9+/_=.~-]{12,}"),
)
SHAPES = re.compile("|".join(f"(?P<s{at}>{shape})" for at, (_, shape) in enumerate(_SHAPES)))
"""Every form that is a secret wherever it stands."""
KEYS = re.compile("|".join(f"(?:{shape})" for _, shape in _SHAPES[:-4]))
"""Of these, keys and tokens that are nothing else."""

_NAMES = (
    r"pass(?:wor[dt]|wd|phrase|code|key)?s?|pwd|pw|psw|pin|secrets?|tokens?|credentials?|creds?|auth|api[\s_.-]?keys?"
    r"|access[\s_.-]?keys?|private[\s_.-]?keys?|client[\s_.-]?(?:secret|id)|signing[\s_.-]?keys?"
    r"|encryption[\s_.-]?keys?|account[\s_.-]?keys?|session[\s_.-]?(?:id|key)|cookies?|hmac|otp|salt|kennwort"
    r"|mot de passe|contrase[nñ]a|senha|clave|passord|l[öo]senord|parola|пароль"
    r"|密码|密碼|口令|パスワード|비밀번호"
)
_CALLED = re.compile(
    rf"(?i)(?<![^\W_])(?:[\w.-]{{0,40}}[_.-])?(?:{_NAMES})[\"'`*\]]{{0,3}}"
    r"(?:\s{0,3}(?::=|=>|==?|:|：|＝|\|)\s{0,3}|\s(?:is|was|ist|war|est|es)\s)"
    r"[\"'`*(\[]{0,3}(?P<value>[^\s\"'`|<>,;)\]]{4,200})"
)
_LONG = re.compile(r"(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{24,}={0,2}(?![A-Za-z0-9+/_=-])")
_NO_VALUE = re.compile(
    r"(?i)[*x.•_-]+|\$\{?\w+\}?.*|%\w+%|\{\{.*|<.*|\[.*|\.{3}|null|none|true|false|yes|no|redacted.*|removed|hidden"
    r"|https?:/?/?|[a-z_]+(?:\.[a-z_]+)+\(.*|\d{4}-\d{2}-\d{2}.*|[a-z][a-z-]*[.:!?]?"
)
"""What stands where a secret would: a place for it, a call that asks for it, a word, a day."""


def secrets(text: str) -> Iterator[Secret]:
    """Everything in a text that looks like a secret, in no order."""
    for match in SHAPES.finditer(text):
        assert match.lastgroup
        yield Secret(_SHAPES[int(match.lastgroup[1:])][0], match.start(), match.end())
    for match in _CALLED.finditer(text):
        if not _NO_VALUE.fullmatch(match["value"]):
            yield Secret("a value that is called a secret", match.start("value"), match.end("value"))
    for match in _LONG.finditer(text):
        if _is_random(match[0]):
            yield Secret("a long random text, as keys are", match.start(), match.end())


def _is_random(text: str) -> bool:
    """Whether letters and digits are as mixed as they are in a key; a path and a digest are not."""
    kinds = (r"[a-z]", r"[A-Z]", r"\d")
    return all(re.search(kind, text) for kind in kinds) and text.count("/") < 3 and entropy(text) > 4.0


def entropy(text: str) -> float:
    """Bits for each character."""
    counts = Counter(text).values()
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts)
