"""The headings that documents use, by what they mean: data for `rca.aliases`.

Words are written as `rca.aliases.key` makes them, but with apostrophes: lower case, no punctuation.
German, French, Spanish, Portuguese, Italian, Dutch, the Scandinavian languages, Japanese and Chinese are
included.
"""

from __future__ import annotations


def split_words(text: str) -> tuple[str, ...]:
    """The words of a table's entry, which stand between bars."""
    return tuple(" ".join(word.split()) for word in text.split("|"))


SECTIONS: dict[str, tuple[str, ...]] = {
    "summary": split_words(
        """
        summary | executive summary | incident summary | overview | tl dr | tldr | abstract |
        what happened | synopsis | at a glance | incident overview | issue summary | problem summary |
        description | incident description | issue description | problem description | in brief |
        short version | what broke | zusammenfassung | überblick | was ist passiert | résumé | resumé |
        synthèse | resumen | resumen ejecutivo | resumo | resumo executivo | sommario | riepilogo |
        riassunto | samenvatting | sammanfattning | sammendrag | 概要 | サマリー | 要約 | 摘要 | 总结 |
        概述 | 事件概述 | 事故概述 | 事件概要 | in a nutshell | what was the issue | summary of issue |
        summary of the issue | summary of incident | summary of the incident | event summary |
        outage summary | failure summary | the short version | too long didnt read | what was broken |
        what went down | in short | summary and impact | description of the incident |
        overview of the incident |
        executive overview | short description | what happened and why
        """
    ),
    "impact": split_words(
        """
        impact | customer impact | user impact | business impact | blast radius | impact analysis |
        impact assessment | effects | who was affected | what was affected | scope of impact |
        consequences | damage | impacts | auswirkung | auswirkungen | conséquences | impacto |
        impatto | gevolgen | påverkan | konsekvens | konsekvenser | påvirkning | 影響 | 影響範囲 |
        影响 | 影响范围 | 影響範圍 | impact severity | what was the impact | damage assessment |
        effect | effect on users | effects on users | impact and duration | customer impact assessment
        """
    ),
    "timeline": split_words(
        """
        timeline | time line | incident timeline | timeline of events | chronology |
        sequence of events | event timeline | key events | course of events | incident chronology |
        timeline of the incident | detailed timeline | log of events | event log | zeitleiste |
        zeitlicher ablauf | zeitachse | ablauf | chronologie | cronología | cronologia |
        linha do tempo | línea de tiempo | tijdlijn | tidslinje | händelseförlopp | hendelsesforløp |
        タイムライン | 時系列 | 经过 | 经過 | 時間軸 | 时间线 | 时间轴 | 時間線 | what happened when |
        order of events | chronological order of events | detailed sequence of events | play by play |
        incident log | time line of events
        """
    ),
    "detection": split_words(
        """
        detection | how it was detected | how was it detected | how we detected it | how we found out |
        identified | discovery | how we noticed | how it was found | how it was discovered |
        identification | monitoring and detection | erkennung | entdeckung | détection | detección |
        detecção | rilevamento | detectie | upptäckt | oppdagelse | opdagelse | 検知 | 検出 | 发现 |
        檢測 | 检测 | how did we find out | how we found it | how did we notice |
        how did we detect it | how was it discovered | how was this discovered |
        how did we detect this | how we detected this | how did we detect the issue
        """
    ),
    "root_cause": split_words(
        """
        root cause | root causes | root cause analysis | root causes analysis | cause | causes |
        contributing factors | trigger | triggers | triggered by | analysis | why | five whys | 5 whys |
        the cause | the root cause | contributing causes | cause analysis | rca | what caused it |
        what caused this | proximate cause | underlying cause | underlying causes | technical cause |
        process cause | technical root cause | causal analysis | cause of the incident |
        trigger and sequence | factors | direct cause | immediate cause | 5 whys analysis |
        what allowed this | what allowed it | what allowed this to happen | what allowed it to happen |
        five whys analysis | 5 why | 5 why analysis | root cause s | why it failed | incident analysis |
        ursache | ursachen | grundursache | ursachenanalyse | cause racine | causes racines |
        analyse des causes | causa raíz | causa raiz | causas | causa | causa principale | oorzaak |
        hoofdoorzaak | grondoorzaak | rotorsak | grundorsak | årsak | årsag | rotårsak | 根本原因 |
        原因 | 原因分析 | 根因 | 根因分析 | 原因の分析 | cause of failure | cause of the failure |
        causal chain | root cause and resolution | root cause and fix | contributing factor |
        failure analysis | contributing conditions | underlying issue | cause of the outage |
        cause of outage | aggravating factors
        """
    ),
    "resolution": split_words(
        """
        resolution | mitigation | recovery | fix applied | fixes applied | response | the fix | fix |
        fixes | repair | repairing | fixing | solving | solution | solutions | solution applied |
        solutions applied | solution implemented | solutions implemented | how it was fixed |
        how we fixed it | how it was resolved | resolution and recovery | mitigation and resolution |
        resolution and mitigation | mitigation and recovery | recovery actions | final solution |
        workaround | incident response | fix implemented | fixes implemented | immediate fix |
        immediate fixes | immediate response | response and recovery | remedy | mitigations |
        recovery steps | resolution steps | steps to resolution | steps to resolve |
        immediate recovery | mitigation applied | mitigations applied | mitigation steps |
        immediate resolution | actions taken during the incident | what we did | containment |
        what fixed it | resolution summary | how we resolved it | response actions | the solution |
        code changes | long term fix | behebung | lösung | wiederherstellung | résolution |
        rétablissement | correction | resolución | solución | resolução | solução | mitigação |
        risoluzione | soluzione | oplossing | herstel | lösning | åtgärd | åtgärdande | løsning |
        utbedring | 対応 | 復旧 | 解決 | 解决 | 解决方案 | 恢复 | 修复 | 处理过程 | 解決策 | 復旧対応 |
        how was it resolved | how did we fix it | how was it fixed | hotfix | how we recovered |
        restoration | immediate mitigation | mitigation strategy | actions taken to resolve |
        what did we do | temporary fix | recovery process | countermeasures taken | fix details |
        details of fix | details of the fix | resolving actions | what we fixed | steps taken to resolve |
        steps taken to resolve the issue | containment actions | repairs
        """
    ),
    "went_well": split_words(
        """
        what went well | went well | what went right | what worked | what worked well |
        things that went well | what helped | positives | successes | good | the good |
        what we did well | what has gone well | what did go well | was lief gut | was gut lief |
        was gut gelaufen ist | ce qui a bien fonctionné | ce qui s'est bien passé | lo que salió bien |
        qué salió bien | qué funcionó bien | qué funcionó | o que correu bem | o que deu certo |
        cosa è andato bene | wat ging goed | vad gick bra | hva gikk bra | hvad gik godt | 良かった点 |
        うまくいったこと | 做得好的 | 做得好的地方 | what we got right | things we did right |
        positive observations | what saved us | what was good | what did we do well |
        what we did right
        """
    ),
    "went_badly": split_words(
        """
        what went wrong | what didnt go well | what did not go well | went wrong | what went poorly |
        what could be improved | what went badly | what could have gone better | what didnt work |
        what did not work | what did not help | what didnt help | what went less well |
        what could be better | things that went wrong | things that went poorly | what we can improve |
        what needs improvement | what could have been better | areas for improvement | the bad |
        what failed | went poorly | didnt go well | what went bad | what can be improved |
        what could we have done better | what should be improved | what didnt | what did not |
        what hindered | opportunities for improvement | what we could improve | what hurt | gaps |
        what could we improve | was lief schlecht | was schlecht lief | was lief nicht gut |
        ce qui a mal fonctionné | ce qui s'est mal passé | lo que salió mal | qué salió mal |
        qué no funcionó | qué no funcionó bien | o que correu mal | o que deu errado |
        cosa è andato storto | wat ging fout | wat ging niet goed | vad gick dåligt | vad gick fel |
        hva gikk dårlig | hva gikk galt | hvad gik skidt | 悪かった点 | うまくいかなかったこと |
        改善点 | 做得不好的 | 需要改进 | what could we do better | what can we do better |
        things to improve | shortcomings | what could have been done better |
        what could be done better | what was difficult | where we struggled | where we fell short |
        what we got wrong | what could we have done differently | areas of improvement |
        missed opportunities | pain points | needs improvement | what was bad | what i got wrong |
        what we did wrong | what did we do poorly
        """
    ),
    "lucky": split_words(
        """
        where we got lucky | what was lucky | luck | lucky | we got lucky | lucky breaks |
        what we got lucky on | got lucky | how we got lucky | where did we get lucky |
        where were we lucky | things that were lucky | wo wir glück hatten | glück gehabt |
        où nous avons eu de la chance | dónde tuvimos suerte | onde tivemos sorte |
        dove siamo stati fortunati | waar we geluk hadden | var vi hade tur | hvor vi var heldige |
        幸運だった点 | 幸运之处 | luck factors | what luck we had
        """
    ),
    "lessons": split_words(
        """
        lessons learned | lessons | lesson learned | lessons learnt | learnings | takeaways |
        what we learned | what did we learn | key learnings | lesson | learning | insights |
        what we learnt | key lessons | reflections | retrospective | lektionen | lehren |
        gelernte lektionen | lessons learnt and improvements | leçons apprises | enseignements |
        leçons tirées | lecciones aprendidas | lecciones | lições aprendidas | lezioni apprese |
        lezioni imparate | geleerde lessen | lärdomar | læring | lærdom | læringspunkter | 教訓 |
        学び | 経験教訓 | 经验教训 | 教训 | learning points | the lesson | main lesson | reflection |
        moral of the story | retrospective notes | systemic lessons | what i learned |
        what have we learned
        """
    ),
    "action_items": split_words(
        """
        action items | action item | actions | follow ups | follow up | followups | followup |
        next steps | corrective actions | corrective action | follow up actions | follow up items |
        follow up tasks | remediation items | remediation actions | action plan | todo | todos |
        to do | to dos | tasks | follow up work | corrective and preventive actions |
        remediation plan | corrective and preventative measures | corrective and preventive measures |
        corrective and preventative actions | improvement plan | improvement actions |
        improvements to make | review actions | actions planned | actions taken | action taken |
        action planned | planned actions | corrective measures | required follow up |
        required follow ups | required actions | followup actions | followup items | capa |
        corrective actions and follow ups | post incident actions | post incident action items |
        action items and follow ups | remediation tasks | outstanding actions | follow on work |
        further actions | preventive and corrective actions | open action items | remaining work |
        work items | action register | action tracker | recommended actions | future actions |
        follow on hardening | agreed actions | future work | actions and follow ups | next actions |
        aftercare | massnahmen | nächste schritte | folgemassnahmen | aktionspunkte | offene punkte |
        aufgaben | actions correctives | plan d'action | prochaines étapes | actions à mener |
        actions de suivi | acciones | acciones correctivas | próximos pasos | plan de acción |
        elementos de acción | ações | ações corretivas | próximos passos | plano de ação |
        itens de ação | azioni | azioni correttive | prossimi passi | piano d'azione | actiepunten |
        acties | vervolgacties | volgende stappen | åtgärder | nästa steg | åtgärdspunkter | tiltak |
        oppfølging | neste steg | handlinger | opfølgning | næste skridt | アクションアイテム |
        今後の対応 | 再発防止策 | 対応事項 | 次のステップ | 予防策 | 改进措施 | 后续行动 | 行动项 |
        待办事项 | 后续措施 | 下一步 | 改善措施 | 改進措施 | 行動項目 | action points |
        actions to take | whats next | todo list | plan of action | things to do | action log |
        actions required | outstanding items | commitments | what we will do differently |
        what we would do next | forward actions | change register | post mortem actions |
        postmortem actions | recommended next phase | mitigations going forward |
        repair items | open actions | learnings and actions | lessons and action items |
        fix forward plan | actionable items | actionables | improvement items | post incident tasks |
        post incident follow up | pending actions
        """
    ),
    "references": split_words(
        """
        references | reference | links | related | related documents | related documentation |
        related docs | related links | see also | useful resources | resources | useful links |
        further reading | related incidents | related issues | related prs | related postmortems |
        sources | external links | related resources | related work | cross references |
        relevant links | related rcas | related pull requests | supporting documents |
        related reading | linked documents | supporting links | supporting information |
        additional resources | referenzen | verweise | quellen | références | liens | referencias |
        enlaces | referências | riferimenti | referenties | bronnen | referenser | referanser |
        referencer | lenker | 参考 | 参考資料 | 参考资料 | 関連資料 | 相关链接 | 関連リンク |
        參考資料 | further information | links and references | related tickets | related reports
        """
    ),
}
"""Canonical section names, and the headings that surely mean them."""

