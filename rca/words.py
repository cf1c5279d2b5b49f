"""The words that documents use, by what they mean: data for `rca.aliases`.

Keys are canonical names. Words are written as `rca.aliases.key` makes them: lower case, no punctuation, single spaces.
German, French, Spanish, Portuguese, Italian, Dutch, the Scandinavian languages, Japanese and Chinese are included.
"""

from __future__ import annotations

SECTIONS: dict[str, tuple[str, ...]] = {
    "summary": (
        "summary|executive summary|incident summary|overview|tl dr|tldr|abstract|what happened|synopsis|at a glance"
        "|incident overview|issue summary|problem summary|description|incident description|in brief|short version"
        "|zusammenfassung|überblick|was ist passiert|résumé|resumé|synthèse|resumen|resumen ejecutivo|resumo"
        "|resumo executivo|sommario|riepilogo|riassunto|samenvatting|sammanfattning|sammendrag|resumé"
        "|概要|サマリー|要約|摘要|总结|概述|事件概述|事故概述|事件概要"
    ).split("|"),
    "impact": (
        "impact|customer impact|user impact|business impact|blast radius|impact analysis|impact assessment|effects"
        "|who was affected|what was affected|scope of impact|consequences|damage|impacts"
        "|auswirkung|auswirkungen|conséquences|impacto|impatto|gevolgen|påverkan|konsekvens|konsekvenser|påvirkning"
        "|影響|影響範囲|影响|影响范围|影響範圍"
    ).split("|"),
    "timeline": (
        "timeline|time line|incident timeline|timeline of events|chronology|sequence of events|event timeline|key events"
        "|course of events|incident chronology|timeline of the incident|detailed timeline|log of events|event log"
        "|zeitleiste|zeitlicher ablauf|zeitachse|ablauf|chronologie|cronología|cronologia|linha do tempo|línea de tiempo"
        "|tijdlijn|tidslinje|händelseförlopp|hendelsesforløp|タイムライン|時系列|经过|经過|時間軸|时间线|时间轴|時間線"
    ).split("|"),
    "detection": (
        "detection|how it was detected|how was it detected|how we detected it|how we found out|identified|discovery"
        "|how we noticed|how it was found|how it was discovered|identification|monitoring and detection"
        "|erkennung|entdeckung|détection|detección|detecção|rilevamento|detectie|upptäckt|oppdagelse|opdagelse"
        "|検知|検出|发现|檢測|检测"
    ).split("|"),
    "root_cause": (
        "root cause|root causes|root cause analysis|root causes analysis|cause|causes|contributing factors|trigger"
        "|triggers|analysis|why|five whys|5 whys|the cause|the root cause|contributing causes|cause analysis|rca"
        "|what caused it|what caused this"
        "|proximate cause|underlying cause|underlying causes|technical cause|process cause|technical root cause"
        "|causal analysis|cause of the incident|trigger and sequence|factors|direct cause|immediate cause"
        "|5 whys analysis|five whys analysis|5 why|5 why analysis|root cause s|why it failed|incident analysis"
        "|ursache|ursachen|grundursache|ursachenanalyse|cause racine|causes racines|analyse des causes|causa raíz"
        "|causa raiz|causas|causa|causa principale|oorzaak|hoofdoorzaak|grondoorzaak|rotorsak|grundorsak|årsak|årsag"
        "|rotårsak|根本原因|原因|原因分析|根因|根因分析|原因の分析"
    ).split("|"),
    "resolution": (
        "resolution|mitigation|recovery|fix applied|fixes applied|response|the fix|fix|fixes|repair|repairing|fixing"
        "|solving|solution|solutions|solution applied|solutions applied|solution implemented|solutions implemented"
        "|how it was fixed|how we fixed it|how it was resolved|resolution and recovery|mitigation and resolution"
        "|resolution and mitigation|mitigation and recovery|recovery actions|final solution|workaround|incident response"
        "|fix implemented|fixes implemented|immediate fix|immediate fixes|immediate response|response and recovery"
        "|remedy|mitigations|recovery steps|resolution steps|actions taken during the incident|what we did|containment"
        "|what fixed it|resolution summary|how we resolved it|response actions|the solution|code changes|long term fix"
        "|behebung|lösung|wiederherstellung|résolution|rétablissement|correction|resolución|solución|resolução|solução"
        "|mitigação|risoluzione|soluzione|oplossing|herstel|lösning|åtgärd|åtgärdande|løsning|utbedring"
        "|対応|復旧|解決|解决|解决方案|恢复|修复|处理过程|解決策|復旧対応"
    ).split("|"),
    "went_well": (
        "what went well|went well|what went right|what worked|what worked well|things that went well|what helped"
        "|positives|successes|good|the good|what we did well|what has gone well|what did go well"
        "|was lief gut|was gut lief|was gut gelaufen ist|ce qui a bien fonctionné|ce qui s est bien passé"
        "|lo que salió bien|qué salió bien|o que correu bem|o que deu certo|cosa è andato bene|wat ging goed|vad gick bra"
        "|hva gikk bra|hvad gik godt|良かった点|うまくいったこと|做得好的|做得好的地方"
    ).split("|"),
    "went_badly": (
        "what went wrong|what didnt go well|what did not go well|went wrong|what went poorly|what could be improved"
        "|what went badly|what could have gone better|what didnt work|what did not work|what did not help|what didnt help"
        "|what went less well|what could be better|things that went wrong|things that went poorly|what we can improve"
        "|what needs improvement|what could have been better|areas for improvement|the bad|what failed|went poorly"
        "|didnt go well|what went bad|what can be improved|what could we have done better|what should be improved"
        "|opportunities for improvement|what we could improve|what hurt|gaps|what could we improve"
        "|was lief schlecht|was schlecht lief|was lief nicht gut|ce qui a mal fonctionné|ce qui s est mal passé"
        "|lo que salió mal|qué salió mal|o que correu mal|o que deu errado|cosa è andato storto|wat ging fout"
        "|wat ging niet goed|vad gick dåligt|vad gick fel|hva gikk dårlig|hva gikk galt|hvad gik skidt"
        "|悪かった点|うまくいかなかったこと|改善点|做得不好的|需要改进"
    ).split("|"),
    "lucky": (
        "where we got lucky|what was lucky|luck|lucky|we got lucky|lucky breaks|what we got lucky on|got lucky"
        "|how we got lucky|where did we get lucky|where were we lucky|things that were lucky"
        "|wo wir glück hatten|glück gehabt|où nous avons eu de la chance|dónde tuvimos suerte|onde tivemos sorte"
        "|dove siamo stati fortunati|waar we geluk hadden|var vi hade tur|hvor vi var heldige|幸運だった点|幸运之处"
    ).split("|"),
    "lessons": (
        "lessons learned|lessons|lesson learned|lessons learnt|learnings|takeaways|what we learned|what did we learn"
        "|key learnings|lesson|learning|insights|what we learnt|key lessons|reflections|retrospective"
        "|lektionen|lehren|gelernte lektionen|lessons learnt and improvements|leçons apprises|enseignements"
        "|leçons tirées|lecciones aprendidas|lecciones|lições aprendidas|lezioni apprese|lezioni imparate|geleerde lessen"
        "|lärdomar|læring|lærdom|læringspunkter|教訓|学び|経験教訓|经验教训|教训"
    ).split("|"),
    "action_items": (
        "action items|action item|actions|follow ups|follow up|followups|followup|next steps|corrective actions"
        "|corrective action|follow up actions|follow up items|follow up tasks|remediation items|remediation actions"
        "|action plan|todo|todos|to do|to dos|tasks|follow up work|corrective and preventive actions|remediation plan"
        "|corrective and preventative measures|corrective and preventive measures|corrective and preventative actions"
        "|improvement plan|improvement actions|improvements to make|review actions|actions planned|actions taken"
        "|action taken|action planned|planned actions|corrective measures|required follow up|required follow ups"
        "|required actions|followup actions|followup items|capa|corrective actions and follow ups|post incident actions"
        "|post incident action items|action items and follow ups|remediation tasks|outstanding actions|follow on work"
        "|further actions|preventive and corrective actions|open action items|remaining work|work items|action register"
        "|action tracker|recommended actions|future actions|follow on hardening|agreed actions|future work|actions and follow ups|next actions|aftercare"
        "|maßnahmen|massnahmen|nächste schritte|folgemaßnahmen|aktionspunkte|offene punkte|aufgaben|actions correctives"
        "|plan d action|prochaines étapes|actions à mener|actions de suivi|acciones|acciones correctivas|próximos pasos"
        "|plan de acción|elementos de acción|ações|ações corretivas|próximos passos|plano de ação|itens de ação|azioni"
        "|azioni correttive|prossimi passi|piano d azione|actiepunten|acties|vervolgacties|volgende stappen"
        "|åtgärder|nästa steg|åtgärdspunkter|tiltak|oppfølging|neste steg|handlinger|opfølgning|næste skridt"
        "|アクションアイテム|今後の対応|再発防止策|対応事項|次のステップ|予防策|改进措施|后续行动|行动项|待办事项"
        "|后续措施|下一步|改善措施|改進措施|行動項目"
    ).split("|"),
    "references": (
        "references|reference|links|related|related documents|related documentation|related docs|related links"
        "|see also|useful resources|resources|useful links|further reading|related incidents|related issues|related prs"
        "|related postmortems|sources|external links|related resources|related work|cross references|relevant links"
        "|related rcas|related pull requests|supporting documents|related reading|linked documents|supporting links"
        "|referenzen|verweise|quellen|références|liens|referencias|enlaces|referências|riferimenti|referenties"
        "|bronnen|referenser|referanser|referencer|lenker|参考|参考資料|参考资料|関連資料|相关链接|関連リンク|參考資料"
    ).split("|"),
}
"""Canonical section names, and the headings that surely mean them."""

