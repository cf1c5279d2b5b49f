"""Labels, columns and states in the languages of `rca.more_languages`, in the same form."""

from __future__ import annotations

from rca.words import split_words

LABELS: dict[str, tuple[str, ...]] = {
    "incident_id": split_words(
        """
        identifiant | identifiant de l'incident | id de l'incident | id del incidente |
        id do incidente | id insiden | 事件编号 | 事故编号 | 故障编号 | 事件id | インシデント番号 |
        id инцидента
        """
    ),
    "title": split_words("tittel | judul | başlık | tiêu đề | název | otsikko"),
    "date": split_words(
        """
        date de l'incident | date du incident | data dell'incidente | datum des vorfalls | tanggal |
        tanggal insiden | tanggal kejadian | tarih | olay tarihi | ngày | ngày xảy ra |
        fecha incidente | data incidente | datum incidentu | päivämäärä | zeitpunkt | zeitraum | période |
        дата и время | 时间 | 故障时间 | 故障日期 | 事件时间 |
        事件日期 | 事故时间 | 发生日期 | 事故日期
        """
    ),
    "reported": split_words(
        "reproduced | date de rédaction | fecha de redacción | 報告日 | 記入日 | 検証日 | 作成日"
    ),
    "started": split_words(
        """
        début de l'incident | heure de début | hora de inicio | hora de início | inicio del incidente |
        início do incidente | waktu mulai | başlangıç | 故障开始时间 | 開始時刻
        """
    ),
    "resolved": split_words(
        """
        fin de l'incident | heure de fin | hora de fin | fin del incidente | fim do incidente | slutt |
        waktu selesai | bitiş | 故障结束时间 | 解决时间 | 終了時刻
        """
    ),
    "severity": split_words(
        """
        niveau de sévérité | criticité | niveau de gravité | nivel de severidad | criticidad |
        nível de severidade | criticidade | schwere des vorfalls | livello di gravità | tingkat keparahan |
        keparahan | önem derecesi | önem | önem seviyesi | mức độ | mức độ nghiêm trọng | závažnost |
        vakavuus | sev 评级 | 评级 | 事故等级 | 緊急度 | 事件等级 | 故障等级 | 级别 | 严重等级 | 故障级别 |
        等级 | 影響度 | 重要度
        """
    ),
    "status": split_words(
        """
        statut de l'incident | estado del incidente | estado do incidente | estado actual | estado atual |
        statut actuel | aktueller status | durum | trạng thái | stav | tila | 当前状态 | 事件状态 |
        处理状态 | 修复状态
        """
    ),
    "duration": split_words(
        """
        durée de l'incident | durée totale | duración del incidente | duración total | doba trvání |
        duração do incidente | duração total | gesamtdauer | durata totale | durasi | süre | trvání |
        故障时长 | 影响时长 | 故障持续时间
        """
    ),
    "author": split_words(
        """
        report prepared by | rédacteurs | rédactrice | rédigé par | auteur e | redactado por |
        elaborado por | preparado por | escrito por | autor a | autor es | erstellt von | verfasst von |
        geschrieben von | redatto da | scritto da | geschreven door | av | skrevet av | skriven av |
        skrevet af | penulis | disusun oleh | ditulis oleh | yazar | hazırlayan | tác giả | người viết |
        kirjoittaja | 报告人 | 记录人 | 整理人 | 報告者 | 記入者 | authored by | rca by | postmortem by |
        記録者 | составил |
        postmortem compiled by | report compiled by | documented by | documentado por | documenté par
        """
    ),
    "services": split_words(
        """
        services impactés | sistemas afectados | sistemas afetados | betroffene systeme |
        servizi interessati | layanan terdampak | etkilenen servisler | service impacté |
        systèmes affectés | sistema afetado | 影响系统 | 涉及服务 | 対象サービス |
        対象システム | 受影响系统
        """
    ),
    "participants": split_words("intervenants | peserta | katılımcılar"),
}
"""Labels of metadata."""

