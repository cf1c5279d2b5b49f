"""Headings in Indonesian, Turkish, Vietnamese, Czech and Finnish, and more of other languages.

Data for `rca.aliases`, in the form of `rca.words`; a word of the earlier tables wins there.
"""

from __future__ import annotations

from rca.words import split_words

SECTIONS: dict[str, tuple[str, ...]] = {
    "summary": split_words(
        """
        résumé de l'incident | synthèse de l'incident | description de l'incident | en bref |
        description du problème | vue d'ensemble | présentation de l'incident | résumé du problème |
        resumen del incidente | descripción | descripción del incidente | descripción del problema |
        visión general | resumo do incidente | descrição | descrição do incidente | visão geral |
        descrição do problema | sumário | sumário executivo | kurzfassung | kurzbeschreibung |
        beschreibung | was passiert ist | was passierte | zusammenfassung des vorfalls | sintesi |
        descrizione | descrizione dell'incidente | panoramica | cos'è successo | che cosa è successo |
        wat is er gebeurd | wat gebeurde er | beschrijving | omschrijving | overzicht | oppsummering |
        hva skjedde | beskrivelse | hvad skete der | opsummering | sammenfatning | vad hände |
        beskrivning | översikt | yhteenveto | mitä tapahtui | kuvaus | qué sucedió | qué ha pasado |
        ringkasan | ringkasan insiden | ringkasan eksekutif | ikhtisar | gambaran umum | deskripsi |
        deskripsi insiden | apa yang terjadi | özet | olay özeti | ne oldu | yönetici özeti | açıklama |
        genel bakış | tóm tắt | tổng quan | mô tả sự cố | tóm tắt sự cố | chuyện gì đã xảy ra |
        shrnutí | souhrn | popis | popis incidentu | co se stalo | přehled | 问题描述 | 事件描述 |
        故障描述 | 故障概述 | 问题概述 | 事故描述 | 故障概要 | インシデント概要 | 障害概要 | 発生事象 |
        事象 | 事象の概要 | サマリ | описание инцидента | краткое описание инцидента |
        опис інциденту | opis incydentu
        """
    ),
    "impact": split_words(
        """
        impact métier | impact client | impact sur les utilisateurs | impacto en el negocio |
        impacto en clientes | consecuencias | impacto no negócio | impacto aos usuários |
        consequências | folgen | impatti | impatto sugli utenti | virkning | vaikutus | vaikutukset |
        dampak | dampak insiden | etki | etkiler | etki analizi | ảnh hưởng | tác động |
        phạm vi ảnh hưởng | mức độ ảnh hưởng | dopad | dopady | 影响面 | 影響内容 |
        влияние на пользователей
        """
    ),
    "timeline": split_words(
        """
        chronologie de l'incident | déroulé | déroulement | déroulé des faits | déroulé de l'incident |
        déroulement de l'incident | frise chronologique | ligne du temps | fil des événements |
        línea temporal | secuencia de eventos | linha de tempo | linha do tempo do incidente |
        sequência de eventos | zeitlinie | zeitlicher verlauf | verlauf | ereignisverlauf | hergang |
        linea temporale | sequenza temporale | sequenza degli eventi | tijdslijn | verloop |
        tidsforløp | forløb | hændelsesforløb | tidsförlopp | förlopp | aikajana | kronologi |
        kronologi kejadian | linimasa | garis waktu | urutan kejadian | zaman çizelgesi |
        zaman akışı | kronoloji | olay akışı | dòng thời gian | diễn biến | diễn biến sự cố |
        mốc thời gian | časová osa | průběh | průběh incidentu | 事件经过 | 事故经过 | 故障经过 |
        时间轴 | 時系列 | 経緯 | 対応経緯 | 発生経緯 | タイムテーブル | временная линия | ход инцидента
        """
    ),
    "detection": split_words(
        """
        découverte | comment l'incident a été détecté | cómo se detectó | como foi detectado |
        feststellung | rilevazione | ontdekking | påvisning | deteksjon | havaitseminen | deteksi |
        tespit | nasıl tespit edildi | phát hiện | detekce | odhalení | 发现过程 | 如何发现 |
        故障发现 | 检测与发现 | 検知方法 | 発覚経緯 | 発見
        """
    ),
    "root_cause": split_words(
        """
        5 pourquoi | les 5 pourquoi | 5 porqués | 5 porquês | 5 perché | 5 warum | 5 hvorfor |
        5 varför | 5 waaroms | 5 neden | cause principale | causes principales | cause profonde |
        causes profondes | cause du problème | cause de l'incident | causes de l'incident |
        analyse de la cause racine | origine du problème | analyse des causes racines |
        origine de l'incident | élément déclencheur | déclencheur | facteur déclencheur |
        facteurs déclencheurs | análisis de causa raíz | causas raíz | análisis de la causa raíz |
        causa principal | desencadenante | detonante | origen | origem | análise de causa raiz |
        análise da causa raiz | gatilho | causas raiz | causas raízes | hauptursache | auslöser |
        beitragende faktoren | fehlerursache | root cause analyse | cause principali |
        analisi delle cause | causa scatenante | causa radice | fattori contribuenti |
        analisi della causa principale | oorzaken | kernoorzaak | oorzaakanalyse | aanleiding |
        bijdragende factoren | rotårsaker | årsaker | utløsende faktor | utløsende faktorer |
        utløsende årsak | bakenforliggende årsak | bakenforliggende årsaker | medvirkende faktorer |
        rotårsaksanalyse | grundårsag | rodårsag | rodårsager | årsager | udløsende faktor |
        grundorsaker | rotorsaker | orsak | orsaker | orsaksanalys | utlösande faktor |
        bidragande faktorer | bakomliggande orsak | bakomliggande orsaker | juurisyy | syy | syyt |
        akar masalah | akar penyebab | penyebab | penyebab utama | pemicu | analisis akar masalah |
        faktor kontribusi | kök neden | kök nedenler | kök neden analizi | temel neden | sebep |
        tetikleyici | katkıda bulunan faktörler | nguyên nhân | nguyên nhân gốc | nguyên nhân gốc rễ |
        phân tích nguyên nhân | příčina | příčiny | kořenová příčina | hlavní příčina | analýza příčin |
        spouštěč | 故障原因 | 诱因 | 原因定位 | なぜなぜ分析 | 原因究明 | 要因 | причины инцидента
        """
    ),
    "resolution": split_words(
        """
        résolution de l'incident | correctifs appliqués | correctif appliqué | solution appliquée |
        solution mise en place | solutions mises en place | réponse à l'incident | atténuation |
        retour à la normale | restauration | correction appliquée | mesures immédiates | mitigación |
        recuperación | solución aplicada | corrección aplicada | cómo se resolvió | contención |
        recuperação | solução aplicada | correção aplicada | como foi resolvido | contenção |
        sofortmaßnahmen | fehlerbehebung | problemlösung | reaktion | ripristino | correzione |
        mitigazione | risposta | mitigatie | gjenoppretting | retting | udbedring | genopretning |
        lösningen | återställning | ratkaisu | korjaus | resolusi | penyelesaian | pemulihan |
        mitigasi | penanganan | solusi | çözüm | müdahale | uygulanan çözüm | düzeltme | khắc phục |
        giải pháp | cách khắc phục | xử lý | giải quyết | khôi phục | řešení | oprava | náprava |
        zotavení | 应急处理 | 应急措施 | 处理方案 | 处置过程 | 修复方案 | 修复过程 | 恢复过程 |
        处理方法 | 解决方法 | 暫定対応 | 暫定対処 | 応急処置 | 対処 | 復旧作業 | 一次対応 | 初動対応 |
        初期対応 | 応急対応 | 緊急対応 | 修正内容 | что сделано | 対応内容 | 対応と復旧 |
        behebung der ursache |
        estrategia de mitigación | estratégia de mitigação | stratégie de remédiation
        """
    ),
    "went_well": split_words(
        """
        ce qui a bien marché | points positifs | points forts | lo que funcionó | puntos positivos |
        aspectos positivos | pontos positivos | positives | positiv | cosa ha funzionato |
        cosa ha funzionato bene | det som gikk bra | vad fungerade bra | mikä meni hyvin |
        yang berjalan baik | apa yang berjalan baik | apa yang berjalan dengan baik | iyi gidenler |
        neler iyi gitti | ne iyi gitti | điều làm tốt | những gì làm tốt | co se povedlo |
        co fungovalo | 做得好的方面 | 做得好的点 | 上手くいったこと | よかった点
        """
    ),
    "went_badly": split_words(
        """
        ce qui n'a pas marché | points à améliorer | points d'amélioration | points négatifs |
        points faibles | aspectos a mejorar | puntos de mejora | áreas de mejora | puntos débiles |
        oportunidades de mejora | pontos a melhorar | pontos de melhoria | pontos negativos |
        verbesserungspotenzial | verbesserungspotential | cosa non ha funzionato | cosa migliorare |
        cosa è andato male | aree di miglioramento | verbeterpunten | wat kon beter | wat kan beter |
        hva kan forbedres | mikä meni huonosti | apa yang salah | yang perlu diperbaiki |
        apa yang tidak berjalan baik | apa yang bisa diperbaiki | kötü gidenler | neler kötü gitti |
        ne kötü gitti | điều chưa tốt | những gì chưa tốt | co se nepovedlo | co nefungovalo |
        做得不好的方面 | 做得不好的地方 | 需要改进的地方 | 待改进 | 改进点 | 不足之处 | 改善すべき点 |
        うまくいかなかった点
        """
    ),
    "lucky": split_words(
        """
        où nous avons eu de la chance | là où nous avons eu de la chance | coups de chance |
        dónde tuvimos suerte | en qué tuvimos suerte | onde tivemos sorte | dove siamo stati fortunati |
        waar hadden we geluk | hvor hadde vi flaks | der vi hadde flaks | flaks | hvor var vi heldige |
        var hade vi tur | där vi hade tur | şanslı olduğumuz noktalar | kde jsme měli štěstí | 幸运的地方
        """
    ),
    "lessons": split_words(
        """
        leçon | leçons | leçon apprise | leçons retenues | enseignement | enseignements tirés |
        ce que nous avons appris | retour d'expérience | retours d'expérience | apprentissages |
        lección | lección aprendida | qué aprendimos | lo que aprendimos | aprendizajes | lição |
        lição aprendida | o que aprendemos | aprendizados | erkenntnisse | gelerntes | lerneffekte |
        was wir gelernt haben | lezioni | cosa abbiamo imparato | insegnamenti | lessen | leerpunten |
        wat hebben we geleerd | hva lærte vi | hva har vi lært | lærdommer | hvad lærte vi |
        hvad har vi lært | vad lärde vi oss | vad har vi lärt oss | insikter | opit | pelajaran |
        pelajaran yang diambil | pelajaran yang dipetik | pembelajaran | çıkarılan dersler |
        alınan dersler | dersler | öğrenilen dersler | bài học | bài học kinh nghiệm |
        bài học rút ra | poučení | ponaučení | co jsme se naučili | 经验总结 | 反思 | 复盘总结 | 教训与反思 |
        得られた学び | 振り返り | выводы и уроки
        """
    ),
    "action_items": split_words(
        """
        plan d'actions | plan d'amélioration | actions d'amélioration | actions à venir |
        actions à entreprendre | suites à donner | prochaines actions | points d'action |
        éléments d'action | mesures correctives | mesures à prendre | suivi | accionables |
        acciones de seguimiento | puntos de acción | ítems de acción | plan de mejora |
        plan de mejoras | acciones a tomar | lo que hay que hacer | qué vamos a hacer |
        acciones pendientes | acciones a realizar | acciones de mejora | medidas correctivas |
        siguientes pasos | próximo paso | siguiente paso | acciones futuras | tareas |
        tareas pendientes | seguimiento | próximo passo | ações de acompanhamento | ações futuras |
        ações de melhoria | plano de melhoria |
        medidas corretivas | ações pendentes | pontos de ação | ações de seguimento | tarefas |
        korrekturmaßnahmen | verbesserungsmaßnahmen | maßnahmenplan | offene aufgaben |
        weiteres vorgehen | handlungsempfehlungen | aktionen | azioni da intraprendere |
        punti d'azione | misure correttive | azioni future | maatregelen | vervolgstappen |
        corrigerende maatregelen | verbeteracties | aksjonspunkter | aksjoner | oppfølgingspunkter |
        videre arbeid | tiltaksliste | handlingspunkter | tiltag | åtgärdsplan | åtgärdslista |
        uppföljning | att göra | toimenpiteet | jatkotoimenpiteet | tindakan perbaikan |
        tindakan lanjutan | tindak lanjut | rencana aksi | rencana tindak lanjut | item tindakan |
        langkah selanjutnya | rencana perbaikan | tindakan korektif | aksiyonlar | aksiyon maddeleri |
        aksiyon planı | eylem planı | eylemler | sonraki adımlar | düzeltici faaliyetler |
        düzeltici eylemler | yapılacaklar | alınacak aksiyonlar | alınacak önlemler | hành động |
        hành động khắc phục | kế hoạch hành động | các bước tiếp theo | việc cần làm |
        hành động tiếp theo | akční kroky | akční položky | další kroky | nápravná opatření | úkoly |
        后续计划 | 改进计划 | 改进行动 | 整改措施 | 整改计划 | 下一步计划 | 后续工作 | 后续跟进 |
        跟进事项 | 今後の対策 | 恒久対策 | 恒久対応 | 次のアクション | 残タスク | 対応策 | 防止策 |
        フォローアップ
        """
    ),
    "references": split_words(
        """
        ressources | documents liés | liens utiles | recursos | documentos relacionados |
        links úteis | weiterführende links | fonti | risorse | verwijzingen | linker | länkar |
        viitteet | linkit | referensi | tautan | referanslar | bağlantılar | kaynaklar | tham khảo |
        tài liệu tham khảo | liên kết | odkazy | 参考链接 | 相关文档 | 参考文档 | 参考リンク | 参照
        """
    ),
}
"""Headings that surely mean a section."""

