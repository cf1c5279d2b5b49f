"""Headings, labels, columns and states in Korean, Russian, Ukrainian and Polish, and more of other languages.

Data for `rca.aliases`, in the form of `rca.words`; an English word that these tables share wins there.
"""

from __future__ import annotations

from rca.words import split_words

SECTIONS: dict[str, tuple[str, ...]] = {
    "summary": split_words(
        """
        요약 | 개요 | 장애 개요 | 사고 개요 | 장애 요약 | 사건 개요 | сводка | резюме | кратко |
        краткое описание | описание | краткое содержание | что произошло | что случилось | обзор |
        підсумок |
        короткий опис | що сталося | podsumowanie | streszczenie | opis | co się stało |
        résumé exécutif | que s'est il passé | ce qui s'est passé | qué pasó | qué ocurrió | o que aconteceu |
        o que houve | riassunto esecutivo | cosa è successo | 何が起きたか | 发生了什么
        """
    ),
    "impact": split_words(
        """
        영향 | 임팩트 | 영향 범위 | 장애 영향 | 고객 영향 | 영향도 | 피해 범위 | влияние | последствия |
        воздействие | ущерб | масштаб | вплив | наслідки | wpływ | skutki | impact utilisateur |
        impact technique | impacto en usuarios | impacto no usuário | impacto no cliente
        """
    ),
    "timeline": split_words(
        """
        타임라인 | 장애 타임라인 | 시간순 경과 | 경과 | 진행 경과 | 장애 경과 | хронология | таймлайн |
        временная шкала | ход событий | хронология событий | хронологія | перебіг подій | таймлайн подій |
        oś czasu | przebieg zdarzeń | chronologia | chronologie des événements | línea temporal | cronograma
        """
    ),
    "detection": split_words(
        """
        탐지 | 감지 | 인지 | 장애 감지 | обнаружение | как обнаружили | виявлення | wykrycie
        """
    ),
    "root_cause": split_words(
        """
        원인 | 근본 원인 | 원인 분석 | 근본 원인 분석 | 직접 원인 | 장애 원인 | 발생 원인 | 기여 요인 |
        트리거 | причина | причины | первопричина | корневая причина | коренная причина | основная причина |
        анализ причин | сопутствующие факторы | першопричина | коренева причина | przyczyna | przyczyny |
        główna przyczyna | przyczyna źródłowa | facteurs contributifs | facteurs aggravants |
        cause immédiate | causes sous jacentes | facteur contributif | factores contribuyentes |
        factor contribuyente | fatores contribuintes | fator contribuinte | 寄与要因 |
        根本原因分析 | 要因分析 | 直接原因 | 直接的な原因 |
        背景要因 | 誘因 | 発生原因 | 触发原因
        """
    ),
    "resolution": split_words(
        """
        해결 | 조치 | 조치 내용 | 복구 | 복구 절차 | 대응 | 해결 방법 | 해결 방안 | 대응 조치 |
        긴급 조치 | 장애 조치 | 조치 사항 |
        решение | исправление | восстановление | устранение | как исправили | что сделали | вирішення |
        виправлення | відновлення | rozwiązanie | naprawa | correctif | corrección | correção | respuesta |
        resposta | acciones tomadas | ações tomadas | medidas tomadas | actions prises | mesures prises |
        azioni intraprese
        """
    ),
    "went_well": split_words(
        """
        잘한 점 | 잘된 점 | 좋았던 점 | что сработало | что прошло хорошо | что было хорошо | що спрацювало |
        co poszło dobrze | co zadziałało | lo que funcionó bien | o que funcionou | o que funcionou bem |
        うまくいった点 | 良かったこと
        """
    ),
    "went_badly": split_words(
        """
        못한 점 | 아쉬운 점 | 아쉬웠던 점 | 개선할 점 | 잘못된 점 | что пошло не так | что не сработало |
        что можно улучшить | що пішло не так | що не спрацювало | co poszło źle | co nie zadziałało |
        ce qui n'a pas fonctionné | ce qui n'a pas bien fonctionné | ce qui peut être amélioré |
        lo que no funcionó | lo que falló | qué falló | o que não funcionou | o que falhou |
        o que pode melhorar | 改善が必要なこと | 改善が必要な点 | 悪かったこと | 課題
        """
    ),
    "lucky": split_words(
        """
        운이 좋았던 점 | 운이 좋았던 것 | где повезло | в чём повезло | в чем повезло | де пощастило |
        gdzie mieliśmy szczęście | 運が良かったこと | 運が良かった点 | ラッキーだったこと
        """
    ),
    "lessons": split_words(
        """
        lições | 교훈 | 배운 점 | 얻은 교훈 | 회고 | 시사점 | уроки | выводы | извлечённые уроки |
        извлеченные уроки | уроки на будущее | висновки | wnioski | lekcje | lekcje na przyszłość |
        enseignements clés | 得られた教訓 | 学んだこと
        """
    ),
    "action_items": split_words(
        """
        액션 아이템 | 후속 조치 | 재발 방지 | 재발 방지 대책 | 재발 방지책 | 재발방지 | 재발방지 대책 |
        향후 조치 | 향후 계획 | 개선 과제 | 조치 계획 | 후속 작업 | 다음 단계 | действия | план действий |
        задачи | следующие шаги | корректирующие действия | дальнейшие действия | меры | принятые меры |
        что делаем | дії | план дій | завдання | наступні кроки | działania | działania naprawcze |
        działania następcze | plan działań | następne kroki | zadania | actions correctives et préventives |
        acciones correctivas y preventivas | ações corretivas e preventivas | ações preventivas e corretivas |
        行动计划 | 改善アクション
        """
    ),
    "references": split_words(
        """
        참고 | 참고 자료 | 관련 링크 | 관련 문서 | 관련 이슈 | ссылки | материалы | связанные документы |
        посилання | odnośniki | źródła | linki | referências duráveis | fontes | fuentes | 関連 | 相关资源
        """
    ),
}
"""Headings that surely mean a section."""

