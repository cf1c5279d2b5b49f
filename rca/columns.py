"""The words of tables and entries, by what they mean: data for `rca.aliases`, in the form of `rca.words`."""

from __future__ import annotations

from rca.words import split_words

ITEM_COLUMNS: dict[str, tuple[str, ...]] = {
    "number": split_words(
        """
        # | no | nr | id | item no | item # | action # | ai # | number | action id | ai | ref no | № |
        item id | n | lfd nr |
        n º | num | 番号 | 编号 | 序号 | 序號
        """
    ),
    "action": split_words(
        """
        action | item | action item | task | actions | action items | what | description | todo |
        to do | follow up | followup | improvement | follow up item | follow up action |
        corrective action | preventive action | remediation | measure | work item | deliverable |
        work | change | recommendation | title | fix | gap | action description | task description |
        activity | next step | remediation item | proposed action | details | mitigation |
        action taken | summary | recommended action | step | steps | tasks | required action |
        countermeasure | solution | corrective preventive action | maßnahme |
        massnahme | aufgabe | mesure | tâche | acción | tarea | ação | tarefa | azione | compito |
        attività | actie | taak | åtgärd | uppgift | tiltak | oppgave | handling | opgave |
        アクション | 対応内容 | 内容 | 対策 | タスク | 行动项 | 措施 | 任务 | 改进措施 | 事项 | 行動
        """
    ),
    "owner": split_words(
        """
        owner | assignee | who | owners | responsible | assigned to | dri | owner s | assigned |
        lead | person | team | owner team | responsible party | action owner | accountable | assign |
        responsibility | assignees | driver | owned by | by whom | owning team | point of contact |
        poc | owner role | responsible team | squad | engineer | assigned person | role | verantwortlich |
        zuständig | wer | verantwortlicher | responsable | qui |
        propietario | quién | responsável | dono | quem | proprietario | chi | eigenaar |
        verantwoordelijke | wie | ansvarig | ansvarlig | eier | 担当 | 担当者 | 责任人 | 负责人 |
        負責人 | 擔當
        """
    ),
    "due": split_words(
        """
        due | due date | deadline | target | target date | when | eta | by when | due by | timeline |
        timeframe | time frame | date | by | date due | target eta | planned | planned date | due on |
        target completion | target release | milestone | expected | horizon | expected date |
        target window | completion date | complete by | schedule | est completion | est date |
        timescale | target completion date | when due | expected completion | sprint | target quarter |
        sla | fällig | fällig am | frist | termin |
        bis wann | échéance | date limite | délai | fecha límite | vencimiento | plazo | prazo |
        data limite | scadenza | deadline datum | vervaldatum | förfallodatum | klart | frist dato |
        期限 | 期日 | 截止日期 | 截止时间 | 期限日
        """
    ),
    "issue": split_words(
        """
        issue | issues | tracking | ticket | bug | link | pr | tracker | jira | issue pr |
        tracking issue | tickets | links | github issue | ref | reference | pr issue | linear |
        where | tracked in | issue link | tracking link | bug # | related | pull request |
        tracking ticket | gh issue | jira ticket | references | refs | issue ticket | ticket link |
        commit | task link | issue # | pr # | ticket # | follow up tracker | prs | github | story |
        fix pr | tracking ref | tracked by | tracking id | backlog item | artifact | merge request |
        mr | commit pr | pr commit | issue ref | url | bug id | bug_id | tracking bug | チケット | 課題 |
        链接 | 工单 | 问题
        """
    ),
    "written": split_words(
        """
        written | drafted | artefact | written on | authored | sop written | verfasst | geschrieben |
        écrit | escrito | scritto | geschreven | 作成
        """
    ),
    "executed": split_words(
        """
        executed | executed on | carried out | rolled out | deployed | execution | sop executed |
        ausgeführt | exécuté | ejecutado | executado | eseguito | uitgevoerd | utfört | utført |
        実行 | 执行
        """
    ),
    "status": split_words(
        """
        status | state | progress | done | complete | completed | current status | resolution |
        outcome | completion | done? | status notes | disposition | action status | fixed | result |
        shipped | implemented | zustand | erledigt | statut | état | estado | situação | stato | tillstånd |
        tilstand | 状態 | ステータス | 进度 | 状态 | 狀態 | 完成情况
        """
    ),
    "priority": split_words(
        """
        priority | prio | p | importance | urgency | severity | sev | criticality | impact | risk |
        priorität | priorité | prioridad | prioridade | priorità | prioriteit | prioritet | 優先度 |
        优先级
        """
    ),
    "kind": split_words(
        """
        type | kind | category | class | action type | area | theme | type of action | typ | art |
        kategorie | catégorie | tipo | categoría | categoria | soort | categorie | kategori | 種別 |
        分類 | 类型 | 类别
        """
    ),
    "check": split_words("check | verify | rca check | verified by check | automated check | prüfung"),
    "depends": split_words(
        """
        depends on | depends | blocked by | dependency | dependencies | after | requires |
        prerequisite | waiting for | abhängig von
        """
    ),
    "environments": split_words("environment | environments | env | envs"),
    "note": split_words(
        """
        notes | note | comment | comments | prevents | verification | evidence | completion evidence |
        why | rationale | remarks | owner repo | repo | success criteria | acceptance criteria |
        effort | definition of done | exit criteria | details link | file | location | root cause |
        rationale notes | reason | verification method | how we will know | metric | kommentar |
        備考 | 备注
        """
    ),
}
"""Columns of an action table."""

