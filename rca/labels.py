"""The labels of fields and the words for states: data for `rca.aliases`, in the form of `rca.words`."""

from __future__ import annotations

from rca.words import split_words

LABELS: dict[str, tuple[str, ...]] = {
    "incident_id": split_words(
        """
        incident id | id | incident number | incident no | rca id | postmortem id | post mortem id |
        incident | case id | reference id | incident ref | pir id | pm id | document id |
        incident key | incident # | incident reference | case number | case no | report id | outage id |
        event id | problem id | vorfall id | vorfallnummer | id incidente | id incident | インシデントid
        """
    ),
    "title": split_words("title | titel | titre | título | titolo | タイトル | 标题"),
    "date": split_words(
        """
        date | incident date | date of incident | date of the incident | date utc | date time |
        date range | dates | occurred | occurred on | incident window | day | when | event date |
        date and time | outage date | incident dates | date of occurrence | date s | incident date time |
        date and time of incident | incident day | occurrence date | incident period | time window |
        window | happened | happened on | happened at | occurred at | datum |
        vorfallsdatum | date de l'incident | fecha | fecha del incidente | data | data do incidente |
        data dell incidente | dato | hendelsesdato | 日付 | 発生日 | 発生日時 | 日期 | 发生时间 |
        發生日期 | 事故日期
        """
    ),
    "reported": split_words(
        """
        date reported | reported | reported on | report date | date of report | written | created |
        published | last updated | date created | date published | created on | updated | created at |
        documented | date written | postmortem date | review date | last updated on | date closed |
        closed | post mortem date | written on | date reported utc | pubdate | lastmod |
        last validated | next review | document date | reviewed on | date of rca | rca date |
        date of postmortem | report created | analysis date
        """
    ),
    "started": split_words(
        """
        started | opened | opened at | start | timestamp | start time | start date | incident start |
        began | started at | incident started | outage start | onset | from | start time utc |
        time started | first occurrence | impact start | impact began | impact started | begin |
        incident start time | introduced |
        start of incident | beginn | start des vorfalls | début | inicio | início | inizio |
        start tid | 開始 | 開始日時 | 开始时间
        """
    ),
    "detected": split_words(
        """
        detected | detected at | detection time | discovered | detection | first detected |
        time detected | date detected | date time detected | identified | detection date |
        time of detection | discovered at |
        identified at | reported at | discovered on |
        detected on | date discovered | discovery date | alerted | incident detected |
        start time detected | when detected | discovery | erkannt | détecté | detectado | rilevato |
        upptäckt | 検知 | 检测时间 | 发现时间
        """
    ),
    "acknowledged": split_words(
        """
        acknowledged | acknowledged at | time acknowledged | incident declared | declared
        """
    ),
    "mitigated": split_words(
        """
        mitigated | mitigated at | time mitigated | repaired | impact end | mitigation time |
        contained | contained at | date mitigated
        """
    ),
    "resolved": split_words(
        """
        resolved | resolved at | resolution time | end | end time | end date | incident end | ended |
        resolved on | time resolved | fixed at | date resolved | resolution date | closed at |
        incident resolved | incident ended | outage end | restored | recovered | fixed on | recovered at |
        fixed | closure date |
        end time utc | ende | behoben | résolu | resuelto | resolvido | risolto | opgelost | löst |
        løst | 終了 | 復旧日時 | 结束时间 | 恢复时间
        """
    ),
    "severity": split_words(
        """
        severity | sev | severity level | incident severity | impact level | criticality | level |
        severity status | severity and status | incident level | urgency | severity class |
        sev level | severity priority | severity rating | priority severity | schweregrad | schwere |
        sévérité | gravité | gravedad |
        severidad | severidade | gravidade | gravità | severità | ernst | allvarlighetsgrad |
        alvorlighetsgrad | alvorlighed | 重大度 | 深刻度 | 严重程度 | 严重性 | 严重级别 | 嚴重程度
        """
    ),
    "priority": split_words(
        """
        priority | incident priority | priorität | prioridad | prioridade | priorità | 优先级
        """
    ),
    "status": split_words(
        """
        status | state | incident status | current status | rca status | postmortem status |
        document status | report status | resolution status | overall status | doc status | zustand |
        statut | état | estado | situação | stato |
        tilstand | ステータス | 状態 | 状态 | 狀態
        """
    ),
    "duration": split_words(
        """
        duration | total duration | outage duration | incident duration | duration of impact |
        impact duration | downtime | length | length of outage | total downtime | duration of incident |
        duration of outage | duration of the outage | duration of the incident | duration of halt |
        duration of downtime | duration of disruption | duration of the disruption | duration of degradation |
        time to resolve | ttr | total impact duration | time to recovery | time to repair | dauer |
        durée | duración | duração | durata | duur | varaktighet | varighet | varighed | 期間 |
        継続時間 | 持续时间 | 持續時間
        """
    ),
    "blast_radius": split_words(
        """
        blast radius | impact | scope | user impact | customer impact | affected | affected users |
        users affected | impacted | impact summary | affected customers | customers affected |
        affected surface | customer facing | business impact | impacted users | scope of impact |
        auswirkung | auswirkungen | betroffen | portée | alcance | impacto | impatto | omvang |
        omfattning | omfang | 影響 | 影響範囲 | 影响 | 影响范围
        """
    ),
    "author": split_words(
        """
        author | authors | author s | created by | written by | prepared by | report author |
        rca author | postmortem author | writer | report by | reported by author | drafted by |
        document author | rca owner | postmortem owner | compiled by | post mortem author |
        document owner | lead author | investigated by | investigator | autor | autoren | verfasser |
        auteur | auteurs | rédacteur | autora |
        autores | autore | autori | schrijver | författare | forfatter | 作成者 | 著者 | 執筆者 |
        作者 | 编写人 | 撰写人
        """
    ),
    "services": split_words(
        """
        service | services | affected services | affected service | component | components |
        affected components | affected systems | systems affected | services affected |
        affected component | system | systems | product | impacted services | affected model |
        impacted systems | area | service s affected | service affected | services impacted |
        services involved | application | affected system | impacted service | affected features | surface |
        repo | service s | dienst | dienste | betroffene dienste | services affectés | servicios |
        servicios afectados | serviços | serviços afetados | servizi | diensten | tjänster |
        tjenester | サービス | 影響サービス | 影响服务 | 受影响服务
        """
    ),
    "environments": split_words(
        """
        environment | environments | env | envs | affected environment | affected environments |
        umgebung | umgebungen | environnement | entorno | entornos | ambiente | ambientes | ambienti |
        omgeving | miljö | miljø | 環境 | 环境
        """
    ),
    "tags": split_words(
        """
        tags | labels | keywords | categories | category | tag | topics | type | incident type |
        class | schlagwörter | étiquettes | 标签
        """
    ),
    "contributing_factors": split_words("contributing factors | contributing causes | factors"),
    "commander": split_words(
        """
        commander | incident commander | ic | incident lead | incident manager | lead |
        commander communications | incident owner | einsatzleiter | commandant | comandante |
        インシデントコマンダー | 指挥官
        """
    ),
    "participants": split_words(
        """
        participants | attendees | responders | involved | people involved | team | contributors |
        incident responders | responder | operator | on call | oncall | on call engineer |
        on call engineers | responding team | facilitator | scribe | engineers | response team |
        teilnehmer | beteiligte | participantes | partecipanti | deelnemers | deltagare | deltakere |
        参加者 | 対応者 | 参与者 | 参与人员
        """
    ),
    "reviewers": split_words(
        """
        reviewers | reviewer | reviewed by | approved by | approver | approvers | prüfer | revisores |
        revisori | レビュアー | 审核人
        """
    ),
    "classification": split_words(
        """
        classification | confidentiality | visibility | sensitivity | data classification |
        distribution | klassifizierung | classificatie
        """
    ),
    "related": split_words(
        """
        related | related incidents | related incident | see also | related issues | related issue |
        related pr | related prs | issue | issues | links | references | related rcas |
        related documents | related postmortems | pr | prs | ticket | tickets | jira |
        tracking issue | rca | companion artifact | github issue | pull request | pull requests |
        fix pr | tracking
        """
    ),
    "owner": split_words(
        """
        owner | owners | dri | responsible | rca driver | verantwortlich | responsable | responsável |
        eigenaar
        """
    ),
}
"""Canonical metadata fields, and their labels."""

