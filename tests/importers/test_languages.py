"""Invented plans in many languages and shapes: phases, tasks, states, needs and scopes as a reader of that language."""

from dataclasses import dataclass, field

import pytest
from importers.reading import read


@dataclass(frozen=True)
class Sample:
    """Tasks as "phase number/title"; the rest by title."""

    text: str
    tasks: tuple[str, ...]
    states: dict[str, str] = field(default_factory=dict)
    needs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    scopes: dict[str, str] = field(default_factory=dict)


SAMPLES = {
    "de: Kästchen, Felder danach, Akzeptanz": Sample(
        """# Umzug der Imkerei-App

## Ziel
Alle Völker in einer Datenbank.

## Phase 1: Vorbereitung
- [x] Altdaten sichten
- [ ] Tabellen anlegen in `db/schema.sql`

Akzeptanzkriterien:
- [ ] Jede Tabelle hat einen Schlüssel

## Phase 2: Übernahme
**Abhängigkeiten:** Phase 1
- [ ] Import schreiben (nach Phase 1)
- [ ] Bericht drucken – verschoben

## Risiken
- Papierlisten sind unleserlich

## Nächste Schritte
1. Termin mit dem Verein
""",
        ("1/Altdaten sichten", "1/Tabellen anlegen in db/schema.sql", "2/Import schreiben", "2/Bericht drucken"),
        {"Altdaten sichten": "completed", "Bericht drucken": "skipped"},
        scopes={"Tabellen anlegen in db/schema.sql": "db/schema.sql"},
    ),
    "fr: titres de tâches avec champs": Sample(
        """# Plan de la boulangerie

## Étape 1 : Fournil

### Tâche 1.1 : Mesurer le four
**Statut :** Terminé
**Fichiers :** `four/mesure.py`

### Tâche 1.2 : Régler la minuterie
**Statut :** En cours
**Dépend de :** Tâche 1.1
**Responsable :** Odile

## Étape 2 : Vente

### Tâche 2.1 : Écrire la caisse
**Statut :** À faire
**Dépendances :** 1.1, 1.2
**Critères d'acceptation :**
- [ ] Le total est juste

## Risques
- Panne du four
""",
        ("1/Mesurer le four", "1/Régler la minuterie", "2/Écrire la caisse"),
        {"Mesurer le four": "completed", "Régler la minuterie": "in_progress", "Écrire la caisse": "pending"},
        {"Régler la minuterie": ("1.1",), "Écrire la caisse": ("1.1", "1.2")},
        {"Mesurer le four": "four/mesure.py"},
    ),
    "es: tabla con identificadores": Sample(
        """# Plan del huerto

## Fase 1: Semillero

| ID | Tarea | Estado | Responsable | Dependencias |
|----|-------|--------|-------------|--------------|
| HU-01 | Leer sensores | Completado | Lola | - |
| HU-02 | Guardar lecturas | En progreso | Paco | HU-01 |

## Fase 2: Riego

| ID | Tarea | Estado | Responsable | Dependencias |
|----|-------|--------|-------------|--------------|
| HU-03 | Abrir válvulas | Pendiente | Lola | HU-01, HU-02 |
| HU-04 | Avisar por correo | Cancelado | Paco | Ninguna |

## Criterios de éxito
- [ ] Nada se seca
""",
        ("1/Leer sensores", "1/Guardar lecturas", "2/Abrir válvulas", "2/Avisar por correo"),
        {"Leer sensores": "completed", "Guardar lecturas": "in_progress", "Avisar por correo": "skipped"},
        {"Abrir válvulas": ("HU-01", "HU-02")},
    ),
    "pt: marcos com caixas numeradas": Sample(
        """# Plano da biblioteca comunitária

## Marco 1 – Catálogo
1. [x] Ler o ISBN
2. [ ] Buscar a capa (depende de 1.1)

## Marco 2 – Empréstimos
1. [ ] Emprestar um livro
2. [ ] Devolver um livro — em andamento

## Critérios de aceitação
- [ ] Sem fila na porta

## Notas
- As caixas acima são do conselho
""",
        ("1/Ler o ISBN", "1/Buscar a capa", "2/Emprestar um livro", "2/Devolver um livro"),
        {"Ler o ISBN": "completed", "Devolver um livro": "in_progress"},
        {"Buscar a capa": ("1.1",)},
    ),
    "it: settimane ed elenchi": Sample(
        """# Piano del rifugio

## Obiettivi
- Letti prenotabili

## Settimana 1: Letti
- Contare i letti
- Scrivere `letti/posti.py`

## Settimana 2: Prenotazioni
- Accettare una richiesta
- Rifiutare le doppie

**Criteri di accettazione:**
- Nessun letto è doppio

## Rischi
- Neve
""",
        ("1/Contare i letti", "1/Scrivere letti/posti.py", "2/Accettare una richiesta", "2/Rifiutare le doppie"),
        scopes={"Scrivere letti/posti.py": "letti/posti.py"},
    ),
    "nl: fasen met opsomming": Sample(
        """# Plan voor de fietsenmaker

## Fase 1: Werkplaats
### Taken
- [x] Banden tellen
- [ ] Prijslijst maken
### Acceptatiecriteria
- [ ] Alle maten staan erop

## Fase 2: Winkel
### Taken
- [ ] Kassa koppelen (afhankelijk van Fase 1)
""",
        ("1/Banden tellen", "1/Prijslijst maken", "2/Kassa koppelen"),
        {"Banden tellen": "completed"},
    ),
    "pl: etapy i statusy": Sample(
        """# Plan pasieki

## Etap 1: Ule
- [ ] Policzyć ule [w toku]
- [x] Kupić ramki

## Etap 2: Miód
- [ ] Zważyć słoiki – anulowane

## Ryzyka
- Deszcz
""",
        ("1/Policzyć ule", "1/Kupić ramki", "2/Zważyć słoiki"),
        {"Policzyć ule": "in_progress", "Kupić ramki": "completed", "Zważyć słoiki": "skipped"},
    ),
    "sv: sprintar med uppgifter": Sample(
        """# Plan för båtklubben

## Sprint 1: Bryggan
### Uppgifter
- Mät bryggan
- Rita platserna
### Risker
- Is

## Sprint 2: Kön
### Uppgifter
- Sortera kön
""",
        ("1/Mät bryggan", "1/Rita platserna", "2/Sortera kön"),
    ),
    "tr: aşamalar": Sample(
        """# Fırın planı

## Aşama 1: Hazırlık
- [x] Unu tart
- [ ] Fırını ölç

## Aşama 2: Satış
- [ ] Kasayı bağla

## Riskler
- Elektrik kesilir
""",
        ("1/Unu tart", "1/Fırını ölç", "2/Kasayı bağla"),
        {"Unu tart": "completed"},
    ),
    "ru: этапы, зависимости, статус": Sample(
        """# План пекарни

## Этап 1: Печь

### 1.1 Измерить жар
**Статус:** выполнено
**Файлы:** `oven/heat.py`

### 1.2 Записать график
**Статус:** в работе
**Зависит от:** 1.1

## Этап 2: Касса

### 2.1 Пробить чек
**Статус:** не начато
**Зависимости:** Задача 1.2

## Критерии готовности
- [ ] Хлеб не горит
""",
        ("1/Измерить жар", "1/Записать график", "2/Пробить чек"),
        {"Измерить жар": "completed", "Записать график": "in_progress", "Пробить чек": "pending"},
        {"Записать график": ("1.1",), "Пробить чек": ("1.2",)},
        {"Измерить жар": "oven/heat.py"},
    ),
    "zh: 阶段、任务列表、依赖": Sample(
        """# 茶园系统计划

## 目标
- 让每块茶园有记录

## 第一阶段：采集
### 任务清单
- [x] 连接湿度传感器
- [ ] 保存读数（依赖：1.1）
### 验收标准
- [ ] 断电后数据不丢

## 第二阶段：展示
### 任务清单
- [ ] 绘制曲线 - 进行中
- [ ] 导出报表（已取消）

## 风险
- 雨季断网
""",
        ("1/连接湿度传感器", "1/保存读数", "2/绘制曲线", "2/导出报表"),
        {"连接湿度传感器": "completed", "绘制曲线": "in_progress", "导出报表": "skipped"},
        {"保存读数": ("1.1",)},
    ),
    "zh-Hant: 看板表格": Sample(
        """# 民宿專案看板

## 階段 1：房務

| 編號 | 任務 | 狀態 | 負責人 | 依賴 |
|---|---|---|---|---|
| R-1 | 建立房型表 | 已完成 | 小美 | 無 |
| R-2 | 排定清潔 | 進行中 | 阿德 | R-1 |

## 階段 2：訂房

| 編號 | 任務 | 狀態 | 負責人 | 依賴 |
|---|---|---|---|---|
| R-3 | 接受訂單 | 待辦 | 小美 | R-1、R-2 |
""",
        ("1/建立房型表", "1/排定清潔", "2/接受訂單"),
        {"建立房型表": "completed", "排定清潔": "in_progress", "接受訂單": "pending"},
        {"接受訂單": ("R-1", "R-2")},
    ),
    "ja: フェーズと完了条件": Sample(
        """# 温室管理の実装計画

## 概要
温度を記録する。

## フェーズ1：計測 ✅
- [x] センサーを読む
- [x] 値を `greenhouse/store.py` に保存する

**完了条件：**
- 一日分が残る

## フェーズ2：通知
- [ ] メールを送る（実装中）
- [ ] 休日は止める

## リスク
- 停電
""",
        ("1/センサーを読む", "1/値を greenhouse/store.py に保存する", "2/メールを送る", "2/休日は止める"),
        {"センサーを読む": "completed", "メールを送る": "in_progress", "休日は止める": "pending"},
        scopes={"値を greenhouse/store.py に保存する": "greenhouse/store.py"},
    ),
    "ja: タスク見出しと依存": Sample(
        """# 図書館アプリ タスク

## 第1フェーズ：目録

### タスク 1.1：ISBNを読む
**ステータス：** 完了
**対象ファイル：** `lib/isbn.ts`

### タスク 1.2：表紙を探す
**ステータス：** 未着手
**依存：** タスク 1.1
**工数：** 2時間

## 第2フェーズ：貸出

### タスク 2.1：本を貸す
**依存関係：** 1.1, 1.2
""",
        ("1/ISBNを読む", "1/表紙を探す", "2/本を貸す"),
        {"ISBNを読む": "completed", "表紙を探す": "pending"},
        {"表紙を探す": ("1.1",), "本を貸す": ("1.1", "1.2")},
        {"ISBNを読む": "lib/isbn.ts"},
    ),
    "ko: 단계와 작업": Sample(
        """# 김치 공장 구현 계획

## 개요
숙성 온도를 관리한다.

## 1단계: 측정 (완료)
- [x] 온도계 연결
- [x] 기록 저장

## 2단계: 알림
### 작업 목록
- [ ] 문자 보내기 (진행 중)
- [ ] 야간 중지 (보류)
### 완료 조건
- [ ] 잘못된 알림이 없다

## 위험 요소
- 정전
""",
        ("1/온도계 연결", "1/기록 저장", "2/문자 보내기", "2/야간 중지"),
        {"온도계 연결": "completed", "문자 보내기": "in_progress", "야간 중지": "blocked"},
    ),
    "ar: المراحل والمهام": Sample(
        """# خطة المخبز

## المرحلة 1: الفرن
- [x] قياس الحرارة
- [ ] ضبط المؤقت

## المرحلة 2: البيع
- [ ] كتابة الصندوق

## المخاطر
- انقطاع الكهرباء
""",
        ("1/قياس الحرارة", "1/ضبط المؤقت", "2/كتابة الصندوق"),
        {"قياس الحرارة": "completed"},
    ),
    "en: agents in parallel sessions": Sample(
        """# Ferry timetable, built by four agents

## Track A: Harbour
**Owner:** agent-tide
- **HB-1**: Read the tide table (`harbour/tide.py`)
- **HB-2**: Compute departures (depends on HB-1)

## Track B: Screen
- **SC-1**: Draw the board — blocks SC-2
- **SC-2**: Blink when late

## Integration checklist
- [ ] Everybody merged
""",
        ("A/Read the tide table", "A/Compute departures", "B/Draw the board", "B/Blink when late"),
        needs={"Compute departures": ("HB-1",), "Blink when late": ("SC-1",)},
        scopes={"Read the tide table": "harbour/tide.py"},
    ),
    "en: one phase as a whole document, weeks inside, checklist at the end": Sample(
        """# Phase 1 Execution Plan: Orchard

## Week 1: Trees
- [ ] Count the trees
- [ ] Label the rows

## Week 2: Fruit
- [ ] Weigh a crate

## Completion checklist
### Week 1: Trees
- [ ] Count the trees
### Week 2: Fruit
- [ ] Weigh a crate
""",
        ("1/Count the trees", "1/Label the rows", "2/Weigh a crate"),
    ),
    "en: steps as headings, criteria as boxes": Sample(
        """# Kiln controller

## Implementation steps

### Step 1: Read the thermocouple
**Files:** `kiln/probe.py`
- [ ] works below zero

### Step 2: Drive the relay
**Depends on:** Step 1

### Step 3: Tests
Run them all.
""",
        ("1/Read the thermocouple", "1/Drive the relay", "1/Tests"),
    ),
    "en: a board whose columns are states": Sample(
        """# Pier board

## 📋 Backlog
- Paint the pier

## 🔄 In progress (1)
- [ ] Fix the ramp

## ✅ Done
- [x] Buy rope
- [x] Hire a diver

## Blocked
- Dredge the basin
""",
        ("1/Paint the pier", "1/Fix the ramp", "1/Buy rope", "1/Hire a diver", "1/Dredge the basin"),
        {
            "Paint the pier": "pending",
            "Fix the ramp": "in_progress",
            "Buy rope": "completed",
            "Hire a diver": "completed",
            "Dredge the basin": "blocked",
        },
    ),
    "ja: かんばん": Sample(
        """# 港のかんばん

## 未着手
- 桟橋を塗る
## 進行中
- 斜路を直す
## 完了
- 縄を買う
""",
        ("1/桟橋を塗る", "1/斜路を直す", "1/縄を買う"),
        {"桟橋を塗る": "pending", "斜路を直す": "in_progress", "縄を買う": "completed"},
    ),
    "en: a roadmap by quarter, done headings over plain bullets": Sample(
        """# Lighthouse roadmap

## Q1 2031: Lamp ✅
- Clean the lens
- Replace the bulb

## Q2 2031: Stairs
- Fix the rail
""",
        ("1-2031/Clean the lens", "1-2031/Replace the bulb", "2-2031/Fix the rail"),
        {"Clean the lens": "completed", "Fix the rail": "pending"},
    ),
    "es: pasos numerados sin casillas": Sample(
        """# Plan de la radio

## Objetivo
Emitir los domingos.

## Tareas
1. Montar la antena
2. Probar el micrófono
3. Grabar la sintonía

## Riesgos
1. Tormenta
""",
        ("1/Montar la antena", "1/Probar el micrófono", "1/Grabar la sintonía"),
    ),
    "ko: 표로 된 작업": Sample(
        """# 방앗간 계획

## 1단계: 제분

| 번호 | 작업 | 상태 | 담당자 | 의존성 |
|---|---|---|---|---|
| M-1 | 밀 무게 재기 | 완료 | 지우 | 없음 |
| M-2 | 맷돌 돌리기 | 진행 중 | 민호 | M-1 |
""",
        ("1/밀 무게 재기", "1/맷돌 돌리기"),
        {"밀 무게 재기": "completed", "맷돌 돌리기": "in_progress"},
        {"맷돌 돌리기": ("M-1",)},
    ),
    "de: Arbeitspakete als Überschriften, Zustand im Titel": Sample(
        """# Orgel

## Phase 1: Pfeifen [ABGESCHLOSSEN]

### Arbeitspaket 1: Pfeifen zählen [ERLEDIGT]
- Register notieren

### Arbeitspaket 2: Pfeifen stimmen
**Dateien:** `orgel/stimmung.py`, `orgel/tafel.csv`
**Hängt ab von:** Arbeitspaket 1
""",
        ("1/Pfeifen zählen", "1/Pfeifen stimmen"),
        {"Pfeifen zählen": "completed", "Pfeifen stimmen": "pending"},
        {"Pfeifen stimmen": ("1",)},
        {"Pfeifen stimmen": "orgel/tafel.csv"},
    ),
    "ru: спринты и галочки": Sample(
        """# Обсерватория

## Спринт 1. Купол
- [x] Смазать ролики
- [ ] Починить створку (в работе)

## Спринт 2. Камера
- [ ] Снять темновые кадры (после Спринт 1)

## Метрики
- 30 ясных ночей
""",
        ("1/Смазать ролики", "1/Починить створку", "2/Снять темновые кадры"),
        {"Смазать ролики": "completed", "Починить створку": "in_progress"},
    ),
    "en: epics that tell the sprints again": Sample(
        """# Choir planner

## Sprint 1: Songs
- [ ] Import the song sheets
- [ ] Tag songs by voice
## Sprint 2: Evenings
- [ ] Plan a rehearsal evening
- [ ] Mail the evening plan

## Epic breakdown
### Epic 1: Music
- Import the song sheets
- Tag songs by voice
### Epic 2: People
- Plan a rehearsal evening
""",
        (
            "1/Import the song sheets",
            "1/Tag songs by voice",
            "2/Plan a rehearsal evening",
            "2/Mail the evening plan",
        ),
    ),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_plan_is_read_as_its_author_means_it(name):
    sample = SAMPLES[name]

    plan = read(*sample.text.splitlines()).plan

    by_title = {task.title: task for task in plan.tasks}
    assert tuple(f"{phase.number}/{task.title}" for phase in plan.phases for task in phase.tasks) == sample.tasks
    assert {title: by_title[title].status.value for title in sample.states} == sample.states
    assert {title: by_title[title].depends_on for title in sample.needs} == sample.needs
    assert all(path in by_title[title].scope for title, path in sample.scopes.items())