WEAK_SECTIONS: dict[str, tuple[str, ...]] = {
    "action_items": split_words(
        """
        mesures de prévention | axes d'amélioration | pistes d'amélioration | actions futures |
        remédiation | acciones de prevención | medidas de prevención | plan de prevención |
        remediación | como prevenir | remediação | präventivmaßnahmen | vorbeugende maßnahmen |
        gegenmaßnahmen | misure preventive | preventieve maatregelen | forebyggende tiltak |
        forebyggelse | förebyggande åtgärder | pencegahan | tindakan pencegahan | rekomendasi |
        önlemler | önleme | öneriler | iyileştirmeler | önleyici faaliyetler | phòng ngừa |
        biện pháp phòng ngừa | cải tiến | đề xuất | prevence | doporučení | zlepšení | opatření |
        改进建议 | 长期改进 | 防止再发 | 避免再次发生 | 改进方案 | 今後の課題 | 改善案 | 再発防止案 |
        меры по предотвращению | предотвращение повторения
        """
    ),
    "lessons": split_words(
        "fazit | conclusion et enseignements | schlussfolgerungen | conclusión | conclusiones | conclusão"
    ),
    "root_cause": split_words("análise | análisis | analyse | analisi | 分析 | 분석 | анализ"),
}
"""Headings that mean a section only where the document has none that surely does."""
