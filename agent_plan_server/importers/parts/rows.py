"""Table rows as tasks or phases, recognised by the words of the header."""

import re
from collections.abc import Mapping

from agent_plan_server.importers.findings.found import FoundTask, Reading
from agent_plan_server.importers.findings.report import TEMPLATE
from agent_plan_server.importers.parts.tasks import read_line
from agent_plan_server.importers.text.outline import Row
from agent_plan_server.importers.words.dependencies import ID, read_needs
from agent_plan_server.importers.words.estimates import read_span
from agent_plan_server.importers.words.paths import files_in
from agent_plan_server.importers.words.placeholders import is_placeholder
from agent_plan_server.importers.words.states import read_column, read_line_status, read_status
from agent_plan_server.importers.words.titles import strip_decoration
from agent_plan_server.models.states import TaskStatus

_COLUMNS = {
    "id": (
        "id|task id|#|no|no.|nr|nr.|n°|nº|num|key|ticket|issue|step|№|编号|編號|序号|番号|번호|code|ref|رقم"
    ),
    "phase": (
        "phase|sprint|stage|milestone|workstream|fase|etapa|étape|этап|фаза|阶段|階段|フェーズ|단계|aşama|fas|المرحلة"
    ),
    "title": (
        "task|task name|summary|work package|name|title|description|work item|item|"
        "story|user story|subject|what|action|deliverable|"
        "activity|"
        "phase name|focus|feature|work|aufgabe|titel|beschreibung|arbeitspaket|maßnahme|thema|tarea|descripción|título|"
        "actividad|acción|tarefa|descrição|atividade|ação|tâche|libellé|intitulé|titre|action à mener|attività|compito|"
        "titolo|descrizione|taak|omschrijving|zadanie|opis|uppgift|beskrivning|görev|açıklama|задача|название|описание|"
        "任务|任務|任务名称|内容|标题|描述|事项|タスク|タスク名|作業|項目|작업|작업명|내용|항목|할 일|태스크|المهمة|"
        "الوصف"
    ),
    "status": (
        "status|state|done|progress|current status|zustand|stand|estado|situação|statut|état|avancement|stato|durum|"
        "статус|состояние|готово|状态|狀態|进度|状態|進捗|상태|진행|진행 상태|الحالة"
    ),
    "estimate": (
        "effort|estimate|duration|duration est.|est.|est|time|size|hours|days|estimated time|timeline|weeks|points|"
        "aufwand|dauer|schätzung|charge|durée|estimation|esfuerzo|duración|estimación|esforço|duração|estimativa|prazo|"
        "stima|durata|duur|czas|süre|срок|оценка|длительность|трудоёмкость|工期|工时|工時|预计时间|工数|見積|"
        "見積もり|期間|"
        "기간|예상 시간|소요 시간|المدة"
    ),
    "owner": (
        "owner|assignee|assigned|assigned to|agent|responsible|who|lead|role|verantwortlich|zuständig|responsable|"
        "responsável|responsabile|eigenaar|osoba|ansvarig|sorumlu|ответственный|исполнитель|担当|担当者|담당|담당자|"
        "负责人|負責人|执行者|المسؤول"
    ),
    "start": (
        "when|quarter|week|month|wann|quartal|woche|quand|trimestre|semaine|cuándo|semana|когда|неделя|"
        "start|start date|from|begin|begins|begin date|starts|beginn|startdatum|von|début|date de début|inicio|início|"
        "inizio|начало|开始|开始日期|開始|開始日|시작|시작일"
    ),
    "end": (
        "end|end date|until|due|due date|deadline|finish|target date|ende|enddatum|bis|fällig|termin|fin|échéance|"
        "date de fin|fecha fin|fecha límite|fim|fine|scadenza|конец|срок сдачи|结束|结束日期|截止日期|"
        "終了|終了日|期限|종료|종료일|마감일"
    ),
    "needs": (
        "dependencies|depends on|dependency|deps|dep|requires|blocked by|blockedby|prerequisites|needs|after|"
        "abhängigkeiten|abhängigkeit|abhängig von|voraussetzung|dependencias|dependencia|depende de|dependências|"
        "dépendances|dépend de|prérequis|dipendenze|dipende da|afhankelijk van|zależności|beroende av|bağımlılık|"
        "зависимости|зависит от|依赖|依賴|前置任务|前置|依存|依存関係|前提|의존|의존성|선행 작업|الاعتماديات"
    ),
    "files": (
        "files|file|paths|path|scope|target|location|dateien|datei|archivos|archivo|arquivos|arquivo|fichiers|fichier|"
        "file da modificare|файлы|файл|文件|文件路径|涉及文件|ファイル|対象ファイル|파일|대상 파일|الملفات"
    ),
}  # fmt: skip
_ID = re.compile(
    rf"[*`~\[]{{0,4}}(?:{ID}|T\d{{2,4}}\b|[A-Z]{{1,4}}\d{{1,3}}\b|[A-Z]?\d{{1,3}}(?:\.\d{{1,3}}){{1,3}}[a-z]?)"
)
_FEWEST_STATES = 2
_SAYS_WORK = frozenset(("owner", "needs", "start", "end", "estimate"))
_WORDS = re.compile(r"[^\W\d_]{3,}(?!-?\d)")
_COLUMN_OF = {word: column for column, words in _COLUMNS.items() for word in words.split("|")}


