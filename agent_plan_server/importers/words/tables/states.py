"""Words for the states of a task, by `TaskStatus`, then by language, with their genders and plurals."""

STATES: dict[str, dict[str, str]] = {
    "pending": {
        "en": (
            "not started|not yet started|pending|to do|todo|ready to execute|ready to begin|ready to start|ready|"
            "planned|planning|queued|open|backlog|next|tbd|upcoming|scheduled|incomplete|not complete|new|proposed|"
            "draft|template|not done|not completed|not implemented|unfinished|unstarted|not begun|to be done"
        ),
        "de": (
            "offen|geplant|nicht fertig|nicht begonnen|ausstehend|vorgesehen|noch nicht begonnen|nicht gestartet|"
            "zu tun|noch offen|steht aus|bereit|nicht erledigt|neu|eingeplant|unerledigt"
        ),
        "fr": (
            "à faire|non terminé|non commencé|non commencée|non démarré|non démarrée|planifié|planifiée|prévu|prévue|"
            "en attente de démarrage|pas commencé|pas commencée|pas démarré|à venir|ouvert|ouverte|prêt|prête|"
            "à planifier|à démarrer|non fait|nouveau"
        ),
        "es": (
            "pendiente|pendientes|no completado|no iniciado|no iniciada|sin empezar|planificado|planificada|planeado|"
            "planeada|por hacer|sin iniciar|por iniciar|no empezado|no empezada|no comenzado|abierto|abierta|"
            "previsto|prevista|listo para empezar|nuevo|programado|programada|sin hacer|por empezar|en cola"
        ),
        "pt": (
            "pendente|pendentes|a fazer|não concluído|não concluída|não iniciado|não iniciada|planejado|planejada|"
            "por fazer|a iniciar|não começado|não começada|não começou|aberto|aberta|em aberto|novo|agendado|"
            "agendada|na fila|a começar"
        ),
        "it": (
            "da fare|non iniziato|non iniziata|pianificato|pianificata|aperto|aperta|da iniziare|in programma|"
            "non fatto|non completato|in coda|nuovo|programmato|programmata"
        ),
        "nl": (
            "te doen|gepland|niet gestart|nog niet begonnen|niet begonnen|nog te doen|openstaand|klaar om te starten|"
            "nog niet gestart|ingepland|niet klaar|nieuw"
        ),
        "pl": (
            "do zrobienia|zaplanowane|zaplanowany|zaplanowana|nie rozpoczęto|nierozpoczęte|nie zaczęte|"
            "nie rozpoczęte|oczekuje|oczekujące|otwarte|w planach|planowane|nowe|niezrobione|do wykonania|"
            "nie zaczęto|nieukończone"
        ),
        "cs": (
            "čeká|naplánováno|nezahájeno|nezačato|ještě nezačato|neudělané|otevřeno|plánováno|připraveno|nehotovo|"
            "k provedení|nové|nedokončeno"
        ),
        "ru": (
            "не начато|не начат|не начата|запланировано|запланирован|запланирована|ожидает|к выполнению|не выполнено|"
            "не готово|не сделано|в планах|открыто|открыта|новая|новое|в очереди|предстоит|сделать|не начаты|намечено"
        ),
        "uk": "не розпочато|не почато|заплановано|очікує|до виконання|не виконано|не зроблено|відкрито|нове|у черзі",
        "tr": (
            "yapılacak|planlandı|başlamadı|başlanmadı|henüz başlamadı|bekliyor|sırada|açık|yeni|yapılmadı|planlanan|"
            "tamamlanmadı"
        ),
        "sv": (
            "planerad|planerat|ej påbörjad|ej påbörjat|inte påbörjad|inte påbörjat|öppen|kommande|återstår|kvar|"
            "inte startad|ej klar|ej startad|ny|inplanerad"
        ),
        "da": (
            "ikke startet|ikke påbegyndt|planlagt|åben|mangler|afventer start|ikke begyndt|ikke færdig|"
            "klar til start|kommende"
        ),
        "no": "ikke påbegynt|åpen|gjenstår|ikke begynt|ikke ferdig",
        "fi": (
            "ei aloitettu|aloittamatta|tekemättä|odottaa aloitusta|suunniteltu|avoin|tulossa|jonossa|uusi|"
            "kesken aloittamatta|ei tehty"
        ),
        "ro": (
            "neînceput|neîncepută|planificat|planificată|în așteptarea startului|deschis|nou|de început|nefăcut|"
            "nefinalizat|prevăzut|programat"
        ),
        "hu": (
            "nem kezdődött el|nincs elkezdve|el nem kezdett|tervezett|hátravan|nyitott|várakozik kezdésre|új|teendő|"
            "még nem kezdődött el|tervezve|nem indult|függőben|nincs kész"
        ),
        "el": (
            "εκκρεμεί|δεν ξεκίνησε|δεν έχει ξεκινήσει|προγραμματισμένο|προγραμματισμένη|προς εκτέλεση|σχεδιασμένο|"
            "ανοιχτό|νέο|σε αναμονή έναρξης"
        ),
        "zh": (
            "待开始|待開始|未开始|未開始|未实现|未實現|计划中|計劃中|計畫中|未完成|待处理|待處理|待執行|待执行|"
            "规划中|規劃中|待做|待定|尚未开始|尚未開始|准备中|排队中|已计划|已排期|新建|待启动|未启动|待實作|待实现"
        ),
        "ja": "未着手|未実装|未完了|予定|計画中|未対応|これから|着手前|未実施|準備中|待ち|新規",
        "ko": (
            "미완료|미구현|대기|대기 중|예정|미착수|시작 전|시작 안 함|계획됨|할 예정|준비 중|미진행|신규|시작 안함"
        ),
        "ar": (
            "قيد الانتظار|لم يبدأ|لم تبدأ|مخطط|مخططة|مخطط له|معلق|معلقة|للتنفيذ|لم ينفذ|لم يكتمل|جديد|جديدة|مجدول|"
            "مجدولة|لم يتم|مفتوح|بانتظار البدء|لم تكتمل|غير مكتمل|غير مكتملة"
        ),
        "fa": (
            "شروع نشده|آغاز نشده|برنامه ریزی شده|برنامه‌ریزی‌شده|در صف|انجام نشده|برای انجام|باز|در نوبت|برنامه‌ریزی شده"
        ),
        "he": (
            "לא התחיל|לא התחילה|טרם התחיל|טרם התחילה|מתוכנן|מתוכננת|פתוח|פתוחה|ממתין להתחלה|חדש|לא הושלם|לא בוצע|עתידי"
        ),
        "hi": "लंबित|शुरू नहीं|शुरू नहीं हुआ|शुरू नहीं हुई|बाकी|नियोजित|योजनाबद्ध|प्रस्तावित|नया|आरंभ नहीं|अधूरा",
        "vi": (
            "chưa bắt đầu|chưa làm|cần làm|đã lên kế hoạch|dự kiến|chưa hoàn thành|mở|sẵn sàng|chờ bắt đầu|kế hoạch|"
            "mới|chưa thực hiện|chưa triển khai|chưa xong"
        ),
        "id": (
            "belum dimulai|belum mulai|direncanakan|belum|akan dikerjakan|terbuka|belum selesai|siap dikerjakan|baru|"
            "belum dikerjakan|dijadwalkan|antre"
        ),
        "th": "ยังไม่เริ่ม|รอเริ่ม|วางแผนแล้ว|ต้องทำ|รอดำเนินการ|ยังไม่ได้เริ่ม|ใหม่|ยังไม่เสร็จ|ยังไม่ทำ|ตามแผน",
    },
    "in_progress": {
        "en": (
            "in progress|in-progress|in_progress|inprogress|wip|work in progress|active|working|working on this|"
            "currently working|doing|started|ongoing|underway|under way|in review|review|current|partial|partially|"
            "under review|needs review|ready for review|partially done|partially complete|in development|in testing|"
            "in qa|half done"
        ),
        "de": (
            "in arbeit|in bearbeitung|laufend|läuft|begonnen|angefangen|teilweise|teilweise fertig|aktiv|"
            "in umsetzung|im review|in prüfung|wird geprüft|im gange|wird bearbeitet|halb fertig|läuft gerade"
        ),
        "fr": (
            "en cours|partiel|partielle|partiellement|commencé|commencée|démarré|démarrée|entamé|entamée|en revue|"
            "en relecture|en cours de revue|à relire|en validation|en test|en réalisation|en chantier"
        ),
        "es": (
            "en progreso|en curso|en marcha|en proceso|empezado|empezada|iniciado|iniciada|parcial|parcialmente|"
            "en revisión|en desarrollo|en ejecución|activo|activa|haciendo|comenzado|comenzada|trabajando|a medias"
        ),
        "pt": (
            "em andamento|em progresso|em curso|em execução|em desenvolvimento|começado|começada|em revisão|ativo|"
            "ativa|fazendo|trabalhando|em análise"
        ),
        "it": (
            "in corso|iniziato|iniziata|parziale|parzialmente|in revisione|in lavorazione|in esecuzione|avviato|"
            "avviata|in sviluppo|cominciato|cominciata|attivo|attiva"
        ),
        "nl": (
            "mee bezig|bezig|in uitvoering|onderhanden|gestart|gedeeltelijk|deels|lopend|loopt|in behandeling|"
            "in beoordeling|actief|onder handen"
        ),
        "pl": (
            "w toku|w trakcie|rozpoczęte|rozpoczęty|rozpoczęta|częściowo|w realizacji|w recenzji|w przeglądzie|"
            "do przeglądu|trwa|zaczęte|realizowane|w trakcie realizacji|aktywne|sprawdzane|robione|zaczęta|zaczęty"
        ),
        "cs": (
            "probíhá|rozpracováno|v řešení|v práci|zahájeno|částečně|rozdělané|rozdělaný|rozdělaná|v revizi|"
            "v průběhu|pracuje se|v posouzení|ke kontrole|rozpracovaný|rozpracovaná"
        ),
        "ru": (
            "в работе|в процессе|выполняется|начато|начат|начата|частично|делается|на проверке|на ревью|в разработке|"
            "идет|на рассмотрении|на согласовании|в тестировании|на тестировании|частично готово|активно"
        ),
        "uk": (
            "у роботі|в роботі|у процесі|виконується|розпочато|почато|частково|на перевірці|триває|в процесі|"
            "у розробці|на рев'ю"
        ),
        "tr": (
            "devam ediyor|sürüyor|başladı|başlandı|kısmen|yapılıyor|incelemede|üzerinde çalışılıyor|devam|"
            "çalışılıyor|gözden geçiriliyor|kısmi"
        ),
        "sv": (
            "pågår|pågående|påbörjad|påbörjat|under arbete|delvis|startad|under granskning|granskas|på gång|i arbete|"
            "delvis klar"
        ),
        "da": (
            "i gang|igangværende|påbegyndt|under udførelse|delvist|startet|til gennemsyn|under gennemgang|undervejs|"
            "i arbejde"
        ),
        "no": "under arbeid|påbegynt|til gjennomgang|under gjennomgang|underveis|i arbeid",
        "fi": (
            "kesken|työn alla|käynnissä|aloitettu|meneillään|osittain|tekeillä|katselmoitavana|tarkistettavana|menossa"
        ),
        "ro": (
            "în curs|în lucru|în desfășurare|început|începută|în revizuire|în progres|în execuție|activ|în derulare"
        ),
        "hu": (
            "folyamatban|elkezdve|elkezdődött|részben|dolgozunk rajta|ellenőrzés alatt|felülvizsgálat alatt|munkában|"
            "zajlik|fejlesztés alatt|részben kész"
        ),
        "el": "σε εξέλιξη|σε εκτέλεση|ξεκίνησε|μερικώς|υπό έλεγχο|σε έλεγχο|υπό υλοποίηση|σε αναθεώρηση|τρέχει",
        "zh": (
            "进行中|執行中|执行中|開發中|开发中|处理中|處理中|部分完成|评审中|審查中|审核中|审查中|测试中|測試中|"
            "实施中|實作中|正在进行|正在進行|已开始|已開始|正在处理|评审|待评审|待审核|审阅中"
        ),
        "ja": (
            "進行中|実装中|作業中|対応中|着手中|実施中|一部完了|レビュー中|確認中|着手済み|開発中|テスト中|仕掛中|"
            "仕掛かり中|レビュー待ち"
        ),
        "ko": (
            "진행 중|진행중|작업 중|작업중|구현 중|검토 중|검토중|리뷰 중|개발 중|개발중|일부 완료|부분 완료|시작됨|"
            "테스트 중|진행"
        ),
        "ar": (
            "قيد التنفيذ|جاري|جار|جارية|جاري التنفيذ|جار التنفيذ|قيد العمل|قيد المراجعة|بدأ|بدأت|جزئي|جزئيا|"
            "قيد التطوير|قيد الاختبار|جاري العمل|تحت التنفيذ"
        ),
        "fa": (
            "در حال انجام|در حال اجرا|شروع شده|در دست انجام|در دست اقدام|در حال بررسی|در جریان|ناتمام|نیمه کاره|"
            "نیمه‌کاره|آغاز شده|در حال بازبینی"
        ),
        "he": "בתהליך|בביצוע|בעבודה|התחיל|התחילה|חלקי|חלקית|בבדיקה|בסקירה|בפיתוח|פעיל|בעיצומו",
        "hi": ("प्रगति में|प्रगति पर|जारी|जारी है|चल रहा है|चालू|शुरू|शुरू हुआ|आंशिक|समीक्षा में|चल रही है|प्रगति पर है"),
        "vi": (
            "đang thực hiện|đang làm|đang tiến hành|đang triển khai|đã bắt đầu|một phần|đang xem xét|đang duyệt|"
            "đang phát triển|đang kiểm thử|đang xử lý|đang chạy"
        ),
        "id": (
            "sedang berjalan|sedang dikerjakan|dalam proses|berjalan|berlangsung|dimulai|sebagian|dalam peninjauan|"
            "ditinjau|dalam pengerjaan|sedang ditinjau|sudah dimulai|dikerjakan"
        ),
        "th": ("กำลังดำเนินการ|กำลังทำ|อยู่ระหว่างดำเนินการ|เริ่มแล้ว|บางส่วน|กำลังตรวจสอบ|ระหว่างดำเนินการ|อยู่ระหว่างตรวจสอบ"),
    },
    "completed": {
        "en": (
            "completed|complete|done|deployed|released|landed|closed|shipped|implemented|finished|resolved|merged|"
            "delivered|verified|passed"
        ),
        "de": "erledigt|abgeschlossen|fertig|umgesetzt|fertiggestellt|ausgeliefert|geschlossen|getan|gelöst|erfolgt",
        "fr": (
            "terminé|terminée|terminés|terminées|livré|livrée|clôturé|clôturée|finalisé|finalisée|fait|faite|faits|"
            "achevé|achevée|fini|finie|réalisé|réalisée|validé|validée|complétée|résolu|résolue|fermé|fermée|"
            "effectué|effectuée"
        ),
        "es": (
            "hecho|hecha|hechos|completado|completada|completados|completas|completo|completa|terminado|terminada|"
            "finalizado|finalizada|listo|lista|cerrado|cerrada|resuelto|resuelta|entregado|entregada|acabado|acabada|"
            "concluido|concluida|cumplido|cumplida|implementado|implementada"
        ),
        "pt": (
            "concluídos|concluídas|feito|feita|feitos|entregue|pronto|pronta|resolvido|resolvida|fechado|fechada|"
            "encerrado|encerrada"
        ),
        "it": (
            "completato|completata|completati|fatto|fatta|finito|finita|terminato|terminata|concluso|conclusa|chiuso|"
            "chiusa|risolto|risolta|consegnato|consegnata|ultimato|ultimata"
        ),
        "nl": "klaar|gereed|afgerond|voltooid|gedaan|af|opgeleverd|gesloten|opgelost|afgehandeld|uitgevoerd|compleet",
        "pl": (
            "zrobione|zrobiony|zrobiona|ukończone|ukończony|ukończona|zakończone|zakończony|zakończona|gotowe|gotowy|"
            "gotowa|wykonane|wykonano|zamknięte|zamknięty|rozwiązane|dostarczone|skończone|wdrożone|wykonany|"
            "wykonana|zamknięta|dostarczona|wdrożony|wdrożona|rozwiązana"
        ),
        "cs": (
            "hotovo|hotový|hotová|hotové|dokončeno|dokončený|dokončená|splněno|uzavřeno|vyřešeno|uděláno|dodáno|"
            "provedeno|ukončeno"
        ),
        "ru": (
            "выполнено|выполнен|выполнена|завершено|завершен|завершена|готово|готов|готова|сделано|сделан|сделана|"
            "закрыто|закрыт|закрыта|закончено|закончен|закончена|решено|внедрено|сдано|исполнено|реализовано|"
            "выполнены|завершены|готовы|сделаны|закрыты"
        ),
        "uk": (
            "виконано|зроблено|завершений|закрито|закінчено|вирішено|виконаний|виконана|здано|зроблений|зроблена|"
            "виконані|готовий"
        ),
        "tr": "tamamlandı|bitti|tamam|yapıldı|kapatıldı|çözüldü|teslim edildi|bitirildi|tamamlanmış",
        "sv": (
            "klar|klart|klara|färdig|färdigt|färdiga|avslutad|avslutat|slutförd|slutfört|gjort|gjord|utförd|utfört|"
            "levererad|levererat|löst|stängd|åtgärdat|åtgärdad"
        ),
        "da": "færdig|færdigt|udført|afsluttet|gennemført|fuldført|løst|lukket|leveret|klaret",
        "no": "ferdig|fullført|utført|gjennomført|avsluttet|levert",
        "fi": "valmis|valmiina|tehty|suoritettu|päättynyt|ratkaistu|suljettu|toimitettu|hoidettu",
        "ro": (
            "finalizat|finalizată|terminat|gata|făcut|făcută|încheiat|încheiată|rezolvat|închis|livrat|realizat|"
            "complet|efectuat|rezolvată|livrată|realizată|închisă"
        ),
        "hu": (
            "kész|elkészült|befejezve|befejezett|lezárva|teljesítve|elvégezve|megoldva|leszállítva|készen van|lezárt|"
            "megvan"
        ),
        "el": (
            "ολοκληρώθηκε|ολοκληρωμένο|ολοκληρωμένη|έγινε|τέλος|έτοιμο|έτοιμη|τελείωσε|κλειστό|παραδόθηκε|επιλύθηκε|"
            "ολοκληρώθηκαν|παραδόθηκαν"
        ),
        "zh": (
            "完成|已完成|已实现|已實現|已结束|已解决|已關閉|已关闭|已交付|完毕|已上线|已通过|已验证|搞定|做完|已发布"
        ),
        "ja": "完了|完了済み|実装完了|実装済み|対応済み|済|済み|終了|解決済み|クローズ|リリース済み|実施済み",
        "ko": "완료|완료됨|구현 완료|완성|끝|종료|해결됨|배포됨|마침|작업 완료|완료함|했음",
        "ar": (
            "مكتمل|مكتملة|تم|تمت|منجز|منجزة|اكتمل|اكتملت|انتهى|انتهت|منتهي|منتهية|مغلق|أنجز|أنجزت|جاهز|جاهزة|"
            "تم الإنجاز|منفذ|منفذة"
        ),
        "fa": (
            "انجام شد|انجام شده|تکمیل شد|تکمیل شده|تمام شد|تمام شده|پایان یافته|کامل|کامل شد|بسته شده|تحویل شد|"
            "انجام‌شده|تکمیل‌شده"
        ),
        "he": "הושלם|הושלמה|הסתיים|הסתיימה|בוצע|בוצעה|גמור|גמורה|מוכן|מוכנה|סגור|נסגר|נמסר|נפתר|הושלמו",
        "hi": "पूर्ण|पूरा|पूरी|पूरा हुआ|पूर्ण हुआ|समाप्त|हो गया|संपन्न|हो गई|पूरी हुई|बंद",
        "vi": (
            "hoàn thành|đã hoàn thành|xong|đã xong|hoàn tất|đã hoàn tất|đã làm|kết thúc|đã đóng|đã giao|đã làm xong|"
            "đã giải quyết"
        ),
        "id": "selesai|sudah selesai|telah selesai|rampung|tuntas|beres|ditutup|dikirim|terselesaikan",
        "th": "เสร็จสิ้น|เสร็จแล้ว|เสร็จ|เสร็จสมบูรณ์|สำเร็จ|ทำแล้ว|ปิดแล้ว|ส่งมอบแล้ว|เรียบร้อย",
    },
    "blocked": {
        "en": (
            "blocked|waiting|on hold|on-hold|paused|stalled|waiting for|waiting on|blocked by|blocked on|suspended|"
            "stuck"
        ),
        "de": "blockiert|wartet|wartend|pausiert|angehalten|gesperrt|hängt|wartet auf|warten auf|warten",
        "fr": (
            "bloqué|bloquée|en attente|suspendu|suspendue|en pause|à l'arrêt|attend|en attente de|en attente d'|"
            "en attente du"
        ),
        "es": (
            "bloqueado|bloqueada|en espera|pausado|pausada|en pausa|detenido|detenida|parado|parada|suspendido|"
            "suspendida|esperando|en espera de|a la espera de|a la espera"
        ),
        "pt": (
            "em espera|suspenso|suspensa|aguardando|travado|travada|à espera de|em espera de|à espera|impedido|impedida"
        ),
        "it": "bloccato|bloccata|in attesa|in attesa di|sospeso|sospesa|in pausa|fermo|ferma|aspetta|attende",
        "nl": "geblokkeerd|wacht|wacht op|wachtend|gepauzeerd|in de wacht|stilgelegd|wachten op|wachten|ligt stil",
        "pl": (
            "zablokowane|zablokowany|zablokowana|wstrzymane|wstrzymany|wstrzymana|czeka|czeka na|oczekiwanie na|"
            "zawieszone|w oczekiwaniu"
        ),
        "cs": "blokováno|zablokováno|blokovaný|blokovaná|pozastaveno|čeká na|čekáme na|pozastavený|stojí",
        "ru": (
            "заблокировано|заблокирован|заблокирована|на паузе|приостановлено|приостановлен|приостановлена|ждет|ждем|"
            "стоит|в ожидании|ожидание|на удержании|блокировано|заблокированы"
        ),
        "uk": "заблоковано|заблокований|заблокована|призупинено|на паузі|чекає|чекаємо|очікуємо|в очікуванні|стоїть",
        "tr": "engellendi|beklemede|bloke|engelli|duraklatıldı|askıda|durduruldu|onay bekliyor",
        "sv": "blockerad|blockerat|väntar|väntar på|pausad|pausat|vilar|stoppad|spärrad|vilande|i väntan på",
        "da": "blokeret|venter|venter på|afventer|pauset|på pause|sat på pause|standset",
        "no": "blokkert|avventer|på vent|satt på vent|stanset",
        "fi": "estetty|estynyt|jumissa|odottaa|odotetaan|tauolla|keskeytetty|jäissä|pysäytetty",
        "ro": "blocat|blocată|în așteptare|așteaptă|suspendat|suspendată|în pauză|oprit|așteptăm",
        "hu": "blokkolva|blokkolt|elakadt|vár|várakozik|szünetel|szüneteltetve|akadályozva|felfüggesztve|várunk",
        "el": "μπλοκαρισμένο|μπλοκαρισμένη|σε αναμονή|περιμένει|σε παύση|αναμονή|ανεστάλη|μπλοκαρίστηκε",
        "zh": (
            "阻塞|被阻塞|受阻|已阻塞|卡住|等待|等待中|暂停|暫停|已暂停|已暫停|挂起|等候|等待审批|被卡住|阻擋|受阻中|"
            "阻塞中"
        ),
        "ja": (
            "ブロック中|ブロック|停止中|待機中|ブロックされている|一時停止|待機|承認待ち|回答待ち|中断|ペンディング|"
            "保留中"
        ),
        "ko": "보류|차단|차단됨|막힘|중단됨|중단|일시 중지|대기함|승인 대기|보류 중|일시중지|블록됨|기다림",
        "ar": "محظور|محظورة|متوقف|متوقفة|موقوف|موقوفة|بانتظار|في انتظار|معطل|معطلة|محجوب|متعثر|متعثرة|مجمد",
        "fa": "مسدود|مسدود شده|در انتظار|متوقف شده|منتظر",
        "he": "חסום|חסומה|ממתין|ממתינה|מושהה|בהמתנה|תקוע|תקועה|מעוכב|מעוכבת|בהשהיה",
        "hi": "अवरुद्ध|रुका हुआ|रुका|रुकी|प्रतीक्षा में|अटका|रोका गया|प्रतीक्षारत|रुकी हुई|अटका हुआ",
        "vi": "bị chặn|tạm dừng|đang chờ|bị kẹt|chờ duyệt|chờ phê duyệt|tắc|bị tắc|bị vướng|vướng|đang tạm dừng",
        "id": "terblokir|diblokir|terhambat|menunggu|ditahan|tertahan|dijeda|terhenti|terhalang",
        "th": "ติดขัด|ถูกบล็อก|รอ|หยุดชั่วคราว|พักไว้|ติดปัญหา|ระงับ|รออนุมัติ|ถูกระงับ",
    },
    "failed": {
        "en": "failed|failing|broken|error",
        "de": "fehlgeschlagen|gescheitert|misslungen",
        "fr": "échoué|échouée|échec|en échec|raté|ratée|en erreur",
        "es": "fallido|fallida|fallado|falló|fracasado|fracasada|con error|ha fallado",
        "pt": "falhou|falhado|falhada|com falha|fracassou|com erro|falho",
        "it": "fallito|fallita|non riuscito|non riuscita|in errore",
        "nl": "mislukt|gefaald",
        "pl": "nieudane|nieudany|nieudana|niepowodzenie|nie powiodło się|błąd",
        "cs": "selhalo|neúspěšné|nezdařilo se|nepovedlo se|chyba",
        "ru": "провалено|провален|провалена|не удалось|неудача|ошибка|сорвано|не получилось",
        "uk": "не вдалося|невдало|помилка",
        "tr": "başarısız|başarısız oldu|hatalı",
        "sv": "misslyckades|misslyckad|misslyckat|fel",
        "da": "mislykkedes|mislykket|fejlet|fejl",
        "no": "mislyktes|feilet|feil",
        "fi": "epäonnistui|epäonnistunut|virhe",
        "ro": "eșuat|eșuată|nereușit|eroare",
        "hu": "sikertelen|meghiúsult|nem sikerült|hibás",
        "el": "απέτυχε|αποτυχία",
        "zh": "失败|失敗|已失败|未通过|出错",
        "ja": "不合格|エラー",
        "ko": "실패|실패함|오류",
        "ar": "فشل|فشلت|فاشل|فاشلة|أخفق",
        "fa": "ناموفق|شکست خورده|شکست خورد|شکست",
        "he": "נכשל|נכשלה|כישלון",
        "hi": "विफल|असफल",
        "vi": "thất bại|không thành công|lỗi|hỏng",
        "id": "gagal|galat",
        "th": "ล้มเหลว|ไม่สำเร็จ|ไม่ผ่าน",
    },
    "skipped": {
        "en": (
            "deferred|skipped|postponed|cancelled|canceled|rejected|superseded|dropped|obsolete|won't do|wontfix|"
            "will not do|abandoned|removed|not needed|n/a|won't fix|declined|descoped|parked"
        ),
        "de": (
            "verschoben|entfällt|zurückgestellt|abgebrochen|gestrichen|abgesagt|storniert|verworfen|aufgeschoben|"
            "vertagt|übersprungen|nicht nötig|abgelehnt|hinfällig|aufgegeben"
        ),
        "fr": (
            "différé|différée|reporté|reportée|rejeté|rejetée|abandonné|abandonnée|annulé|annulée|repoussé|repoussée|"
            "ignoré|ignorée|supprimé|supprimée|écarté|écartée|remis à plus tard|remise à plus tard|non retenu|"
            "non retenue|sans objet|ajourné|ajournée|retiré|retirée"
        ),
        "es": (
            "aplazado|aplazada|pospuesto|pospuesta|cancelado|cancelada|descartado|descartada|diferido|diferida|"
            "omitido|omitida|rechazado|rechazada|eliminado|eliminada|postergado|postergada|anulado|anulada|"
            "abandonado|abandonada|retirado|retirada|no procede"
        ),
        "pt": (
            "adiado|adiada|pulado|pulada|rejeitado|rejeitada|removido|removida|desistido|suprimido|ignorado|ignorada|"
            "não se aplica"
        ),
        "it": (
            "rinviato|rinviata|annullato|annullata|scartato|scartata|rimandato|rimandata|posticipato|posticipata|"
            "saltato|saltata|respinto|respinta|cancellato|cancellata|abbandonato|abbandonata|eliminato|eliminata|"
            "rifiutato|rifiutata"
        ),
        "nl": (
            "uitgesteld|geannuleerd|vervallen|overgeslagen|geschrapt|afgewezen|afgelast|doorgeschoven|niet nodig|"
            "vervalt"
        ),
        "pl": (
            "odłożone|odłożony|odłożona|anulowane|anulowany|anulowana|odwołane|pominięte|pominięty|przełożone|"
            "przełożony|odrzucone|odrzucony|odroczone|zaniechane|porzucone|przesunięte|skreślone|nieaktualne|"
            "przełożona|odrzucona|pominięta|przesunięty|przesunięta|skreślona|odroczony|odroczona|porzucona"
        ),
        "cs": (
            "odloženo|odložený|odložená|zrušeno|zrušený|zrušená|přeskočeno|zamítnuto|vynecháno|přesunuto|vyřazeno|"
            "zahozeno|přesunutý|přesunutá|zamítnutý|zamítnutá|vyřazená"
        ),
        "ru": (
            "отложено|отложен|отложена|отменено|отменен|отменена|не нужно|пропущено|пропущен|пропущена|отклонено|"
            "отклонен|перенесено|перенесен|перенесена|снято|исключено|неактуально|отказались|не делаем|вычеркнуто|"
            "отклонена|снят|снята|исключен|исключена|отложены|отменены"
        ),
        "uk": (
            "відкладено|відкладений|відкладена|скасовано|скасований|скасована|відхилено|не потрібно|знято|"
            "перенесений|відхилена|відхилений|відкладені|скасовані"
        ),
        "tr": "ertelendi|iptal|iptal edildi|atlandı|reddedildi|vazgeçildi|gerek yok|kaldırıldı",
        "sv": (
            "uppskjuten|uppskjutet|skjuts upp|avbruten|avbrutet|inställd|inställt|struken|struket|avbokad|parkerad|"
            "parkerat|skippad|överhoppad|nedlagd|avvisad|utgår|bordlagd|framflyttad|avslagen|uppskjutna|inställda"
        ),
        "da": "udskudt|udsat|annulleret|aflyst|droppet|sprunget over|afvist|bortfaldet|parkeret|udgår|opgivet",
        "no": "utsatt|avlyst|kansellert|hoppet over|avvist|bortfalt|parkert|avbrutt",
        "fi": "lykätty|siirretty|peruttu|peruutettu|ohitettu|hylätty|ei tarvita|jätetty pois|poistettu|myöhemmin",
        "ro": "amânat|amânată|anulat|anulată|omis|omisă|respins|respinsă|renunțat|abandonat|sărit|eliminat",
        "hu": (
            "elhalasztva|elhalasztott|halasztva|törölve|lemondva|kihagyva|elutasítva|elvetve|elvetett|később|elmarad|"
            "visszavonva"
        ),
        "el": (
            "αναβλήθηκε|ακυρώθηκε|ακυρωμένο|αναβολή|παραλείφθηκε|απορρίφθηκε|εγκαταλείφθηκε|ακυρωμένη|ακυρώθηκαν|"
            "αναβλήθηκαν"
        ),
        "zh": (
            "取消|已取消|推迟|已推迟|延后|延後|搁置|擱置|跳过|跳過|延期|已延期|已跳过|放弃|已放弃|不做|作废|暂缓|"
            "暫緩|已搁置|已延後|已擱置|拒绝|已拒绝|移除|不需要|已废弃|推遲"
        ),
        "ja": "中止|見送り|保留|スキップ|キャンセル|取りやめ|後回し|却下|対象外|廃止|不要",
        "ko": "이연|연기|취소|취소됨|제외|연기됨|제외됨|건너뜀|생략|폐기|미룸|거절|기각|불필요|연기함",
        "ar": (
            "مؤجل|مؤجلة|ملغى|ملغاة|تم الإلغاء|أجل|مرفوض|مرفوضة|متروك|متجاوز|تم تأجيله|تم تأجيلها|مستبعد|مستبعدة|"
            "تأجلت|تأجل|ألغي|ألغيت"
        ),
        "fa": (
            "به تعویق افتاد|به تعویق افتاده|لغو شد|لغو شده|لغو|رد شد|رد شده|حذف شد|حذف شده|موکول شد|صرف نظر شد|تعویق"
        ),
        "he": "נדחה|נדחתה|בוטל|בוטלה|מבוטל|מבוטלת|דולג|נזנח|הוסר|הושמט|לא נדרש|דחוי|דחויה",
        "hi": "स्थगित|रद्द|टाला गया|छोड़ा गया|अस्वीकृत|टल गया|रद्द किया गया|हटाया गया",
        "vi": "hoãn|hoãn lại|tạm hoãn|hủy|đã hủy|bỏ qua|loại bỏ|từ chối|bỏ|đã hoãn|không làm|đã bỏ",
        "id": "ditunda|dibatalkan|batal|dilewati|ditolak|dihapus|tidak diperlukan|dicoret|tunda",
        "th": "เลื่อน|เลื่อนออกไป|ยกเลิก|ยกเลิกแล้ว|ข้าม|ปฏิเสธ|ตัดออก",
    },
}