WEAK_SECTIONS: dict[str, tuple[str, ...]] = {
    "action_items": (
        "prevention|preventive actions|preventative actions|preventive measures|preventative measures|open items"
        "|prevention measures|process improvements|fix needed|fixes needed|remediation|mitigation plan|recommendations"
        "|systemic mitigation|systemic mitigations|improvements|open|preventing recurrence|prevention plan|guardrails added"
        "|how to prevent recurrence|recurrence prevention|future improvements|long term improvements|short term improvements"
        "|how we prevent this|how do we prevent this|how we will prevent this|what we are doing about it|open tasks|hardening"
        "|what we are changing|what were doing about it|changes|steps to prevent recurrence|prevention strategies|future"
        "|preventive steps|prevention and follow up|planned improvements|planned work|immediate actions|short term actions"
        "|long term actions|recommended improvements|proposed actions|proposed improvements|plan|prevention actions"
        "|improvements made|what we will do|what we will change|what will we do differently|suggested actions"
        "|how to prevent this|preventing this in the future|prevention checklist|safeguards|long term solutions"
        "|vorbeugung|prävention|empfehlungen|verbesserungen|prévention|recommandations|améliorations|prevención"
        "|recomendaciones|mejoras|prevenção|recomendações|melhorias|prevenzione|raccomandazioni|miglioramenti|preventie"
        "|aanbevelingen|verbeteringen|förebyggande|rekommendationer|förbättringar|forebygging|anbefalinger|forbedringer"
        "|改善策|再発防止|対策|预防措施|建议|改进|預防措施"
    ).split("|"),
    "lessons": "key takeaways|key takeaway|conclusions|observations".split("|"),
    "root_cause": "why it happened|why did it happen|why did this happen|why this happened|what was the cause|the problem|technical analysis|technical details|investigation".split(
        "|"
    ),
}
"""Headings that mean a section only where the document has none that surely does."""