TIMELINE_COLUMNS: dict[str, tuple[str, ...]] = {
    "time": split_words(
        """
        time | when | timestamp | date time | datetime | utc | time utc | start time | local time |
        hour | clock | date and time | at | time date | start | t | elapsed | offset | relative time |
        time offset | t plus | step | time approx | moment | period | uhrzeit | zeit | zeitpunkt |
        heure | hora | horário | horario | ora | orario | tijd | tijdstip | tid | tidpunkt | tidspunkt |
        klockslag |
        時刻 | 時間 | 日時 | 时间 | 時間點
        """
    ),
    "date": split_words("date | day | datum | fecha | data | dato | 日付 | 日期"),
    "event": split_words(
        """
        event | what | description | action | details | event decision | what happened | note |
        notes | activity | event action | events | entry | action impact | comment | message |
        update | observation | happening | event description | log | comments | step taken | milestone |
        summary | occurrence | ereignis |
        was | beschreibung | événement | événements | evento | acontecimiento | acontecimento |
        avvenimento | gebeurtenis | händelse | hendelse | hændelse | beskrivelse | 出来事 | イベント |
        内容 | 事象 | 事件 | 描述
        """
    ),
    "number": split_words(
        """
        # | no | nr | step no | order | seq | sequence | ordem | orden | ordre | reihenfolge | 顺序 |
        順序 | 序号
        """
    ),
    "source": split_words(
        """
        source | evidence | who | actor | owner | by | who what | reference | link | phase | notes |
        type | status | system | impact | duration
        """
    ),
}
"""Columns of a timeline table."""

KINDS: dict[str, tuple[str, ...]] = {
    "prevent": split_words(
        """
        prevent | prevention | preventive | preventative | preventing | avoid | vorbeugen | prévenir |
        prevenir | prevenire | 予防 | 预防
        """
    ),
    "detect": split_words(
        """
        detect | detection | detective | monitor | monitoring | alerting | observability | erkennen |
        détecter | detectar | 検知 | 检测
        """
    ),
    "mitigate": split_words(
        """
        mitigate | mitigation | mitigative | contain | limit | respond | response | recover |
        recovery | mindern | atténuer | mitigar | 緩和 | 缓解
        """
    ),
    "repair": split_words(
        """
        repair | fix | remediate | remediation | corrective | correct | cleanup | clean up | restore |
        reparieren | réparer | reparar | 修復 | 修复
        """
    ),
    "process": split_words(
        """
        process | documentation | docs | training | policy | procedure | communication | prozess |
        processus | proceso | processo | 流程
        """
    ),
    "investigate": split_words(
        """
        investigate | investigation | research | analysis | analyse | untersuchen | enquêter |
        investigar | 調査 | 调查
        """
    ),
}
"""What an action item is for."""

TAGS: dict[str, str] = {
    "started": (
        r"fault occurs|incident (?:start|begin|began)|outage (?:start|begin|began)"
        r"|impact (?:start|begin|began)|first errors?\b|issue starts?\b"
    ),
    "detected": (
        r"detect|alert (?:fire|trigger|page)|alerted|alarm|noticed|notices|discovered|first report"
        r"|reported by|paged|pages\b|erkannt|検知|发现"
    ),
    "acknowledged": (
        r"acknowledg|ack(?:s|ed|'d)?\b|on-?call (?:joins|responds)"
        r"|investigation (?:start|began|begin|launched)|team aware"
    ),
    "declared": r"declare|incident (?:opened|created|raised|channel)|escalat",
    "mitigated": (
        r"mitigat|contained|repaired|rolled back|rollback (?:complete|done|deployed)|reverted"
        r"|workaround (?:applied|in place)|service (?:restored|recovering)"
        r"|traffic (?:restored|shifted)"
    ),
    "resolved": (
        r"resolved|fully (?:restored|recovered)|incident (?:closed|over|ends|ended)|all[- ]clear"
        r"|service is restored|full recovery|back to normal|behoben|復旧|恢复正常"
    ),
}
"""What an entry of the timeline tells: regular expressions on lower-case text, at the beginning of a word."""

UNSCHEDULED = frozenset(
    split_words(
        """
        a definir | backlog | da definire | icebox | later | n a | na | nader te bepalen | no date |
        no due date | none | not scheduled | not set | offen | open | por definir | someday | tba |
        tbc | tbd | to be confirmed | to be decided | to be determined | to be scheduled | undated |
        unknown | unplanned | unscheduled | unset | à définir | 待定 | 未定
        """
    )
)
"""Words in a due column that say that no day has been set."""

IMMEDIATE = frozenset(
    split_words(
        """
        asap | at once | de inmediato | direct | imediato | immediate | immediately | immediato |
        immédiat | inmediato | now | omedelbart | onmiddellijk | right away | same day | sofort |
        straks | today | tout de suite | urgent | øjeblikkeligt | 即時 | 立即
        """
    )
)
"""Words in a due column that mean the day of the incident."""

NOBODY = frozenset(
    split_words(
        """
        n a | na | name | name role | niemand | no owner | nobody | none | not assigned | offen |
        open | owner | someone | tba | tbc | tbd | to be assigned | to be decided | to be determined |
        todo | unassigned | unknown | vacant | who | なし | 待定 | 无 | 未定
        """
    )
)
"""Words in an owner column that name nobody."""
