"""The words of tables and entries, by what they mean: data for `rca.aliases`, in the form of `rca.words`."""

from __future__ import annotations

ITEM_COLUMNS: dict[str, tuple[str, ...]] = {
    "number": "#|no|nr|id|item no|number|action id|ai|ref no|№|item id|n|lfd nr|n º|num|番号|编号|序号|序號".split(
        "|"
    ),
    "action": (
        "action|item|action item|task|actions|action items|what|description|todo|to do|follow up|followup|improvement"
        "|follow up item|follow up action|corrective action|preventive action|remediation|measure|work item|deliverable"
        "|work|change|recommendation|title|fix|gap|action description|task description|activity|next step|remediation item"
        "|proposed action|details|mitigation|action taken|summary|recommended action|step|corrective preventive action"
        "|maßnahme|massnahme|aufgabe|mesure|tâche|acción|tarea|ação|tarefa|azione|compito|attività|actie|taak|åtgärd|uppgift"
        "|tiltak|oppgave|handling|opgave|アクション|対応内容|内容|対策|タスク|行动项|措施|任务|改进措施|事项|行動"
    ).split("|"),
    "owner": (
        "owner|assignee|who|owners|responsible|assigned to|dri|owner s|assigned|lead|person|team|owner team|responsible party"
        "|action owner|accountable|responsibility|assignees|driver|owned by|by whom|owning team|point of contact|poc|owner role"
        "|verantwortlich|zuständig|wer|verantwortlicher|responsable|qui|propietario|quién|responsável|dono|quem|proprietario|chi"
        "|eigenaar|verantwoordelijke|wie|ansvarig|ansvarlig|eier|担当|担当者|责任人|负责人|負責人|擔當"
    ).split("|"),
    "due": (
        "due|due date|deadline|target|target date|when|eta|by when|due by|timeline|timeframe|time frame|date|by|date due|target eta"
        "|planned|planned date|due on|target completion|target release|milestone|expected|horizon|expected date|target window"
        "|completion date|complete by|schedule|est completion|est date|timescale|target completion date|when due"
        "|fällig|fällig am|frist|termin|bis wann|échéance|date limite|délai|fecha límite|vencimiento|plazo|prazo|data limite"
        "|scadenza|deadline datum|vervaldatum|förfallodatum|klart|frist dato|期限|期日|截止日期|截止时间|期限日"
    ).split("|"),
    "issue": (
        "issue|issues|tracking|ticket|bug|link|pr|tracker|jira|issue pr|tracking issue|tickets|links|github issue|ref|reference"
        "|pr issue|linear|where|tracked in|issue link|tracking link|bug #|related|pull request|tracking ticket|gh issue|jira ticket"
        "|references|refs|issue ticket|ticket link|commit|task link|issue #|pr #|ticket #|follow up tracker|prs|github|story|fix pr"
        "|tracking ref|tracked by|tracking id|backlog item|artifact|merge request|mr|commit pr|pr commit|issue ref|url"
        "|チケット|課題|链接|工单|问题"
    ).split("|"),
    "written": "written|drafted|artefact|written on|authored|sop written|verfasst|geschrieben|écrit|escrito|scritto|geschreven|作成".split(
        "|"
    ),
    "executed": (
        "executed|executed on|carried out|rolled out|deployed|execution|sop executed|ausgeführt|exécuté|ejecutado|executado|eseguito"
        "|uitgevoerd|utfört|utført|実行|执行"
    ).split("|"),
    "status": (
        "status|state|progress|done|complete|completed|current status|resolution|outcome|completion|done?|status notes|disposition"
        "|action status|fixed|result|shipped|zustand|erledigt|statut|état|estado|situação|stato|tillstånd|tilstand|状態|ステータス|进度"
        "|状态|狀態|完成情况"
    ).split("|"),
    "priority": (
        "priority|prio|p|importance|urgency|severity|sev|criticality|impact|risk|priorität|priorité|prioridad|prioridade|priorità"
        "|prioriteit|prioritet|優先度|优先级"
    ).split("|"),
    "kind": (
        "type|kind|category|class|action type|area|theme|type of action|typ|art|kategorie|catégorie|tipo|categoría|categoria"
        "|soort|categorie|kategori|種別|分類|类型|类别"
    ).split("|"),
    "check": "check|verify|rca check|verified by check|automated check|prüfung".split("|"),
    "depends": "depends on|depends|blocked by|dependency|dependencies|after|requires|prerequisite|waiting for|abhängig von".split(
        "|"
    ),
    "environments": "environment|environments|env|envs".split("|"),
    "note": (
        "notes|note|comment|comments|prevents|verification|evidence|completion evidence|why|rationale|remarks|owner repo|repo"
        "|success criteria|acceptance criteria|effort|definition of done|exit criteria|details link|file|location|root cause"
        "|rationale notes|reason|verification method|how we will know|metric|kommentar|備考|备注"
    ).split("|"),
}
"""Columns of an action table."""