WEAK_SECTIONS: dict[str, tuple[str, ...]] = {
    "action_items": split_words(
        """
        예방 조치 | 개선 사항 | 개선 방안 | 예방 대책 | профилактика | предотвращение | рекомендации |
        улучшения | запобігання | рекомендації | zapobieganie | rekomendacje | usprawnienia |
        actions préventives | mesures préventives | acciones preventivas | medidas preventivas |
        ações preventivas | azioni preventive | 予防 | 预防 | 防范措施 | 后续改进
        """
    ),
}
"""Headings that mean a section only where the document has none that surely does."""

LABELS: dict[str, tuple[str, ...]] = {
    "incident_id": split_words(
        "보고서 번호 | 장애 번호 | 사건 번호 | номер инцидента | n incident | número de incidente"
    ),
    "title": split_words("제목 | заголовок | название | назва | tytuł"),
    "date": split_words(
        """
        날짜 | 일자 | 일시 | 발생 일시 | 발생 일자 | 발생일 | 발생일시 | 장애 일시 | 발생 시각 | дата |
        дата инцидента | дата інциденту | data incydentu | date et heure | fecha y hora | data e hora |
        datum und uhrzeit | data e ora | 日時 | 発生時刻 | 時間
        """
    ),
    "reported": split_words(
        "작성일 | дата отчёта | дата отчета | data do registro | 报告创建时间 | 最后更新 | 作成日"
    ),
    "resolved": split_words(
        "복구 일시 | 해결 일시 | 종료 일시 | восстановлено | решено | вирішено | rozwiązano"
    ),
    "detected": split_words("탐지 일시 | 인지 일시 | 감지 일시 | обнаружено | виявлено | wykryto"),
    "severity": split_words(
        """
        심각도 | 장애 등급 | 등급 | критичность | серьёзность | серьезность | уровень | критичність |
        серйозність | krytyczność | poziom | severity assessment | incident severity assessment |
        severity classification | 严重程度
        """
    ),
    "status": split_words("상태 | 진행 상태 | статус | состояние | стан"),
    "duration": split_words(
        """
        지속 시간 | 영향 시간 | 장애 시간 | длительность | продолжительность | тривалість | czas trwania |
        影響期間 | 影響時間
        """
    ),
    "blast_radius": split_words("영향 범위 | влияние | масштаб | вплив | wpływ"),
    "author": split_words("작성자 | автор | авторы | автори"),
    "services": split_words("서비스 | 영향 서비스 | сервис | сервисы | затронутые сервисы | usługa | usługi"),
    "commander": split_words("장애 담당자 | ответственный за инцидент"),
    "participants": split_words("참여자 | 대응자 | участники | учасники | uczestnicy"),
}
"""Labels of metadata."""

