"""Secrets that only their name tells: `PGPASSWORD=…`, and "api key …" without a sign between."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.tokens import Secret

_WHAT = "a value that is called a secret"
_VALUE = r"[^\s\"'`|<>,;)\]”“]"
_ASSIGNED = re.compile(
    r"(?<![^\W_])(?P<name>[A-Za-z_][\w.-]{2,80})[\"'`*\]]{0,3}"
    rf"(?P<sign>\s{{0,3}}(?::=|=>|==?|:|\|)\s{{0,3}})(?P<open>[\"'`*(\[]{{0,3}})(?=(?P<value>{_VALUE}{{4,200}}))"
)
_PART = re.compile(
    r"passwor[dt]|passwd|passphrase|passcode|pwd|secret(?!ar)|token(?!i[sz])|credential|kennwort"
    r"|(?:api|access|private|signing|encryption|master)key"
)
"""What makes a name that of a secret, wherever it stands in it."""
_SHORT_PART = re.compile(
    r"(?:^|[_.-])(?:pass|pw|creds?)(?:$|[_.-])|(?<!by)(?<!com)(?<!tres)(?<!sur)(?<!over)pass$"
)
_SHOUTED = re.compile(r"[A-Z][A-Z\d_.-]*")
_ABOUT = re.compile(
    r"s?(?:ttl|timeout|expir|len|size|count|limit|policy|rotat|age\b|max|min|days|enabled|required|type|name|url|uri"
    r"|path|file|dir|version|reset|protected|less|lifetime|per|usage|used|id\b|ref\b|store|manager|endpoint)"
)
"""What follows where a name tells of a secret, and what it holds is none."""
_AMOUNT = re.compile(r"(?:max|min|num|total|prompt|input|output|completion)\w*tokens?\Z")
_PLACE = re.compile(
    r"(?i)[*x.•_-]+|\\?\$.*|%\w+%|\{\{.*|<.*|\[.*|\.{3}|(?:null|none|true|false|yes|no|removed|hidden|enabled|disabled"
    r"|required|optional|default|unset|empty|unknown|changed|rotated|missing|expired|invalid|unlimited)[.!?:]?"
    r"|redacted.*|https?:/?/?.*|[~.]{0,2}/.*|[A-Za-z_.]+\(.*|(?:process|os|deno)\.env.*|\d{4}-\d{2}-\d{2}.*"
)
"""What stands where a secret would."""
_WORD = re.compile(r"(?i)[a-z][a-z-]*[.:!?]?")
_MIXED = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]")
_SPACED = re.compile(
    r"(?i)(?<![^\W_])(?P<name>pass(?:wor[dt]|wd|phrase|code)|pwd|kennwort|tokens?|secret(?:\s?key)?|credentials?"
    r"|(?:api|access|private|signing|encryption|master)[\s_-]?keys?)"
    rf"[*\"'_`]{{0,3}}\s{{1,3}}(?P<open>[`\"'“„(*]{{0,3}})(?P<value>{_VALUE}{{8,200}})"
)
_TECHNICAL = re.compile(
    r"(?i)(?-i:[A-Z]{2,12}-\d+)|v?\d+(?:\.\d+)+\S*|(?:rfc|oauth|open-?id|sha|aes|rsa|hmac|utf|tls)-?\d.*|(?:ed|[hrep]s)\d{3}.*"
    r"|(?:[a-z]+[-_./:])+[a-z]*v?\d{0,4}|[a-z]+\d(?:[-_./][a-z\d]+)+|\d{1,4}-[a-z-]+|[\w.]+\(.*"
)
"""Names of methods, items, versions and files."""


def called(text: str, *, as_written: bool = True) -> Iterator[Secret]:
    """The values in a text that are called a secret by a part of a name, or stand right behind such a word.

    Code that is a mere word is one in a text `as_written`: elsewhere a name may have lost its underscores.
    """
    for match in _ASSIGNED.finditer(text):
        name = match["name"]
        if _is_of_secret(name) and _is_value(match["value"], name, match["sign"] + match["open"]):
            yield Secret(_WHAT, match.start("value"), match.end("value"))
    for match in _SPACED.finditer(text):
        if _is_told(
            match["value"], match["name"].casefold(), is_code="`" in match["open"], as_written=as_written
        ):
            yield Secret(_WHAT, match.start("value"), match.end("value"))


def _is_of_secret(name: str) -> bool:
    """Whether somebody who names something like this keeps a secret in it."""
    letters = re.sub(r"[\W_\d]", "", name).casefold()
    if _AMOUNT.search(letters):
        return False
    parts = list(_PART.finditer(letters))
    if parts:
        return not _ABOUT.match(letters, parts[-1].end())
    return bool(_SHORT_PART.search(name.casefold())) and ("_" in name or bool(_SHOUTED.fullmatch(name)))


def _is_value(value: str, name: str, sign: str) -> bool:
    """Whether it is more than a word; behind an equals sign, and in quotes, a word is one, too."""
    if _PLACE.fullmatch(value):
        return False
    if not _WORD.fullmatch(value) or sign.lstrip()[:1] == "=" or sign.endswith(('"', "'")):
        return True
    return bool(_SHOUTED.fullmatch(name)) and bool(_MIXED.search(value))


def _is_told(value: str, name: str, *, is_code: bool, as_written: bool) -> bool:
    """Whether what stands right behind the word is its value: with letters and digits, or as code."""
    bare = value.rstrip(".:")
    if len(bare) < 8 or _PLACE.fullmatch(bare) or _TECHNICAL.fullmatch(bare):
        return False
    has_digit, has_letter = bool(re.search(r"\d", bare)), bool(re.search(r"[^\W\d_]", bare))
    if has_digit and (has_letter or is_code):
        return True
    if is_code and as_written and name.startswith(("pass", "pwd", "kennwort")):
        return True
    return is_code and bool(re.search(r"[^\w./:-]", bare))
