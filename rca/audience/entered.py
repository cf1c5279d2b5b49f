"""Secrets as people enter them: options of commands, lines of configuration, elements, PINs, quoted words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rca.tokens import Secret

_WHAT = "a value that is called a secret"
_WORD = r"pass(?:wor[dt]|wd|phrase|code)|pwd|kennwort"
_NAME = (
    rf"(?:[\w.-]{{0,40}}[_.-])?(?:{_WORD}|(?:api|access|secret|private|signing|encryption|master)[\s_-]?key)"
)
_OPEN = r"[\"'`“„«‘(]"
_CLOSE = r"[\"'`”“»’)]"
_OPTION = re.compile(
    rf"(?i)(?<![\w-])--?(?:[a-z]+-){{0,3}}(?:{_WORD}|pass|token|secret|api-?key)(?:\s{{1,2}}|=){_OPEN}{{0,2}}"
    r"(?P<value>[^\s\"'`<>|,;)-][^\s\"'`<>|,;)]{2,200})"
)
_LINE = re.compile(
    rf"(?im)(?:^[\s>*+#|\d.)-]{{0,12}}|{_OPEN})\*{{0,3}}{_NAME}[\"'`*]{{0,3}}\s{{0,3}}(?::|=|->|→|=>)[\"'`*]{{0,3}}\s{{0,3}}"
    rf"{_OPEN}{{0,2}}(?P<value>[^\s\"'`|<>]{{3,200}})(?:{_CLOSE}|\s*(?:\||$))"
)
_GIVEN = re.compile(
    rf"(?i)(?:(?<![^\W_]){_NAME}[\"'`*]{{0,3}}\s{{0,3}}(?::|=|->|→|=>)\*{{0,3}}\s{{0,3}}[\"'`“„]"
    rf"|(?<![^\W_]){_NAME}="
    r"|authorization[\"'`]?\s?[:=]\s?[\"'`]?(?:bearer|basic|token|apikey)\s{1,2}"
    r"(?!(?:tokens?|auth\w*|headers?|credentials?|schemes?)\b)"
    r"|x-[\w-]{0,20}(?:key|token|secret)[\"'`]?\s?:\s?[\"'`]?|[?&](?:pass|pw|key|sig)=)(?P<value>[^\s\"'`|<>&#”“]{3,200})"
)
_ELEMENT = re.compile(
    r"(?i)<(?P<name>[\w.:-]{0,40}(?:passwor[dt]|passwd|passphrase|secret|token|api-?key))(?:\s[^<>]{0,200})?>"
    r"\s{0,9}(?P<value>[^\s<>]{3,200})\s{0,9}</(?P=name)"
)
_NUMBER = re.compile(
    r"(?i)(?<![^\W_])(?:(?:pin|passcode)(?:\s?code)?[\"'`*]{0,3}\s{0,2}(?:[:=]|\bis|\bwas)|(?:otp|cvv|cvc)[\"'`*]{0,3}\s?[:=]?)"
    r"[*\s]{0,3}[\"'`(*]{0,3}(?P<value>\d{3,8})(?![\w-]|[.:,]\d)"
)
_QUOTED = re.compile(
    rf"(?i)(?<![^\W_])(?:{_WORD})\*{{0,2}}\s{{1,3}}(?:(?:is|was|ist|war|est|es)\s{{1,3}})?(?:[\"'“„«‘])"
    r"(?P<value>[^\"'`“”»’\n]{3,80})[\"'”“»’]"
)
_USED = re.compile(
    r"(?i)\b(?:curl|wget|httpie?|mysql\w*|mariadb\w*|mongo\w*|redis-cli|sshpass|ldap\w+)\b[^\n`|]{0,160}?\s"
    r"(?:(?:-u|--user)[\s=][\"']?[^\s:\"'/]{1,64}:|-p(?=\S)[\"']?|-a\s[\"']?)(?P<value>[^\s\"'`|<>-][^\s\"'`|<>]{2,100})"
)
_LOGIN = re.compile(
    r"(?i)\b(?:log-?ins?|user(?:name)?s?|credentials?|creds|accounts?)[\"'`*]{0,3}\s?[:=][\"'`*]{0,3}\s{0,3}[\"'`(]?"
    r"[\w.@-]{2,64}\s?/\s?(?P<value>[^\s\"'`|<>/]{3,100})(?=[\"'`)|.,;]?(?:\s|$))"
)
_WORDS = re.compile(
    r"(?im)^[\s>*+#|\d.)-]{0,12}pass(?:phrase|words?)[\"'`*]{0,3}\s?[:=][\"'`*]{0,3}\s?[\"'`]?"
    r"(?P<value>[a-z]{3,12}(?:[ -][a-z]{3,12}){2,9})[\"'`]?\s*$"
)
_TOLD = re.compile(
    r"(?i)\b(?:the|and|was|were|is|are|not|for|with|from|that|this|has|had|have|been|all|its|our|their|then|when|which"
    r"|who|but|out|off|new|old|no|any|each|into|after|before|until|must|can|will|should)\b"
)
"""Words of a sentence, which a phrase of drawn words has none of."""
_HASH = re.compile(r"\$(?:2[abxy]?|apr1|[156y]|argon2i?d?)\$[\w./$=,+-]{12,200}")
"""What is kept of a password: enough to try all common ones."""
_PLACE = re.compile(
    r"(?i)[*x.•_?-]+|\\?\$.*|[&%]?%\w+%|\{.*|<.*|\[.*|\.{3}|…|(?:null|none|true|false|yes|no|removed|hidden|enabled|disabled"
    r"|required|optional|default|unset|empty|unknown|changed|rotated|missing|expired|invalid|unlimited|redacted|reset|set"
    r"|unchanged|revoked|renewed|stored|leaked|weak|strong|wrong|correct|shared|prompt|stdin|n/?a|tbd|todo)[.!?:,;]?"
    r"|redacted.*|https?:.*|[~.]{0,2}/.*|[A-Za-z_.]+\(.*|(?:process|os|deno|env|config|settings|self|vault)\.\w.*"
    r"|\d{4}-\d{2}-\d{2}.*|[a-z]+(?:[-_](?:password|passwd|token|secret|key)s?)+|file|env|arn:.*|@\w.*|your\S*|example\S*"
)
"""What stands where a secret would, and what is said of one."""


def entered(text: str) -> Iterator[Secret]:
    """The values in a text that are given to programs or in quotes as a secret, even if they are words."""
    for pattern in (_OPTION, _LINE, _GIVEN, _ELEMENT, _NUMBER, _QUOTED):
        yield from _found(pattern, text)
    for pattern, is_one in ((_USED, _is_no_number), (_LOGIN, _is_no_word)):
        yield from (found for found in _found(pattern, text) if is_one(text[found.start : found.end]))
    yield from (Secret("the hash of a password", *match.span()) for match in _HASH.finditer(text))
    for secret in _found(_WORDS, text):
        if not _TOLD.search(text, secret.start, secret.end):
            yield secret


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Secret]:
    for match in pattern.finditer(text):
        if not _PLACE.fullmatch(match["value"]):
            yield Secret(_WHAT, match.start("value"), match.end("value"))


def _is_no_number(value: str) -> bool:
    """Whether it is not the number of a port or of a user."""
    return not value.rstrip(".,:;").isdigit()


def _is_no_word(value: str) -> bool:
    """Whether it is not just the other half of a pair of words."""
    return bool(re.search(r"\d|[^\w.,]", value)) and _is_no_number(value)
