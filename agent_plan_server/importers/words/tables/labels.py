"""Labels of fields and headers of columns, by the value of their fact (see `fields.Fact`), then by language."""

LABELS: dict[str, dict[str, str]] = {
    "duration": {
        "en": (
            "duration|estimate|estimates|estimated duration|estimated time|time estimate|effort|estimated effort|"
            "timeline|timeframe|time frame|duration est.|duration est|est. duration|est|est.|time|effort estimate|"
            "schedule|weeks|months"
        ),
        "de": (
            "dauer|aufwand|schätzung|zeitaufwand|zeitrahmen|geschätzter aufwand|aufwandsschätzung|geschätzte dauer|"
            "zeit|zeitraum|geschätzte zeit|zeitbedarf"
        ),
        "fr": "durée|charge|délai|estimation|durée estimée|effort estimé|temps estimé|temps|charge estimée|période",
        "es": (
            "duración|estimación|tiempo estimado|plazo|esfuerzo|tiempo|duración estimada|esfuerzo estimado|periodo|"
            "est. de tiempo"
        ),
        "pt": "duração|estimativa|tempo estimado|prazo|esforço|tempo|duração estimada|esforço estimado",
        "it": "durata|stima|durata stimata|tempo stimato|impegno|sforzo|tempi|scadenze",
        "nl": "duur|inschatting|schatting|geschatte tijd|tijd|geschatte duur|doorlooptijd|inspanning|tijdsduur",
        "pl": (
            "szacowany czas|czas trwania|czas|szacunek|oszacowanie|estymacja|pracochłonność|nakład|wycena|"
            "termin realizacji"
        ),
        "cs": "odhad|doba trvání|trvání|čas|pracnost|odhadovaný čas|náročnost|doba",
        "ru": (
            "длительность|оценка|срок|сроки|трудоемкость|время|продолжительность|оценка времени|трудозатраты|период"
        ),
        "uk": "тривалість|оцінка|термін|терміни|трудомісткість|час|оцінка часу",
        "tr": "süre|tahmini süre|tahmin|efor|zaman",
        "sv": "uppskattning|varaktighet|tid|tidsåtgång|uppskattad tid|beräknad tid|tidsuppskattning",
        "da": "varighed|estimat|tidsforbrug|anslået tid|tidsestimat",
        "no": "varighet|tidsbruk|anslått tid",
        "fi": "kesto|arvio|työmäärä|arvioitu kesto|aika|aika-arvio|työmääräarvio",
        "ro": "estimare|timp estimat|efort|durată estimată|termen",
        "hu": "időtartam|becslés|ráfordítás|becsült idő|idő|időigény|időbecslés",
        "el": "διάρκεια|εκτίμηση|εκτιμώμενος χρόνος|χρόνος|προσπάθεια|εκτίμηση χρόνου",
        "zh": (
            "工期|预计时间|預計時間|时间|時間|耗时|预估|预估时间|预计工时|工时|周期|預估時間|工時|預估|估时|估時|"
            "工作量|估算|时长|時長|预计|時程|预计耗时"
        ),
        "ja": "見積もり|見積り|見積|工数|時間見積|期間|所要時間|想定工数|予定工数|予定時間|所要",
        "ko": "예상 시간|기간|예상 기간|소요 시간|소요 기간|일정|추정|공수|예상 소요|예상 공수|견적|시간",
        "ar": "المدة|التقدير|المدة المقدرة|الوقت المقدر|الجهد|الوقت|الزمن المقدر|المدة المتوقعة",
        "fa": "مدت|برآورد|زمان تخمینی|تخمین|زمان|مدت زمان|برآورد زمان",
        "he": "משך|הערכה|זמן משוער|הערכת זמן|זמן|מאמץ|משך משוער",
        "hi": "अवधि|अनुमान|अनुमानित समय|समय|अनुमानित अवधि",
        "vi": "thời gian|ước tính|thời lượng|thời gian ước tính|thời gian dự kiến|ước lượng|thời hạn thực hiện",
        "id": "durasi|perkiraan|estimasi|perkiraan waktu|waktu|lama|estimasi waktu|upaya",
        "th": "ระยะเวลา|ประมาณการ|เวลาโดยประมาณ|เวลา|เวลาที่ใช้|เวลาที่คาด",
    },
    "actual duration": {
        "en": "actual duration|actual|actual time|actual effort|time spent|time taken|took",
        "de": "tatsächliche dauer|ist-aufwand|gebraucht",
        "fr": "durée réelle|temps passé",
        "es": "duración real|tiempo real",
        "pt": "duração real|tempo gasto",
        "it": "durata effettiva|tempo effettivo",
        "nl": "werkelijke duur|bestede tijd",
        "pl": "czas rzeczywisty|rzeczywisty czas",
        "cs": "skutečná doba|skutečný čas",
        "ru": "фактически|фактическое время|затрачено",
        "sv": "faktisk tid",
        "zh": "实际时间|实际工时|實際時間",
        "ja": "実績|実績工数|実績時間",
        "ko": "실제 시간|실제 소요",
    },
    "complexity": {
        "en": "estimated complexity|complexity|difficulty|size|story points|points",
        "de": "komplexität|schwierigkeit|größe",
        "fr": "complexité|difficulté|taille",
        "es": "complejidad|dificultad|tamaño",
        "pt": "complexidade|dificuldade|tamanho",
        "it": "complessità|difficoltà|dimensione",
        "nl": "complexiteit|moeilijkheid|omvang",
        "pl": "złożoność|trudność|rozmiar",
        "cs": "složitost|obtížnost|velikost",
        "ru": "сложность|размер",
        "uk": "складність|розмір",
        "tr": "karmaşıklık|zorluk|boyut",
        "sv": "komplexitet|svårighetsgrad|storlek",
        "da": "kompleksitet|sværhedsgrad|størrelse",
        "no": "vanskelighetsgrad",
        "fi": "vaikeus|monimutkaisuus|koko",
        "ro": "complexitate|dificultate|mărime",
        "hu": "bonyolultság|nehézség|méret",
        "el": "πολυπλοκότητα|δυσκολία|μέγεθος",
        "zh": "复杂度|複雜度|难度|難度",
        "ja": "難易度|複雑度|規模",
        "ko": "복잡도|난이도|규모",
        "ar": "التعقيد|الصعوبة|الحجم",
        "fa": "پیچیدگی|سختی|اندازه",
        "he": "מורכבות|קושי|גודל",
        "hi": "जटिलता|कठिनाई",
        "vi": "độ phức tạp|độ khó|quy mô",
        "id": "kompleksitas|kesulitan|ukuran",
        "th": "ความซับซ้อน|ความยาก",
    },
    "owner": {
        "en": (
            "owner|owners|assigned|assignee|assigned to|agent|agent id|executor|responsible|lead|developer|who|owned by"
        ),
        "de": (
            "verantwortlich|zuständig|bearbeiter|verantwortliche|verantwortlicher|bearbeiterin|zuständigkeit|wer|"
            "zugewiesen|zugewiesen an|eigentümer|ausführender"
        ),
        "fr": (
            "assigné à|assignée à|assigné|attribué à|responsable|responsables|porteur|porteuse|qui|pilote|affecté à|"
            "chargée|référent|référente"
        ),
        "es": (
            "encargado|encargada|asignado a|asignada a|asignado|asignada|quién|a cargo|a cargo de|dueño|dueña|"
            "encargados"
        ),
        "pt": "responsável|responsáveis|atribuído a|atribuída a|quem|encarregado|designado|dono",
        "it": "responsabile|assegnato a|assegnata a|incaricato|incaricata|chi|a carico di|assegnatario",
        "nl": "verantwoordelijke|toegewezen aan|eigenaar|uitvoerder|verantwoordelijk|wie|trekker|behandelaar",
        "pl": (
            "odpowiedzialny|odpowiedzialna|przypisane do|wykonawca|właściciel|osoba|osoba odpowiedzialna|kto|"
            "przypisany|prowadzący|wykonuje"
        ),
        "cs": (
            "odpovědná osoba|odpovědný|zodpovídá|řešitel|řešitelka|vlastník|přiřazeno|kdo|zodpovědný|má na starosti"
        ),
        "ru": (
            "ответственный|исполнитель|ответственная|исполнители|кто|владелец|назначено|ответственные|отвечает|"
            "кто делает"
        ),
        "uk": "відповідальний|відповідальна|виконавець|хто|власник|виконавиця",
        "tr": "sorumlu|atanan|sahibi|kim|yürüten|sorumlusu|görevli",
        "sv": "ansvarig|tilldelad|ägare|utförare|vem|ansvariga",
        "da": "ansvarlig|ejer|tildelt|udføres af|hvem",
        "no": "eier|utføres av",
        "fi": "vastuuhenkilö|vastuussa|tekijä|omistaja|vastaava|kuka|vastuu",
        "ro": "responsabil|responsabilă|atribuit|cine|alocat|executant|responsabili",
        "hu": "felelős|felelősök|végrehajtó|tulajdonos|kijelölt|ki|hozzárendelve",
        "el": "υπεύθυνος|υπεύθυνη|ανάθεση|ποιος|ανατέθηκε σε",
        "zh": "负责人|負責人|执行者|執行者|负责|負責|责任人|責任人|承担者|经办人|执行人|負責者|指派",
        "ja": "担当|担当者|責任者|オーナー|担当チーム",
        "ko": "담당|담당자|책임자|소유자|수행자|배정",
        "ar": "المسؤول|المسؤولة|المكلف|مسند إلى|المنفذ|المالك|من",
        "fa": "مسئول|مسوول|مجری|مالک|واگذار به|چه کسی",
        "he": "אחראי|אחראית|מבצע|בעלים|הוקצה ל|מי|באחריות",
        "hi": "जिम्मेदार|स्वामी|सौंपा गया|कर्ता|उत्तरदायी|कौन|प्रभारी",
        "vi": "người phụ trách|phụ trách|người thực hiện|chủ trì|giao cho|người chịu trách nhiệm|đảm nhận",
        "id": "penanggung jawab|pelaksana|pemilik|ditugaskan kepada|siapa|pic|pengelola",
        "th": "ผู้รับผิดชอบ|เจ้าของ|มอบหมายให้|ผู้ดำเนินการ|รับผิดชอบโดย|ผู้ทำ",
    },
    "blocks": {
        "en": "blocks|unblocks|blocking|required by|enables|needed by|prerequisite for",
        "de": "blockiert|ermöglicht|voraussetzung für|gibt frei|entsperrt|benötigt von|nachfolger",
        "fr": "bloque|débloque|requis par|permet|prérequis pour|nécessaire à|nécessaire pour",
        "es": "bloquea|desbloquea|requerido por|permite|habilita",
        "pt": "bloqueia|desbloqueia|necessário para",
        "it": "blocca|sblocca|necessario per|abilita|richiesto da",
        "nl": "blokkeert|deblokkeert|nodig voor|maakt mogelijk",
        "pl": "blokuje|odblokowuje|wymagane przez|umożliwia|potrzebne do",
        "cs": "odblokuje|umožňuje|nutné pro",
        "ru": "блокирует|разблокирует|нужно для|необходимо для|открывает",
        "uk": "блокує|розблоковує|потрібно для|відкриває",
        "tr": "engeller|önünü açar",
        "sv": "blockerar|möjliggör|krävs för|behövs för",
        "da": "blokerer|muliggør|nødvendig for",
        "no": "blokkerer|muliggjør",
        "fi": "estää|mahdollistaa|tarvitaan",
        "ro": "blochează|deblochează|necesar pentru",
        "hu": "blokkolja|feloldja|szükséges hozzá|lehetővé teszi",
        "el": "μπλοκάρει|ξεμπλοκάρει",
        "zh": "阻塞任务|被依赖|解锁|阻塞|阻擋|后续任务|後續任務|解鎖",
        "ja": "後続タスク|ブロック対象|後続|ブロックする",
        "ko": "후속 작업|차단 대상|후행 작업",
        "ar": "تحجب|يحجب|تعطل|تفتح|يمنع|تمنع",
        "fa": "مسدود می‌کند|باز می‌کند",
        "he": "חוסם|חוסמת|משחרר",
        "hi": "रोकता है|अवरुद्ध करता है",
        "vi": "chặn|mở khóa|cần cho",
        "id": "memblokir|menghalangi|membuka",
        "th": "บล็อก|กั้น",
    },
    "date": {
        "en": (
            "completed|started|finished|date|last updated|updated|created|target completion|due|due date|deadline|"
            "start date|end date|target date|completed on|started on|generated"
        ),
        "de": (
            "datum|stand vom|erstellt am|fällig|frist|fällig am|termin|beginn|ende|abgabe|aktualisiert|"
            "zuletzt aktualisiert|zuletzt geändert|erstellt|bis"
        ),
        "fr": (
            "date de création|dernière mise à jour|échéance|date limite|début|fin|mis à jour|mise à jour|pour le|"
            "créé le"
        ),
        "es": (
            "fecha|fecha límite|fecha de inicio|última actualización|vence|vencimiento|inicio|actualizado|creado|"
            "para el|fecha de entrega"
        ),
        "pt": (
            "data|última atualização|data limite|vencimento|fim|atualizado em|criado em|entrega em|término|até|"
            "data de entrega"
        ),
        "it": "scadenza|inizio|fine|aggiornato|ultimo aggiornamento|creato|entro|aggiornato il|data di scadenza",
        "nl": (
            "einddatum|startdatum|streefdatum|bijgewerkt|laatst bijgewerkt|uiterlijk|begin|einde|gereed op|vervaldatum"
        ),
        "pl": (
            "aktualizacja|ostatnia aktualizacja|początek|koniec|data rozpoczęcia|data zakończenia|utworzono|do kiedy"
        ),
        "cs": "aktualizováno|poslední aktualizace|začátek|konec|do kdy|vytvořeno",
        "ru": (
            "дата|дата начала|обновлено|срок сдачи|дедлайн|начало|окончание|крайний срок|до|дата окончания|"
            "последнее обновление|создано"
        ),
        "uk": "оновлено|початок|кінець|крайній термін|останнє оновлення|термін здачі",
        "tr": "tarih|son tarih|teslim tarihi|güncellendi|başlangıç|bitiş|son güncelleme",
        "sv": "slutdatum|uppdaterad|senast uppdaterad|senast ändrad|klart senast|början|slut|förfaller|skapad",
        "da": "dato|slutdato|startdato|opdateret|senest opdateret|sidst opdateret",
        "no": "sluttdato|oppdatert|sist oppdatert",
        "fi": "päivämäärä|määräaika|alkaa|päättyy|päivitetty|viimeksi päivitetty|eräpäivä|valmis viimeistään",
        "ro": "termen limită|început la|sfârșit|actualizat|ultima actualizare|scadență",
        "hu": "határidő|kezdés|befejezés|frissítve|utolsó frissítés|kezdete|vége",
        "el": "ημερομηνία|προθεσμία|έναρξη|λήξη|ενημερώθηκε|τελευταία ενημέρωση",
        "zh": (
            "日期|更新时间|最后更新|更新時間|截止日期|截止时间|开始日期|开始时间|结束日期|到期|創建日期|创建日期|"
            "截止|期限|最後更新|完成日期"
        ),
        "ja": "最終更新|作成日|更新日|締切|締め切り|開始日|終了日|完了日|期日|日付|納期",
        "ko": "날짜|작성일|최종 수정|마감일|기한|시작일|종료일|완료일|마감|업데이트|수정일",
        "ar": "التاريخ|تاريخ الاستحقاق|الموعد النهائي|البداية|النهاية|آخر تحديث|تاريخ البدء|تاريخ الانتهاء",
        "fa": "تاریخ|موعد|مهلت|سررسید|شروع|پایان|آخرین به‌روزرسانی",
        "he": "תאריך|תאריך יעד|מועד|התחלה|עדכון אחרון|עודכן|מועד אחרון",
        "hi": "तिथि|तारीख|समय सीमा|अंतिम तिथि|प्रारंभ|अंत|नियत तिथि|अंतिम अद्यतन",
        "vi": "ngày|hạn|hạn chót|thời hạn|bắt đầu|cập nhật|cập nhật lần cuối|ngày bắt đầu|ngày kết thúc",
        "id": "tanggal|tenggat|batas waktu|mulai|berakhir|diperbarui|terakhir diperbarui|jatuh tempo",
        "th": "กำหนดส่ง|กำหนดเสร็จ|วันครบกำหนด|วันเริ่ม|อัปเดตล่าสุด|เริ่ม|สิ้นสุด|ปรับปรุงล่าสุด",
    },
    "priority": {
        "en": "priority",
        "de": "priorität|wichtigkeit|dringlichkeit|prio",
        "fr": "priorité|urgence",
        "es": "prioridad|urgencia",
        "pt": "prioridade",
        "it": "priorità|urgenza",
        "nl": "prioriteit",
        "pl": "priorytet",
        "ru": "приоритет|важность|срочность",
        "uk": "пріоритет",
        "tr": "öncelik",
        "sv": "prioritet",
        "fi": "prioriteetti|tärkeys",
        "ro": "prioritate",
        "hu": "prioritás|fontosság",
        "el": "προτεραιότητα",
        "zh": "优先级|優先級|优先度|優先順序|优先顺序",
        "ja": "優先度",
        "ko": "우선순위|우선도|중요도",
        "ar": "الأولوية",
        "fa": "اولویت",
        "he": "עדיפות|דחיפות",
        "hi": "प्राथमिकता",
        "vi": "ưu tiên|mức ưu tiên|độ ưu tiên",
        "th": "ลำดับความสำคัญ|ความสำคัญ",
    },
}
