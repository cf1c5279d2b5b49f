"""Labels of metadata fields in a text: in bold, in italics, or bold with a dash behind them."""

from __future__ import annotations

import re

from rca.inline import run_start
from rca.parsing.reader import Reader

BOLD = re.compile(
    r"(?P<mark>\*\*|__)(?P<label>[^*_:：\n|]{1,60}?)\s*(?:[:：]\s*(?P=mark)|(?P=mark)\s*[:：])[ \t]*"
)
_DASHED = re.compile(r"(?P<mark>\*\*|__)(?P<label>[^*_:：\n|]{1,60}?)(?P=mark)[ \t]{1,9}[·—–][ \t]+(?=\S)")
"""A label with a dash or dot behind it: a field only if its name is known."""
ITALIC = re.compile(
    r"(?<![\w*_])[*_](?![\s*_])(?P<label>[^*_:：\n|]{1,40}?)[:：][ \t]+(?=[^*_\n]{1,120}[*_](?![\w*_]))"
)
"""A label whose value stands in italics with it: `_Status: final_ · _Severity: SEV-3_`."""
LEAD = " \t>|·•✅❌⚠\ufe0f-"
_BEFORE = "\n|·•‖;,"
ABOUT = re.compile(
    r"\W*(?:\d{1,2}[.)、] ?)?(?:document control|metadata"
    r"|incident (?:details|information|data|metadata|facts)"
    r"|(?:basic|general|key) (?:information|facts|details)|(?:quick )?facts|document information"
    r"|(?:incident )?identification|report (?:details|information)|informations? générales?|métadonnées"
    r"|identificaci[oó]n|identificação|información (?:general|básica)|informações (?:gerais|básicas)"
    r"|datos (?:generales|del incidente)|dados (?:gerais|do incidente)|metadat[oe]n?|allgemeine angaben"
    r"|eckdaten|basisdaten|(?:基本|事件|事故|故障)信息|(?:基本|受付|障害|インシデント)情報|기본 정보)\W*$",
    re.IGNORECASE,
)
"""A heading over fields of the incident: what stands below it belongs to the head of the document."""


def labels(reader: Reader, raw: str) -> list[re.Match[str]]:
    """The labels of a text: bold ones if it has any, else those in italics."""
    return _bold(reader, raw) if "**" in raw or "__" in raw else _slanted(reader, raw)


def _bold(reader: Reader, raw: str) -> list[re.Match[str]]:
    """The bold labels of a text: with colons, else those with dashes behind them that are known."""
    found = [m for m in BOLD.finditer(raw) if _begins(raw, m.start())]
    return found or [
        m for m in _DASHED.finditer(raw) if _begins(raw, m.start()) and reader.words.label(m["label"])
    ]


def _slanted(reader: Reader, raw: str) -> list[re.Match[str]]:
    """The labels of a text whose fields stand in italics, the first one at its beginning; all are known."""
    if raw[:1] not in ("_", "*"):
        return []
    found = [m for m in ITALIC.finditer(raw) if reader.words.label(m["label"])]
    return found if found and found[0].start() == 0 else []


def _begins(raw: str, at: int) -> bool:
    """Whether a label stands at the beginning of a line, or behind a separator or two spaces."""
    end = run_start(raw, at, 0, LEAD)
    if end == 0 or raw[end - 1] in _BEFORE:
        return True
    gap = raw[end:at]
    return "|" in gap or "·" in gap or "  " in gap or raw.endswith("<br>", 0, end)