LABELS: dict[str, tuple[str, ...]] = {
    "incident_id": (
        "incident id|id|incident number|incident no|rca id|postmortem id|post mortem id|incident|case id|reference id"
        "|incident ref|pir id|pm id|document id|incident key|vorfall id|vorfallnummer|id incidente|id incident|インシデントid"
    ).split("|"),
    "title": ("title", "titel", "titre", "título", "titolo", "タイトル", "标题"),
    "date": (
        "date|incident date|date of incident|date of the incident|date utc|date time|date range|dates|occurred|occurred on"
        "|incident window|day|when|event date|date and time|outage date|incident dates|date of occurrence|date s"
        "|datum|vorfallsdatum|date de l incident|fecha|fecha del incidente|data|data do incidente|data dell incidente"
        "|dato|hendelsesdato|日付|発生日|発生日時|日期|发生时间|發生日期|事故日期"
    ).split("|"),
    "reported": (
        "date reported|reported|reported on|report date|date of report|written|created|published|last updated|date created"
        "|date published|created on|updated|created at|documented|date written|postmortem date|review date|last updated on"
        "|date closed|closed|post mortem date|written on|date reported utc|pubdate|lastmod|last validated|next review"
    ).split("|"),
    "started": (
        "started|opened|opened at|start|timestamp|start time|start date|incident start|began|started at|incident started|outage start|onset|from"
        "|start time utc|time started|first occurrence|impact start|begin|incident start time|introduced|start of incident"
        "|beginn|start des vorfalls|début|inicio|início|inizio|start tid|開始|開始日時|开始时间"
    ).split("|"),
    "detected": (
        "detected|detected at|detection time|discovered|detection|first detected|time detected|date detected|identified"
        "|identified at|reported at|discovered on|detected on|date discovered|discovery date|alerted|incident detected"
        "|start time detected|when detected|discovery|erkannt|détecté|detectado|rilevato|upptäckt|検知|检测时间|发现时间"
    ).split("|"),
    "acknowledged": ("acknowledged", "acknowledged at", "time acknowledged", "incident declared", "declared"),
    "mitigated": (
        "mitigated|mitigated at|time mitigated|repaired|impact end|mitigation time|contained|contained at|date mitigated"
    ).split("|"),
    "resolved": (
        "resolved|resolved at|resolution time|end|end time|end date|incident end|ended|resolved on|time resolved|fixed at"
        "|date resolved|resolution date|closed at|incident resolved|incident ended|outage end|restored|recovered|fixed on"
        "|end time utc|ende|behoben|résolu|resuelto|resolvido|risolto|opgelost|löst|løst|終了|復旧日時|结束时间|恢复时间"
    ).split("|"),
    "severity": (
        "severity|sev|severity level|incident severity|impact level|criticality|level|severity status|severity and status"
        "|incident level|urgency|severity class|sev level|severity priority"
        "|schweregrad|schwere|sévérité|gravité|gravedad|severidad|severidade|gravidade|gravità|severità|ernst"
        "|allvarlighetsgrad|alvorlighetsgrad|alvorlighed|重大度|深刻度|严重程度|严重性|严重级别|嚴重程度"
    ).split("|"),
    "priority": (
        "priority",
        "incident priority",
        "priorität",
        "prioridad",
        "prioridade",
        "priorità",
        "优先级",
    ),
    "status": (
        "status|state|incident status|current status|rca status|postmortem status|document status|report status"
        "|zustand|statut|état|estado|situação|stato|tilstand|ステータス|状態|状态|狀態"
    ).split("|"),
    "duration": (
        "duration|total duration|outage duration|incident duration|duration of impact|impact duration|downtime|length"
        "|total downtime|duration of incident|time to resolve|ttr|total impact duration|time to recovery|time to repair"
        "|dauer|durée|duración|duração|durata|duur|varaktighet|varighet|varighed|期間|継続時間|持续时间|持續時間"
    ).split("|"),
    "blast_radius": (
        "blast radius|impact|scope|user impact|customer impact|affected|affected users|users affected|impacted|impact summary"
        "|affected customers|customers affected|affected surface|customer facing|business impact|impacted users|scope of impact"
        "|auswirkung|auswirkungen|betroffen|portée|alcance|impacto|impatto|omvang|omfattning|omfang|影響|影響範囲|影响|影响范围"
    ).split("|"),
    "author": (
        "author|authors|author s|created by|written by|prepared by|report author|rca author|postmortem author|writer"
        "|report by|reported by author|drafted by|document author|rca owner|postmortem owner|compiled by|post mortem author"
        "|document owner|autor|autoren|verfasser|auteur|auteurs|rédacteur|autora|autores|autore|autori|schrijver|författare"
        "|forfatter|作成者|著者|執筆者|作者|编写人|撰写人"
    ).split("|"),
    "services": (
        "service|services|affected services|affected service|component|components|affected components|affected systems"
        "|systems affected|services affected|affected component|system|systems|product|impacted services|affected model"
        "|impacted systems|systems|area|affected system|impacted service|affected features|surface|repo|service s"
        "|dienst|dienste|betroffene dienste|services affectés|servicios|servicios afectados|serviços|serviços afetados"
        "|servizi|diensten|tjänster|tjenester|サービス|影響サービス|影响服务|受影响服务"
    ).split("|"),
    "environments": (
        "environment|environments|env|envs|affected environment|affected environments|umgebung|umgebungen|environnement"
        "|entorno|entornos|ambiente|ambientes|ambienti|omgeving|miljö|miljø|環境|环境"
    ).split("|"),
    "tags": "tags|labels|keywords|categories|category|tag|topics|type|incident type|class|schlagwörter|étiquettes|标签".split(
        "|"
    ),
    "contributing_factors": "contributing factors|contributing causes|factors".split("|"),
    "commander": (
        "commander|incident commander|ic|incident lead|incident manager|lead|commander communications|incident owner"
        "|einsatzleiter|commandant|comandante|インシデントコマンダー|指挥官"
    ).split("|"),
    "participants": (
        "participants|attendees|responders|involved|people involved|team|contributors|incident responders|responder|operator"
        "|on call|oncall|engineers|response team|teilnehmer|beteiligte|participantes|partecipanti|deelnemers|deltagare|deltakere"
        "|参加者|対応者|参与者|参与人员"
    ).split("|"),
    "reviewers": "reviewers|reviewer|reviewed by|approved by|approver|approvers|prüfer|revisores|revisori|レビュアー|审核人".split(
        "|"
    ),
    "classification": (
        "classification|confidentiality|visibility|sensitivity|data classification|distribution|klassifizierung|classificatie"
    ).split("|"),
    "related": (
        "related|related incidents|related incident|see also|related issues|related issue|related pr|related prs|issue|issues"
        "|links|references|related rcas|related documents|related postmortems|pr|prs|ticket|tickets|jira|tracking issue|rca"
        "|companion artifact|github issue|pull request|pull requests|fix pr|tracking"
    ).split("|"),
    "owner": (
        "owner",
        "owners",
        "dri",
        "responsible",
        "rca driver",
        "verantwortlich",
        "responsable",
        "responsável",
        "eigenaar",
    ),
}
"""Canonical metadata fields, and their labels."""