WEAK_SECTIONS: dict[str, tuple[str, ...]] = {
    "action_items": split_words(
        """
        prevention | preventive actions | preventative actions | preventive measures |
        preventative measures | open items | prevention measures | process improvements | fix needed |
        fixes needed | fix list | remediation | mitigation plan | recommendations |
        systemic mitigation | systemic mitigations | improvements | open | preventing recurrence |
        prevention plan | guardrails added | how to prevent recurrence | recurrence prevention |
        future improvements | long term improvements | short term improvements | how we prevent this |
        how do we prevent this | how we will prevent this | what we are doing about it | open tasks |
        hardening | what we are changing | what were doing about it | changes |
        steps to prevent recurrence | prevention strategies | future | preventive steps |
        prevention and follow up | planned improvements | planned work | immediate actions |
        short term actions | long term actions | recommended improvements | proposed actions |
        proposed improvements | plan | prevention actions | improvements made | what we will do |
        what we will change | what will we do differently | what were doing | what well do |
        what we are doing | what we plan to do | was wir tun | что сделать | что делаем |
        suggested actions | how to prevent this | preventing this in the future | prevention checklist |
        safeguards | long term solutions | vorbeugung | prävention | empfehlungen | verbesserungen |
        prévention | recommandations | améliorations | prevención | recomendaciones | mejoras |
        prevenção | recomendações | melhorias | prevenzione | raccomandazioni | miglioramenti |
        preventie | aanbevelingen | verbeteringen | förebyggande | rekommendationer | förbättringar |
        forebygging | anbefalinger | forbedringer | 改善策 | 再発防止 | 対策 | 预防措施 | 建议 | 改进 |
        what would prevent this | what would have prevented this | what could have prevented this |
        countermeasures | guardrails | changes to prevent recurrence | process changes |
        required changes | proposed changes | proposed fixes | long term fixes | deferred work |
        going forward | how to avoid this in the future | avoiding this in the future |
        safeguards added | measures | what were changing | steps were taking | preventing this |
        remaining gaps | precautions | future precautions | tickets | jira tickets | issues filed |
        issues opened | tickets filed | tickets created | backlog items | backlog items created |
        moving forward | way forward | remedies | remedial actions | remedial work | changes to make |
        changes we are making | changes were making | long term solution | future mitigation |
        future mitigations | future prevention | actions taken and planned | what needs to be done |
        what needs to happen | where we go from here | how we plan to improve |
        solution and prevention | avoiding recurrence | how we are improving | how we will improve |
        how were improving | improvements identified | proactive measures | fix plan | remaining items |
        left to do | still open | still to do | deferred items | pending items | pending work |
        pending | deferred | backlog | suggested fixes | recommended | still recommended |
        recommended fixes | recommended changes | prevent recurrence | preventing a repeat |
        avoiding a repeat | how well prevent this | steps we are taking | corrective steps |
        corrective work | commitments going forward | where do we go from here
        """
    ),
    "resolution": split_words(
        """
        rollback | short term fix | short term fixes | containment steps | what we changed |
        what we did about it | changes made | steps taken
        """
    ),
    "went_well": split_words("strengths | pros | wins"),
    "went_badly": split_words("weaknesses | cons | what we missed | challenges | difficulties"),
    "timeline": split_words(
        """
        how did we respond | how we responded | minute by minute | blow by blow | key timestamps |
        key moments | chronological events
        """
    ),
    "impact": split_words(
        """
        affected users | affected systems | affected services | affected customers | scope |
        what users saw | what customers saw
        """
    ),
    "summary": split_words("problem statement | incident | the incident | the outage | narrative"),
    "lessons": split_words(
        "key takeaways | key takeaway | conclusion | conclusions | observations | key insights"
    ),
    "references": split_words("artifacts | artifact links | raw artifact links | docs"),
    "root_cause": split_words(
        """
        why it happened | why did it happen | why did this happen | why this happened | diagnosis |
        the bug | how it happened |
        what was the cause | the problem | technical analysis | technical details | investigation |
        what was the problem | the root of the issue | fault | origin | reason | reasons | the reason |
        technical explanation | deep dive | findings |
        what was wrong | what was actually wrong | what broke and why
        """
    ),
}
"""Headings that mean a section only where the document has none that surely does."""
