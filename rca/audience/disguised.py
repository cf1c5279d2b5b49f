"""IP addresses in the other forms that programs take: one number, octal, hexadecimal, with zeros in front."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from typing import NamedTuple

_NUMBER = r"(?:0x[0-9a-f]{1,8}|\d{1,12})"
_HOST = re.compile(
    rf"(?i)(?<=://)(?:[^\s/@]{{0,100}}@)?(?P<address>{_NUMBER}(?:\.{_NUMBER}){{0,3}})(?=[:/\s)>\]\"'`?#|,]|\.?$|\.\s)",
    re.MULTILINE,
)
_DOTTED = re.compile(rf"(?i)(?<![\w.])(?P<address>{_NUMBER}(?:\.{_NUMBER}){{3}})(?!\w|\.\w)")
_HEX = re.compile(r"(?i)(?<![\w.])(?P<address>0x[0-9a-f]{8})(?!\w|\.\w)")
_INTEGER = re.compile(r"(?<![\w.,-])(?P<address>\d{10})(?![\w,-]|\.\w)")
_OWN = tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
"""RFC 1918: a number that stands alone is only taken for one of these, else every id would be an address."""


class Address(NamedTuple):
    """An address as it is written, where, and as it is usually written."""

    text: str
    start: int
    usual: str


def disguised(text: str) -> Iterator[Address]:
    """The addresses in a text that are written in another way than usual."""
    told: set[int] = set()
    for pattern, is_sure in ((_HOST, True), (_DOTTED, True), (_HEX, False), (_INTEGER, False)):
        for match in pattern.finditer(text):
            usual = _usual(match["address"], is_sure=is_sure)
            if usual and match.start("address") not in told:
                told.add(match.start("address"))
                yield Address(match["address"], match.start("address"), usual)


def _usual(written: str, *, is_sure: bool) -> str:
    """An address as it is usually written; nothing where it is none, or is written so."""
    return next(
        (usual for usual in _readings(written) if usual != written and (is_sure or _is_own(usual))), ""
    )


def _is_own(usual: str) -> bool:
    return any(ipaddress.ip_address(usual) in network for network in _OWN)


def _readings(written: str) -> Iterator[str]:
    """What it can be: as programs read it, else with zeros that say nothing."""
    parts = written.casefold().split(".")
    for is_octal in (True, False):
        numbers = [_number(part, is_octal=is_octal) for part in parts]
        room = 256 ** (5 - len(parts))
        if all(0 <= number < 256 for number in numbers[:-1]) and 0 <= numbers[-1] < room:
            value = sum(number << 8 * (3 - at) for at, number in enumerate(numbers[:-1])) + numbers[-1]
            if len(parts) > 1 or value >= 1 << 24:
                yield str(ipaddress.IPv4Address(value))


def _number(part: str, *, is_octal: bool) -> int:
    """The value of a part; below zero where it has none."""
    if part.startswith("0x"):
        return int(part, 16)
    if is_octal and part.startswith("0") and len(part) > 1:
        return int(part, 8) if re.fullmatch("[0-7]+", part) else -1
    return int(part)
