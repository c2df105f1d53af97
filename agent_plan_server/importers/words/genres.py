"""What a text is when it is no plan, by the headings and lines that its genre has in several languages."""

import re
from collections.abc import Iterable, Sequence

_HEADS: dict[str, tuple[int, str]] = {
    "a recipe": (
        1,
        "ingredients|zutaten|ingrédients|ingredientes|ingredienti|ingrediënten|składniki|ingredienser|malzemeler|"
        "ингредиенты|材料|食材|配料|재료|المكونات|nguyên liệu",
    ),
    "the minutes of a meeting": (
        2,
        "attendees|present|absent|apologies|agenda|minutes|discussion|next meeting|participants|teilnehmer|anwesend|"
        "tagesordnung|besprechung|nächster termin|nächstes treffen|présents|absents|ordre du jour|prochaine réunion|"
        "asistentes|orden del día|próxima reunión|presentes|pauta|partecipanti|ordine del giorno|aanwezig|obecni|"
        "närvarande|katılımcılar|gündem|участники|присутствовали|повестка|повестка дня|обсуждение|参会人员|"
        "与会人员|会议议程|讨论|"
        "出席者|議題|議事|次回|참석자|안건|논의|다음 회의",
    ),
    "an article": (
        2,
        "introduction|conclusion|conclusions|tl;dr|further reading|takeaways|key takeaways|what we learned|"
        "closing thoughts|"
        "final thoughts|abstract|einleitung|fazit|schluss|introducción|conclusión|introdução|conclusão|introduzione|"
        "conclusioni|введение|заключение|выводы|引言|前言|结论|结语|はじめに|おわりに|まとめ|들어가며|마치며|서론|결론",
    ),
    "documentation": (
        3,
        "installation|install|usage|quick start|quickstart|getting started|configuration|troubleshooting|faq|license|"
        "contributing|api reference|examples|requirements|features|changelog|support|verwendung|lizenz|utilisation|"
        "licence|instalación|uso|licencia|instalação|licença|установка|использование|лицензия|安装|使用方法|许可证|"
        "インストール|使い方|ライセンス|설치|사용법|라이선스",
    ),
}
_OF_GENRE = {genre: (fewest, frozenset(words.split("|"))) for genre, (fewest, words) in _HEADS.items()}
_TELLS = re.compile(
    r"(?:how|why|what) (?:we|i|our)\b|(?:wie|warum) (?:wir|ich)\b|(?:comment|pourquoi) (?:nous|j[e'’])|"
    r"(?:cómo|por qué) (?:nosotros|\w+(?:amos|imos))\b|(?:como|por que) (?:nós|\w+(?:amos|emos|imos))\b|"
    r"(?:как|почему) мы\b|我们(?:是)?(?:如何|怎样|为什么)",
    re.I,
)
_FOR_CONTRIBUTORS = re.compile(
    r"(?:contributing|contribution guide|how to contribute|code of conduct|security policy|pull request checklist|"
    r"mitwirken|contribuer|contribuir|как помочь|贡献指南|コントリビュート)\b",
    re.I,
)
_GUIDES = re.compile(
    r"(?:how to|guide to|getting started|introduction to|anleitung|guide de|guía de|guia de|как)\s|"
    r"(?<!implementation )(?<!migration )\b(?:guide|tutorial|handbook|cookbook|walkthrough|handbuch)$|"
    r"\b(?:syllabus|curriculum|lehrplan)\b|"
    r"教程|指南$|チュートリアル",
    re.I,
)
_REPORTS = re.compile(
    r"post-?mortem|\bincident (?:report|review)\b|root cause analysis|"
    r"\b(?:test|qa|coverage|benchmark|audit|scan)\W{1,3}(?:report|results?|summary|log)\b|testbericht|testergebnis|"
    r"rapport de tests?|informe de pruebas|relatório de testes|отчёт о тестировании|"
    r"测试报告|テスト結果|テスト報告|테스트 결과",
    re.I,
)
_DEMANDS = re.compile(
    r"\b(?:MUST|SHALL|SHOULD|MUSS|MÜSSEN|SOLL|SOLLTE|DOIT|DOIVENT|DEBE|DEBEN|DEVE|DEVEM|ДОЛЖ(?:ЕН|НА|НО|НЫ))\b|"
    r"必须|必須|应当|しなければならない|해야 한다"
)
_GIVEN = re.compile(r"\W*(?:given|angenommen|étant donné|dado|dato|допустим)\b", re.I)
_FIRST_PERSON = re.compile(
    r"(?:i|my|i['’]ve|we|this pr|this pull request|ich habe|mein|j[e'’]\s?ai|mon|ma|he|mi|eu|meu|minha|ho|я|"
    r"мой)\s|我已|我的|私は",
    re.I,
)
_OF_PROMPTS = (
    "role|your role|task|your task|instructions|rules|constraints|output|output format|response format|input|persona|"
    "tone|guidelines|examples|rolle|aufgabe|regeln|ausgabe|ausgabeformat|rôle|tâche|règles|format de sortie|rol|tarea|"
    "reglas|formato de salida|papel|tarefa|regras|formato de saída|ruolo|compito|regole|роль|задача|правила|"
    "формат ответа|"
    "角色|任务|规则|输出格式|约束|役割|タスク|ルール|制約|出力形式|역할|작업|규칙|출력 형식"
)
_INSTRUCTIONS = frozenset(_OF_PROMPTS.split("|"))
_FEWEST_INSTRUCTIONS = 2
_FEWEST_DEMANDS = 3
_SHARE = 0.4


def genre_of(title: str, heads: Sequence[str], items: Sequence[str]) -> str | None:
    """What a text without boxes and phases plainly is, by its headings or by what its lines demand; else None."""
    demands = sum(_DEMANDS.search(item) is not None or _GIVEN.match(item) is not None for item in items)
    if demands >= _FEWEST_DEMANDS and demands >= len(items) * _SHARE:
        return "a specification"
    if _TELLS.match(title):
        return "an article"
    if _GUIDES.search(title):
        return "a guide"
    known = {head.casefold() for head in heads}
    return next((genre for genre, (fewest, words) in _OF_GENRE.items() if len(known & words) >= fewest), None)


def reports(title: str) -> bool:
    """ "Test report – build 481", "Postmortem": what passed and what failed."""
    return _REPORTS.search(title) is not None


def is_for_contributors(title: str) -> bool:
    """ "Contributing": what it wants ticked is ticked by who sends a change."""
    return _FOR_CONTRIBUTORS.match(title) is not None


def is_recipe(heads: Iterable[str]) -> bool:
    """It lists what goes into it."""
    return any(head.casefold() in _OF_GENRE["a recipe"][1] for head in heads)


def instructs(heads: Iterable[str]) -> bool:
    """Headings such as "Your task" and "Output format" tell a model what to answer."""
    return len({head.casefold() for head in heads} & _INSTRUCTIONS) >= _FEWEST_INSTRUCTIONS


def is_contribution_form(boxes: Sequence[str]) -> bool:
    """Most boxes are said by who hands something in: "I have read the guide", "My code follows the style"."""
    said = sum(_FIRST_PERSON.match(box) is not None for box in boxes)
    return said >= 2 and said * 2 > len(boxes)
