"""Headings that no alias names, by patterns of their words: data for `rca.aliases`."""

from __future__ import annotations

import re
from itertools import groupby

PATTERNS: tuple[tuple[str, str, bool], ...] = (
    ("action_items", r"\baction items?\b", True),
    (
        "action_items",
        (
            r"^(?:\w+ )?follow (?:ups?|on)\b"
            r"(?! (?:meeting|question|note|review|log|status|e?mail|call|update|timeline)s?\b)"
        ),
        True,
    ),
    ("action_items", r"^followups?\b", True),
    ("action_items", r"\bcorrective (?:and \w+ )?(?:actions?|measures?)\b", True),
    ("timeline", r"\btimeline\b", True),
    ("timeline", r"\bchronology\b", True),
    ("timeline", r"タイムライン", True),
    ("timeline", r"时间线", True),
    ("timeline", r"時系列", True),
    ("timeline", r"타임라인", True),
    ("timeline", r"хронологи", True),
    ("timeline", r"\b(?:chronologie|cronolog[ií]a|kronologi)\b", True),
    (
        "timeline",
        r"^(?:linha d[eo] tempo|l[ií]nea del? tiempo|zeit(?:leiste|strahl|verlauf))\b(?: \w+){0,3}$",
        True,
    ),
    ("went_well", r"^what (?:went|has gone|worked|did go) (?:really |very )?(?:well|right)\b", True),
    ("went_well", r"\bwent well$", True),
    (
        "went_well",
        (
            r"^(?:ce qui (?:a|sest) (?:très )?bien\b"
            r"|(?:lo )?qu[eé] (?:salió|fue|hicimos|funcionó|ha ido) bien\b"
            r"|o que (?:deu certo|funcionou|(?:correu|foi) bem)\b|was (?!(?:\w+ )?nicht )(?:\w+ ){0,2}gut\b"
            r"|(?:hva|hvad|vad) (?:gikk|gik|gick|fungerte|fungerade) (?:bra|godt)\b)"
        ),
        True,
    ),
    ("lucky", r"\b(?:got|were|was) lucky\b", True),
    ("lucky", r"\bgot luck\b", True),
    (
        "went_badly",
        (
            r"^(?:what|things) (?:(?:went|has gone|could have gone|that went) (?:\w+ )?"
            r"(?:wrong|poorly|badly|better)"
            r"|did ?n[o]?t (?:go|work)\b.*|could (?:be|have been) (?:done )?(?:better|improved))"
        ),
        True,
    ),
    (
        "went_badly",
        (
            r"^(?:ce qui (?:a mal|na pas|sest mal|a moins|pourrait|aurait|peut|doit)\b"
            r"|(?:lo )?qu[eé] (?:salió mal|no (?:salió|funcionó)|falló|fue mal|se pued\w+ mejorar"
            r"|podemos mejorar)\b|o que (?:deu errado|não (?:deu certo|funcionou)|falhou|correu mal"
            r"|pod\w+ (?:ser |ter sido )?melhor)"
            r"|was (?:\w+ ){0,2}(?:schief\w*|schlecht|nicht gut|besser)\b"
            r"|(?:hva|hvad|vad) (?:\w+ ){1,2}(?:dårlig|dåligt|galt|fel|bedre|bättre|forbedres|förbättras)\b)"
        ),
        True,
    ),
    ("detection", r"^why\b.*\bdetect\w*\b", True),
    ("detection", r"^how\b.*\b(?:detected|discovered|noticed)\b", True),
    ("detection", r"^detection\b(?! (?:improve|lesson|gap))", True),
    ("detection", r"^(?:falhas?|fallos?|lacunas?) (?:de|na|en la) dete[cç]", True),
    ("root_cause", r"^(?!.*\b(?:not|isnt|wasnt) )(?:.*\b)?root causes?\b", True),
    ("root_cause", r"^causas?\b(?: \w+){0,3}$", True),
    ("root_cause", r"\b(?:causes? racines?|causa ra[ií]z)\b", True),
    ("root_cause", r"^根因|(?<=[\u4e00-\u9fff])根因$", True),
    (
        "root_cause",
        r"(?:问题|问题的|发生|根本|直接|故障|事故|技术|深层|管理|流程|系统性|系統性)(?:の)?原因",
        True,
    ),
    ("root_cause", r"\bakar (?:masalah|penyebab)\b|\bkök neden", True),
    (
        "root_cause",
        (
            r"\b(?:5|cinq|cinco|cinque|fünf|fem) (?:pourquoi|porqu[eéê]s?|por qués?|perch[eé]|warum|hvorfor"
            r"|varför|waaroms?)\b"
        ),
        True,
    ),
    ("root_cause", r"근본 원인", True),
    ("root_cause", r"первопричин", True),
    ("root_cause", r"\bcontributing (?:factors|causes)\b", True),
    ("root_cause", r"\b(?:5|five) whys?\b", True),
    ("root_cause", r"^why\b.*\b(?:fail\w*|happen\w*|broke|occur\w*|went wrong|crash\w*|went down)\b", True),
    ("root_cause", r"^(?:\w+ ){0,2}causes?(?: \w+)?$", True),
    ("root_cause", r"^what (?:\w+ )?caused\b", True),
    ("lessons", r"\blessons? (?:learn(?:ed|t)|from)\b", True),
    ("lessons", r"^(?:key )?lessons?(?: \w+){0,3}$", True),
    ("lessons", r"\bwhat (?:we|i|did we) learn(?:ed|t)?\b", True),
    (
        "lessons",
        r"^(?:leçons?|lecci[oó]n(?:es)?|liç(?:ão|ões)|lezioni|pelajaran)\b(?: \w+){0,3}$",
        True,
    ),
    ("lessons", r"^(?:\w+ ){1,4}lessons$|^the (?:\w+ ){0,2}lesson$", True),
    ("lessons", r"教訓", True),
    ("lessons", r"教训", True),
    ("lessons", r"^(?:\w+ ){1,2}takeaways?$", False),
    ("impact", r"^(?!(?:why|no|zero|without) )(?:\w+ ){0,2}impact$", True),
    ("impact", r"^impact (?:details?|on|to|summary|analysis|assessment|and|scope|radius)\b", True),
    ("impact", r"^blast radius\b", True),
    (
        "impact",
        r"^(?:impact[oe]?|auswirkung(?:en)?) (?:e|y|et|ou|o|und|oder|no|na|en|sur|auf) (?:\w+ ?){1,3}$",
        True,
    ),
    ("impact", r"(?:影响|影響)(?:评估|范围|分析|評価|範囲){0,2}$", True),
    ("summary", r"^(?:\w+ ){0,2}summary$", False),
    ("summary", r"^executive summary\b", True),
    ("summary", r"^summary of (?:the )?(?:incident|events|outage)$", True),
    ("resolution", r"^(?:resolution|recovery)\b(?! (?:verif|test|time|plan|object))(?: \w+){0,3}$", True),
    (
        "resolution",
        (
            r"^(?!.*\b(?:before|until|without|after|why|behind) the)"
            r".*\b(?:and|the|what the) (?:resolution|recovery|fix)\b(?!.*(?:need|propos))"
        ),
        True,
    ),
    ("resolution", r"^(?:resposta|respuesta|recuperação|recuperación)\b(?: \w+){0,3}$", True),
    (
        "resolution",
        r"(?:修复|解决|处理|恢复|修復|解決|處理|恢復)(?:措施|过程|方案|步骤|动作|過程|步驟|動作)",
        True,
    ),
    (
        "resolution",
        (
            r"^(?:fix|fixes|solutions?|mitigations?|how (?:it was|we|this was))"
            r" (?:applied|implemented|deployed|shipped|landed|fix\w*|resolv\w*)\b"
        ),
        True,
    ),
    ("resolution", r"^(?:\w+ ){1,3}actions? (?:taken|applied|performed)$", False),
    (
        "resolution",
        (
            r"^(?:mitigação|mitigación|mitigazione|correção|corrección|solução|solución|correctif|solution"
            r"|contenção|contención|contenimento|containment)"
            r"(?: \w+){1,3}$|^fix (?:durável|durable|permanente|definitiv[oa]|aplicad[oa])$"
        ),
        False,
    ),
    ("resolution", r"^(?:\w+ )?remediations? (?:executed|performed|applied|carried out|completed)$", False),
    (
        "resolution",
        (
            r"^(?!(?:proposed|planned|recommended|suggested|needed|required|future|next|follow|pending"
            r"|potential|possible|attempted|failed) )\w+ fix(?:es)?$"
        ),
        False,
    ),
    (
        "references",
        (
            r"^(?:related|relevant|useful|helpful|supporting|external)"
            r" (?:docs?|documents?|documentation|links?"
            r"|resources?|reading|incidents?|issues?|prs?|postmortems?|rcas?|adrs?|tickets?|runbooks?)\b"
        ),
        True,
    ),
    ("references", r"^(?:references|référence?s|referências|referencias)\b", True),
    (
        "action_items",
        (
            r"^(?:required|recommended|outstanding|remaining|planned|agreed|further|proposed)"
            r" (?:actions?|work|tasks?|next steps)\b"
        ),
        True,
    ),
    ("action_items", r"\bnext steps\b", True),
    ("action_items", r"^actions? (?:(?:we|i|they|the team) )?(?:will|are|plan|to be)\b(?!.*\bnot\b)", True),
    (
        "action_items",
        r"\b(?:ações|acciones|actions|azioni|medidas|mesures|misure) corr?e[ct]{1,2}i[vt]\w*\b",
        True,
    ),
    (
        "action_items",
        (
            r"\b(?:plans?|plano|piano) (?:de |di |d)?(?:actions?|améliorations?|acción|mejoras?|ação"
            r"|melhorias?|azione|(?:remedi|preven|mitig)\w+)\b"
        ),
        True,
    ),
    ("action_items", r"^recommended next\b", True),
    ("references", r"^(?:fontes|fuentes|fonti|sources|quellen)\b(?: \w+){0,2}$", True),
    ("references", r"^関連", True),
    ("action_items", r"再発防止", True),
    ("action_items", r"재발 ?방지", True),
    ("action_items", r"^resulting (?:actions?|work|tasks?)$", True),
    ("action_items", r"改进措施", True),
    ("action_items", r"アクション", True),
    (
        "action_items",
        (
            r"^(?:(?:short|medium|long|immediate) (?:term )?)?(?:prevent(?:ion|ive|ative|ing)|remediation"
            r"|hardening|recommendations?)\b(?: \w+){0,4}$"
        ),
        False,
    ),
    ("action_items", r"^(?:\w+ ){0,3}recommendations$|^(?:\w+ )?(?:improvements|remediations?)$", False),
    (
        "action_items",
        (
            r"^(?:prevenção|prevencao|prevenci[oó]n|prévention|prevenzione|prävention|vorbeugung)\b"
            r"(?: \w+){0,3}$"
        ),
        False,
    ),
    (
        "action_items",
        (
            r"^(?:how|what|steps|actions|measures)\b(?!.*\b(?:could|would) have\b)"
            r"(?=.*\b(?:we|to|taken|were|will|can|should|do)\b)"
            r".*\b(?:prevent\w*|happen(?:s|ing)? again|less (?:likely|impactful)|avoid\w*|next time)\b"
        ),
        False,
    ),
    (
        "action_items",
        (
            r"^(?:what|how|things|changes|improvements|fixes|steps)"
            r" (?:(?:we|i|the team) (?:will|plan to|intend to|are(?: going to)?)|well|ill|were(?: going to)?"
            r"|are we(?: going to)?) (?:do\b|doing|chang|fix|improv|mak|prevent|stop|avoid|address)\w*"
            r"(?!.* (?:well|wrong|right|badly)$)(?: \w+){0,4}$"
        ),
        False,
    ),
    (
        "action_items",
        (
            r"^(?:making sure|ensuring|so|to|keeping|stopping|preventing|avoiding|making)\b"
            r".*\b(?:happen(?:s|ing)? again|(?:recurrence|reoccurrence|repeat)$)"
        ),
        False,
    ),
    (
        "action_items",
        (
            r"^(?:near|longer?|medium|mid|short(?:er)?) term"
            r" (?:actions?|work|improvements?|measures|plans?|tasks)$"
            r"|^(?:near|longer?|medium|mid) term fix(?:es)?$"
            r"|^(?:planned|upcoming|scheduled) (?:changes|fixes|work)$"
            r"|^(?:acciones|ações|actions|azioni|medidas|mesures) (?:\w+ ){0,3}pr[eé]ventiv\w+\b"
        ),
        False,
    ),
)
"""Headings that no alias names: canonical name, regular expression on their words, whether that is sure."""

FIND = tuple(
    (name, sure, re.compile("|".join(pattern for _, pattern, _ in patterns)))
    for (name, sure), patterns in groupby(PATTERNS, lambda entry: (entry[0], entry[2]))
)
STEMS = frozenset(
    "acti agre akar are ausw avoi blas caus chan chro cont core corr coul cron dete did didn exte fix"
    " fixe foll font fuen furt gone happ hard help how hva hvad hvor ill impa impr inte kron lear lecc"
    " less lezi line linh luck miti next outs pela perc pian plan porq pour prev prop que quel qui reco"
    " recu refe rela rele rema reme reoc repe requ reso resp resu root sche solu sour summ supp take"
    " term time upco usef vad vorb waar waru was well went were why whys will work zeit".split()
)
"""The first four letters of the words that the patterns need; most headings have none, or other letters."""
