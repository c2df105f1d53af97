"""Titles of sections in other languages than English, by the value of their role (see `roles.Role`).

de fr es pt it nl pl sv tr ru zh ja ko ar, a line each where a language has the word.
"""

TITLES = {
    "tasks": (
        "aufgaben|aufgabenliste|arbeitspakete|arbeitspaket|"
        "tâches|taches|liste des tâches|travaux|à faire|"
        "tareas|lista de tareas|por hacer|actividades|"
        "tarefas|lista de tarefas|atividades|a fazer|"
        "attività|compiti|da fare|"
        "taken|takenlijst|te doen|werkpakketten|"
        "zadania|lista zadań|do zrobienia|"
        "uppgifter|att göra|"
        "görevler|yapılacaklar|iş listesi|"
        "задачи|список задач|что сделать|"
        "任务|任務|任务清单|任務清單|任务列表|任務列表|待办事项|待辦事項|待办|工作项|工作內容|工作内容|具体任务|"
        "タスク|タスク一覧|タスクリスト|作業項目|作業内容|残タスク|やること|"
        "작업|작업 목록|작업 항목|할 일|할일|세부 작업|주요 작업|태스크|"
        "المهام|قائمة المهام"
    ),
    "implementation steps": (
        "schritte|umsetzungsschritte|vorgehen|umsetzung|"
        "étapes|étapes de mise en œuvre|mise en œuvre|"
        "pasos|pasos de implementación|implementación|"
        "passos|passos de implementação|implementação|"
        "passaggi|implementazione|"
        "stappen|kroki|steg|adımlar|uygulama adımları|"
        "шаги|план работ|порядок работ|реализация|"
        "步骤|步驟|实施步骤|實施步驟|执行步骤|執行步驟|实现步骤|"
        "実装手順|手順|作業手順|実施手順|実装ステップ|ステップ|実装計画|"
        "구현 단계|구현 순서|작업 순서|실행 단계|단계별 작업|구현|단계별 추진 계획|"
        "الخطوات"
    ),
    "deliverables": (
        "ergebnisse|lieferobjekte|liefergegenstände|"
        "livrables|entregables|entregáveis|entregas|risultati attesi|deliverable attesi|"
        "opleveringen|op te leveren|produkty|rezultaty|leverabler|leveranser|teslimatlar|çıktılar|"
        "результаты|результат|поставка|"
        "交付物|产出|產出|输出|輸出|产出物|成果物|出力|산출물|결과물|المخرجات"
    ),
    "acceptance criteria": (
        "akzeptanzkriterium|akzeptanzkriterien|abnahmekriterien|abnahme|erfolgskriterien|fertig wenn|"
        "definition of ready|"
        "critères d'acceptation|critères de réussite|critères de succès|critères d’acceptation|"
        "criterios de aceptación|criterios de éxito|criterio de aceptación|"
        "critérios de aceitação|critérios de sucesso|critérios aprovação|critérios de aprovação|"
        "criteri di accettazione|criteri di successo|"
        "acceptatiecriteria|succescriteria|kryteria akceptacji|acceptanskriterier|kabul kriterleri|"
        "критерии приемки|критерии приёмки|критерии готовности|критерии успеха|критерии успеха миграции|"
        "验收标准|驗收標準|验收条件|验收|驗收|完成标准|成功标准|完成定义|"
        "完了条件|受け入れ条件|受入条件|受け入れ基準|成功基準|完了基準|"
        "완료 조건|완료 기준|수용 기준|성공 기준|승인 기준|"
        "معايير القبول|"
        "requirements|functional requirements|non-functional requirements|functional|non-functional|"
        "approval|approvals|sign-off|signoff|freigabe|approbation|aprobación|aprovação|승인"
    ),
    "exit criteria": (
        "ausstiegskriterien|critères de sortie|criterios de salida|critérios de saída|退出条件|退出标准|종료 조건"
    ),
    "tests": (
        "testfälle|testplan|prüfungen|plan de tests|tests à réaliser|pruebas|plan de pruebas|testes|plano de testes|"
        "test da eseguire|testen|testy|tester|testler|тесты|тестирование|测试|測試|测试计划|測試計劃|"
        "テスト|テスト計画|テスト項目|테스트|테스트 계획|الاختبارات"
    ),
    "checkpoint": (
        "überprüfung|verifikation|prüfpunkte|vérification|verificación|verificação|validación|validação|verifica|"
        "verificatie|weryfikacja|verifiering|doğrulama|верификация|проверка|检查点|檢查點|验证|驗證|確認事項|検証|"
        "動作確認|검증|확인 사항|التحقق"
    ),
    "success metrics": (
        "metriken|kennzahlen|métricas|métricas de éxito|métricas de sucesso|métriques|indicateurs|metriche|metrieken|"
        "metryki|mätetal|ölçütler|метрики|показатели|kpis de sucesso|指标|指標|成功指标|品質指標|지표|성과 지표|"
        "المؤشرات"
    ),
    "risks": (
        "risiken|risiken und maßnahmen|riesgos|riesgos y mitigaciones|riscos|riscos e mitigações|risques|"
        "risques et mitigations|rischi|risico's|ryzyka|risker|riskler|риски|风险|風險|风险管理|风险与对策|リスク|"
        "リスク管理|リスクと対策|위험|위험 요소|리스크|المخاطر"
    ),
    "decisions required": (
        "offene fragen|offene entscheidungen|questions ouvertes|decisiones pendientes|preguntas abiertas|"
        "questões em aberto|decisões pendentes|domande aperte|open vragen|otwarte pytania|öppna frågor|"
        "açık sorular|открытые вопросы|待定问题|待確認事項|待决问题|未決事項|未解決事項|미결 사항|أسئلة مفتوحة"
    ),
    "next actions": (
        "nächste schritte|próximos passos|próximos passos imediatos|próximos pasos|prochaines étapes|"
        "prossimi passi|volgende stappen|następne kroki|nästa steg|sonraki adımlar|следующие шаги|下一步|"
        "下一步计划|后续步骤|次のステップ|次のアクション|다음 단계|다음 작업|الخطوات التالية"
    ),
    "rollback": (
        "rückfallplan|zurückrollen|plan de retour arrière|retour arrière|plano de rollback|plan de reversión|"
        "reversión|piano di rollback|terugvalplan|откат|план отката|回滚|回滾|回滚计划|回滚方案|ロールバック|"
        "ロールバック計画|롤백|롤백 계획"
    ),
    "how to use the plan": (
        "anleitung|verwendung|mode d'emploi|cómo usar este plan|como usar este plano|istruzioni|gebruik|"
        "как пользоваться|使用说明|使用方法|如何使用|使い方|사용 방법|사용법|طريقة الاستخدام"
    ),
    "notes": (
        "notizen|anmerkungen|hinweise|hinweis|notas|observações|observaciones|remarques|note aggiuntive|opmerkingen|"
        "uwagi|anteckningar|notlar|заметки|примечания|примечание|备注|備註|注意|注意事项|注意事項|メモ|備考|비고|메모|"
        "참고 사항|참고|주의 사항|ملاحظات"
    ),
    "rules": (
        "regeln|grundprinzipien|prinzipien|grundsätze|reglas|principios|princípios|regras|règles|principes|regole|"
        "principi|regels|zasady|regler|kurallar|правила|принципы|规则|規則|原则|原則|约束|ルール|制約|규칙|원칙|القواعد"
    ),
    "what can run in parallel": (
        "parallelisierung|parallélisation|paralelización|paralelização|并行执行|並列実行|병렬 실행"
    ),
    "resources": (
        "ressourcen|ressources|recursos|recursos necessários|recursos necesarios|risorse|middelen|zasoby|resurser|"
        "kaynaklar|ресурсы|команда|equipe|equipo|équipe|资源|資源|团队|リソース|体制|리소스|자원|팀 구성|الموارد"
    ),
    "communication": (
        "kommunikation|comunicación|comunicação|comunicazione|communicatie|коммуникация|沟通|溝通|コミュニケーション|"
        "소통"
    ),
    "lessons": (
        "erkenntnisse|lecciones aprendidas|lições aprendidas|leçons apprises|lezioni apprese|уроки|经验教训|学び|"
        "教訓|교훈"
    ),
    "links": (
        "links und verweise|verweise|referenzen|références|referencias|referências|riferimenti|verwijzingen|"
        "ссылки|参考|参考资料|參考資料|参考文献|参照資料|관련 문서|참고 자료|المراجع"
    ),
    "milestones": (
        "meilensteine|hitos|marcos|jalons|pietre miliari|mijlpalen|kamienie milowe|milstolpar|kilometre taşları|"
        "вехи|里程碑|マイルストーン|마일스톤"
    ),
    "recommended order": (
        "reihenfolge|ordem|ordem de execução|orden de ejecución|orden|ordre d'exécution|ordre|ordine|volgorde|"
        "порядок|порядок выполнения|执行顺序|執行順序|推荐顺序|实施顺序|実施順序|実装順序|優先順位|실행 순서"
    ),
    "overview of the phases": (
        "phasenübersicht|übersicht|zusammenfassung|resumen|resumo|résumé|vue d'ensemble|visão geral|panorama|"
        "riepilogo|overzicht|samenvatting|podsumowanie|przegląd|översikt|sammanfattning|özet|обзор|итоги|"
        "总览|總覽|概览|总结|サマリー|まとめ|全体像|요약|단계 개요"
    ),
    "files": (
        "dateien|betroffene dateien|umfang|zu ändernde dateien|neue dateien|"
        "alcance|archivos|archivos a crear|archivos a modificar|archivos afectados|ficheros|"
        "arquivos|arquivos a criar|arquivos a modificar|arquivos afetados|escopo|"
        "fichiers|fichiers à créer|fichiers à modifier|fichiers concernés|fichiers impactés|"
        "bestanden|pliki|filer|dosyalar|file da creare|file da modificare|file interessati|"
        "файлы|изменяемые файлы|затрагиваемые файлы|"
        "文件|涉及文件|相关文件|修改文件|新增文件|涉及檔案|檔案|输出文件|輸出檔案|目标文件|"
        "ファイル|対象ファイル|変更ファイル|作成ファイル|関連ファイル|"
        "파일|대상 파일|수정 파일|생성 파일|관련 파일|변경 파일|الملفات"
    ),
    "dependencies": (
        "abhängigkeiten|abhängigkeit|hängt ab von|abhängig von|voraussetzungen|voraussetzung|benötigt|"
        "dependencias|dependencia|depende de|requiere|requisitos previos|prerrequisitos|"
        "dependências|dependência|pré-requisitos|requer|"
        "dépendances|dépendance|dépend de|prérequis|nécessite|"
        "dipendenze|dipende da|prerequisiti|richiede|"
        "afhankelijkheden|afhankelijk van|vereist|zależności|zależy od|wymaga|beroenden|beror på|kräver|"
        "bağımlılıklar|bağımlılık|önkoşullar|"
        "зависимости|зависимость|зависит от|требует|предпосылки|"
        "依赖|依賴|依赖关系|依賴關係|依赖项|前置条件|前置條件|前置任务|前置任務|前置依赖|前提|前提条件|"
        "依存関係|依存|依存タスク|前提タスク|"
        "의존성|의존 관계|의존|선행 작업|선행 조건|전제 조건|الاعتماديات|يعتمد على"
    ),
    "status": (
        "zustand|stand|aktueller stand|estado|estado actual|situação|statut|état|état actuel|stato|stato attuale|"
        "stan|durum|статус|состояние|текущий статус|状态|狀態|当前状态|目前狀態|进度|進度|状態|進捗|現状|ステータス|"
        "상태|현재 상태|진행 상태|진행 상황|الحالة"
    ),
    "goal": (
        "ziel|ziele|zielsetzung|objetivo|objetivos|objetivo general|meta|metas|objectif|objectifs|but|obiettivo|"
        "obiettivi|doel|doelen|cel|cele|mål|amaç|hedef|hedefler|цель|цели|目标|目標|目的|ゴール|목표|목적|الهدف|الأهداف"
    ),
    "background": (
        "hintergrund|ausgangslage|kontext|architektur|zielarchitektur|contexto|arquitectura|arquitetura|contexte|"
        "architecture générale|contesto|architettura|achtergrond|kontekst|bakgrund|arka plan|контекст|архитектура|"
        "关键发现|關鍵發現|主要发现|erkenntnisse der analyse|背景|概述|架构|架構|概要|现状|アーキテクチャ|개요|배경|"
        "아키텍처|기술 스택|기술 조사 결과|프로젝트 구조|"
        "プロジェクト構成|项目结构|nicht-ziele|hors périmètre|fuera de alcance|fora do escopo|範囲外|対象外|الخلفية"
    ),
    "packages to install": "pakete|paquets|paquetes|pacotes|依赖包|パッケージ|패키지",
}  # fmt: skip
