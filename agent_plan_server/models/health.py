"""What `doctor` finds."""

from enum import StrEnum

from agent_plan_server.models.noun import Noun


class Grade(StrEnum):
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


class Finding(Noun):
    """One thing looked at; `fix` says what to do where something is wrong."""

    name: str
    grade: Grade
    text: str
    fix: str | None = None


class HealthReport(Noun):
    findings: tuple[Finding, ...]
    seq: int

    @property
    def worst(self) -> Grade:
        grades = [finding.grade for finding in self.findings]
        return next((grade for grade in (Grade.BAD, Grade.WARN) if grade in grades), Grade.OK)
