"""More headings, in the form of `rca.words`; a word of the earlier tables wins there."""

from __future__ import annotations

from rca.words import split_words

SECTIONS: dict[str, tuple[str, ...]] = {
    "summary": split_words(
        """
        situation overview | incident recap | recap | incident at a glance | what occurred |
        executive brief | incident synopsis | issue overview | problem overview | outage overview |
        event overview | event description | failure description | incident abstract |
        description of incident | description of problem | description of the problem |
        nature of the incident | in one sentence | 事象概要 | коротко | суть инцидента |
        краткое резюме | краткая сводка | стисло | суть
        """
    ),
    "impact": split_words(
        """
        what was impacted | who was impacted | impact summary | impact statement |
        what was the customer impact |
        what was the user impact | business impact analysis | impact window | extent of the impact |
        extent of impact | extent of damage | extent of the damage | afectación | 被害状況 | 影響評估 |
        последствия инцидента | масштаб влияния | масштаб инцидента
        """
    ),
    "timeline": split_words(
        """
        event sequence | chronological order | incident progression | chronik | хроника |
        хроника событий | déroulement des faits | 时间经过 | 事件時間軸 | хід подій
        """
    ),
    "detection": split_words(
        """
        incident detection | initial detection | fault detection | how it was caught |
        how did we catch it | how we caught it | how was it caught | how it surfaced |
        how did we learn about it | how we learned about it | how we learnt about it | first signs |
        erkennung des vorfalls | wie wurde es entdeckt | detección del incidente | como detectamos |
        detecção do incidente | détection de l'incident | comment a t on détecté | 検知経緯 |
        発見経緯 | 问题发现 | обнаружение проблемы | обнаружение инцидента
        """
    ),
    "root_cause": split_words(
        """
        rootcause | contributory factors | triggering event | systemic factors | fault analysis |
        problem analysis | source of the problem | source of the issue | reason for outage |
        reason for the outage | reason for failure | reason for the failure | fishbone | ishikawa |
        fishbone diagram | ishikawa diagram | latent conditions | latent causes |
        ursache des vorfalls | fehlerursache | analyse de la cause | origine du problème |
        причина инцидента | причина сбоя | причины сбоя | причины инцидента | почему это произошло |
        почему так произошло | чому це сталося | 5 почему | пять почему | анализ 5 почему |
        метод 5 почему | 五个为什么 | 5个为什么 |
        5 why 분석 | 5 whys 분석 | 真因 | 原因調査 | 原因定位
        """
    ),
    "resolution": split_words(
        """
        temporary workaround | mitigation steps taken | steps taken to fix |
        steps taken to fix the issue | mitigation and verification | fix and verification |
        service restoration | eradication | containment and eradication |
        containment eradication and recovery | what was done to fix it | what we did to fix it |
        how the incident was resolved | how the issue was resolved | implemented solution |
        implemented fix | response and resolution | actions taken during incident | stabilization |
        maßnahmen während des vorfalls | acciones realizadas | ações realizadas | actions menées |
        resolução do incidente | resolución del incidente | résolution de l'incident | 実施した対応 |
        対処内容 | 已修正 | 已修复 | 止损 | 止损措施 | 处置 | 处置过程 | 临时措施 | решение проблемы |
        что было сделано | як виправили | correções aplicadas | correcciones aplicadas |
        cách fix | cách khắc phục
        """
    ),
    "went_well": split_words(
        """
        what helped us | bright spots | good things | lo bueno | ce qui a fonctionné | ce qui a marché |
        做得好 | 亮点 | что сработало хорошо | что получилось хорошо | що спрацювало добре |
        що пройшло добре
        """
    ),
    "went_badly": split_words(
        """
        what could've gone better | what could've been better | what could've been improved |
        what can we improve | areas to improve | what hurt us | what slowed us down | what was missed |
        room for improvement | problems encountered | was nicht gut lief | was nicht gut war |
        lo malo | ce qui a moins bien fonctionné | 不足 | 不足之处 | 暴露的问题 | 存在问题 | 存在的问题 |
        что сработало плохо | что прошло плохо | що спрацювало погано | що пройшло погано
        """
    ),
    "lucky": split_words("где нам повезло | в чём нам повезло | де нам пощастило | 幸运的地方 | 走运的地方"),
    "lessons": split_words(
        """
        takeaway | the takeaway | what weve learned | what this incident taught us |
        teachable moments | what this teaches us | what this taught us |
        final lesson | 経験から学んだこと | 收获 | 经验总结 | чему мы научились | что мы узнали |
        чого ми навчилися | що ми дізналися
        """
    ),
    "action_items": split_words(
        """
        folgeaufgaben | próximas ações | próximas acciones | actions à mettre en place |
        actions à mener | 行动清单 | 待办 | 待办清单 | дальнейшие шаги | подальші кроки |
        phòng tránh | cách phòng tránh | biện pháp phòng tránh
        """
    ),
    "references": split_words(
        """
        bibliography | external references | links relacionados |
        enlaces relacionados | documentos de referência | связанные материалы | пов'язані матеріали
        """
    ),
}
"""Headings that surely mean a section."""