ITEM_COLUMNS: dict[str, tuple[str, ...]] = {
    "number": split_words("번호 | номер | lp | nº"),
    "action": split_words(
        """
        조치 | 조치 항목 | 조치 내용 | 항목 | 내용 | 할 일 | 작업 | 액션 | 액션 아이템 | 대책 | 개선 사항 |
        действие | задача | мера | что сделать | дія | завдання | działanie | zadanie | 対応 | 項目
        """
    ),
    "owner": split_words(
        """
        담당 | 담당자 | 책임자 | 담당 팀 | 담당팀 | ответственный | исполнитель | кто | владелец |
        відповідальний | виконавець | odpowiedzialny | właściciel | kto | オーナー | 责任方
        """
    ),
    "due": split_words(
        """
        기한 | 마감 | 마감일 | 완료 예정일 | 예정일 | 완료 목표일 | срок | дедлайн | до какого | термін |
        termin realizacji | 完了予定日 | 完了予定
        """
    ),
    "issue": split_words("이슈 | 티켓 | тикет | ссылка | тікет | zgłoszenie"),
    "status": split_words("상태 | 진행 상태 | 진행 상황 | статус | состояние | стан"),
    "priority": split_words("우선순위 | 우선 순위 | приоритет | пріоритет | priorytet | 优先度"),
    "kind": split_words("유형 | 구분 | 분류 | тип | категория | категорія | kategoria"),
    "note": split_words("비고 | 메모 | комментарий | примечание | примітка | uwagi"),
}
"""Columns of an action table."""

TIMELINE_COLUMNS: dict[str, tuple[str, ...]] = {
    "time": split_words("시각 | 시간 | 일시 | время | час | czas | godzina"),
    "date": split_words("날짜 | 일자 | дата"),
    "event": split_words(
        """
        이벤트 | 내용 | 사건 | 상황 | 조치 | 설명 | событие | что произошло | описание | действие | подія |
        опис | zdarzenie | wydarzenie
        """
    ),
}
"""Columns of a timeline table."""

STATES: dict[str, tuple[str, ...]] = {
    "open": split_words(
        """
        진행 중 | 진행중 | 예정 | 미완료 | 대기 | 미착수 | 검토 중 | 보류 | в работе | открыто | не начато |
        запланировано | ожидает | в процессе | в плане | відкрито | в роботі | заплановано | otwarte |
        w toku | zaplanowane | do zrobienia | 検討中 | 作業中
        """
    ),
    "done": split_words(
        """
        완료 | 완료됨 | 조치 완료 | 해결 | 해결됨 | 반영 완료 | сделано | готово | выполнено | завершено |
        закрыто | исправлено | решено | зроблено | виконано | завершено | zrobione | gotowe | zakończone |
        ukończone | 対応完了 | 修正済み
        """
    ),
    "executed": split_words(
        "배포 완료 | 적용 완료 | развёрнуто | развернуто | розгорнуто | wdrożone | 適用済み"
    ),
    "dropped": split_words(
        "취소 | 취소됨 | 불필요 | отменено | отклонено | не нужно | скасовано | anulowane | odrzucone"
    ),
}
"""What a state word claims."""
