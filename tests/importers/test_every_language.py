"""One small plan in every language: phases, tasks, states, a criterion that is no task, a need, an estimate."""

from typing import NamedTuple

import pytest
from importers.reading import read

from agent_plan_server.importers.words.tables.columns import COLUMNS
from agent_plan_server.importers.words.tables.labels import LABELS
from agent_plan_server.importers.words.tables.phases import PHASES
from agent_plan_server.importers.words.tables.states import STATES
from agent_plan_server.importers.words.tables.tasks import TASKS
from agent_plan_server.importers.words.tables.titles import TITLES


class Words(NamedTuple):
    """What an author writes in one language; the phases, the label and target of a need, states, an estimate …"""

    phases: tuple[str, str]
    needs: str
    tasks: str
    started: str
    blocked: str
    skipped: str
    estimate: str
    criteria: str
    risks: str
    minutes: int = 180


LANGUAGES = {
    "en": Words(
        ("Phase 1: Shore", "Phase 2: Water"), "Depends on: Phase 1", "Count the boats|Buy rope|Paint the pier|Dig|Sing",
        "in progress", "blocked: no permit", "deferred", "3 hours", "Acceptance criteria", "Risks",
    ),
    "de": Words(
        ("Erste Phase: Ufer", "Zweite Phase: Wasser"), "Voraussetzung: Phase 1",
        "Boote zählen|Seil kaufen|Steg streichen|Graben|Singen",
        "in Arbeit", "wartet auf das Amt", "zurückgestellt", "3 Stunden", "Fertig, wenn", "Risiken",
    ),
    "fr": Words(
        ("Première étape : Rive", "Deuxième étape : Eau"), "Dépend de : étape 1",
        "Compter les barques|Acheter la corde|Peindre le quai|Creuser|Chanter",
        "en cours", "en attente du maire", "reportée", "3 heures", "Critères d'acceptation", "Risques",
    ),
    "es": Words(
        ("Primera fase: Orilla", "Segunda fase: Agua"), "Depende de: Fase 1",
        "Contar las barcas|Comprar cuerda|Pintar el muelle|Cavar|Cantar",
        "EN CURSO", "bloqueada: falta permiso", "aplazada", "3 horas", "Criterios de aceptación", "Riesgos",
    ),
    "pt": Words(
        ("1ª fase: Margem", "2ª fase: Água"), "Requer: Fase 1",
        "Contar os barcos|Comprar corda|Pintar o cais|Cavar|Cantar",
        "em andamento", "aguardando a câmara", "adiada", "3 horas", "Pronto quando", "Riscos",
    ),
    "it": Words(
        ("Fase I: Riva", "Fase II: Acqua"), "Prerequisiti: nessuno",
        "Contare le barche|Comprare la corda|Dipingere il molo|Scavare|Cantare",
        "in corso", "in attesa del comune", "rimandata", "3 ore", "Criteri di accettazione", "Rischi",
    ),
    "nl": Words(
        ("Mijlpaal 1: Oever", "Mijlpaal 2: Water"), "Afhankelijk van: Mijlpaal 1",
        "Boten tellen|Touw kopen|Steiger verven|Graven|Zingen",
        "mee bezig", "wacht op de gemeente", "uitgesteld", "3 uur", "Klaar als", "Risico's",
    ),
    "pl": Words(
        ("Etap 1. Brzeg", "Etap 2. Woda"), "Zależy od: Etap 1",
        "Policzyć łodzie|Kupić linę|Pomalować pomost|Kopać|Śpiewać",
        "w trakcie", "czeka na urząd", "odłożone", "3 godziny", "Kryteria akceptacji", "Ryzyka",
    ),
    "cs": Words(
        ("1. fáze: Břeh", "2. fáze: Voda"), "Závisí na: fáze 1",
        "Spočítat lodě|Koupit lano|Natřít molo|Kopat|Zpívat",
        "rozpracováno", "čeká na úřad", "odloženo", "3 hodiny", "Akceptační kritéria", "Rizika",
    ),
    "ru": Words(
        ("Первый этап. Берег", "Второй этап. Вода"), "Зависит от: этап 1",
        "Посчитать лодки|Купить верёвку|Покрасить причал|Копать|Петь",
        "в работе", "ждём разрешения", "отложено", "3 часа", "Критерии приёмки", "Риски",
    ),
    "uk": Words(
        ("Етап 1 — Берег", "Етап 2 — Вода"), "Залежить від: етап 1",
        "Порахувати човни|Купити мотузку|Пофарбувати причал|Копати|Співати",
        "у роботі", "чекаємо дозволу", "відкладено", "3 години", "Критерії приймання", "Ризики",
    ),
    "tr": Words(
        ("1. Aşama: Kıyı", "2. Aşama: Su"), "Bağımlılıklar: Aşama 1",
        "Tekneleri say|Halat al|İskeleyi boya|Kaz|Şarkı söyle",
        "DEVAM EDİYOR", "beklemede", "İPTAL EDİLDİ", "3 saat", "Kabul kriterleri", "Riskler",
    ),
    "sv": Words(
        ("Delmål 1 – Strand", "Delmål 2 – Vatten"), "Beror på: delmål 1",
        "Räkna båtarna|Köpa rep|Måla bryggan|Gräva|Sjunga",
        "pågår", "väntar på kommunen", "inställd", "3 timmar", "Klart när", "Risker",
    ),
    "da": Words(
        ("Trin 1: Bred", "Trin 2: Vand"), "Afhænger af: intet",
        "Tælle bådene|Købe reb|Male broen|Grave|Synge",
        "i gang", "venter på kommunen", "udskudt", "3 timer", "Færdig når", "Risici",
    ),
    "no": Words(
        ("Milepæl 1: Bredd", "Milepæl 2: Vann"), "Avhenger av: Milepæl 1",
        "Telle båtene|Kjøpe tau|Male brygga|Grave|Synge",
        "under arbeid", "på vent", "utsatt", "3 timer", "Akseptansekriterier", "Risikoer",
    ),
    "fi": Words(
        ("Vaihe 1: Ranta", "Vaihe 2: Vesi"), "Riippuvuudet: Vaihe 1",
        "Laske veneet|Osta köyttä|Maalaa laituri|Kaiva|Laula",
        "kesken", "odottaa lupaa", "peruttu", "3 tuntia", "Hyväksymiskriteerit", "Riskit",
    ),
    "ro": Words(
        ("Etapa a doua: Mal", "Etapa a treia: Apă"), "Depinde de: Etapa 2",
        "Numără bărcile|Cumpără funie|Vopsește pontonul|Sapă|Cântă",
        "în lucru", "așteaptă primăria", "amânată", "3 ore", "Criterii de acceptare", "Riscuri",
    ),
    "hu": Words(
        ("1. fázis: Part", "2. fázis: Víz"), "Előfeltételek: fázis 1",
        "Csónakok megszámolása|Kötél vétele|Móló festése|Ásás|Éneklés",
        "folyamatban", "elakadt", "elhalasztva", "3 óra", "Elfogadási kritériumok", "Kockázatok",
    ),
    "el": Words(
        ("ΦΑΣΗ 1: Ακτή", "ΦΑΣΗ 2: Νερό"), "Εξαρτάται από: φάση 1",
        "Μέτρηση βαρκών|Αγορά σχοινιού|Βάψιμο μόλου|Σκάψιμο|Τραγούδι",
        "σε εξέλιξη", "σε αναμονή", "αναβλήθηκε", "3 ώρες", "Κριτήρια αποδοχής", "Κίνδυνοι",
    ),
    "zh-Hans": Words(
        ("第一阶段：岸", "第二阶段：水"), "依赖：阶段 1", "清点船只|购买绳索|粉刷码头|挖土|唱歌",
        "进行中", "已暂停：等批文", "已推迟", "３小时", "验收标准", "风险",
    ),
    "zh-Hant": Words(
        ("第１階段：岸", "第２階段：水"), "前置條件：階段 1", "清點船隻|購買繩索|粉刷碼頭|挖土|唱歌",
        "實作中", "卡住", "已擱置", "3 小時", "驗收標準", "風險",
    ),
    "ja": Words(
        ("フェーズ１：岸", "フェーズ２：水"), "前提：フェーズ1", "船を数える|縄を買う|桟橋を塗る|掘る|歌う",
        "対応中", "承認待ち", "見送り", "3時間", "完了条件", "リスク",
    ),
    "ko": Words(
        ("1단계: 기슭", "2단계: 물"), "선행 조건: 1단계", "배 세기|밧줄 사기|부두 칠하기|파기|노래하기",
        "진행 중", "차단됨", "연기됨", "3시간", "완료 기준", "위험",
    ),
    "ar": Words(
        ("المرحلة الأولى: الشاطئ", "المرحلة الثانية: الماء"), "تعتمد على: المرحلة ١",
        "عدّ القوارب|شراء الحبل|طلاء الرصيف|الحفر|الغناء",
        "قيد التنفيذ", "متوقّفة: بانتظار الإذن", "مؤجّلة", "٣ ساعات", "معايير القبول", "المخاطر",
    ),
    "fa": Words(
        ("فاز ۱: ساحل", "فاز ۲: آب"), "وابسته به: فاز ۱", "شمردن قایق‌ها|خرید طناب|رنگ اسکله|کندن|خواندن",
        "در حال انجام", "متوقف", "لغو شده", "۳ ساعت", "معیارهای پذیرش", "ریسک‌ها",
    ),
    "he": Words(
        ("שלב א': חוף", "שלב ב': מים"), "תלוי ב: שלב 1", "לספור סירות|לקנות חבל|לצבוע מזח|לחפור|לשיר",
        "בתהליך", "ממתין לאישור", "נדחתה", "3 שעות", "קריטריוני קבלה", "סיכונים",
    ),
    "hi": Words(
        ("चरण १: किनारा", "चरण २: पानी"), "निर्भरता: चरण १", "नावें गिनना|रस्सी खरीदना|घाट रंगना|खोदना|गाना",
        "प्रगति में", "प्रतीक्षा में", "स्थगित", "३ घंटे", "स्वीकृति मानदंड", "जोखिम",
    ),
    "vi": Words(
        ("Giai đoạn 1: Bờ", "Giai đoạn 2: Nước"), "Phụ thuộc: Giai đoạn 1",
        "Đếm thuyền|Mua dây|Sơn bến|Đào đất|Hát",
        "đang thực hiện", "bị chặn: chưa có phép", "hoãn", "3 giờ", "Tiêu chí nghiệm thu", "Rủi ro",
    ),
    "id": Words(
        ("Tahap 1: Pantai", "Tahap 2: Air"), "Bergantung pada: Tahap 1",
        "Hitung perahu|Beli tali|Cat dermaga|Gali|Nyanyi",
        "sedang berjalan", "menunggu izin", "ditunda", "3 jam", "Kriteria penerimaan", "Risiko",
    ),
    "th": Words(
        ("ระยะที่ 1: ฝั่ง", "ระยะที่ 2: น้ำ"), "ขึ้นกับ: ระยะที่ 1", "นับเรือ|ซื้อเชือก|ทาสีท่าเรือ|ขุด|ร้องเพลง",
        "กำลังดำเนินการ", "ติดขัด", "ยกเลิก", "๓ ชั่วโมง", "เกณฑ์การยอมรับ", "ความเสี่ยง",
    ),
}  # fmt: skip
WITHOUT_NEED = ("it", "da")


