"""Each family knows its own plans, and no other's: what is asked first must not take what belongs to a later one."""

import pytest
from importers.shared_plans import shared_plans
from importers.test_founding_plans import FAMILIES as FOUNDING
from importers.test_founding_plans import SEEDS
from importers.test_samples import FORMATS, sample

from agent_plan_server.importers import FAMILIES
from agent_plan_server.importers.text.decoding import clean, decode
from agent_plan_server.importers.text.document import Document, open_document

# The founding families and those of data are asked in an order that their own tests keep.
MARKDOWN = (
    "spec_kit", "kiro", "antigravity", "conductor", "openspec", "agent_os", "superpowers", "exec_plan", "bmad_story",
    "bmad_epics", "planning_with_files", "claude_code", "gsd_plan", "gsd_roadmap",
)  # fmt: skip


def families_of(document: Document) -> list[str]:
    return [family.NAME for family in FAMILIES if family.NAME != "generic" and family.recognises(document)]


@pytest.mark.parametrize("name", MARKDOWN)
def test_a_sample_is_recognised_by_exactly_its_own_family(name):
    assert families_of(open_document(clean(sample(name)), "plan.md")) == [name]


@pytest.mark.parametrize("name", sorted({*FORMATS, "demo"} - set(MARKDOWN)))
def test_no_other_sample_is_taken_for_a_plan_of_a_fixed_grammar(name):
    assert not set(families_of(open_document(clean(sample(name)), "plan.md"))) & set(MARKDOWN)


@pytest.mark.parametrize(("name", "family"), list(zip(SEEDS, FOUNDING, strict=True)))
def test_a_founding_plan_is_not_taken_for_a_plan_of_a_fixed_grammar(name, family):
    path = next((shared_plans() / "seeds").glob(f"{name.removeprefix('seed-')}_*.txt"))
    text, _ = decode(path.read_bytes())

    found = families_of(open_document(clean(text), path.name))

    assert not set(found) & set(MARKDOWN)
    assert f"{family}_plan" in found
