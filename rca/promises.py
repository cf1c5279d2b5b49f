"""What says in many languages that something is to be done: data for `rca.parsing.unnamed`.

Texts are as `rca.aliases.key` makes them, between two blanks: what begins with one here begins a word.
"""

from __future__ import annotations


def _stems(text: str) -> tuple[str, ...]:
    """The beginnings of words that stand between bars."""
    return tuple(" " + " ".join(stem.split()) for stem in text.split("|"))


OUTRIGHT: tuple[str, ...] = (
    *_stems(
        """
        action | follow up | followup | next step | todo | to do | task | acción | accion | ação | acao |
        ações | acoes | azion | próxim | proxim | prochain | maßnahme | massnahme | aufgabe | nächste |
        aktion | tarea | tarefa | tâche | acties | actiepunt | åtgärd | tiltak | aksjon | действия | задач |
        дальнейшие | aksiyon | tindakan
        """
    ),
    *"行动 行動 アクション 조치 액션 待办 下一步 后续 後續".split(),
)
"""In the key of a heading: it holds action items, and says so."""

LIKELY: tuple[str, ...] = (
    *_stems(
        """
        prevent | open item | open point | open work | fix needed | fixes needed | fix required | next |
        improve | recommend | remediat | harden | corrective | plan | future | forward | avoid | recurr |
        change | enhance | remaining | outstanding | pending | safeguard | guardrail | propos | commitment |
        backlog | roadmap | strengthen | countermeasure | measures | mitigations | systemic mitigation |
        resilien | long term | short term | near term | medium term | mid term | prévent | amélior | mesure
        | suivi | évit | à faire | preven | mejor | melhor | miglior | medida | misur | recomend | raccomand
        | seguim | pendient | pendent | futur | evit | compromis | corret | correct | correttiv | cambi |
        mudan | vorbeug | verbesser | präven | künftig | zukunft | empfehl | offene | maatreg | verbeter |
        volgend | vervolg | förbättr | nästa | forbedr | neste | næste | oppfølg | opfølg | forebyg |
        förebyg | działan | zapobie | dalsz | popraw | opatřen | náprav | önlem | iyileştir | pencegah |
        perbaik | langkah | rencana | biện pháp | phòng ngừa | hành động | меры | мер | предотвр | улучш |
        рекоменд | план | дальше | дальнейш | следующ | доработ | действи | запобіг | покращ | дії | заход |
        подальш
        """
    ),
    *"对策 対策 再発 改善 今後 予防 防止 措施 改进 改進 预防 預防 防复发 避免 怎么防 如何防".split(),
    *"优化 整改 跟进 建议 재발 방지 개선 향후 후속 대책 예방 계획".split(),
)
"""In the key of a heading: it may hold them, where no other heading says so."""

OTHERWISE: tuple[str, ...] = (
    *_stems(
        """
        taken | performed | implemented | applied | completed | executed | done | made | tried | attempted |
        added | changed | fixed | rejected | known | verif | validat | valida | evidence | symptom | metric
        | related | checklist | runbook | playbook | hypothes | author | attende | participant | reproduc |
        upgrade | background | why | conclusion | closure | communic | detect | respon | recover |
        investigat | diagnos | gap | procedure | instruction | template | review | resolution | root | cause
        | impact | files | timeline | lesson | test | policy | risk | config | how to | steps to | notes |
        realizad | aplicad | adoptad | adotad | tomad | implementad | réalis | mise en place | mises en
        place | vérif | prueb | prova | regress | relacionad | принят | предпринят | выполнен | провер |
        связан | immediate action | immediate fix | immediate repair | immediate response | actions immédiat
        | actions correctives immédiat | mesures immédiat | acciones inmediat | medidas inmediat | ações
        imediat | medidas imediat
        """
    ),
    *"验证 検証 확인 검증 症状 证据 已".split(),
)
"""In the key of a heading: it tells of something else, or of what was done at the time."""

VERBS = frozenset(
    """
    add adopt alert align allow analyze analyse apply archive ask assess assign audit automate backfill
    backport block build bump cache cap change check clarify clean close collect communicate complete
    conduct configure confirm consider consolidate convert coordinate correct cover create cut decide define
    delete deploy deprecate design detect determine develop disable discuss distribute document drop educate
    eliminate emit enable encourage enforce engage enhance ensure escalate establish evaluate examine expand
    explore expose extend extract figure file finalize find fix formalize gate generate guard handle harden
    identify implement improve include increase inform instrument integrate introduce investigate isolate
    land launch limit link lint log look maintain make map measure merge migrate minimize mirror mitigate
    monitor move notify onboard optimize organize parameterize patch perform persist pin plan prepare
    prevent prioritize procure promote propose protect provide provision prune publish purchase push raise
    rate-limit re-enable re-evaluate re-run rebuild reconsider record redesign reduce refactor refine
    refresh relocate remove rename replace report require rerun reserve resolve restore restrict restructure
    retire retrain retry revert review revise revisit revoke rework rewrite roll rotate run scale scan
    schedule scope script search secure separate set setup share ship simplify simulate split standardize
    start stop store streamline strengthen surface switch sync teach test tighten track train transition
    tune turn unify update upgrade use validate verify version wait warn watch wire write we should need
    needs must todo to
    """.split()
)
"""What an English line that asks for something begins with."""

MODALS = frozenset("should must sollte muss müssen debe deben deve devem doit doivent нужно надо".split())
"""Words in a line that asks for something."""

INFINITIVES: tuple[tuple[tuple[str, ...], frozenset[str]], ...] = (
    (
        ("ar", "er", "ir", "re", "arse", "erse", "irse"),
        frozenset(
            """
            le la les des un une du de sur pour dans avec en que el los las una del con para por os um uma
            da das dos na em ao y et di per il lo gli
            """.split()
        ),
    ),
    (("ть", "ти", "ться", "тись"), frozenset()),
)
"""Endings of the verb that a line begins with, and the words one of which has to follow, if any."""

LAST = (
    *"하기 추가 도입 개선 강화 적용 검토 작성 구축 설정 한다 합니다".split(),
    *"追加 導入 検討 整備 する します こと".split(),
)
"""What a line ends with that asks for something in Korean and Japanese."""

FIRST = (
    *"增加 添加 新增 建立 引入 优化 完善 修改 改为 禁止 避免 确保 检查 必须 需要".split(),
    *"统一 补充 部署 制定 定期 不要".split(),
)
"""What a line begins with that asks for something in Chinese."""

GERMAN = frozenset("der die das den dem ein eine einen und für mit im bei zu nach von auf vor als".split())
"""One of them stands in a German line, which asks by the infinitive at its end."""