STATES: dict[str, tuple[str, ...]] = {
    "open": split_words(
        """
        open | todo | to do | pending | in progress | wip | planned | proposed | deferred | backlog |
        not started | scheduled | blocked | tracked | filed | ongoing | in review | new | not done |
        incomplete | not yet | partial | partially | partly | started | assigned | accepted | tbd |
        on hold | postponed | waiting | under review | draft | future | to be | investigating |
        not executed | not complete | unresolved | not implemented | not deployed | not merged |
        recommended | active | later | outstanding | remaining | doing | queued | ready | parked |
        needs | unfixed | undone | not fixed | pr open | in flight | awaiting | considering | next |
        soon | paused | in development | reopened | work in progress | not written | unstarted | triaged |
        under investigation | under discussion | under consideration | pr opened | pr in review |
        ticket created | ticketed | unassigned | suggested | evaluating | exploring | nearly done |
        up next | no | planned or in progress | not | offen | in arbeit | geplant | ausstehend |
        zu erledigen | ouvert | en cours | à faire | prévu | abierto | pendiente | en curso |
        en progreso | por hacer | planificado | aberto | pendente | em andamento | a fazer |
        planejado | aperto | in corso | da fare | pianificato | te doen | gepland | bezig |
        openstaand | öppen | pågår | att göra | planerad | åpen | planlagt | åben | igang | 未対応 |
        対応中 | 未着手 | 進行中 | 未完了 | 予定 | 待处理 | 进行中 | 未开始 | 待办 | 处理中 | 计划中 |
        待辦
        """
    ),
    "done": split_words(
        """
        done | complete | completed | finished | shipped | closed | fixed | resolved | implemented |
        documented | delivered | landed | applied | released | added | updated | installed | yes |
        addressed | solved | corrected | removed | patched | created | published | achieved |
        all done | in place | satisfied | verified | validated | reverted | rolled back | configured |
        rotated | cleaned up | taken | actions taken | action taken | completely done |
        already done | ok | mitigated | erledigt | abgeschlossen | fertig | behoben | umgesetzt |
        terminé | terminée | fait | résolu | clos | fermé | hecho | completado | cerrado | resuelto |
        terminado | feito | concluído | fechado | resolvido | fatto | completato | chiuso | risolto |
        klaar | gedaan | afgerond | gesloten | opgelost | klar | färdig | avslutad | åtgärdad |
        gjort | ferdig | fullført | lukket | løst | færdig | afsluttet | 完了 | 対応済み | 済み | 済 |
        解決済み | 実施済み | 已完成 | 完成 | 已解决 | 已修复 | 已关闭 | 已解決
        """
    ),
    "written": split_words(
        """
        merged | written | sop written | pr merged | code complete | runbook written | code merged |
        drafted | committed | implemented not deployed | merged not deployed | written not executed |
        gemergt | geschrieben | mergé | fusionné | geschreven | skriven | skrevet | マージ済み |
        已合并
        """
    ),
    "executed": split_words(
        """
        deployed | executed | rolled out | live | in production | in prod | enabled in | carried out |
        deployed to | enabled | activated | live in | released to | shipped to | ausgeführt |
        ausgerollt | déployé | exécuté | desplegado | ejecutado | implantado | executado |
        distribuito | eseguito | uitgerold | uitgevoerd | utrullad | utført | デプロイ済み | 已部署 |
        已上线 | 已执行
        """
    ),
    "dropped": split_words(
        """
        wont do | wontdo | wont fix | wontfix | rejected | superseded | declined | cancelled |
        canceled | dropped | obsolete | abandoned | not needed | n a | na | no longer needed |
        duplicate | not applicable | invalid | discarded | withdrawn | retired | will not do |
        will not fix | not planned | no action | no action needed | out of scope | moot |
        not required | deprecated | skipped | removed from scope | closed as not planned | not pursued |
        not doing | descoped | verworfen |
        abgelehnt | nicht nötig | entfällt | abandonné | rejeté | annulé | descartado | rechazado |
        cancelado | rejeitado | abbandonato | rifiutato | annullato | vervallen | afgewezen |
        geannuleerd | avbruten | avvisad | avslått | forkastet | annulleret | 中止 | 却下 | 見送り |
        不要 | 已取消 | 已拒绝 | 不再需要 | 取消
        """
    ),
}
"""What a state word claims, by the longest words that a state begins with."""