def columns_of(row: Row) -> dict[str, str]:
    """The cells of a row by what they mean; the first column that means a thing has it."""
    found: dict[str, str] = {}
    for header, cell in row.cells.items():
        if column := column_of(header):
            found.setdefault(column, cell)
    if "title" not in found and _WORDS.search(found.get("id", "")):
        found["title"] = found.pop("id")  # "Ticket" over titles
    elif "title" not in found and found.keys() & _SAYS_WORK and read_status(found.get("status", "")):
        found["title"] = _first_unknown(row)  # "Epic", "Gap": with a state and an owner it is work all the same
    return found


def _first_unknown(row: Row) -> str:
    """The cell of the first column whose meaning is not known, for a title: "Problem", "Gap"."""
    return next((cell for header, cell in row.cells.items() if column_of(header) is None), "")


def column_of(header: str) -> str | None:
    """What a column holds, by its header in lower case: "task name" is the title."""
    return _COLUMN_OF.get(header.strip(" :*"))


def is_task_row(cells: Mapping[str, str]) -> bool:
    """A row with a title, and with a state, an owner, an estimate or needs, or an id of its own, to show it is work."""
    if "title" not in cells:
        return False
    known = cells.keys() & {"id", "status", "owner", "estimate", "needs", "start", "end"}
    return len(known) >= 2 or bool(known & {"status", "needs"}) or _ID.match(cells.get("id", "")) is not None


def cards_of(row: Row) -> list[tuple[TaskStatus, str]]:
    """The cards of a row below headers that are states ("To do | Doing | Done"); empty in any other table."""
    states = [(status, cell) for header, cell in row.cells.items() if (status := read_column(header))]
    if len(states) < len(row.cells) or len({status for status, _ in states}) < _FEWEST_STATES:
        return []
    cards = [(status, strip_decoration(text)) for status, cell in states for text in cell.split("<br>")]
    return [(status, text) for status, text in cards if text and not is_placeholder(text)]


def read_cards(reading: Reading, row: Row, path: tuple[str, ...]) -> list[FoundTask]:
    """A task of each card; their states stand in the header, where nothing can be written."""
    tasks = []
    for status, text in cards_of(row):
        task = FoundTask("", row.line, reading.document.raw(row.line), path=path, carrier="table rows", status=status)
        read_line(task, text)
        tasks.append(task)
        reading.report.take(row.line)
    return tasks


def read_row(reading: Reading, row: Row, path: tuple[str, ...]) -> FoundTask | None:
    """The task of a table row; None, and reported, when it is a placeholder or has no title."""
    cells = columns_of(row)
    title = (cells.get("title") or _first_unknown(row)).replace("<br>", " ")
    if not strip_decoration(title) or is_placeholder(title):
        reading.report.leave(row.line, reading.document.shown(row.line), TEMPLATE if title else "has no title")
        return None
    task = FoundTask("", row.line, reading.document.raw(row.line), path=path, carrier="table rows")
    read_line(task, title)
    task.id = strip_decoration(cells.get("id", "")).split(" ")[0] or task.id
    task.status = read_status(cells.get("status", "")) or read_line_status(cells.get("id", ""))
    task.owner = strip_decoration(cells.get("owner", "")) or None
    if estimate := strip_decoration(cells.get("estimate", "")):
        task.estimate, task.span = estimate, read_span(estimate)
    task.needs += read_needs(cells.get("needs", ""), row.line)
    task.scope += files_in(cells.get("files", "").replace("<br>", " "))
    reading.report.take(row.line)
    return task