ITEM_COLUMNS: dict[str, tuple[str, ...]] = {
    "action": split_words(
        """
        action corrective | action préventive | amélioration | acción correctiva | mejora |
        ação corretiva | melhoria | descripción | descrição | maatregel | actiepunt | aksjon |
        tindakan | tindakan perbaikan | aksi | tugas | aksiyon | eylem | görev | hành động | công việc |
        akce | úkol | opatření | toimenpide | 改进项 | 整改措施 | 行动 | 改进内容 | 施策 | 改善策
        """
    ),
    "owner": split_words(
        """
        pic | porteur | pilote | propriétaire | assigné à | responsables | encargado | asignado a |
        dueño | responsabile | assegnato a | verantwortung | zuständigkeit | bearbeiter |
        verantwoordelijk | ägare | ejer | penanggung jawab | sorumlu | sahip | người phụ trách |
        người chịu trách nhiệm | vlastník | odpovědná osoba | zodpovídá | kdo | vastuuhenkilö |
        负责团队 | 跟进人 | 负责角色 | 负责方 | 責任者
        """
    ),
    "due": split_words(
        """
        date cible | date prévue | pour quand | fecha objetivo | fecha compromiso | fecha estimada |
        data prevista | data alvo | tenggat | tenggat waktu | batas waktu | son tarih | bitiş tarihi |
        hedef tarih | thời hạn | hạn | hạn chót | termín | 完成时间 | 计划完成时间 | 预计完成时间 |
        完成日期 | 时间节点 | 预期完成 | 预计完成 | 期望完成时间 | 対応期限
        """
    ),
    "issue": split_words("referanse | referencia | referência | référence"),
    "status": split_words("durum | trạng thái | stav | progreso | avancement | progresso | 进展 | 状況"),
    "priority": split_words("prioritas | öncelik | ưu tiên | mức độ ưu tiên | priorita | 紧急度 | 緊急度"),
    "kind": split_words("jenis | tür | loại | typ akce"),
    "note": split_words("remarques | commentaire | observaciones | observações | keterangan | 说明"),
}
"""Columns of an action table."""

TIMELINE_COLUMNS: dict[str, tuple[str, ...]] = {
    "time": split_words(
        """
        horodatage | quand | fecha y hora | data e hora | data e ora | waktu | jam | pukul | saat | zaman |
        thời gian | giờ | čas | kellonaika | 时间点 | 时刻
        """
    ),
    "date": split_words("tanggal | tarih | ngày"),
    "event": split_words(
        """
        évènement | évènements | quoi | fait | faits | suceso | descripción | descrição | acción |
        ação | fato | aktion | vorfall | descrizione | kejadian | peristiwa | deskripsi | keterangan |
        事件描述 | olay | açıklama | sự kiện | mô tả | diễn biến | událost | tapahtuma | 操作 | 说明 | 动作 |
        经过 | できごと | 状況 | 対応
        """
    ),
}
"""Columns of a timeline table."""

STATES: dict[str, tuple[str, ...]] = {
    "open": split_words(
        """
        en attente | planifié | planifiée | à planifier | non commencé | en proceso | sin empezar |
        no iniciado | planificada | em progresso | não iniciado | em aberto | planejada | em análise |
        in bearbeitung | zu tun | in planung | nicht begonnen | in attesa | in lavorazione |
        dalam proses | belum | terbuka | direncanakan | açık | devam ediyor | planlandı | beklemede |
        đang thực hiện | chưa thực hiện | otevřeno | probíhá | plánováno | 未实施 | 计划 | 待开始 | 跟进中 |
        未実施 | 実施中 | 対応予定 | 待定 | 规划中 | к выполнению
        """
    ),
    "done": split_words(
        """
        réalisé | réalisée | effectué | effectuée | livré | finalizado | implementado | realizado |
        completada | realizada | concluída | gelöst | voltooid | completata | implementato | selesai |
        tamamlandı | yapıldı | çözüldü | hoàn thành | hotovo | dokončeno | valmis | 完了済み | listo |
        lista | pronto | 対応済 | 已落实
        """
    ),
    "dropped": split_words("dibatalkan | iptal | iptal edildi | zrušeno | 已放弃 | 不处理 | 不做"),
}
"""What a state word claims."""
