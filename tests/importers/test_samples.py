"""The sample plans of `plans/`: what each is read as is kept in `golden/`.

To renew after a wanted change: AGENT_PLAN_RENEW_GOLDEN=1 pytest tests/importers/test_samples.py, then read the diff.
"""

import json
import os
import re
from pathlib import Path

import pytest
from importers.test_mojibake import damage

from agent_plan_server.importers import FAMILIES, read_plan, read_text
from agent_plan_server.importers.text.flattened import unflatten
from agent_plan_server.models.draft import ImportedPlan
from agent_plan_server.rules.scopes import find_overlap

PLANS = Path(__file__).parents[2] / "plans"
GOLDEN = Path(__file__).parent / "golden"
FORMATS = [family.NAME for family in FAMILIES]


def sample_file(name: str) -> Path:
    return next(path for path in PLANS.iterdir() if path.stem == name and path.is_file())


def sample(name: str) -> str:
    return sample_file(name).read_text(encoding="utf-8")


# What a Markdown editor does to a file would change what JSON and YAML mean.
MARKDOWN = [
    name for name in [*FORMATS, "demo"] if sample_file(name).suffix == ".md" and not sample(name).startswith("---")
]


def core(imported: ImportedPlan) -> object:
    """What must not depend on how a file was damaged: all but line numbers and raw lines."""
    dump = imported.plan.model_dump(mode="json")
    text = json.dumps(dump, ensure_ascii=False, sort_keys=True)
    return re.sub(r'"(?:line|raw|heading_path)": (?:null|\d+|"(?:[^"\\]|\\.)*"|\[[^\]]*\]),? ?', "", text)


@pytest.mark.parametrize("name", [*FORMATS, "demo"])
def test_a_sample_is_read_as_its_golden_file_says(name):
    golden = GOLDEN / f"{name}.json"
    read = read_text(sample(name), sample_file(name).name).model_dump(mode="json")

    if os.environ.get("AGENT_PLAN_RENEW_GOLDEN"):
        golden.write_text(json.dumps(read, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    assert read == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FORMATS)
def test_a_sample_is_recognised_by_its_family(name):
    assert read_text(sample(name), "plan.md").report.format == name


@pytest.mark.parametrize("name", [*FORMATS, "demo"])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: damage(text, "cp1252"),
        lambda text: damage(text, "mac_roman"),
    ],
    ids=["crlf", "bom", "cp1252", "mac_roman"],
)
def test_a_sample_reads_the_same_whatever_its_bytes_went_through(name, change):
    text = sample(name)

    assert core(read_text(change(text), "plan.md")) == core(read_text(text, "plan.md"))


@pytest.mark.parametrize("name", MARKDOWN)
@pytest.mark.parametrize(
    "change",
    [
        lambda text: re.sub(r"(?m)^(\s*)- ", r"\1* ", text),
        lambda text: re.sub(r"(?m)^---\n", "", text),
        lambda text: text.replace(":**", "**:"),
        lambda text: "\n".join(line for _, line in unflatten(text.split("\n"))),
    ],
    ids=["stars", "no rules", "colon outside", "unflattened"],
)
def test_a_sample_reads_the_same_however_it_was_passed_on(name, change):
    text = sample(name)

    assert core(read_text(change(text), "plan.md")) == core(read_text(text, "plan.md"))


@pytest.mark.parametrize("name", ["recovery_plan", "resumable_plan", "generic", "demo", "index_plan"])
def test_a_sample_nested_in_a_larger_document_keeps_its_tasks(name):
    nested = "# Team handbook\n\n## Contacts\n\n- Ada\n\n" + re.sub(r"(?m)^(#+ )", r"#\1", sample(name))

    before = read_text(sample(name), "plan.md").plan
    after = read_text(nested, "plan.md").plan

    assert [(task.key, task.title) for task in after.tasks] == [(task.key, task.title) for task in before.tasks]


def test_the_index_sample_leads_to_its_files():
    imported = read_plan([PLANS / "index_plan.md"])

    assert imported.report.missing_files == ()
    assert len(imported.report.files) == 6
    assert [task.title for task in imported.plan.phases[2].tasks][2] == "Count loans per month"
    assert imported.plan.tasks[0].status.value == "completed"


def test_the_demo_has_disjoint_scopes_but_for_one_pair():
    tasks = read_text(sample("demo"), "demo.md").plan.tasks
    pairs = [
        (one.key, two.key)
        for place, one in enumerate(tasks)
        for two in tasks[place + 1 :]
        if find_overlap(one.scope, two.scope)
    ]

    assert len(tasks) == 10
    assert all(task.scope and task.estimate_minutes for task in tasks)
    assert pairs == [("G-09", "G-10")]


def test_the_demo_stops_for_a_person_between_its_last_phases():
    gate = read_text(sample("demo"), "demo.md").plan.decisions[0]

    assert (gate.options, gate.before_phases) == (("Release", "Polish"), ("3",))