def write_plan(words: Words) -> str:
    done, started, estimated, blocked, skipped = words.tasks.split("|")
    return f"""# Pier

## {words.phases[0]}

- [x] {done}
- [ ] {started} – {words.started}
- [ ] {estimated} ({words.estimate})

**{words.criteria}:**
- [ ] 7 m

## {words.phases[1]}

{words.needs}

- [ ] {blocked} — {words.blocked}
- [ ] {skipped} ({words.skipped})

## {words.risks}
- 8 m
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_is_read_in_its_language(language):
    words = LANGUAGES[language]

    plan = read(*write_plan(words).splitlines()).plan

    assert [task.title for task in plan.tasks] == words.tasks.split("|")
    states = ["completed", "in_progress", "pending", "blocked", "skipped"]
    assert [task.status.value for task in plan.tasks] == states
    assert [len(phase.tasks) for phase in plan.phases] == [3, 2]
    assert [criterion.text for criterion in plan.criteria] == ["7 m"]
    assert [entry.text for entry in plan.entries] == ["8 m"]
    assert plan.tasks[2].estimate_minutes == words.minutes
    first, second = plan.phases
    assert second.depends_on == (() if language in WITHOUT_NEED else (first.number,))


def first_word(table: dict[str, dict[str, str]], concept: str, language: str, otherwise: str) -> str:
    """The first word of a language in a table; what it shares with an earlier language stands with that one."""
    return table[concept].get(language, otherwise).split("|")[0].capitalize()


@pytest.mark.parametrize("language", TITLES["tasks"])
def test_columns_and_fields_are_read_in_every_language(language):
    phase = first_word(PHASES, "phase", language, "phase")
    title = first_word(COLUMNS, "title", language, "task")
    status = first_word(TITLES, "status", language, "status")
    owner = first_word(LABELS, "owner", language, "owner")
    needs = first_word(TITLES, "dependencies", language, "depends on")
    estimate = first_word(LABELS, "duration", language, "estimate")
    files = first_word(TITLES, "files", language, "files")
    task = first_word(TASKS, "task", language, "task")
    done = first_word(STATES, "completed", language, "done")

    plan = read(
        f"# Pier\n\n## {phase} 1: Shore\n",
        f"| ID | {title} | {status} | {owner} | {needs} | {estimate} |",
        "|---|---|---|---|---|---|",
        f"| B-1 | Count the boats | {done} | Jo | - | 2 h |",
        "| B-2 | Buy rope | | Jo | B-1 | |",
        f"\n## {phase} 2: Water\n\n### {task} 2.1: Paint the pier\n",
        f"**{status}:** {done}\n**{owner}:** Jo\n**{files}:** `pier/paint.py`\n{needs}: B-2",
    ).plan

    assert [(task.title, task.status.value, task.owner, task.depends_on, task.scope) for task in plan.tasks] == [
        ("Count the boats", "completed", "Jo", (), ()),
        ("Buy rope", "pending", "Jo", ("B-1",), ()),
        ("Paint the pier", "completed", "Jo", ("B-2",), ("pier/paint.py",)),
    ]
    assert [len(phase.tasks) for phase in plan.phases] == [2, 1]
    assert plan.tasks[0].estimate_minutes == 120
