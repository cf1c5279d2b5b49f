"""Addresses that tell of a team's own network: hosts, IP addresses, mail."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple

from rca.audience.allowed import Rules
from rca.audience.disguised import disguised

_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?i)(?<![\w.@-])(?:{_LABEL}\.){{1,8}}[a-z][a-z0-9-]{{1,62}}(?![\w-])")
_INNER = tuple(
    "internal local lan corp intranet private localdomain svc consul cluster.local home.arpa amazonaws.com"
    " windows.net cloudapp.net mongodb.net googleusercontent.com atlassian.net sharepoint.com"
    " onmicrosoft.com".split()
)
_TOOLS = frozenset(
    "internal intranet corp vpn bastion jump admin staging stg preprod prod dev grafana kibana prometheus"
    " alertmanager jenkins jira confluence wiki gitlab vault consul argocd sentry ops ci".split()
)
"""First labels of hosts that teams run for themselves."""
_ALONE = re.compile(
    r"(?i)\b[a-z][a-z0-9+.-]{1,20}://(?:[^\s/@]{0,100}@)?(?P<host>[a-z0-9_-]{2,63})(?=[:/\s)>\]\"'?#]|$)"
)
_REACHED = re.compile(
    r"(?i)\b(?:ssh|scp|sftp|rsync|mosh)\s[^\n`|@]{0,80}?(?<![\w.-])[\w.-]{1,32}@(?P<host>[a-z][\w-]{1,62})(?![\w.-])"
)
_SHARE = re.compile(r"(?i)(?<![\\\w:])\\\\(?P<host>[a-z][\w.-]{1,62})\\[\w$]")
_WITH_PORT = re.compile(
    r"(?i)(?<![\w.-])(?P<host>[a-z][a-z0-9-]{1,62}(?:\.(?:prod|stg|staging|preprod|uat|qa))?):(?:22|1433|1521|2181|2379|3000|3306|4222|5000|5432|5672|5984|6379"
    r"|6443|7001|8000|8080|8081|8086|8200|8443|8500|9000|9042|9090|9092|9093|9200|9300|11211|15672|26257|27017)(?!\d)"
)
_ENVIRONMENT = "prod|prd|production|stg|staging|preprod|uat"
_MACHINE = re.compile(
    rf"(?i)(?<![\w-])(?!(?:pre|non|in|to|post|near|like|cross|sub|and|on|for)-)(?:[a-z0-9]+-){{1,6}}(?:{_ENVIRONMENT})"
    rf"(?:-[a-z0-9]+){{0,4}}(?![\w-])|(?<![\w-])(?:{_ENVIRONMENT})-[a-z0-9-]*\d(?![\w-])"
    r"|(?<![\w-])(?!db8:)(?:db|web|app|api|node|host|srv|server|vm|bastion|jump|gw|proxy|lb|cache|redis|kafka|broker|worker"
    r"|master|build|mq|ns|dns|vpn|fw|etcd|kube|pg|postgres|mysql|elastic|ip)(?:-[a-z]{2,10}){0,2}-?\d{1,4}(?:-\d{1,3}){0,3}"
    r"(?![\w-])"
)
_MAIL = re.compile(
    r"(?i)(?<![\w.+-])[\w.+-]{1,64}\s{0,2}(?:@|[\[({]\s?at\s?[\])}]|\sat\s(?=[\w-]+\s(?:dot|\.)\s))\s{0,2}"
    r"(?P<domain>[\w-]{1,63}(?:(?:\.|\s{1,2}\.\s{1,2}|\s{0,2}(?:[\[({]\s?(?:dot|\.)\s?[\])}]|\sdot\s)\s{0,2})"
    r"[\w-]{2,63}){1,6})"
)
_V4 = re.compile(
    r"(?<![\d.])(?:\d{1,3}(?:[.\u3002\uff61]|\s\.\s|\s?[\[({]\s?(?:\.|dot)\s?[\])}]\s?)){3}\d{1,3}(?!\d|\.\d)"
)
_VERSION = re.compile(r"(?i)\b(?:versions?|releases?|builds?)\b[\s*`_\"'(:]{1,4}v?\Z|(?<![^\W_])v\Z")
_V6 = re.compile(r"(?i)(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4})(?![\w:])")
_MAC = re.compile(r"(?i)(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])")
_RESOURCE = re.compile(
    r"arn:aws[\w-]*:[\w-]*:[\w-]*:\d{12}:\S+|(?<![\w-])(?:i|vpc|subnet|sg|vol|snap|ami|eni|igw|rtb|nat|acl|eipalloc)"
    r"-(?:[0-9a-f]{8}|[0-9a-f]{17})(?![\w-])"
)
_MENTION = re.compile(r"<@[UW][A-Z\d]{6,12}>")
_TOLD_ALONE = (
    ("a MAC address", _MAC), ("the name of a cloud resource", _RESOURCE), ("somebody's id", _MENTION),
)  # fmt: skip
_FOR_DOCUMENTATION = tuple(
    map(ipaddress.ip_network, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"))
)
"""RFC 5737 and RFC 3849: addresses that are nobody's."""
_FILES = re.compile(
    r"(?i)\.(?:md|py|js|ts|go|rs|rb|sh|sql|ya?ml|json|toml|txt|log|csv|html?|conf|cfg|ini|service)\Z"
)