WEAK_SECTIONS: dict[str, tuple[str, ...]] = {
    "summary": split_words(
        "bottom line | briefly | vorfall | 故障现象 | 问题现象 | resumen incidente | 무슨 일이 있었나"
    ),
    "impact": split_words(
        "impacted users | impacted systems | impacted services | users affected | schaden | alcance"
    ),
    "timeline": split_words(
        "incident history | historique | 対応履歴 | how it unfolded | how events unfolded | 사건 경과"
    ),
    "detection": split_words(
        """
        how it was reported | detection gap | monitoring gap | alerting gap |
        why monitoring missed it | why the alerts didnt fire | why alerts didnt fire |
        why didnt we get alerted | why we werent alerted | brecha de detección |
        lacune de détection | erkennungslücke
        """
    ),
    "root_cause": split_words(
        """
        how did this happen | how this happened | how could this happen | failure mode |
        failure mechanism | failure chain | mechanism | origine | 问题分析 | mechanism of failure |
        diagnostic | diagnóstico | diagnose | diagnosi | mecanismo de falla | warum ist das passiert |
        pourquoi cest arrivé | por qué pasó | por qué ocurrió | por que aconteceu | なぜ起きたか |
        por qué sucedió | análisis del problema | análise do problema | analisis | analisis masalah
        """
    ),
    "resolution": split_words(
        """
        workarounds | what changed | what was done | what was fixed | fix summary | fix verification |
        measures taken | medidas adoptadas | medidas adotadas | actions réalisées | ergriffene maßnahmen |
        getroffene maßnahmen | misure adottate | genomen maatregelen | vidtagna åtgärder |
        podjęte działania | přijatá opatření | alınan önlemler | предпринятые меры |
        предпринятые действия | 実施済みの対策 | 已采取的措施 | 采取的措施 | 已采取措施 | 해결 과정
        """
    ),
    "went_well": split_words("highlights"),
    "went_badly": split_words("negatives | 問題点"),
    "action_items": split_words(
        """
        to prevent this from happening again | possible fixes | potential fixes | open work |
        what we are going to do | what were going to do | what are we doing about it |
        tracking issues | short term and long term actions | improvement opportunities |
        new controls | systemic fixes | planned mitigations | präventionsmaßnahmen |
        vorbeugende maßnahmen | acciones a seguir | pendientes | pendências | à faire | 今後の予定 |
        优化措施 | 如何避免 | 如何防止 | 以后怎么防 | 怎么避免 | что делать дальше |
        меры предотвращения | превентивные меры | our commitments | our plan | the plan |
        plan going forward | things to fix | things to change | fixes to make | changes planned |
        never again | what happens next | what comes next | whats changing |
        compromisos | lo que vamos a cambiar | qué vamos a cambiar | qué haremos diferente |
        acciones a futuro | acciones inmediatas | acciones a corto plazo | cómo evitar que se repita |
        cómo evitaremos que se repita | plan de remediación | o que vamos mudar |
        o que faremos diferente | o que vamos fazer | como evitar que se repita |
        ce que nous allons changer | ce que nous allons faire | ce quon va changer |
        ce que nous changeons | comment éviter que cela se reproduise |
        pour éviter que cela se reproduise | was wir ändern | was wir ändern werden |
        was wir künftig anders machen | was wir tun werden | was wir anders machen |
        was wir verbessern | wie wir das verhindern | wie wir das in zukunft verhindern |
        damit das nicht wieder passiert | korrektur und vorbeugemaßnahmen | geplante maßnahmen |
        cosa cambieremo | cosa faremo | come evitarlo in futuro | wat we gaan veranderen |
        wat we gaan doen | hoe voorkomen we dit | vad vi ska ändra | hvad vi ændrer |
        hva vi endrer | videre tiltak | co zmienimy | dalsze kroki | działania zapobiegawcze |
        co změníme | что мы изменим | что будем менять | что будем делать | что нужно сделать |
        как не допустить повторения | що ми змінимо | 今後の改善 | 対応予定 | これから変えること |
        是正措置 | 개선 계획 | 接下来的改进 | 如何避免再次发生 | 如何防止再次发生
        """
    ),
}
"""Headings that mean a section only where the document has none that surely does."""