TIMELINE_COLUMNS: dict[str, tuple[str, ...]] = {
    "time": (
        "time|when|timestamp|date time|datetime|utc|time utc|start time|local time|hour|clock|date and time|at|time date|start"
        "|t|elapsed|offset|relative time|time offset|t plus|step|time approx|moment|period|uhrzeit|zeit|zeitpunkt|heure|hora"
        "|ora|orario|tijd|tijdstip|tid|tidpunkt|tidspunkt|klockslag|時刻|時間|日時|时间|時間點"
    ).split("|"),
    "date": "date|day|datum|fecha|data|dato|日付|日期".split("|"),
    "event": (
        "event|what|description|action|details|event decision|what happened|note|notes|activity|event action|events|entry"
        "|action impact|comment|message|update|observation|happening|step taken|milestone|summary|occurrence|ereignis|was"
        "|beschreibung|événement|événements|evento|acontecimiento|acontecimento|avvenimento|gebeurtenis|händelse|hendelse"
        "|hændelse|beskrivelse|出来事|イベント|内容|事象|事件|描述"
    ).split("|"),
    "number": "#|no|nr|step no".split("|"),
    "source": "source|evidence|who|actor|owner|by|who what|reference|link|phase|notes|type|status|system|impact|duration".split(
        "|"
    ),
}
"""Columns of a timeline table."""

KINDS: dict[str, tuple[str, ...]] = {
    "prevent": "prevent|prevention|preventive|preventative|preventing|avoid|vorbeugen|prévenir|prevenir|prevenire|予防|预防".split(
        "|"
    ),
    "detect": "detect|detection|detective|monitor|monitoring|alerting|observability|erkennen|détecter|detectar|検知|检测".split(
        "|"
    ),
    "mitigate": "mitigate|mitigation|mitigative|contain|limit|respond|response|recover|recovery|mindern|atténuer|mitigar|緩和|缓解".split(
        "|"
    ),
    "repair": "repair|fix|remediate|remediation|corrective|correct|cleanup|clean up|restore|reparieren|réparer|reparar|修復|修复".split(
        "|"
    ),
    "process": "process|documentation|docs|training|policy|procedure|communication|prozess|processus|proceso|processo|流程".split(
        "|"
    ),
    "investigate": "investigate|investigation|research|analysis|analyse|untersuchen|enquêter|investigar|調査|调查".split(
        "|"
    ),
}
"""What an action item is for."""

TAGS: dict[str, str] = {
    "started": r"fault occurs|incident (?:start|begin|began)|outage (?:start|begin|began)|impact (?:start|begin|began)|first errors?\b|issue starts?\b",
    "detected": r"detect|alert (?:fire|trigger|page)|alerted|alarm|noticed|notices|discovered|first report|reported by|paged|pages\b|erkannt|検知|发现",
    "acknowledged": r"acknowledg|\back(?:s|ed|'d)?\b|on-?call (?:joins|responds)|investigation (?:start|began|begin|launched)|team aware",
    "declared": r"declare|incident (?:opened|created|raised|channel)|escalat",
    "mitigated": r"mitigat|contained|repaired|rolled back|rollback (?:complete|done|deployed)|reverted|workaround (?:applied|in place)|service (?:restored|recovering)|traffic (?:restored|shifted)",
    "resolved": r"\bresolved|fully (?:restored|recovered)|incident (?:closed|over|ends|ended)|all[- ]clear|service is restored|full recovery|back to normal|behoben|復旧|恢复正常",
}
"""What an entry of the timeline tells, as regular expressions on its lower-case text."""

UNSCHEDULED = frozenset(
    "tbd tba tbc none unscheduled backlog someday unknown unplanned undated open later na".split()
    + [
        "n a",
        "no date",
        "to be determined",
        "to be decided",
        "no due date",
        "not scheduled",
        "icebox",
        "unset",
        "not set",
    ]
    + [
        "to be scheduled",
        "to be confirmed",
        "offen",
        "à définir",
        "por definir",
        "a definir",
        "da definire",
        "nader te bepalen",
        "未定",
        "待定",
    ]
)
"""Words in a due column that say that no day has been set."""

IMMEDIATE = frozenset(
    "immediate immediately now asap urgent sofort inmediato imediato immediato onmiddellijk direct omedelbart straks øjeblikkeligt 即時 立即".split()
    + ["right away", "at once", "same day", "today", "tout de suite", "immédiat", "de inmediato"]
)
"""Words in a due column that mean the day of the incident."""

NOBODY = frozenset(
    "tbd tba tbc none unassigned nobody unknown na vacant open owner name who someone todo".split()
    + [
        "n a",
        "no owner",
        "to be assigned",
        "to be determined",
        "to be decided",
        "not assigned",
        "name role",
        "offen",
        "niemand",
        "未定",
        "なし",
        "无",
        "待定",
    ]
)
"""Words in an owner column that name nobody."""