STATES: dict[str, tuple[str, ...]] = {
    "open": (
        "open|todo|to do|pending|in progress|wip|planned|proposed|deferred|backlog|not started|scheduled|blocked|tracked"
        "|filed|ongoing|in review|new|not done|incomplete|not yet|partial|partially|partly|started|assigned|accepted|tbd"
        "|on hold|postponed|waiting|under review|draft|future|to be|investigating|not executed|not complete|unresolved"
        "|not implemented|not deployed|not merged|recommended|active|later|outstanding|remaining|doing|queued|ready|parked"
        "|needs|unfixed|undone|not fixed|pr open|in flight|awaiting|considering|next|soon|paused|in development|reopened|work in progress"
        "|not written|unstarted|up next|no|planned or in progress|not"
        "|offen|in arbeit|geplant|ausstehend|zu erledigen|ouvert|en cours|à faire|prévu|abierto|pendiente|en curso|en progreso"
        "|por hacer|planificado|aberto|pendente|em andamento|a fazer|planejado|aperto|in corso|da fare|pianificato|te doen"
        "|gepland|bezig|openstaand|öppen|pågår|att göra|planerad|åpen|pågår|planlagt|åben|igang|未対応|対応中|未着手|進行中"
        "|未完了|予定|待处理|进行中|未开始|待办|处理中|计划中|待辦"
    ).split("|"),
    "done": (
        "done|complete|completed|finished|shipped|closed|fixed|resolved|implemented|documented|delivered|landed|applied"
        "|released|added|updated|installed|yes|addressed|solved|corrected|removed|patched|created|published|achieved"
        "|all done|in place|satisfied|taken|actions taken|action taken|completely done|already done|ok|mitigated"
        "|erledigt|abgeschlossen|fertig|behoben|umgesetzt|terminé|terminée|fait|résolu|clos|fermé|hecho|completado|cerrado"
        "|resuelto|terminado|feito|concluído|fechado|resolvido|fatto|completato|chiuso|risolto|klaar|gedaan|afgerond|gesloten"
        "|opgelost|klar|färdig|avslutad|åtgärdad|gjort|ferdig|fullført|lukket|løst|færdig|afsluttet|完了|対応済み|済み|済"
        "|解決済み|実施済み|已完成|完成|已解决|已修复|已关闭|已解決"
    ).split("|"),
    "written": (
        "merged|written|sop written|pr merged|code complete|runbook written|code merged|drafted|committed|implemented not deployed"
        "|merged not deployed|written not executed|gemergt|geschrieben|mergé|fusionné|geschreven|skriven|skrevet|マージ済み|已合并"
    ).split("|"),
    "executed": (
        "deployed|executed|rolled out|live|in production|in prod|enabled in|carried out|deployed to|enabled|activated"
        "|live in|released to|shipped to|ausgeführt|ausgerollt|déployé|exécuté|desplegado|ejecutado|implantado|executado"
        "|distribuito|eseguito|uitgerold|uitgevoerd|utrullad|utført|デプロイ済み|已部署|已上线|已执行"
    ).split("|"),
    "dropped": (
        "wont do|wontdo|wont fix|wontfix|rejected|superseded|declined|cancelled|canceled|dropped|obsolete|abandoned|not needed"
        "|n a|na|no longer needed|duplicate|not applicable|invalid|discarded|withdrawn|retired|will not do|will not fix|not planned"
        "|no action|no action needed|out of scope|moot|not required|deprecated|skipped|removed from scope|closed as not planned"
        "|verworfen|abgelehnt|nicht nötig|entfällt|abandonné|rejeté|annulé|descartado|rechazado|cancelado|rejeitado"
        "|abbandonato|rifiutato|annullato|vervallen|afgewezen|geannuleerd|avbruten|avvisad|avslått|forkastet|annulleret"
        "|中止|却下|見送り|不要|已取消|已拒绝|不再需要|取消"
    ).split("|"),
}
"""What a state word claims, by the longest words that a state begins with."""