class Found(NamedTuple):
    """Something in a text that tells of a network."""

    what: str
    start: int


def _found(what: str, text: str, start: int) -> Found:
    return Found(f'{what}, "{text}"', start)


def addresses(text: str, rules: Rules) -> Iterator[Found]:
    """Hosts, IP addresses and mail addresses of a text that are not allowed."""
    for match in _MAIL.finditer(text):
        told = re.sub(r"\s", "", match[0])
        if not (rules.allows(told) or rules.allows(f"@{match['domain']}")):
            yield _found("a mail address", " ".join(match[0].split()), match.start())
    yield from (
        _found("an internal host", host, at) for host, at in _hosts(text, rules) if not rules.allows(host)
    )
    for what, pattern in _TOLD_ALONE:
        yield from (_found(what, m[0], m.start()) for m in pattern.finditer(text) if not rules.allows(m[0]))
    for pattern in (_V4, _V6):
        for match in pattern.finditer(text):
            address = re.sub(r"dot|[\u3002\uff61]", ".", re.sub(r"[\[({\])}\s]", "", match[0]))
            if _is_address(address) and not (rules.allows(address) or _is_version(text, match.start())):
                yield _found("an IP address", " ".join(match[0].split()), match.start())
    for written, start, usual in disguised(text):
        is_allowed = rules.allows(usual) or rules.allows(written)
        if _is_address(usual) and not (is_allowed or _is_version(text, start)):
            yield _found("an IP address", written, start)


def _is_version(text: str, start: int) -> bool:
    """Whether four numbers are called a version by what stands in front of them."""
    return bool(_VERSION.search(text[max(0, start - 20) : start]))


def _hosts(text: str, rules: Rules) -> Iterator[tuple[str, int]]:
    for match in _HOST.finditer(text):
        if _is_internal(match[0].casefold(), rules):
            yield match[0], match.start()
    for pattern in (_ALONE, _WITH_PORT, _REACHED, _SHARE):
        for match in pattern.finditer(text):
            if match["host"].casefold() != "localhost" and not match["host"].isdigit():
                yield match["host"], match.start("host")
    yield from ((match[0], match.start()) for match in _MACHINE.finditer(text))
    for word in re.finditer(r"[\w.-]+", text):
        if any(fnmatchcase(word[0].casefold(), wanted.casefold()) for wanted in rules.audience.hosts):
            yield word[0], word.start()


def _is_internal(host: str, rules: Rules) -> bool:
    labels = host.split(".")
    if any(host.endswith(f".{suffix}") or f".{suffix}." in host for suffix in _INNER):
        return True
    if len(labels) > 2 and labels[0] in _TOOLS and not _FILES.search(host):
        return True
    return any(fnmatchcase(host, wanted.casefold()) for wanted in rules.audience.hosts)


def _is_address(text: str) -> bool:
    if not text.strip(":"):
        return False
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return not any(address in network for network in _FOR_DOCUMENTATION)
