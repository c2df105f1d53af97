"""Titles of sections beside the English ones, by the value of their role (see `roles.Role`), then by language."""

TITLES: dict[str, dict[str, str]] = {
    "acceptance criteria": {
        "en": (
            "definition of ready|requirements|functional requirements|non-functional requirements|functional|"
            "non-functional|approval|approvals|sign-off|signoff"
        ),
        "de": (
            "akzeptanzkriterium|akzeptanzkriterien|abnahmekriterien|abnahme|erfolgskriterien|fertig wenn|"
            "fertig, wenn|erledigt wenn|freigabe|fertigstellungskriterien|definition von fertig|qualitätskriterien"
        ),
        "fr": (
            "critères d'acceptation|critères de réussite|critères de succès|critère d'acceptation|"
            "critères de validation|définition de terminé|définition du fini|terminé quand|fini quand|"
            "critères d'achèvement|approbation|critères de qualité|critères de recette|recette"
        ),
        "es": (
            "criterios de aceptación|criterios de éxito|criterio de aceptación|aprobación|definición de hecho|"
            "definición de terminado|hecho cuando|listo cuando|terminado cuando|criterios de finalización|"
            "criterios de validación|criterios de calidad|se acepta si"
        ),
        "pt": (
            "critérios de aceitação|critérios de sucesso|critérios aprovação|critérios de aprovação|aprovação|"
            "critério de aceitação|definição de pronto|pronto quando|concluído quando|feito quando|"
            "critérios de conclusão|critérios de aceite|critérios de qualidade|aceite"
        ),
        "it": (
            "criteri di accettazione|criteri di successo|criterio di accettazione|definizione di fatto|fatto quando|"
            "finito quando|completo quando|criteri di completamento|approvazione|criteri di qualità"
        ),
        "nl": (
            "acceptatiecriteria|succescriteria|acceptatiecriterium|klaar als|klaar wanneer|gereed als|"
            "definitie van klaar|goedkeuring|afrondingscriteria|kwaliteitscriteria"
        ),
        "pl": (
            "kryteria akceptacji|kryterium akceptacji|kryteria sukcesu|definicja ukończenia|gotowe gdy|gotowe, gdy|"
            "kryteria ukończenia|kryteria odbioru|odbiór|zatwierdzenie|zrobione gdy"
        ),
        "cs": (
            "akceptační kritéria|akceptační kritérium|kritéria přijetí|kritéria úspěchu|hotovo když|hotovo, když|"
            "definice hotového|kritéria dokončení|schválení"
        ),
        "ru": (
            "критерии приемки|критерии готовности|критерии успеха|критерии успеха миграции|готово, когда|"
            "готово когда|критерии завершения|приемка|определение готовности|критерии качества|согласование"
        ),
        "uk": (
            "критерії приймання|критерій приймання|критерії готовності|критерії успіху|готово, коли|готово коли|"
            "критерії завершення|визначення готовності|критерії прийняття"
        ),
        "tr": (
            "kabul kriterleri|kabul kriteri|kabul ölçütleri|başarı kriterleri|tamamlanma kriterleri|bitti tanımı|"
            "tamamlanma tanımı|onay"
        ),
        "sv": (
            "acceptanskriterier|acceptanskriterium|klart när|klar när|färdigt när|färdig när|framgångskriterier|"
            "definition av klar|godkännande|kvalitetskriterier"
        ),
        "da": (
            "acceptkriterier|accepttestkriterier|acceptkriterium|succeskriterier|færdig når|færdigt når|godkendelse|"
            "definition af færdig"
        ),
        "no": (
            "akseptansekriterier|akseptkriterier|akseptansekriterium|suksesskriterier|ferdig når|godkjenning|"
            "definisjon av ferdig"
        ),
        "fi": (
            "hyväksymiskriteerit|hyväksymiskriteeri|hyväksymisehdot|onnistumiskriteerit|valmis kun|valmis, kun|"
            "valmiin määritelmä|hyväksyntä|laatukriteerit"
        ),
        "ro": (
            "criterii de acceptare|criterii de acceptanță|criteriu de acceptare|criterii de succes|gata când|"
            "definiția finalizării|criterii de finalizare|aprobare"
        ),
        "hu": (
            "elfogadási kritériumok|elfogadási feltételek|elfogadási kritérium|sikerkritériumok|kész, ha|kész ha|"
            "akkor kész, ha|akkor kész ha|kész definíciója|jóváhagyás|elfogadás"
        ),
        "el": (
            "κριτήρια αποδοχής|κριτήριο αποδοχής|κριτήρια επιτυχίας|έτοιμο όταν|ορισμός ολοκλήρωσης|"
            "κριτήρια ολοκλήρωσης|έγκριση"
        ),
        "zh": (
            "验收标准|驗收標準|验收条件|驗收條件|验收|驗收|完成标准|完成標準|成功标准|成功標準|完成定义|完成定義|"
            "验收准则|完成条件|通过标准|审批"
        ),
        "ja": (
            "完了条件|受け入れ条件|受入条件|受け入れ基準|成功基準|完了基準|受入基準|完了の定義|合格基準|成功条件|"
            "承認|達成条件"
        ),
        "ko": (
            "완료 조건|완료 기준|수용 기준|성공 기준|승인 기준|승인|인수 기준|인수 조건|합격 기준|완료의 정의|검수 기준"
        ),
        "ar": (
            "معايير القبول|معيار القبول|معايير النجاح|شروط القبول|تعريف الإنجاز|معايير الإنجاز|معايير الاكتمال|"
            "شروط الاكتمال|الاعتماد|الموافقة"
        ),
        "fa": "معیارهای پذیرش|معیار پذیرش|معیارهای موفقیت|شرایط پذیرش|تعریف انجام شده|معیارهای تکمیل|تأیید|شرط پذیرش",
        "he": (
            "קריטריוני קבלה|קריטריונים לקבלה|קריטריון קבלה|תנאי קבלה|מדדי הצלחה לקבלה|הגדרת סיום|קריטריוני הצלחה|"
            "מוכן כאשר|אישור|קריטריונים להצלחה"
        ),
        "hi": (
            "स्वीकृति मानदंड|स्वीकृति मापदंड|स्वीकार्यता मानदंड|सफलता मानदंड|पूर्णता की परिभाषा|पूर्णता मानदंड|"
            "स्वीकृति|स्वीकृति की शर्तें|सफलता के मानदंड"
        ),
        "vi": (
            "tiêu chí nghiệm thu|tiêu chí chấp nhận|tiêu chí thành công|điều kiện nghiệm thu|tiêu chí hoàn thành|"
            "định nghĩa hoàn thành|nghiệm thu|phê duyệt|điều kiện hoàn thành"
        ),
        "id": (
            "kriteria penerimaan|kriteria keberhasilan|kriteria sukses|definisi selesai|selesai jika|selesai bila|"
            "kriteria selesai|kriteria penyelesaian|persetujuan|syarat penerimaan"
        ),
        "th": ("เกณฑ์การยอมรับ|เกณฑ์ความสำเร็จ|เกณฑ์การรับงาน|นิยามของเสร็จ|เงื่อนไขการยอมรับ|เกณฑ์การตรวจรับ|การอนุมัติ|เกณฑ์รับงาน"),
    },
    "tasks": {
        "de": (
            "aufgaben|aufgabenliste|arbeitspakete|arbeitspaket|to-dos|todos|arbeitsschritte|zu erledigen|maßnahmen|"
            "aktivitäten|teilaufgaben"
        ),
        "fr": (
            "tâches|liste des tâches|travaux|à faire|actions|activités|sous-tâches|tâches à réaliser|lots de travail|"
            "reste à faire"
        ),
        "es": (
            "tareas|lista de tareas|por hacer|actividades|acciones|subtareas|tareas pendientes|trabajo por hacer|"
            "quehaceres"
        ),
        "pt": "tarefas|lista de tarefas|atividades|a fazer|ações|subtarefas|o que fazer|por fazer|afazeres",
        "it": "attività|compiti|da fare|elenco attività|cose da fare|sottoattività|azioni|elenco dei compiti|lavori",
        "nl": "taken|takenlijst|te doen|werkpakketten|actiepunten|deeltaken|activiteiten|acties|werkzaamheden",
        "pl": "zadania|lista zadań|do zrobienia|czynności|podzadania|działania|prace|pakiety prac",
        "cs": "úkoly|seznam úkolů|k udělání|činnosti|podúkoly|co udělat|úlohy",
        "ru": (
            "задачи|список задач|что сделать|работы|подзадачи|перечень работ|перечень задач|дела|надо сделать|"
            "к выполнению|мероприятия"
        ),
        "uk": "завдання|перелік завдань|список завдань|роботи|що зробити|підзавдання|справи",
        "tr": "görevler|yapılacaklar|iş listesi|görev listesi|işler|alt görevler|yapılacak işler|faaliyetler",
        "sv": "uppgifter|att göra|arbetsuppgifter|aktiviteter|deluppgifter|att-göra-lista|uppgiftslista|åtgärder",
        "da": "opgaver|opgaveliste|at gøre|gøremål|delopgaver|arbejdsopgaver",
        "no": "oppgaver|oppgaveliste|å gjøre|gjøremål|deloppgaver|arbeidsoppgaver|tiltak",
        "fi": "tehtävät|tehtävälista|työtehtävät|tehtävää|alatehtävät|toimenpiteet|työt|tekemättä",
        "ro": "sarcini|lista de sarcini|de făcut|activități|subsarcini|acțiuni|lucrări",
        "hu": "feladatok|teendők|feladatlista|tennivalók|részfeladatok|munkák|elvégzendő",
        "el": "εργασίες|λίστα εργασιών|προς υλοποίηση|δραστηριότητες|υποεργασίες|ενέργειες|εκκρεμότητες",
        "zh": (
            "任务|任務|任务清单|任務清單|任务列表|任務列表|待办事项|待辦事項|待办|待辦|工作项|工作項目|工作內容|"
            "工作内容|具体任务|具體任務|子任务|子任務|任务分解|任務分解|待办清单|主要任务|工作任务"
        ),
        "ja": (
            "タスク|タスク一覧|タスクリスト|作業項目|作業内容|残タスク|やること|todo一覧|サブタスク|作業一覧|"
            "作業リスト|実施項目"
        ),
        "ko": (
            "작업|작업 목록|작업 항목|할 일|할일|세부 작업|주요 작업|태스크|하위 작업|과제|할 일 목록|업무|업무 목록"
        ),
        "ar": "المهام|قائمة المهام|مهام|الأعمال|الأنشطة|المهام الفرعية|ما يجب عمله|الأعمال المطلوبة|أنشطة",
        "fa": "وظایف|کارها|فهرست کارها|لیست کارها|تسک ها|فعالیت ها|کارهای پیش رو|اقدامات|تسک‌ها|فعالیت‌ها|زیرکارها",
        "he": "משימות|רשימת משימות|לביצוע|מטלות|תת משימות|תתי משימות|פעולות|פעילויות",
        "hi": "कार्य|कार्य सूची|कार्यों की सूची|काम|करने के काम|उपकार्य|गतिविधियाँ|टास्क|करने योग्य कार्य",
        "vi": (
            "công việc|danh sách công việc|nhiệm vụ|việc cần làm|các công việc|hạng mục|đầu việc|hoạt động|"
            "danh sách nhiệm vụ|các nhiệm vụ"
        ),
        "id": (
            "tugas|daftar tugas|pekerjaan|yang harus dilakukan|kegiatan|aktivitas|subtugas|tugas-tugas|daftar pekerjaan"
        ),
        "th": "งาน|รายการงาน|งานที่ต้องทำ|สิ่งที่ต้องทำ|กิจกรรม|งานย่อย|ภารกิจ",
    },
    "implementation steps": {
        "de": "schritte|umsetzungsschritte|vorgehen|umsetzung|arbeitsplan|ablauf|durchführung",
        "fr": (
            "étapes|étapes de mise en œuvre|mise en œuvre|mise en oeuvre|étapes d'implémentation|déroulement|"
            "implémentation|plan de travail|réalisation"
        ),
        "es": "pasos|pasos de implementación|implementación|pasos a seguir|procedimiento|ejecución",
        "pt": "passos|passos de implementação|implementação|etapas de implementação|procedimento|execução",
        "it": "passaggi|implementazione|passi|fasi di implementazione|procedura|esecuzione",
        "nl": "stappen|uitvoering|implementatiestappen|werkwijze|implementatie|aanpak",
        "pl": "kroki|kroki wdrożenia|realizacja|wdrożenie|przebieg|implementacja",
        "cs": "kroky|postup|kroky implementace|realizace|implementace|provedení",
        "ru": "шаги|план работ|порядок работ|реализация|шаги реализации|план реализации|ход работ|внедрение",
        "uk": "кроки|план робіт|порядок робіт|реалізація|впровадження|хід робіт",
        "tr": "adımlar|uygulama adımları|uygulama|uygulama planı",
        "sv": "steg|genomförande|arbetsgång|implementering",
        "da": "trin|gennemførelse|fremgangsmåde|udførelse",
        "no": "gjennomføring|fremgangsmåte|utførelse|steg for steg",
        "fi": "vaiheet ja työt|toteutusvaiheet|toteutus|työvaiheet|askeleet",
        "ro": "pași|pașii de implementare|implementare|execuție|realizare",
        "hu": "lépések|megvalósítás|megvalósítás lépései|kivitelezés|végrehajtás",
        "el": "βήματα|υλοποίηση|βήματα υλοποίησης|εκτέλεση",
        "zh": "步骤|步驟|实施步骤|實施步驟|执行步骤|執行步驟|实现步骤|實作步驟|操作步骤|实施计划|实施|實施",
        "ja": "実装手順|手順|作業手順|実施手順|実装ステップ|ステップ|実装計画|実施内容|進め方",
        "ko": "구현 단계|구현 순서|작업 순서|실행 단계|단계별 작업|구현|단계별 추진 계획|절차|진행 순서|추진 절차",
        "ar": "الخطوات|خطوات التنفيذ|التنفيذ|خطوات",
        "fa": "گام ها|گام‌ها|مراحل اجرا|پیاده سازی|پیاده‌سازی|اجرا",
        "he": "צעדים|שלבי ביצוע|יישום|ביצוע|מימוש",
        "hi": "क्रियान्वयन|कार्यान्वयन|कार्यान्वयन चरण|कदम",
        "vi": "các bước|các bước thực hiện|triển khai|thực hiện|các bước triển khai",
        "id": "langkah|langkah-langkah|langkah implementasi|pelaksanaan|implementasi|penerapan",
        "th": "ขั้นตอน|ขั้นตอนการดำเนินงาน|การดำเนินงาน|การดำเนินการ",
    },
    "deliverables": {
        "de": "ergebnisse|lieferobjekte|liefergegenstände|liefergegenstand|lieferumfang|artefakte",
        "fr": "livrables|livrable|résultats attendus|produits",
        "es": "entregables|entregable|resultados esperados|productos",
        "pt": "entregáveis|entregas|entregável",
        "it": "risultati attesi|deliverable attesi|consegne|prodotti|consegnabili",
        "nl": "opleveringen|op te leveren|resultaten|producten|oplevering",
        "pl": "produkty|rezultaty|wyniki|dostarczane produkty|efekty",
        "cs": "výstupy|výsledky|dodávky",
        "ru": "результаты|результат|поставка|артефакты|ожидаемые результаты",
        "uk": "артефакти|очікувані результати|результати роботи",
        "tr": "teslimatlar|çıktılar|teslim edilecekler",
        "sv": "leverabler|leveranser|resultat",
        "da": "leverancer|resultater",
        "fi": "tuotokset|toimitukset|lopputulokset",
        "ro": "livrabile|rezultate|livrări",
        "hu": "eredmények|szállítandók|leszállítandók|termékek",
        "el": "παραδοτέα|αποτελέσματα",
        "zh": "交付物|产出|產出|输出|輸出|产出物|產出物|交付成果|交付件|交付項目",
        "ja": "成果物|出力|アウトプット|納品物",
        "ko": "산출물|결과물|성과물",
        "ar": "المخرجات|التسليمات|مخرجات|المخرجات المتوقعة",
        "fa": "تحویل دادنی ها|تحویل‌دادنی‌ها|خروجی ها|خروجی‌ها|دستاوردها|نتایج",
        "he": "תוצרים|תפוקות",
        "hi": "परिणाम|सुपुर्दगी|आउटपुट|डिलिवरेबल",
        "vi": "sản phẩm bàn giao|kết quả|bàn giao|đầu ra|sản phẩm",
        "id": "hasil kerja|keluaran|hasil|luaran|hasil yang diserahkan",
        "th": "ผลงานส่งมอบ|สิ่งที่ส่งมอบ|ผลลัพธ์|สิ่งส่งมอบ",
    },
    "exit criteria": {
        "de": "ausstiegskriterien|abschlusskriterien|austrittskriterien",
        "fr": "critères de sortie",
        "es": "criterios de salida|criterios de cierre",
        "pt": "critérios de saída",
        "it": "criteri di uscita",
        "nl": "uitstapcriteria|afsluitcriteria",
        "pl": "kryteria wyjścia|kryteria zakończenia",
        "cs": "výstupní kritéria|kritéria ukončení",
        "ru": "критерии выхода|условия завершения",
        "uk": "критерії виходу",
        "tr": "çıkış kriterleri",
        "sv": "avslutskriterier",
        "da": "afslutningskriterier",
        "no": "avslutningskriterier",
        "fi": "päätöskriteerit|lopetuskriteerit",
        "ro": "criterii de ieșire",
        "hu": "kilépési feltételek|lezárási feltételek",
        "el": "κριτήρια εξόδου",
        "zh": "退出条件|退出标准|退出條件",
        "ja": "終了条件|終了基準",
        "ko": "종료 조건|종료 기준",
        "ar": "معايير الخروج|شروط الإنهاء",
        "fa": "معیارهای خروج",
        "he": "תנאי יציאה|קריטריוני יציאה",
        "hi": "निकास मानदंड",
        "vi": "tiêu chí kết thúc|điều kiện kết thúc",
        "id": "kriteria keluar",
        "th": "เกณฑ์การออก",
    },
    "tests": {
        "de": "testfälle|testplan|prüfungen|teststrategie|testen",
        "fr": "plan de tests|tests à réaliser|plan de test|cas de test|essais|stratégie de test",
        "es": "pruebas|plan de pruebas|casos de prueba|pruebas requeridas",
        "pt": "testes|plano de testes|casos de teste",
        "it": "test da eseguire|piano di test|casi di test|collaudo",
        "nl": "testgevallen",
        "pl": "testy|plan testów|przypadki testowe|testowanie",
        "cs": "testovací plán|testování|zkoušky|testovací případy",
        "ru": "тесты|тестирование|план тестирования|тест-план|испытания",
        "uk": "тести|тестування|план тестування",
        "tr": "testler|test planı|test senaryoları",
        "sv": "tester|testfall|provning",
        "da": "testtilfælde|prøver",
        "no": "testtilfeller",
        "fi": "testit|testaus|testaussuunnitelma|testitapaukset",
        "ro": "teste|plan de testare|testare|cazuri de test",
        "hu": "tesztek|tesztelés|tesztterv|próbák",
        "el": "δοκιμές|έλεγχοι|σχέδιο δοκιμών",
        "zh": "测试|測試|测试计划|測試計劃|测试用例|測試案例|測試計畫|测试方案",
        "ja": "テスト|テスト計画|テスト項目|テストケース|試験",
        "ko": "테스트|테스트 계획|테스트 항목|시험|테스트 케이스",
        "ar": "الاختبارات|الاختبار|خطة الاختبار|اختبارات|حالات الاختبار",
        "fa": "آزمون ها|آزمون‌ها|تست ها|تست‌ها|آزمایش ها|برنامه آزمون|آزمایش‌ها",
        "he": "בדיקות|תוכנית בדיקות|מקרי בדיקה",
        "hi": "परीक्षण|जाँच|परीक्षण योजना|टेस्ट",
        "vi": "kiểm thử|kế hoạch kiểm thử|thử nghiệm|ca kiểm thử",
        "id": "pengujian|uji|rencana pengujian|uji coba|kasus uji",
        "th": "การทดสอบ|แผนการทดสอบ|ทดสอบ",
    },
    "checkpoint": {
        "de": "überprüfung|verifikation|prüfpunkte|prüfpunkt|validierung|kontrollpunkt|kontrolle|nachweis",
        "fr": "vérification|vérifications|point de contrôle|points de contrôle|validation|contrôle",
        "es": "verificación|validación|comprobación|punto de control|puntos de control|comprobaciones",
        "pt": "verificação|validação|ponto de controle|pontos de controle|conferência",
        "it": "verifica|verifiche|validazione|punto di controllo|punti di controllo|controllo",
        "nl": "verificatie|validatie|controlepunt|controlepunten",
        "pl": "weryfikacja|sprawdzenie|walidacja|punkt kontrolny|punkty kontrolne",
        "cs": "ověření|kontrola|validace|kontrolní bod|kontrolní body",
        "ru": "верификация|проверка|проверки|контрольная точка|контрольные точки|валидация",
        "uk": "перевірка|перевірки|верифікація|контрольна точка|контрольні точки|валідація",
        "tr": "doğrulama|kontrol noktası|kontrol|kontrol noktaları",
        "sv": "verifiering|kontroll|kontrollpunkter|validering",
        "da": "kontrolpunkt|kontrolpunkter",
        "no": "verifisering",
        "fi": "tarkistus|varmistus|todentaminen|tarkistuspiste|tarkistuspisteet|validointi",
        "ro": "verificare|verificări|validare|punct de control|puncte de control",
        "hu": "ellenőrzés|ellenőrzési pont|ellenőrzőpont|ellenőrzőpontok|validálás",
        "el": "επαλήθευση|έλεγχος|σημείο ελέγχου|σημεία ελέγχου|επικύρωση",
        "zh": "检查点|檢查點|验证|驗證|校验|验证步骤|核对",
        "ja": "確認事項|検証|動作確認|チェックポイント|確認項目",
        "ko": "검증|확인 사항|점검|체크포인트|점검 사항|확인",
        "ar": "التحقق|نقطة تحقق|نقاط التحقق|المراجعة|الفحص",
        "fa": "بررسی|اعتبارسنجی|راستی آزمایی|نقطه بازرسی",
        "he": "אימות|נקודת ביקורת|נקודות ביקורת|וידוא",
        "hi": "सत्यापन|जाँच बिंदु|पुष्टि",
        "vi": "xác minh|điểm kiểm tra|kiểm tra|xác nhận",
        "id": "verifikasi|titik pemeriksaan|pemeriksaan|validasi",
        "th": "การตรวจสอบ|จุดตรวจสอบ|การยืนยัน",
    },
    "success metrics": {
        "de": "metriken|kennzahlen|erfolgsmetriken|messgrößen|zielwerte|erfolgsmessung",
        "fr": "métriques|indicateurs|indicateurs de succès|mesures|indicateurs clés",
        "es": "métricas|métricas de éxito|indicadores|indicadores de éxito",
        "pt": "métricas de sucesso|kpis de sucesso|indicadores de sucesso",
        "it": "metriche|metriche di successo|indicatori",
        "nl": "metrieken|meetwaarden|indicatoren|kengetallen",
        "pl": "metryki|wskaźniki|miary sukcesu|mierniki",
        "cs": "metriky|ukazatele|měřítka úspěchu",
        "ru": "метрики|показатели|метрики успеха|целевые показатели",
        "uk": "метрики успіху|показники",
        "tr": "ölçütler|metrikler|başarı ölçütleri|göstergeler",
        "sv": "mätetal|mätvärden|nyckeltal",
        "da": "målepunkter|nøgletal|måltal",
        "no": "måltall|nøkkeltall",
        "fi": "mittarit|tunnusluvut",
        "ro": "metrici|metrici de succes",
        "hu": "mérőszámok|mutatók|sikermutatók",
        "el": "μετρικές|δείκτες|δείκτες επιτυχίας",
        "zh": "指标|指標|成功指标|成功指標|衡量指标|关键指标|度量",
        "ja": "品質指標|評価指標|メトリクス",
        "ko": "지표|성과 지표|성공 지표|측정 지표",
        "ar": "المؤشرات|مؤشرات النجاح|المقاييس|مقاييس النجاح|مؤشرات الأداء",
        "fa": "شاخص ها|شاخص‌ها|شاخص‌های موفقیت|معیارهای سنجش",
        "he": "מדדים|מדדי הצלחה",
        "hi": "मापदंड|संकेतक|सफलता संकेतक|मेट्रिक्स",
        "vi": "chỉ số|chỉ số thành công|thước đo|số liệu",
        "id": "metrik|indikator|indikator keberhasilan|ukuran keberhasilan",
        "th": "ตัวชี้วัด|ตัวชี้วัดความสำเร็จ",
    },
    "risks": {
        "de": "risiken|risiko|risiken und maßnahmen|risikoanalyse|risikobewertung|risiken und gegenmaßnahmen",
        "fr": "risques|risque|risques et mitigations|risques et parades|analyse des risques|risques identifiés",
        "es": "riesgos|riesgo|riesgos y mitigaciones|análisis de riesgos|riesgos y mitigación",
        "pt": "riscos|risco|riscos e mitigações|análise de riscos|riscos e mitigação",
        "it": "rischi|rischio|rischi e mitigazioni|analisi dei rischi",
        "nl": "risico's|risico|risico's en maatregelen|risicoanalyse",
        "pl": "ryzyka|ryzyko|analiza ryzyka|ryzyka i działania|zagrożenia",
        "cs": "rizika|riziko|rizika a opatření|analýza rizik",
        "ru": "риски|риск|риски и меры|анализ рисков|реестр рисков",
        "uk": "ризики|ризик|ризики та заходи",
        "tr": "riskler|risk analizi|riskler ve önlemler",
        "sv": "risker|riskanalys|risker och åtgärder",
        "da": "risici|risici og tiltag",
        "no": "risikoer|risiko og tiltak|risikovurdering",
        "fi": "riskit|riski|riskit ja toimenpiteet|riskianalyysi",
        "ro": "riscuri|risc|riscuri și măsuri|analiza riscurilor",
        "hu": "kockázatok|kockázat|kockázatok és intézkedések|kockázatelemzés",
        "el": "κίνδυνοι|ρίσκα|κίνδυνος|κίνδυνοι και μέτρα",
        "zh": "风险|風險|风险管理|風險管理|风险与对策|風險與對策|风险评估|風險評估|风险与缓解|风险分析",
        "ja": "リスク|リスク管理|リスクと対策|リスク一覧|懸念事項",
        "ko": "위험|위험 요소|리스크|위험 관리|리스크 관리|위험과 대책",
        "ar": "المخاطر|المخاطر والحلول|إدارة المخاطر|مخاطر",
        "fa": "ریسک ها|ریسک‌ها|خطرها|خطرات|مخاطرات",
        "he": "סיכונים|ניהול סיכונים|סיכון",
        "hi": "जोखिम|जोखिम प्रबंधन|जोखिम और समाधान|खतरे",
        "vi": "rủi ro|quản lý rủi ro|rủi ro và biện pháp|rủi ro và giải pháp",
        "id": "manajemen risiko|risiko dan mitigasi|daftar risiko",
        "th": "ความเสี่ยง|การจัดการความเสี่ยง",
    },
    "go/no-go points": {
        "de": "entscheidungspunkte|freigabepunkte",
        "fr": "points de décision|jalons de décision",
        "es": "puntos de decisión",
        "pt": "pontos de decisão",
        "it": "punti di decisione",
        "nl": "beslismomenten|beslispunten",
        "pl": "punkty decyzyjne",
        "cs": "rozhodovací body",
        "ru": "точки принятия решений|точки решения",
        "uk": "точки прийняття рішень",
        "tr": "karar noktaları",
        "sv": "beslutspunkter",
        "da": "beslutningspunkter",
        "fi": "päätöspisteet",
        "ro": "puncte de decizie",
        "hu": "döntési pontok",
        "el": "σημεία απόφασης",
        "zh": "决策点|決策點",
        "ja": "判断ポイント|意思決定ポイント",
        "ko": "결정 지점|의사결정 지점",
        "ar": "نقاط القرار",
        "vi": "điểm quyết định",
        "id": "titik keputusan",
        "th": "จุดตัดสินใจ",
    },
    "decisions required": {
        "de": (
            "offene fragen|offene entscheidungen|entscheidungsbedarf|zu klären|ausstehende entscheidungen|"
            "offene punkte|entscheidungen nötig"
        ),
        "fr": (
            "questions ouvertes|décisions à prendre|décisions en attente|décision à prendre|points ouverts|"
            "décision requise|à décider"
        ),
        "es": (
            "decisiones pendientes|preguntas abiertas|decisiones por tomar|cuestiones abiertas|decisión pendiente|"
            "dudas|decisiones requeridas|por decidir"
        ),
        "pt": (
            "questões em aberto|decisões pendentes|perguntas em aberto|decisões a tomar|decisão pendente|dúvidas|"
            "questões abertas|a decidir"
        ),
        "it": (
            "domande aperte|decisioni da prendere|decisioni in sospeso|questioni aperte|da decidere|"
            "decisione da prendere"
        ),
        "nl": (
            "open vragen|openstaande vragen|te nemen besluiten|openstaande beslissingen|te beslissen|openstaande punten"
        ),
        "pl": "otwarte pytania|decyzje do podjęcia|otwarte kwestie|oczekujące decyzje|do ustalenia|pytania otwarte",
        "cs": "otevřené otázky|nutná rozhodnutí|nevyřešené otázky|k rozhodnutí|čeká na rozhodnutí",
        "ru": (
            "открытые вопросы|нужны решения|нерешенные вопросы|вопросы|решения, которые надо принять|"
            "решение, которое надо принять|что решить|требуется решение"
        ),
        "uk": "відкриті питання|потрібні рішення|невирішені питання|що вирішити|питання",
        "tr": "açık sorular|verilecek kararlar|bekleyen kararlar|açık konular",
        "sv": "öppna frågor|beslut som behövs|beslut att fatta|att besluta|frågor att besluta",
        "da": "åbne spørgsmål|beslutninger der mangler|skal besluttes|udestående beslutninger",
        "no": "åpne spørsmål|beslutninger som gjenstår|må avgjøres|uavklart|avklaringer",
        "fi": "avoimet kysymykset|avoimet päätökset|päätettävää|päätettävät asiat",
        "ro": "întrebări deschise|decizii de luat|decizii în așteptare|probleme deschise",
        "hu": "nyitott kérdések|eldöntendő|meghozandó döntések|nyitott döntések|eldöntendő kérdések",
        "el": "ανοιχτά ερωτήματα|ανοιχτές ερωτήσεις|εκκρεμείς αποφάσεις|αποφάσεις που εκκρεμούν",
        "zh": (
            "待定问题|待定問題|待確認事項|待确认事项|待决问题|待決問題|待决策|未决问题|开放问题|需要决策|待決定|"
            "需要决定"
        ),
        "ja": "未決事項|未解決事項|未確定事項|要決定事項|検討事項|決めること|要確認事項",
        "ko": "미결 사항|열린 질문|결정 필요|결정할 사항|미정 사항|결정 필요 사항",
        "ar": "أسئلة مفتوحة|قرارات مطلوبة|القرارات المطلوبة|قرارات معلقة|الأسئلة المفتوحة|قرار مطلوب",
        "fa": "پرسش‌های باز|پرسش های باز|سوالات باز|تصمیم‌های لازم|تصمیم های لازم",
        "he": "שאלות פתוחות|החלטות נדרשות|החלטות פתוחות|נדרשת החלטה",
        "hi": "खुले प्रश्न|लंबित निर्णय|आवश्यक निर्णय|निर्णय आवश्यक",
        "vi": "câu hỏi mở|câu hỏi còn mở|cần quyết định|quyết định đang chờ|vấn đề cần quyết định",
        "id": "pertanyaan terbuka|keputusan yang diperlukan|keputusan tertunda|perlu diputuskan",
        "th": "คำถามที่ยังเปิดอยู่|คำถามเปิด|เรื่องที่ต้องตัดสินใจ|สิ่งที่ต้องตัดสินใจ",
    },
    "decisions to lock": {
        "de": "entscheidungen|getroffene entscheidungen|festgelegte entscheidungen",
        "fr": "décisions|décisions prises|décisions actées",
        "es": "decisiones|decisiones tomadas",
        "pt": "decisões|decisões tomadas",
        "it": "decisioni|decisioni prese",
        "nl": "besluiten|beslissingen|genomen besluiten",
        "pl": "decyzje|podjęte decyzje",
        "cs": "rozhodnutí|přijatá rozhodnutí",
        "ru": "решения|принятые решения",
        "uk": "рішення|ухвалені рішення",
        "tr": "kararlar|alınan kararlar",
        "sv": "beslut|fattade beslut",
        "da": "beslutninger|trufne beslutninger",
        "fi": "päätökset|tehdyt päätökset",
        "ro": "decizii|decizii luate",
        "hu": "döntések|meghozott döntések",
        "el": "αποφάσεις",
        "zh": "决策|决定|決策|決定|已定决策",
        "ja": "決定事項",
        "ko": "결정 사항|결정",
        "ar": "القرارات|قرارات متخذة",
        "fa": "تصمیم ها|تصمیم‌ها",
        "he": "החלטות|החלטות שהתקבלו",
        "hi": "निर्णय|लिए गए निर्णय",
        "vi": "quyết định|các quyết định",
        "id": "keputusan",
        "th": "การตัดสินใจ",
    },
    "next actions": {
        "de": "nächste schritte|nächste aktionen",
        "fr": "prochaines étapes|prochaines actions|étapes suivantes",
        "es": "próximos pasos|siguientes pasos|próximas acciones",
        "pt": "próximos passos|próximos passos imediatos|próximas ações",
        "it": "prossimi passi|prossime azioni",
        "nl": "volgende stappen|vervolgstappen|vervolgacties",
        "pl": "następne kroki|kolejne kroki|najbliższe kroki",
        "cs": "další kroky|následující kroky|nejbližší kroky",
        "ru": "следующие шаги|дальнейшие шаги|что дальше|ближайшие шаги",
        "uk": "наступні кроки|подальші кроки|що далі",
        "tr": "sonraki adımlar|bir sonraki adımlar",
        "sv": "nästa steg",
        "da": "næste skridt|næste trin",
        "no": "neste steg|neste trinn",
        "fi": "seuraavat askeleet|seuraavat vaiheet|seuraavaksi",
        "ro": "pașii următori|următorii pași|acțiuni următoare",
        "hu": "következő lépések|további lépések",
        "el": "επόμενα βήματα",
        "zh": "下一步|下一步计划|后续步骤|後續步驟|下一步行动|接下来",
        "ja": "次のステップ|次のアクション|今後の予定|次の一手",
        "ko": "다음 단계|다음 작업|향후 계획",
        "ar": "الخطوات التالية|الخطوة التالية|الإجراءات التالية",
        "fa": "گام‌های بعدی|گام های بعدی|قدم‌های بعدی|اقدامات بعدی",
        "he": "הצעדים הבאים|צעדים הבאים|השלבים הבאים",
        "hi": "अगले कदम|आगे के कदम",
        "vi": "bước tiếp theo|các bước tiếp theo|việc tiếp theo",
        "id": "langkah selanjutnya|langkah berikutnya|tindakan selanjutnya",
        "th": "ขั้นตอนต่อไป|ขั้นต่อไป",
    },
    "rollback": {
        "de": "rückfallplan|zurückrollen|rückbau|notfallplan|rückfallebene|rollback-plan|wiederherstellung",
        "fr": "plan de retour arrière|retour arrière|plan de repli|plan de secours|retour en arrière",
        "es": "plan de reversión|reversión|plan de contingencia|marcha atrás|vuelta atrás|plan b",
        "pt": "plano de rollback|plano de reversão|reversão|plano de contingência|plano b",
        "it": "piano di rollback|ripristino|piano di ripristino|piano di emergenza",
        "nl": "terugvalplan|terugdraaien|terugdraaiplan|noodplan",
        "pl": "plan wycofania|wycofanie|plan awaryjny|przywracanie",
        "cs": "plán návratu|návrat zpět|vrácení změn|záložní plán|nouzový plán",
        "ru": "откат|план отката|аварийный план|возврат",
        "uk": "відкат|план відкату|аварійний план",
        "tr": "geri alma planı|geri alma|geri dönüş planı|acil durum planı",
        "sv": "återställningsplan|återställning|reservplan|backa ur",
        "da": "tilbagerulning|plan for tilbagerulning|nødplan|reserveplan",
        "no": "tilbakerulling|plan for tilbakerulling|beredskapsplan",
        "fi": "palautussuunnitelma|palautus|varasuunnitelma|peruutussuunnitelma",
        "ro": "plan de revenire|revenire|plan de rezervă",
        "hu": "visszaállítás|visszaállítási terv|visszagörgetés|vészterv|tartalékterv",
        "el": "σχέδιο επαναφοράς|επαναφορά|εφεδρικό σχέδιο",
        "zh": "回滚|回滾|回滚计划|回滚方案|回滾計劃|回退方案|回退|復原計畫|应急预案",
        "ja": "ロールバック|ロールバック計画|切り戻し|切り戻し手順|ロールバック手順",
        "ko": "롤백|롤백 계획|복구 계획|비상 계획|되돌리기",
        "ar": "خطة التراجع|التراجع|الاسترجاع|خطة الطوارئ|خطة الاسترجاع",
        "fa": "برنامه بازگشت|بازگشت|طرح بازگشت|برنامه اضطراری",
        "he": "תוכנית חזרה|חזרה לאחור|תוכנית נסיגה|תוכנית חירום",
        "hi": "रोलबैक योजना|वापसी योजना|रोलबैक|आपात योजना",
        "vi": "kế hoạch khôi phục|khôi phục|phương án dự phòng|kế hoạch hoàn tác|hoàn tác",
        "id": "rencana pemulihan|pemulihan|rencana cadangan|rencana rollback",
        "th": "แผนย้อนกลับ|การย้อนกลับ|แผนสำรอง",
    },
    "how to use the plan": {
        "de": "anleitung|verwendung|legende|so benutzt man diesen plan|nutzung|arbeitsweise",
        "fr": "mode d'emploi|utilisation|comment utiliser ce plan|instructions",
        "es": "cómo usar este plan|instrucciones|uso|leyenda|modo de uso",
        "pt": "como usar este plano|instruções|legenda|como usar",
        "it": "istruzioni|come usare questo piano",
        "nl": "gebruik|hoe dit plan te gebruiken|instructies",
        "pl": "instrukcja|sposób użycia|jak korzystać z planu",
        "cs": "návod|jak používat tento plán|použití",
        "ru": "как пользоваться|инструкция|легенда|обозначения|условные обозначения",
        "uk": "як користуватися|інструкція|позначення",
        "tr": "kullanım|nasıl kullanılır|açıklamalar|talimatlar",
        "sv": "så används planen|användning|teckenförklaring|instruktioner",
        "da": "vejledning|brug af planen|signaturforklaring",
        "no": "veiledning|bruk av planen|tegnforklaring",
        "fi": "käyttöohje|ohje|ohjeet|merkkien selitykset",
        "ro": "instrucțiuni|cum se folosește planul|utilizare",
        "hu": "használat|útmutató|jelmagyarázat",
        "el": "οδηγίες|οδηγίες χρήσης|υπόμνημα",
        "zh": "使用说明|使用說明|使用方法|如何使用|图例|圖例|操作说明",
        "ja": "使い方|凡例|利用方法|この計画の使い方",
        "ko": "사용 방법|사용법|범례|안내",
        "ar": "طريقة الاستخدام|كيفية الاستخدام|تعليمات|دليل الرموز",
        "fa": "راهنما|نحوه استفاده|دستورالعمل",
        "he": "הוראות|אופן השימוש|מקרא",
        "hi": "उपयोग|निर्देश|उपयोग कैसे करें",
        "vi": "hướng dẫn|cách sử dụng|chú giải|hướng dẫn sử dụng",
        "id": "petunjuk|cara menggunakan|cara penggunaan|petunjuk penggunaan",
        "th": "วิธีใช้|คำแนะนำ|คำอธิบายสัญลักษณ์",
    },
    "notes": {
        "de": "notizen|anmerkungen|hinweise|hinweis|bemerkungen|notiz|verlauf|änderungsverlauf",
        "fr": "remarques|notes|observations|remarque|journal|historique|à noter",
        "es": "notas|observaciones|nota|apuntes|historial|bitácora|comentarios",
        "pt": "observações|anotações|histórico|registro",
        "it": "note|note aggiuntive|osservazioni|annotazioni|diario|storico",
        "nl": "opmerkingen|notities|aantekeningen|opmerking|logboek",
        "pl": "uwagi|notatki|notatka|dziennik|uwaga|historia",
        "cs": "poznámky|poznámka|deník|záznamy|historie",
        "ru": "заметки|примечания|примечание|замечания|журнал|история изменений|комментарии",
        "uk": "нотатки|примітки|примітка|зауваження|журнал змін",
        "tr": "notlar|gözlemler|günlük",
        "sv": "anteckningar|noteringar|anmärkningar|logg|anmärkning|dagbok",
        "da": "noter|bemærkninger|bemærkning|log",
        "no": "notater|merknader|merknad",
        "fi": "muistiinpanot|huomiot|huomautukset|huomautus|loki|huom",
        "ro": "observații|notițe|jurnal|istoric|mențiuni",
        "hu": "megjegyzések|jegyzetek|megjegyzés|napló",
        "el": "σημειώσεις|παρατηρήσεις|σημείωση|ημερολόγιο",
        "zh": "备注|備註|注意|注意事项|注意事項|说明|說明|笔记|變更記錄|变更记录|更新日志|日志",
        "ja": "メモ|備考|注意点|補足|変更履歴|更新履歴|ノート",
        "ko": "메모|비고|참고 사항|참고|주의 사항|변경 이력|기록|노트",
        "ar": "ملاحظات|الملاحظات|ملاحظة|سجل التغييرات|السجل",
        "fa": "یادداشت ها|یادداشت‌ها|نکات|توضیحات|نکته",
        "he": "הערות|הערה|יומן|היסטוריה",
        "hi": "टिप्पणियाँ|टिप्पणी|नोट्स|नोट|ध्यान दें",
        "vi": "ghi chú|lưu ý|nhật ký|lịch sử thay đổi|chú ý",
        "id": "catatan|catatan kemajuan|keterangan",
        "th": "หมายเหตุ|บันทึก|ข้อสังเกต",
    },
    "rules": {
        "de": "regeln|grundprinzipien|prinzipien|grundsätze|rahmenbedingungen|randbedingungen|vorgaben",
        "fr": "règles|principes|contraintes|conventions|principes directeurs",
        "es": "reglas|principios|restricciones|normas",
        "pt": "regras|restrições|diretrizes",
        "it": "regole|principi|vincoli|convenzioni",
        "nl": "regels|uitgangspunten|randvoorwaarden|afspraken",
        "pl": "zasady|reguły|ograniczenia|założenia projektowe",
        "cs": "pravidla|principy|omezení",
        "ru": "правила|принципы|ограничения|договоренности",
        "uk": "принципи|обмеження|домовленості",
        "tr": "kurallar|ilkeler|kısıtlar|prensipler",
        "sv": "regler|principer|ramar|begränsningar",
        "da": "principper|rammer|regler for arbejdet",
        "no": "prinsipper",
        "fi": "säännöt|periaatteet|rajoitteet",
        "ro": "reguli|principii|constrângeri",
        "hu": "szabályok|elvek|alapelvek|korlátok",
        "el": "κανόνες|αρχές|περιορισμοί",
        "zh": "规则|規則|原则|原則|约束|約束|规范|約定|约定",
        "ja": "ルール|制約|方針|制約条件",
        "ko": "규칙|원칙|제약|제약 사항|제약 조건",
        "ar": "القواعد|المبادئ|القيود|قواعد",
        "fa": "قوانین|اصول|محدودیت ها|محدودیت‌ها",
        "he": "כללים|עקרונות|מגבלות",
        "hi": "नियम|सिद्धांत|सीमाएँ",
        "vi": "quy tắc|nguyên tắc|ràng buộc|quy định",
        "id": "aturan|prinsip|batasan|ketentuan",
        "th": "กฎ|หลักการ|ข้อจำกัด|ข้อตกลง",
    },
    "what can run in parallel": {
        "de": "parallelisierung|parallel möglich|parallele arbeiten",
        "fr": "parallélisation|travaux en parallèle|en parallèle",
        "es": "paralelización|en paralelo|trabajo en paralelo",
        "pt": "paralelização|em paralelo|trabalho em paralelo",
        "it": "parallelizzazione|in parallelo",
        "nl": "parallel werk|parallellisatie|kan parallel",
        "pl": "równolegle|praca równoległa|zrównoleglenie",
        "cs": "souběžně|paralelně|paralelní práce",
        "ru": "параллельно|можно делать параллельно|параллельные работы",
        "uk": "паралельно|паралельні роботи",
        "tr": "paralel çalışma|paralel yapılabilir",
        "sv": "parallellt arbete|kan göras parallellt",
        "da": "parallelt arbejde|kan køre parallelt",
        "no": "parallelt arbeid|kan gjøres parallelt",
        "fi": "rinnakkain|rinnakkaiset työt",
        "ro": "în paralel|paralelizare",
        "hu": "párhuzamosan|párhuzamos munkák|párhuzamosítás",
        "el": "παράλληλα|παράλληλη εργασία",
        "zh": "并行执行|並行執行|可并行|并行任务|並行任務",
        "ja": "並列実行|並行作業|並行可能",
        "ko": "병렬 실행|병렬 작업|병렬 가능",
        "ar": "العمل بالتوازي|بالتوازي",
        "fa": "همزمان|کارهای موازی|به صورت موازی",
        "he": "במקביל|עבודה במקביל",
        "hi": "समानांतर कार्य|समानांतर",
        "vi": "song song|công việc song song|làm song song",
        "id": "dapat paralel|secara paralel|pekerjaan paralel",
        "th": "งานที่ทำพร้อมกันได้|ทำพร้อมกัน",
    },
    "resources": {
        "de": "ressourcen|team und ressourcen|besetzung|mittel",
        "fr": "ressources|équipe|moyens|répartition|budget",
        "es": "recursos|recursos necesarios|equipo|presupuesto|reparto",
        "pt": "recursos necessários|equipa|orçamento",
        "it": "risorse|squadra|gruppo di lavoro",
        "nl": "middelen|bemensing|inzet",
        "pl": "zasoby|zespół|budżet",
        "cs": "zdroje|tým|rozpočet",
        "ru": "ресурсы|команда|бюджет|исполнители",
        "uk": "ресурси|виконавці",
        "tr": "kaynaklar|ekip|bütçe",
        "sv": "resurser|bemanning",
        "da": "ressourcer|bemanding",
        "fi": "resurssit|tiimi|budjetti",
        "ro": "resurse|echipă|buget",
        "hu": "erőforrások|csapat|költségvetés",
        "el": "πόροι|ομάδα|προϋπολογισμός",
        "zh": "资源|資源|团队|團隊|人员|人員|预算|資源分配|资源分配",
        "ja": "リソース|体制|チーム|予算|体制図",
        "ko": "리소스|자원|팀 구성|인력|예산|팀",
        "ar": "الموارد|الفريق|الميزانية",
        "fa": "منابع|تیم|بودجه",
        "he": "משאבים|צוות|תקציב",
        "hi": "संसाधन|टीम|बजट",
        "vi": "nguồn lực|tài nguyên|nhóm|đội ngũ|ngân sách|nhân sự",
        "id": "sumber daya|tim|anggaran",
        "th": "ทรัพยากร|ทีมงาน|งบประมาณ",
    },
    "communication": {
        "de": "kommunikation|abstimmung|besprechungen",
        "fr": "communication|réunions",
        "es": "comunicación|reuniones",
        "pt": "comunicação|reuniões",
        "it": "comunicazione|riunioni",
        "nl": "communicatie|overleg",
        "pl": "komunikacja|spotkania",
        "cs": "komunikace|schůzky",
        "ru": "коммуникация|коммуникации|встречи|связь",
        "uk": "комунікація|зустрічі|зв'язок",
        "tr": "iletişim|toplantılar",
        "sv": "möten|avstämningar",
        "da": "møder",
        "no": "kommunikasjon|møter",
        "fi": "viestintä|kokoukset",
        "ro": "comunicare|ședințe",
        "hu": "kommunikáció|megbeszélések",
        "el": "επικοινωνία|συναντήσεις",
        "zh": "沟通|溝通|会议|會議",
        "ja": "コミュニケーション|会議体",
        "ko": "소통|의사소통|회의",
        "ar": "التواصل|الاجتماعات",
        "fa": "ارتباطات|جلسات",
        "he": "תקשורת|פגישות",
        "hi": "संचार|बैठकें",
        "vi": "truyền thông|liên lạc|họp",
        "id": "komunikasi|rapat",
        "th": "การสื่อสาร|การประชุม",
    },
    "lessons": {
        "de": "erkenntnisse|lehren|gelernt|rückblick",
        "fr": "leçons apprises|enseignements|rétrospective|bilan",
        "es": "lecciones aprendidas|lecciones|retrospectiva",
        "pt": "lições aprendidas|lições",
        "it": "lezioni apprese|lezioni|retrospettiva",
        "nl": "geleerde lessen|lessen|terugblik",
        "pl": "wnioski|lekcje|retrospektywa",
        "cs": "poučení|ponaučení|retrospektiva",
        "ru": "уроки|выводы|ретроспектива",
        "uk": "висновки|уроки проєкту",
        "tr": "dersler|çıkarılan dersler",
        "sv": "lärdomar|återblick",
        "da": "erfaringer|læring|tilbageblik",
        "no": "lærdommer|læringspunkter",
        "fi": "opit|opittua",
        "ro": "lecții învățate|lecții",
        "hu": "tanulságok|visszatekintés",
        "el": "διδάγματα|μαθήματα",
        "zh": "经验教训|經驗教訓|复盘|回顧|教训",
        "ja": "学び|教訓|振り返り",
        "ko": "교훈|회고|배운 점",
        "ar": "الدروس المستفادة|الدروس",
        "fa": "درس ها|درس‌های آموخته|درس‌ها",
        "he": "לקחים",
        "hi": "सीख|सबक",
        "vi": "bài học|bài học kinh nghiệm",
        "id": "pelajaran|pembelajaran",
        "th": "บทเรียน",
    },
    "links": {
        "de": "links und verweise|verweise|referenzen|inhalt|inhaltsverzeichnis|siehe auch|quellen|anhang",
        "fr": "références|liens|voir aussi|annexes|sommaire|documents liés|table des matières",
        "es": "referencias|enlaces|ver también|anexos|índice|documentos relacionados",
        "pt": "ligações|ver também",
        "it": "riferimenti|collegamenti|vedi anche|allegati",
        "nl": "verwijzingen|koppelingen|zie ook|bijlagen|inhoudsopgave",
        "pl": "odnośniki|linki|zobacz też|załączniki|spis treści|odwołania|materiały",
        "cs": "odkazy|viz také|přílohy|obsah",
        "ru": "ссылки|источники|см. также|приложения|содержание|оглавление|материалы|литература",
        "uk": "посилання|джерела|див. також|додатки|зміст",
        "tr": "bağlantılar|kaynakça|ayrıca bkz|içindekiler|ekler",
        "sv": "länkar|referenser|se även|bilagor|innehåll|innehållsförteckning",
        "da": "henvisninger|referencer|se også|bilag|indhold|indholdsfortegnelse",
        "no": "lenker|referanser|vedlegg|innhold|innholdsfortegnelse",
        "fi": "linkit|viitteet|katso myös|liitteet|sisällys|sisällysluettelo",
        "ro": "legături|referințe|vezi și|anexe|cuprins",
        "hu": "hivatkozások|linkek|lásd még|mellékletek|tartalom|tartalomjegyzék",
        "el": "σύνδεσμοι|αναφορές|δείτε επίσης|παραρτήματα|περιεχόμενα",
        "zh": "参考|參考|参考资料|參考資料|参考文献|相关文档|相關文件|附录|附錄|目录|目錄|链接",
        "ja": "参照資料|関連資料|参考資料|関連ドキュメント|付録|目次|リンク",
        "ko": "관련 문서|참고 자료|링크|부록|목차|참고 문헌",
        "ar": "المراجع|الروابط|روابط|الملاحق|انظر أيضا|المحتويات|الفهرس",
        "fa": "پیوندها|مراجع|لینک‌ها|پیوست ها|فهرست",
        "he": "קישורים|מקורות|ראו גם|נספחים|תוכן עניינים",
        "hi": "संदर्भ|लिंक|यह भी देखें|परिशिष्ट|विषय सूची",
        "vi": "tham khảo|liên kết|tài liệu tham khảo|phụ lục|mục lục|xem thêm|tài liệu liên quan",
        "id": "tautan|referensi|lihat juga|lampiran|daftar isi",
        "th": "อ้างอิง|ลิงก์|ดูเพิ่มเติม|ภาคผนวก|สารบัญ",
    },
    "milestones": {
        "de": "meilensteine|wichtige meilensteine",
        "fr": "jalons|jalons clés",
        "es": "hitos|hitos clave",
        "pt": "marcos|marcos principais",
        "it": "pietre miliari|traguardi",
        "nl": "mijlpalen",
        "pl": "kamienie milowe",
        "cs": "milníky",
        "ru": "вехи|ключевые вехи|контрольные даты",
        "uk": "віхи",
        "tr": "kilometre taşları|dönüm noktaları",
        "sv": "milstolpar",
        "da": "milepæle",
        "no": "milepæler",
        "fi": "virstanpylväät|välitavoitteet",
        "ro": "repere|jaloane",
        "hu": "mérföldkövek",
        "el": "ορόσημα",
        "zh": "里程碑|关键里程碑|關鍵里程碑",
        "ja": "マイルストーン",
        "ko": "마일스톤|주요 일정",
        "ar": "المعالم|المعالم الرئيسية|المحطات",
        "fa": "نقاط عطف|مایلستون‌ها",
        "he": "אבני דרך",
        "hi": "मील के पत्थर|पड़ाव",
        "vi": "các mốc|cột mốc|các cột mốc|mốc quan trọng",
        "id": "tonggak|tonggak pencapaian|tonggak penting",
        "th": "หมุดหมาย|เหตุการณ์สำคัญ|หลักไมล์",
    },
    "recommended order": {
        "de": "reihenfolge|empfohlene reihenfolge",
        "fr": "ordre|ordre d'exécution|ordre recommandé",
        "es": "orden de ejecución|orden|orden recomendado",
        "pt": "ordem|ordem de execução|ordem recomendada",
        "it": "ordine|ordine di esecuzione|ordine consigliato",
        "nl": "volgorde|aanbevolen volgorde",
        "pl": "kolejność|zalecana kolejność|kolejność prac",
        "cs": "pořadí|doporučené pořadí",
        "ru": "порядок|порядок выполнения|очередность|последовательность",
        "uk": "порядок виконання робіт|черговість|послідовність",
        "tr": "sıra|önerilen sıra|uygulama sırası",
        "sv": "ordning|ordningsföljd|rekommenderad ordning",
        "da": "rækkefølge|anbefalet rækkefølge",
        "no": "rekkefølge|anbefalt rekkefølge",
        "fi": "järjestys|suositeltu järjestys",
        "ro": "ordinea execuției|ordinea recomandată",
        "hu": "sorrend|ajánlott sorrend|végrehajtási sorrend",
        "el": "σειρά|προτεινόμενη σειρά",
        "zh": "执行顺序|執行順序|推荐顺序|实施顺序|实施順序|建议顺序|建議順序|顺序",
        "ja": "実施順序|実装順序|優先順位|実行順序|推奨順序",
        "ko": "실행 순서|권장 순서|진행 순서 안내",
        "ar": "الترتيب|ترتيب التنفيذ|الترتيب المقترح",
        "fa": "ترتیب|ترتیب اجرا",
        "he": "סדר|סדר ביצוע",
        "hi": "क्रम|अनुशंसित क्रम|निष्पादन क्रम",
        "vi": "thứ tự|thứ tự thực hiện|thứ tự đề xuất",
        "id": "urutan|urutan pelaksanaan|urutan yang disarankan",
        "th": "ลำดับ|ลำดับการทำงาน",
    },
    "overview of the phases": {
        "de": "phasenübersicht|übersicht|zusammenfassung|überblick|phasen|phasenplan",
        "fr": "vue d'ensemble|résumé|phases|aperçu|synthèse|calendrier",
        "es": "resumen|panorama|visión general|fases|vista general|resumen ejecutivo|calendario|cronograma",
        "pt": "resumo|visão geral|resumo executivo",
        "it": "riepilogo|panoramica|sintesi|fasi|visione d'insieme",
        "nl": "overzicht|samenvatting|fasen",
        "pl": "podsumowanie|przegląd|etapy|fazy|harmonogram|streszczenie",
        "cs": "přehled|shrnutí|souhrn|fáze",
        "ru": "обзор|итоги|этапы|фазы|сводка|краткое содержание|график|календарный план",
        "uk": "огляд|підсумок|етапи|графік|стислий огляд",
        "tr": "özet|genel bakış|aşamalar|fazlar|takvim",
        "sv": "översikt|sammanfattning|faser|etapper|tidplan|tidsplan",
        "da": "overblik|oversigt|opsummering|sammenfatning",
        "no": "oppsummering|sammendrag|fremdriftsplan",
        "fi": "yhteenveto|yleiskatsaus|vaiheet|aikataulu|tiivistelmä",
        "ro": "rezumat|prezentare generală|etape",
        "hu": "áttekintés|összefoglaló|összegzés|fázisok|szakaszok|ütemterv|ütemezés",
        "el": "επισκόπηση|σύνοψη|περίληψη|φάσεις|χρονοδιάγραμμα",
        "zh": "总览|總覽|概览|概覽|总结|總結|阶段概览|摘要|阶段划分|时间表|時程",
        "ja": "サマリー|まとめ|全体像|フェーズ一覧|スケジュール|工程表",
        "ko": "요약|단계 개요|전체 일정|단계 요약|일정표",
        "ar": "نظرة عامة|الملخص|ملخص|المراحل|الجدول الزمني",
        "fa": "مرور کلی|خلاصه|نمای کلی|فازها|مراحل|زمان‌بندی",
        "he": "סקירה|תקציר|סיכום|סקירה כללית|שלבים|לוח זמנים",
        "hi": "सारांश|अवलोकन|चरण सारांश|समयरेखा",
        "vi": "tổng quan|tóm tắt|các giai đoạn|lịch trình|tiến độ chung|lịch theo tuần",
        "id": "ringkasan|gambaran umum|ikhtisar|tahapan|jadwal",
        "th": "ภาพรวม|สรุป|กำหนดการ",
    },
    "files": {
        "de": (
            "dateien|betroffene dateien|umfang|zu ändernde dateien|neue dateien|datei|dateipfad|pfade|"
            "geänderte dateien|betroffene pfade"
        ),
        "fr": (
            "fichiers|fichiers à créer|fichiers à modifier|fichiers concernés|fichiers impactés|périmètre|fichier|"
            "fichiers modifiés|fichiers touchés|chemins|nouveaux fichiers"
        ),
        "es": (
            "alcance|archivos|archivos a crear|archivos a modificar|archivos afectados|ficheros|archivo|fichero|"
            "archivos modificados|archivos nuevos|rutas|ficheros afectados"
        ),
        "pt": (
            "arquivos|arquivos a criar|arquivos a modificar|arquivos afetados|escopo|arquivo|ficheiros|ficheiro|"
            "arquivos modificados|caminhos|novos arquivos|âmbito"
        ),
        "it": "file da creare|file da modificare|file interessati|file coinvolti|file modificati|percorsi|file nuovi",
        "nl": (
            "bestanden|betrokken bestanden|te wijzigen bestanden|bestand|nieuwe bestanden|aangepaste bestanden|"
            "reikwijdte"
        ),
        "pl": "pliki|pliki do zmiany|zmieniane pliki|plik|pliki do utworzenia|nowe pliki|zakres|ścieżki",
        "cs": "soubory|soubor|dotčené soubory|měněné soubory|nové soubory|rozsah|cesty",
        "ru": "файлы|изменяемые файлы|затрагиваемые файлы|файл|новые файлы|объем работ|пути",
        "uk": "файли|змінювані файли|нові файли|обсяг робіт|шляхи",
        "tr": "dosyalar|dosya|değişecek dosyalar|etkilenen dosyalar|yeni dosyalar|kapsam",
        "sv": "filer|berörda filer|ändrade filer|nya filer|omfattning|fil",
        "da": "berørte filer|ændrede filer|nye filer|omfang",
        "no": "endrede filer",
        "fi": "tiedostot|tiedosto|muuttuvat tiedostot|uudet tiedostot|laajuus|rajaus",
        "ro": "fișiere|fișier|fișiere afectate|fișiere modificate|fișiere noi|domeniu",
        "hu": "fájlok|fájl|érintett fájlok|módosított fájlok|új fájlok|hatókör|terjedelem",
        "el": "αρχεία|αρχείο|επηρεαζόμενα αρχεία|νέα αρχεία|πεδίο",
        "zh": (
            "文件|涉及文件|相关文件|修改文件|新增文件|涉及檔案|檔案|输出文件|輸出檔案|目标文件|文件路径|檔案路徑|"
            "范围|範圍|相關檔案|修改檔案|目標檔案|变更文件|影响文件"
        ),
        "ja": "ファイル|対象ファイル|変更ファイル|作成ファイル|関連ファイル|スコープ|範囲|変更対象|対象|対象範囲",
        "ko": "파일|대상 파일|수정 파일|생성 파일|관련 파일|변경 파일|범위|새 파일|경로",
        "ar": "الملفات|ملفات|الملفات المتأثرة|الملف|النطاق|الملفات الجديدة",
        "fa": "فایل ها|فایل‌ها|پرونده‌ها|فایل|محدوده|فایل‌های تغییریافته",
        "he": "קבצים|קובץ|קבצים מושפעים|קבצים חדשים|היקף",
        "hi": "फ़ाइलें|फ़ाइल|प्रभावित फ़ाइलें|दायरा",
        "vi": "tệp|các tệp|tập tin|file liên quan|phạm vi|tệp liên quan|tệp thay đổi|file cần sửa",
        "id": "berkas|file terkait|berkas terkait|ruang lingkup|lingkup|berkas baru|file yang diubah",
        "th": "ไฟล์|ไฟล์ที่เกี่ยวข้อง|ไฟล์ที่แก้ไข|ขอบเขต",
    },
    "dependencies": {
        "de": (
            "abhängigkeiten|abhängigkeit|hängt ab von|abhängig von|voraussetzungen|voraussetzung|benötigt|braucht|"
            "setzt voraus|nach|wartet auf|vorbedingungen|vorgänger|blockiert durch|blockiert von"
        ),
        "fr": (
            "dépendances|dépendance|dépend de|prérequis|nécessite|pré-requis|préalables|après|requiert|bloqué par|"
            "bloquée par|attend|conditions préalables"
        ),
        "es": (
            "dependencias|dependencia|depende de|requiere|requisitos previos|prerrequisitos|necesita|después de|tras|"
            "bloqueado por|bloqueada por|espera a|precondiciones"
        ),
        "pt": "pré-requisitos|pré-requisito|requer|precisa de|depois de|após|aguarda|necessita de",
        "it": (
            "dipendenze|dipendenza|dipende da|prerequisiti|prerequisito|richiede|dopo|bloccato da|bloccata da|"
            "necessita di|attende"
        ),
        "nl": (
            "afhankelijkheden|afhankelijkheid|afhankelijk van|vereist|voorwaarden|vereisten|heeft nodig|na|"
            "geblokkeerd door|wacht op|hangt af van"
        ),
        "pl": "zależności|zależność|zależy od|wymaga|wymagania wstępne|warunki wstępne|po|zablokowane przez|czeka na",
        "cs": "závislosti|závislost|závisí na|vyžaduje|předpoklady|požadavky|blokováno|čeká na|potřebuje",
        "ru": (
            "зависимости|зависимость|зависит от|требует|предпосылки|предусловия|после|нужно|требуется|блокируется|"
            "ждет|предварительные условия|заблокировано"
        ),
        "uk": "залежності|залежність|залежить від|потребує|передумови|після|потрібно|чекає на|вимагає",
        "tr": (
            "bağımlılıklar|bağımlılık|önkoşullar|ön koşullar|bağlı|bağlıdır|gerektirir|gereksinimler|bağımlı|öncesinde"
        ),
        "sv": "beroenden|beroende|beror på|kräver|förutsättningar|behöver|efter|blockeras av|väntar på",
        "da": "afhængigheder|afhængighed|afhænger af|kræver|forudsætninger|blokeret af|venter på",
        "no": "avhengigheter|avhengighet|avhenger av|avhengig av|krever|forutsetninger|etter|blokkert av|trenger",
        "fi": "riippuvuudet|riippuvuus|riippuu|edellyttää|vaatii|edellytykset|esiehdot|tarvitsee|odottaa",
        "ro": "dependențe|dependență|depinde de|cerințe prealabile|după|blocat de|așteaptă|condiții prealabile",
        "hu": "függőségek|függőség|függ|előfeltételek|előfeltétel|szükséges|igényel|után|előzmények",
        "el": "εξαρτήσεις|εξάρτηση|εξαρτάται από|απαιτεί|προϋποθέσεις|μετά|περιμένει",
        "zh": (
            "依赖|依賴|依赖关系|依賴關係|依赖项|前置条件|前置條件|前置任务|前置任務|前置依赖|依赖于|依賴於|先决条件|"
            "先決條件|前置|相依|相依性|前置要求|依赖任务"
        ),
        "ja": "依存関係|依存|依存タスク|前提タスク|前提|前提条件|依存先|先行タスク|先行作業",
        "ko": "의존성|의존 관계|의존|선행 작업|선행 조건|전제 조건|선행 단계|필요 조건|선행|종속성",
        "ar": (
            "الاعتماديات|يعتمد على|تعتمد على|المتطلبات السابقة|التبعيات|يتطلب|تتطلب|المتطلبات المسبقة|الاعتماد على|"
            "بعد|يسبقها"
        ),
        "fa": "وابستگی ها|وابستگی‌ها|وابستگی|وابسته به|پیش نیازها|پیش‌نیازها|پیش‌نیاز|نیازمند|پس از|پیش نیاز",
        "he": "תלויות|תלות|תלוי ב|תלויה ב|דרישות קדם|תנאים מוקדמים|דורש|דורשת|אחרי|לאחר|ממתין ל",
        "hi": "निर्भरता|निर्भरताएँ|निर्भर|पूर्व शर्तें|पूर्वापेक्षाएँ|आवश्यक|पूर्व शर्त|निर्भर है|निर्भरताएं",
        "vi": "phụ thuộc|phụ thuộc vào|điều kiện tiên quyết|yêu cầu trước|sau khi|cần có|chờ|bị chặn bởi",
        "id": (
            "ketergantungan|bergantung pada|tergantung pada|prasyarat|membutuhkan|memerlukan|setelah|menunggu|"
            "dependensi"
        ),
        "th": "การพึ่งพา|ขึ้นกับ|ขึ้นอยู่กับ|สิ่งที่ต้องมีก่อน|เงื่อนไขก่อนหน้า|หลังจาก|ต้องการ|งานก่อนหน้า",
    },
    "status": {
        "de": "zustand|stand|aktueller stand|fortschritt",
        "fr": "statut|état|état actuel|avancement|progression",
        "es": "estado|estado actual|situación|progreso|avance",
        "pt": "situação|estado atual|andamento|progresso|status atual",
        "it": "stato|stato attuale|avanzamento|stato di avanzamento",
        "nl": "toestand|voortgang|huidige status|stand van zaken",
        "pl": "stan|stan obecny|postęp|postępy|aktualny stan",
        "cs": "stav|aktuální stav|postup prací|průběh",
        "ru": "статус|состояние|текущий статус|ход выполнения|прогресс|текущее состояние",
        "uk": "стан|поточний стан|хід виконання|поступ|прогрес",
        "tr": "durum|mevcut durum|ilerleme",
        "sv": "läge|nuläge|tillstånd|framsteg",
        "da": "tilstand|fremskridt|nuværende status",
        "no": "fremdrift|nåværende status",
        "fi": "tila|tilanne|edistyminen|nykytila",
        "ro": "stare|starea curentă|stadiu|progres",
        "hu": "állapot|státusz|helyzet|haladás|jelenlegi állapot",
        "el": "κατάσταση|πρόοδος|τρέχουσα κατάσταση",
        "zh": "状态|狀態|当前状态|目前狀態|进度|進度|進展|进展|當前狀態",
        "ja": "状態|進捗|現状|ステータス|進捗状況|状況",
        "ko": "상태|현재 상태|진행 상태|진행 상황|진행률",
        "ar": "الحالة|الوضع الحالي|التقدم|الحالة الحالية",
        "fa": "وضعیت|پیشرفت|وضعیت فعلی",
        "he": "סטטוס|מצב|מצב נוכחי|התקדמות",
        "hi": "स्थिति|वर्तमान स्थिति|प्रगति",
        "vi": "trạng thái|tình trạng|tiến độ|trạng thái hiện tại|hiện trạng",
        "id": "keadaan|status saat ini|kemajuan",
        "th": "สถานะ|ความคืบหน้า|สถานะปัจจุบัน",
    },
    "goal": {
        "de": "ziel|ziele|zielsetzung|zweck|zielbild",
        "fr": "objectif|objectifs|but|buts|finalité",
        "es": "objetivo|objetivos|objetivo general|meta|metas|propósito|finalidad",
        "pt": "finalidade",
        "it": "obiettivo|obiettivi|scopo|finalità|traguardo",
        "nl": "doel|doelen|doelstelling|doelstellingen",
        "pl": "cel|cele|zamierzenie",
        "cs": "cíl|cíle|účel",
        "ru": "цель|цели|назначение",
        "uk": "мета|ціль|цілі",
        "tr": "amaç|hedef|hedefler|amaçlar",
        "sv": "mål|syfte",
        "da": "formål",
        "no": "hensikt",
        "fi": "tavoite|tavoitteet|tarkoitus|päämäärä",
        "ro": "scop|obiectiv|obiective|țintă",
        "hu": "célok|célkitűzés",
        "el": "στόχος|στόχοι|σκοπός",
        "zh": "目标|目標|目的|项目目标|阶段目标",
        "ja": "ゴール|狙い",
        "ko": "목표|목적",
        "ar": "الهدف|الأهداف|الغرض|الغاية",
        "fa": "هدف|اهداف",
        "he": "מטרה|מטרות|יעד|יעדים",
        "hi": "लक्ष्य|उद्देश्य",
        "vi": "mục tiêu|mục đích",
        "id": "tujuan|sasaran",
        "th": "เป้าหมาย|วัตถุประสงค์|จุดประสงค์",
    },
    "background": {
        "de": (
            "hintergrund|ausgangslage|kontext|architektur|zielarchitektur|erkenntnisse der analyse|nicht-ziele|"
            "nicht im umfang|außerhalb des umfangs|nicht enthalten|nicht teil des plans|motivation|annahmen|problem|"
            "problemstellung|einleitung|außer umfang|abgrenzung|lösungsansatz"
        ),
        "fr": (
            "contexte|architecture générale|hors périmètre|hors-périmètre|hors champ|exclusions|non-objectifs|"
            "problème|hypothèses|introduction|constat|approche|situation actuelle"
        ),
        "es": (
            "contexto|arquitectura|fuera de alcance|fuera del alcance|no incluido|antecedentes|situación actual|"
            "introducción|supuestos|problema|motivación|exclusiones|no objetivos|enfoque"
        ),
        "pt": (
            "arquitetura|fora do escopo|fora de escopo|fora do âmbito|não incluído|motivação|introdução|premissas|"
            "situação atual|exclusões|abordagem|não objetivos"
        ),
        "it": (
            "contesto|architettura|fuori ambito|fuori portata|fuori dall'ambito|non incluso|esclusioni|motivazione|"
            "introduzione|ipotesi|situazione attuale|antefatto|approccio"
        ),
        "nl": (
            "achtergrond|context|aanleiding|buiten scope|buiten bereik|niet in scope|buiten beschouwing|probleem|"
            "aannames|inleiding|architectuur|niet-doelen"
        ),
        "pl": (
            "kontekst|tło|poza zakresem|wyłączenia|założenia|wprowadzenie|wstęp|architektura|podejście|"
            "stan wyjściowy|motywacja"
        ),
        "cs": "pozadí|mimo rozsah|mimo záběr|východiska|úvod|nezahrnuje|motivace",
        "ru": (
            "контекст|архитектура|вне объема|вне рамок|не входит|предыстория|введение|проблема|предположения|"
            "допущения|исходное состояние|не входит в план|за рамками|мотивация|подход"
        ),
        "uk": (
            "передумова|поза межами|поза обсягом|не входить до плану|вступ|припущення|архітектура|тло|контекст проєкту"
        ),
        "tr": "arka plan|kapsam dışı|bağlam|giriş|varsayımlar|mimari|sorun",
        "sv": (
            "bakgrund|utanför omfattning|ingår inte|sammanhang|avgränsningar|problemet|arkitektur|antaganden|"
            "inledning|omfattas inte"
        ),
        "da": "baggrund|uden for omfang|ikke omfattet|ikke med|afgrænsning|indledning|antagelser",
        "no": "bakgrunn|utenfor omfang|ikke inkludert|avgrensning|innledning|antakelser",
        "fi": (
            "tausta|rajauksen ulkopuolella|ei kuulu|ulkopuolella|konteksti|johdanto|oletukset|arkkitehtuuri|ongelma"
        ),
        "ro": "în afara domeniului|nu este inclus|excluderi|introducere|ipoteze|arhitectură|situația actuală",
        "hu": "háttér|előzmény|hatókörön kívül|nem része|nem tartozik bele|bevezetés|kontextus|feltevések",
        "el": (
            "πλαίσιο|υπόβαθρο|εκτός πεδίου|δεν περιλαμβάνεται|εκτός εμβέλειας|εισαγωγή|πρόβλημα|υποθέσεις|αρχιτεκτονική"
        ),
        "zh": (
            "关键发现|關鍵發現|主要发现|背景|概述|架构|架構|现状|現況|项目结构|不在范围内|不在範圍內|范围之外|範圍外|"
            "非目标|非目標|不包含|不包括|前言|简介|假设|问题|技术方案|超出范围"
        ),
        "ja": (
            "アーキテクチャ|概要|プロジェクト構成|範囲外|対象外|スコープ外|経緯|はじめに|課題|前提知識|やらないこと"
        ),
        "ko": (
            "개요|배경|아키텍처|기술 스택|기술 조사 결과|프로젝트 구조|범위 외|범위 제외|제외 범위|범위 밖|비목표|"
            "문제|가정|소개|현황"
        ),
        "ar": "الخلفية|خارج النطاق|السياق|المقدمة|المشكلة|الافتراضات|البنية|غير مشمول|الوضع الراهن",
        "fa": "پیش‌زمینه|زمینه|خارج از محدوده|خارج از دامنه|مقدمه|مسئله|فرضیات|معماری",
        "he": "רקע|מחוץ להיקף|מחוץ לתחום|לא כלול|מבוא|הקשר|הבעיה|הנחות|ארכיטקטורה",
        "hi": "पृष्ठभूमि|दायरे से बाहर|दायरे के बाहर|शामिल नहीं|परिचय|समस्या|मान्यताएँ",
        "vi": "bối cảnh|ngoài phạm vi|không bao gồm|giới thiệu|vấn đề|giả định|kiến trúc",
        "id": (
            "latar belakang|di luar lingkup|di luar cakupan|tidak termasuk|konteks|pendahuluan|masalah|asumsi|"
            "arsitektur"
        ),
        "th": "ความเป็นมา|นอกขอบเขต|บริบท|บทนำ|ปัญหา|สมมติฐาน|ไม่รวม",
    },
    "packages to install": {
        "de": "pakete|bibliotheken",
        "fr": "paquets|bibliothèques",
        "es": "paquetes|bibliotecas|librerías",
        "pt": "pacotes",
        "it": "pacchetti|librerie",
        "nl": "pakketten",
        "pl": "pakiety|biblioteki",
        "cs": "balíčky|knihovny",
        "ru": "пакеты|библиотеки",
        "uk": "бібліотеки",
        "tr": "paketler|kütüphaneler",
        "sv": "bibliotek|programpaket",
        "da": "pakker|biblioteker",
        "fi": "paketit|kirjastot",
        "ro": "pachete|biblioteci",
        "hu": "csomagok|könyvtárak",
        "el": "πακέτα|βιβλιοθήκες",
        "zh": "依赖包|软件包|套件",
        "ja": "パッケージ|ライブラリ",
        "ko": "패키지|라이브러리",
        "ar": "الحزم|المكتبات",
        "fa": "بسته‌ها|کتابخانه‌ها",
        "he": "חבילות|ספריות",
        "hi": "पैकेज|लाइब्रेरी",
        "vi": "gói cài đặt|thư viện",
        "id": "paket|pustaka",
        "th": "แพ็กเกจ|ไลบรารี",
    },
}
